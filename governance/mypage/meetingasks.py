"""What coming and past meetings ask: of a body's members to read, of the secretariat to call, write and conclude."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.addresses import to
from governance.agendachoices import PAPERLESS_CASES
from governance.bodies.inforce import call_by, in_force, is_late
from governance.choices import CaseKind, ItemRole, ItemState, MeetingState
from governance.composed import all_held, composed
from governance.models import AgendaItem, CasePaper, Meeting, ProcedureRules
from governance.mypage.asks import COMES_WITHIN, Ask
from governance.templatetags.norwegian import clock_time, norwegian_days

AHEAD = timedelta(days=120)
SHOWN_SOON = 3  # the next ones, however far ahead: a body that meets each quarter has no other soon
REMINDED = timedelta(days=7)  # so long before its last day a call or a paper is asked for
REMEMBERED = timedelta(days=180)  # older meetings that nobody concluded are history
TOLD_KINDS = (CaseKind.ORIENTATION, CaseKind.REPORT, *PAPERLESS_CASES)
NO_RECOMMENDATION = Q(role=ItemRole.INFORMED) | Q(case__kind__in=TOLD_KINDS)
RESOLVED_KINDS = tuple(kind for kind in CaseKind if kind != CaseKind.OTHER)  # under «Eventuelt» there is often nothing


def edited(actor, path: str) -> Q | None:
    """The filter for what the actor is secretariat of, by the way to its cooperation; None for nothing."""
    if actor.edits_everything:
        return Q()
    return Q(**{f"{path}__in": actor.edited_cooperations}) if actor.edited_cooperations else None


def coming_meetings(actor) -> list[Meeting]:
    """The meetings of the person's bodies and those she calls; read once, whoever asks."""
    if "coming_meetings" not in actor.cache:
        actor.cache["coming_meetings"] = _coming_meetings(actor, actor.on, actor.on + AHEAD)
    return actor.cache["coming_meetings"]


@composed(all_held)
def _coming_meetings(actor, day, last):
    own = edited(actor, "body__cooperation")
    sits = Q(body__in=actor.bodies) | Q(pk__in=actor.summoned)
    whose = sits if own is None else own and own | sits
    rows = Meeting.objects.visible_to(actor).upcoming(day).filter(whose, day__lte=last)
    return rows.select_related("body")[:60]


def to_read(actor) -> list[Ask]:
    """The papers of meetings that are called in the person's bodies, and of those she is summoned to."""
    called = [each for each in coming_meetings(actor) if each.state == MeetingState.CALLED]
    return [_reading(actor, each) for each in called if each.body_id in actor.bodies or each.pk in actor.summoned]


def _reading(actor, meeting) -> Ask:
    sentence = _("Les papirene til møtet i {body} {day}").format(
        body=meeting.body, day=norwegian_days(meeting.day, meeting.last_day)
    )
    return Ask(sentence, to(actor, "meeting_detail", meeting.pk), "file", due=meeting.day, weight=1)


def to_prepare(actor) -> list[Ask]:
    """Calls to send and papers to write before their last day, by the rules of each body. Two queries more."""
    own = edited(actor, "body__cooperation")
    if own is None:
        return []
    planned = [each for each in coming_meetings(actor) if each.state == MeetingState.PLANNED and _calls(actor, each)]
    rules = _rules_of(actor, planned)
    calls = [_call(actor, each, own) for each in planned if _is_near(actor, each, (own := rules[each.pk]).notice_days)]
    writing = [each for each in planned if _is_near(actor, each, rules[each.pk].paper_days)]
    lacking = _without_recommendation(actor, writing)
    papers = [each for each in writing if each.pk in lacking]
    return calls + [_paper(actor, each, rules[each.pk].paper_days, lacking[each.pk]) for each in papers]


def _calls(actor, meeting) -> bool:
    return actor.edits(meeting.body.cooperation_id)


def _is_near(actor, meeting, notice: int) -> bool:
    return meeting.day - timedelta(days=notice) - REMINDED <= actor.on


def _rules_of(actor, meetings) -> dict:
    """Meeting -> the rules of its body that hold on its day."""
    bodies = {each.body_id for each in meetings}
    rules = defaultdict(list)
    if bodies:
        for row in ProcedureRules.objects.visible_to(actor).filter(body__in=bodies):
            rules[row.body_id].append(row)
    return {each.pk: in_force(rules[each.body_id], each.day) for each in meetings}


def _call(actor, meeting, rules: ProcedureRules) -> Ask:
    sentence = _("Kall inn til møtet i {body} {day}").format(
        body=meeting.body, day=norwegian_days(meeting.day, meeting.last_day)
    )
    due, late = call_by(meeting.day, rules), is_late(meeting.day, rules, actor.on)
    return Ask(sentence, to(actor, "meeting_call", meeting.pk), "mail", due=due, late=late)


def _without_recommendation(actor, meetings) -> dict:
    """Meeting -> its cases that want a recommendation and have none yet."""
    if not meetings:
        return {}
    written = CasePaper.objects.present().filter(item=OuterRef("pk")).exclude(recommendation="")
    items = AgendaItem.objects.visible_to(actor).filter(meeting__in=[each.pk for each in meetings])
    items = items.filter(state=ItemState.LISTED).exclude(NO_RECOMMENDATION).filter(~Exists(written))
    found: dict = {}
    for item, meeting in items.values_list("pk", "meeting_id"):
        found.setdefault(meeting, []).append(item)
    return found


def _paper(actor, meeting, days: int, items: list) -> Ask:
    words = ngettext(
        "Skriv forslag til vedtak i {count} sak til møtet i {body} {day}",
        "Skriv forslag til vedtak i {count} saker til møtet i {body} {day}",
        len(items),
    )
    sentence = words.format(count=len(items), body=meeting.body, day=norwegian_days(meeting.day, meeting.last_day))
    where = to(actor, "item_paper_edit", items[0]) if len(items) == 1 else to(actor, "meeting_detail", meeting.pk)
    due = meeting.day - timedelta(days=days)
    return Ask(sentence, where, "pencil", due=due, late=due < actor.on)


def to_conclude(actor) -> list[Ask]:
    """Meetings that are over: resolutions to write down, and meetings to mark as held. One query."""
    return [_conclusion(actor, each) for each in _over(actor, actor.on, actor.on - REMEMBERED)]


@composed(all_held)
def _over(actor, day, first):
    own = edited(actor, "body__cooperation")
    if own is None:
        return Meeting.objects.none()
    resolved = Q(items__state=ItemState.NUMBERED, items__removed_at__isnull=True, items__case__kind__in=RESOLVED_KINDS)
    waiting = Count("items", filter=resolved)
    past = Meeting.objects.visible_to(actor).filter(own, day__lt=day, day__gte=first)
    past = past.exclude(state=MeetingState.CANCELLED).select_related("body").annotate(waiting=waiting)
    return past.filter(Q(waiting__gt=0) | ~Q(state=MeetingState.HELD)).order_by("day", "pk")[:20]


def _conclusion(actor, meeting) -> Ask:
    day = norwegian_days(meeting.day, meeting.last_day)
    if not meeting.waiting:
        sentence = _("Før møtet i {body} {day} som avholdt eller avlyst").format(body=meeting.body, day=day)
        return Ask(sentence, to(actor, "meeting_detail", meeting.pk), "check", due=meeting.day, late=True, weight=2)
    words = ngettext(
        "Før vedtaket i {count} sak fra møtet i {body} {day}",
        "Før vedtakene i {count} saker fra møtet i {body} {day}",
        meeting.waiting,
    )
    sentence = words.format(count=meeting.waiting, body=meeting.body, day=day)
    return Ask(sentence, to(actor, "meeting_detail", meeting.pk), "gavel", due=meeting.day, late=True)


def soon(actor) -> list[Ask]:
    """The meetings of the next weeks; where they are few, those that come first."""
    meetings = coming_meetings(actor)
    near = sum(each.day <= actor.on + COMES_WITHIN for each in meetings)
    return [_coming(actor, each) for each in meetings[: min(max(near, SHOWN_SOON), 10)]]


def _coming(actor, meeting) -> Ask:
    sentence = _("Møte i {body}").format(body=meeting.body)
    hour = f" {_('kl.')} {clock_time(meeting.starts_at)}" if meeting.starts_at else ""
    day = capfirst(date_format(meeting.day, "l")) + hour
    note = ", ".join(filter(None, (day, meeting.place, meeting.get_state_display().lower())))
    return Ask(sentence, to(actor, "meeting_detail", meeting.pk), "calendar", due=meeting.day, note=note)
