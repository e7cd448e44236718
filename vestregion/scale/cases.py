"""A year of meetings and cases: treated ones with resolutions, those called and listed, and those that still wait."""

from datetime import date, datetime, time, timedelta

from governance.choices import Access, CaseState, ItemState, MeetingState, PaperState
from governance.clock import OSLO
from governance.models import AgendaItem, Case, CasePaper, Meeting, NumberSeries, Resolution, ResolutionPoint
from vestregion.scale import CASES, TODAY
from vestregion.scale.texts import RARE

MEETINGS, EXEMPT_EVERY = 6, 20
WORDS_IN_PAPER = 120


def write_cases(filling, year: int) -> None:
    """Six meetings of the body and its cases. What lies after the demo day is not yet treated."""
    meetings = _write_meetings(filling, year)
    cases = [_case(filling, year, number) for number in range(1, CASES + 1)]
    filling.add(*cases)
    items = [_item(filling, case, meetings[(case.sequence - 1) * MEETINGS // CASES]) for case in cases]
    filling.add(*items)
    numbered = sum(item.number_sequence is not None for item in items)
    ends = {"case": CASES, str(filling.body.pk): numbered}
    filling.add(*(filling.make(NumberSeries, key=key, year=year, last=last) for key, last in ends.items() if last))
    filling.add(*(_paper(filling, item) for item in items))
    resolutions = [_resolution(filling, item) for item in items if item.state == ItemState.TREATED]
    filling.add(*resolutions)
    filling.add(*(_point(filling, resolution) for resolution in resolutions))


def _write_meetings(filling, year: int) -> list[Meeting]:
    days = [date(year, 1, 15) + timedelta(days=56 * n) for n in range(MEETINGS)]
    return filling.add(*(_meeting(filling, day) for day in days))


def _meeting(filling, day: date) -> Meeting:
    """Held, called a week and a half before, or planned."""
    called = day - timedelta(days=10)
    state = MeetingState.HELD if day < TODAY else MeetingState.CALLED if called <= TODAY else MeetingState.PLANNED
    values = {"day": day, "starts_at": time(10), "ends_at": time(14), "state": state, "place": "Rådhuset"}
    if state != MeetingState.PLANNED:
        values |= {"called_at": _at(called), "published_at": _at(called)}
    return filling.make(Meeting, body=filling.body, **values)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=OSLO)


def _case(filling, year: int, number: int) -> Case:
    values = {"year": year, "sequence": number, "title": filling.chance.words(6)}
    values["summary"] = filling.chance.words(20)
    values["responsible"] = filling.secretary
    if number % EXEMPT_EVERY == 0:
        values |= {"access": Access.EXEMPT, "legal_basis": "offl. § 14", "public_title": "Unntatt sak"}
    if year < TODAY.year:
        values["state"] = CaseState.CLOSED
    return filling.make(Case, cooperation=filling.main, **values)


def _item(filling, case: Case, meeting: Meeting) -> AgendaItem:
    state = {MeetingState.HELD: ItemState.TREATED, MeetingState.CALLED: ItemState.NUMBERED}.get(meeting.state)
    values = {
        "case": case,
        "body": filling.body,
        "meeting": meeting,
        "position": case.sequence,
        "is_authoritative": True,
    }
    if state:
        values |= {"number_year": case.year, "number_sequence": case.sequence}
    return filling.make(AgendaItem, state=state or ItemState.LISTED, **values)


def _paper(filling, item: AgendaItem) -> CasePaper:
    text = filling.chance.words(WORDS_IN_PAPER)
    if (item.case.year, item.case.sequence) == (TODAY.year, 1):
        text += f" {RARE}"
    values = {"exposition": f"<p>{text}</p>", "recommendation": f"<p>{filling.chance.words(15)}</p>"}
    if item.number_sequence is not None:
        values |= {"state": PaperState.SENT, "sent_at": item.meeting.called_at}
    return filling.make(CasePaper, item=item, **values)


def _resolution(filling, item: AgendaItem) -> Resolution:
    return filling.make(Resolution, item=item, decided_on=item.meeting.day)


def _point(filling, resolution: Resolution) -> ResolutionPoint:
    return filling.make(ResolutionPoint, resolution=resolution, number=1, text=filling.chance.words(15))
