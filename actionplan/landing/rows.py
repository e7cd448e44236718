"""Measures and activities of a section, as they will be stored."""

from collections import Counter

from django.utils.translation import gettext as _

from actionplan.choices import ActivityMode
from actionplan.importing.parsed import ParsedActivity, ParsedMeasure
from actionplan.landing.lists import land_partners, land_tags
from actionplan.landing.state import Landing, SectionLanding
from actionplan.models import Activity, Measure
from actionplan.services.activities import deadline_fields

STEERED_BY = 120  # longest text of the field


def land_rows(landing: Landing, here: SectionLanding) -> None:
    """The tree of measures with their activities, then the activities that stand under none, all in reading order."""
    owner: dict[int, Measure] = {}
    _land_measures(landing, here, here.source.measures, None, owner)
    places: Counter = Counter()
    for source in here.source.activities:
        measure = owner.get(id(source))
        places[measure] += 1
        activity = _activity(landing, here, source, measure, places[measure])
        land_tags(landing, here, source, activity)
        if told := land_partners(landing, here, source, activity):
            activity.note = "\n".join(filter(None, (activity.note, *told)))
        here.activities.append(activity)
        here.sources.append(source)
        landing.check(activity, source.row, source.place)


def _land_measures(
    landing: Landing, here: SectionLanding, sources: list[ParsedMeasure], parent: Measure | None, owner: dict
) -> None:
    for position, source in enumerate(sources, start=1):
        measure = Measure(
            alliance=landing.alliance, section=here.section, parent=parent, title=source.title, position=position
        )
        landing.check(measure, source.row, source.place)
        here.measures.append(measure)
        owner.update((id(activity), measure) for activity in source.activities)
        _land_measures(landing, here, source.children, measure, owner)


def _activity(
    landing: Landing, here: SectionLanding, source: ParsedActivity, measure: Measure | None, position: int
) -> Activity:
    values = deadline_fields(source.deadline_text, landing.plan.year)
    found, unmatched = _responsible(landing, source)
    steered, extra = source.steered_by, [f"{head}: {text}" for head, text in source.extra.items() if text]
    if len(steered) > STEERED_BY:
        extra.append(_("Styres av i dokumentet: {name}").format(name=steered))
    return Activity(
        alliance=landing.alliance,
        section=here.section,
        measure=measure,
        title=source.title,
        position=position,
        mode=source.mode or (ActivityMode.QUESTION if source.is_question else ActivityMode.OWN),
        steered_by=steered if len(steered) <= STEERED_BY else "",
        note="\n".join(filter(None, (source.note, *extra, *unmatched))),
        **values | found,
    )


def _responsible(landing: Landing, source: ParsedActivity) -> tuple[dict, list[str]]:
    """(field of the activity, words for its note when nobody was found)."""
    text = source.responsible.strip()
    if not text:
        return {}, []
    if post := landing.register.position(text):
        return {"responsible_position": post.row}, []
    organisation = landing.register.organisation(text)
    if organisation is not None and organisation.is_sure:
        return {"responsible_organisation": organisation.row}, []
    message = _("«{name}» er ikke kjent som stilling eller organisasjon. Teksten står i merknaden.").format(name=text)
    landing.note("responsible_unknown", message, text, row=source.row, place=source.place)
    return {}, [_("Ansvarlig i dokumentet: {name}").format(name=text)]
