"""The tags of a plan's activities, beside its facts: they are no part of what is adopted, and are frozen nowhere."""

from collections import defaultdict

from actionplan.models import ActivityTag
from vestregion.reporting.facts.plan import collect_plan
from vestregion.reporting.facts.planrows import read_plan
from vestregion.reporting.printing import as_frozen


def tagged_content(plan, *, reader=None) -> dict:
    """The facts of the plan as `collect_plan` gives them, each row with the names of its tags."""
    rows = read_plan(plan)
    content = as_frozen(collect_plan(plan, reader=reader, rows=rows).content())
    tags = defaultdict(list)
    named = ActivityTag.objects.present().filter(activity__section__plan=plan).order_by("tag__key")
    for activity, name in named.values_list("activity", "tag__name"):
        tags[activity].append(name)
    parts = [part for _key, _area, _named, parts in rows.by_area() for part in parts]
    sections = [section for area in content["areas"] for section in area["sections"]]
    for part, section in zip(parts, sections, strict=True):
        for (_path, activity), row in zip(part.in_order(), section["rows"], strict=True):
            row["tags"] = tags[activity.pk] if activity else []
    return content
