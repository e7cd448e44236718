"""What gatherings put on my page and in one's own calendar: an invitation to answer, what one goes to, and for those
who run one, that it is to be concluded."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from actionplan.choices import COMING, GatheringState, SignUpState
from actionplan.gatheringmail import when
from actionplan.models import Gathering, SignUp
from governance.composed import all_held, composed
from governance.mypage.asks import COMES_WITHIN, Ask
from governance.openness.calendars import BACK, Entry, span_of

REMEMBERED = timedelta(days=180)  # what nobody concluded for half a year is history
STATES = {SignUpState.WAITING: "TENTATIVE", SignUpState.INVITED: "TENTATIVE"}


def to_answer(actor) -> list[Ask]:
    """Invitations that wait for an answer."""
    rows = [each.gathering for each in _own(actor) if each.state == SignUpState.INVITED]
    return [
        _ask(actor, row, _("Svar på invitasjonen: {title}"), due=row.closes_on)
        for row in rows
        if row.state == GatheringState.OPEN and row.closes_on >= actor.on
    ]


def to_conclude(actor) -> list[Ask]:
    """Gatherings that are over, and that nobody has said were held."""
    rows = Gathering.objects.run_by(actor).filter(state__in=COMING, day__range=(actor.on - REMEMBERED, actor.on))
    over = [row for row in rows.order_by("day", "pk") if row.final_day < actor.on]
    words = _("Før oppmøte og merk som avholdt: {title}")
    return [_ask(actor, row, words, due=row.final_day, late=True) for row in over]


def gatherings_soon(actor) -> list[Ask]:
    """What one goes to in the next weeks."""
    rows = [each for each in _own(actor) if each.state in (SignUpState.PLACED, SignUpState.WAITING)]
    last = actor.on + COMES_WITHIN
    return [
        _ask(actor, each.gathering, _words(each), due=each.gathering.day, note=each.gathering.place)
        for each in rows
        if each.gathering.state in COMING and actor.on <= each.gathering.day <= last
    ]


def _words(row: SignUp) -> str:
    return _("Du er påmeldt: {title}") if row.state == SignUpState.PLACED else _("Du står på ventelisten: {title}")


def _ask(actor, row: Gathering, words: str, **more) -> Ask:
    url = reverse("actionplan:gathering_detail", args=[actor.alliance.slug, row.pk])
    return Ask(words.format(title=row.title), url, "calendar", **more)


def _own(actor) -> list[SignUp]:
    """The person's sign-ups for what has not been long; read once, whoever asks."""
    if actor.person is None:
        return []
    if "own_sign_ups" not in actor.cache:
        actor.cache["own_sign_ups"] = _signed_up(actor, actor.person.pk, actor.on - BACK)
    return actor.cache["own_sign_ups"]


@composed(all_held)
def _signed_up(actor, person, first):
    """Her own, which are hers to see whatever else she may."""
    rows = SignUp.objects.of(actor.alliance).filter(person=person, gathering__removed_at__isnull=True)
    rows = rows.exclude(state=SignUpState.WITHDRAWN).exclude(gathering__state=GatheringState.DRAFT)
    rows = rows.filter(gathering__day__gte=first).select_related("gathering").with_changed_at()
    return rows.order_by("gathering__day", "pk")


def gatherings_in_calendar(actor, link) -> list[Entry]:
    """What the person goes to, waits for or is invited to; what is called off stays, so that calendars take it out."""
    return [_entry(each, link) for each in _own(actor)]


def _entry(row: SignUp, link) -> Entry:
    gathering = row.gathering
    url = link("actionplan:gathering_detail", pk=gathering.pk)
    start, end = span_of(gathering)
    called_off = gathering.state == GatheringState.CANCELLED
    return Entry(
        uid=f"gathering-{gathering.pk}@vestregion",
        sequence=gathering.version + row.version,
        changed_at=row.changed_at,
        title=gathering.title,
        start=start,
        end=end,
        place=gathering.place,
        text=f"{when(gathering)}: {url}",
        url=url,
        status="CANCELLED" if called_off else STATES.get(row.state, "CONFIRMED"),
    )
