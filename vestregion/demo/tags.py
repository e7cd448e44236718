"""The ten challenges that the paper for the discussion of 2017 names, as tags, on what is about them."""

from datetime import date

from actionplan.models import Activity
from actionplan.services.activities import change_activity
from governance import history
from governance.models import Tag
from governance.services.tags import create_tag, tag_case
from vestregion.demo.files import facts, moment

FIRST = moment(date(2015, 1, 5))


def make_tags(actor) -> list[tuple[Tag, list[str]]]:
    """Each tag with the words that call for it in a title."""
    made = []
    for values in facts("tags")["tag"]:
        words = values.pop("words")
        made.append((create_tag(actor, at=FIRST, **values), words))
    return made


def tag_cases(actor, tags, cases) -> None:
    at = moment(date(2017, 11, 1))
    for case in cases:
        if found := _called_for(tags, case.title):
            tag_case(actor, case, tags=found, at=at)


def tag_plan(actor, tags, plan, at) -> None:
    """Before it is adopted, so that nothing of it is changed afterwards."""
    rows = Activity.objects.of_plan(plan).select_related("section__plan__cooperation").order_by("pk")
    with history.recording(actor, "plan.change", plan, at=at):
        for activity in rows:
            if found := _called_for(tags, activity.title):
                change_activity(actor, activity, tags=found)


def _called_for(tags, title: str) -> list[Tag]:
    return [tag for tag, words in tags if any(word in title.casefold() for word in words)]
