"""Reads about followed cases: who follows one, and what has happened in those a person follows."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from governance.exemption import reveal
from governance.models import AgendaItem, Case, CaseFollow, Event, Person

# What a reader may hear of. Work in the secretariat's drafts is news to those who edit the case alone.
HEARD_OF = frozenset(
    {
        *("case.close", "case.reopen", "case.withdraw", "paper.send", "attachment.send", "item.postpone"),
        *("item.withdraw", "item.send_on", "resolution.register", "resolution.change", "resolution.remove"),
        *("meeting.call", "meeting.hold", "meeting.cancel", "meeting.publish"),
    }
)
ABOUT_MEETINGS = frozenset(act for act in HEARD_OF if act.startswith("meeting."))


@dataclass(frozen=True)
class Followed:
    """A case on my page with the number of things that have happened since the person last opened it."""

    case: Case
    news: int


def followers_of(case: Case):
    """The persons who follow a case. Ask each one's own actor what she may read of it before telling her anything."""
    follows = CaseFollow.objects.of(case.alliance).filter(case=case)
    return Person.objects.of(case.alliance).filter(pk__in=follows.values("person"))


def followed_cases(actor, opened: dict[str, datetime]) -> list[Followed]:
    """The cases the person follows, those with news first. `opened`: case id -> when this browser opened it last.

    Four queries at most, whatever the number of cases.
    """
    rows = list(CaseFollow.objects.visible_to(actor).select_related("case"))
    if not rows:
        return []
    cases = [row.case for row in rows]
    reveal(actor, cases)
    since = {row.case_id: max(row.seen_at, opened.get(row.case_id.hex, row.seen_at)) for row in rows}
    news = _news(actor, cases, since)
    found = [Followed(case, news[case.pk]) for case in cases]
    return sorted(found, key=lambda each: (each.news == 0, -each.case.year, -each.case.sequence))


def _news(actor, cases: list[Case], since: dict) -> Counter:
    """Case -> acts of others after the moment it was opened last; none of a case she may not read in full."""
    told = {case.pk: case for case in cases if not case.is_masked}
    places = _places(actor, told)
    about = Q(object_id__in=[key for _kind, key in places]) & Q(object_kind__in={kind for kind, _key in places})
    events = Event.objects.filter(about, alliance=actor.alliance, at__gt=min(since.values()))
    counts: Counter = Counter()
    for kind, key, act, at in events.exclude(user=actor.user).values_list("object_kind", "object_id", "act", "at"):
        for pk in places.get((kind, key), ()):
            if at > since[pk] and _is_news(actor, told[pk], act):
                counts[pk] += 1
    return counts


def _places(actor, cases: dict) -> dict[tuple[str, str], set]:
    """(kind, id) of what events name -> the cases they are about: the case, its treatments, and their meetings."""
    places = {("governance.case", str(pk)): {pk} for pk in cases}
    items = AgendaItem.objects.visible_to(actor).filter(case__in=list(cases))
    for item, case, meeting in items.values_list("pk", "case_id", "meeting_id"):
        places.setdefault(("governance.agendaitem", str(item)), set()).add(case)
        places.setdefault(("governance.meeting", str(meeting)), set()).add(case)
    return places


def _is_news(actor, case: Case, act: str) -> bool:
    if act.startswith("meeting."):
        return act in ABOUT_MEETINGS
    return act in HEARD_OF or actor.edits(case.cooperation_id)
