"""Activities: what will be done, by when, by whom."""

from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.deadlines import parse_deadline, to_json
from actionplan.models import Activity, ActivityPartner, ActivityTag
from actionplan.services.changing import changing, claim_measure, keep_targets
from actionplan.services.ordering import ORDERS, put_before, put_last
from governance import history
from governance.services.claims import claim, keep
from governance.services.lists import set_list

POST = "responsible_position"


def deadline_fields(text: str, plan_year: int) -> dict:
    """The three fields of a typed deadline: the text as typed, its reading, and the last day for sorting.

    A text that is not understood is kept; its reading says so and carries a suggestion (docs/deadlines.md).
    """
    deadline = parse_deadline(text, plan_year)
    return {"deadline_text": text, "deadline": to_json(deadline), "deadline_end": deadline.end}


def create_activity(actor, *, section, measure=None, partners=(), tags=(), reason="", at=None, **values) -> Activity:
    """Add an activity last under its measure, or last among those of the section that have none."""
    values |= deadline_fields(values.pop("deadline_text", ""), section.plan.year)
    activity = Activity(section=section, measure=measure, **values)
    with changing(actor, "activity.create", activity, about=section, reason=reason, at=at):
        claim_measure(actor, section, measure, field="measure")
        keep_targets(None, values, POST)
        _need_earlier(section, values)
        put_last(activity, actor.alliance)
        history.create(activity)
        _set_partners(activity, partners)
        if tags:
            _set_tags(activity, tags)
        return activity


def change_activity(
    actor,
    activity: Activity,
    *,
    base_version=None,
    partners=None,
    base_partners=None,
    tags=None,
    base_tags=None,
    reason: str = "",
    at=None,
    **values,
) -> Activity:
    """Change an activity. Another measure moves it last there; `partners` (organisations) replaces the list.

    With `base_partners` (ids of the organisations the user started from), only what she added and took away is done to
    the list, so that partners others added meanwhile stay. So too `tags` with `base_tags`.
    Raises Clash when somebody else changed the same field since `base_version`.
    """
    if "deadline_text" in values:
        values |= deadline_fields(values["deadline_text"], activity.section.plan.year)
    with changing(actor, "activity.change", activity, perhaps_tags=tags is not None, reason=reason, at=at):
        # The plan is held, so nobody else gives out places meanwhile.
        if "measure" in values and getattr(values["measure"], "pk", None) != activity.measure_id:
            claim_measure(actor, activity.section, values["measure"], field="measure")
            values["position"] = _last_place(activity.section, values["measure"], activity.alliance)
        keep_targets(activity, values, POST)
        _need_earlier(activity.section, values)
        version = activity.version
        saved = history.save(activity, values, base_version=base_version, held=copy(activity))
        lists = partners is not None and _set_partners(saved, partners, base_partners)
        lists = (tags is not None and _set_tags(saved, tags, base_tags)) or lists
        if lists and saved.version == version:
            history.touch(saved)  # a window opened before now is stale
        return saved


def move_activity(actor, activity: Activity, *, section=None, measure=None, before=None, reason: str = "", at=None):
    """Move an activity to a measure, or to the activities of a section that have none, of the same plan.

    It becomes the last there, or stands before `before`. Raises ValidationError for a place in another plan.
    """
    with changing(actor, "activity.move", activity, reason=reason, at=at):
        section = section or (measure.section if measure is not None else activity.section)
        if section.plan_id != activity.section.plan_id:
            raise ValidationError(_("Aktiviteten kan bare flyttes innenfor samme plan."))
        section.plan = activity.section.plan
        claim(actor, "row.edit", section)
        claim_measure(actor, section, measure, field="measure")
        place = _last_place(section, measure, activity.alliance)
        history.save(activity, {"section": section, "measure": measure, "position": place})
        put_before(activity, before)
        return activity


def _need_earlier(section, values: dict) -> None:
    """What an activity continues stands in an earlier plan of the same cooperation, so that no line goes in a ring."""
    old = values.get("continues")
    if old is None:
        return
    plan = old.section.plan
    if plan.cooperation_id != section.plan.cooperation_id or plan.year >= section.plan.year:
        raise ValidationError({"continues": _("En aktivitet fortsetter bare en fra en tidligere plan i samarbeidet.")})


def _last_place(section, measure, alliance) -> int:
    place = Activity(section=section, measure=measure)
    put_last(place, alliance)
    return getattr(place, ORDERS[Activity][0])


def _set_partners(activity: Activity, organisations, base=None) -> bool:
    """Whether anything changed."""

    def make(organisation):
        return ActivityPartner(activity=activity, organisation=organisation)

    return set_list(activity.partners.present(), "organisation", organisations, make, base=base)


def _set_tags(activity: Activity, tags, base=None) -> bool:
    """Whether anything changed. The tags are held, so that nobody merges or removes them meanwhile."""
    for each in sorted(tags, key=lambda row: row.pk):
        keep(each, weak=True)
    return set_list(
        activity.tags.present(), "tag", tags, lambda tag: ActivityTag(activity=activity, tag=tag), base=base
    )
