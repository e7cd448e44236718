"""What cases, seats, roles and jobs ask of the secretariat, and which of a person's own terms end soon."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.addresses import to
from governance.bodies import seating
from governance.choices import CaseState, ItemState
from governance.composed import all_held, composed
from governance.models import AgendaItem, AllianceRole, Appointment, Case
from governance.mypage.asks import Ask
from governance.mypage.meetingasks import edited
from governance.mypage.recentjobs import failed_jobs

EACH = 3  # more cases than this are one line that leads to the list
TERMS_WITHIN = timedelta(days=60)
LISTED_TERMS = 5


def to_follow_up(actor) -> list[Ask]:
    """Open cases whose every treatment is finished: they go on to another body, or are closed. One query."""
    found = _treated(actor)
    if len(found) > EACH:
        sentence = _("Følg opp vedtakene i {count} åpne saker: send dem videre eller avslutt dem")
        where = to(actor, "case_list") + f"?tilstand={CaseState.OPEN}"
        return [Ask(sentence.format(count=len(found)), where, "folder", weight=3)]
    return [_follow_up(actor, case) for case in found]


@composed(all_held)
def _treated(actor):
    own = edited(actor, "cooperation")
    if own is None:
        return Case.objects.none()
    items = AgendaItem.objects.present().filter(case=OuterRef("pk"))
    cases = Case.objects.visible_to(actor).filter(own, state=CaseState.OPEN)
    cases = cases.filter(Exists(items.filter(state=ItemState.TREATED)), ~Exists(items.undecided()))
    return cases.order_by("year", "sequence", "pk").only("year", "sequence", "title")


def _follow_up(actor, case) -> Ask:
    sentence = _("Følg opp vedtaket i sak {number}: send den videre eller avslutt den").format(number=case.number)
    where = to(actor, "case_detail", case.year, case.sequence)
    return Ask(sentence, where, "folder", note=case.title, weight=3)


def to_fill(actor) -> list[Ask]:
    """Seats nobody holds today. One query."""
    count = len(_vacant(actor, actor.on))
    if not count:
        return []
    words = ngettext("Finn noen til {count} ledig plass", "Finn noen til {count} ledige plasser", count)
    return [Ask(words.format(count=count), to(actor, "body_list"), "person", weight=5)]


@composed(all_held)
def _vacant(actor, day):
    own, rows = edited(actor, "body__cooperation"), seating.vacant_seats(actor, day)
    rows = rows.filter(own) if own is not None else rows.none()
    return rows.order_by("pk").values_list("pk", flat=True)


def to_try_again(actor) -> list[Ask]:
    """What could not be made in the last week."""
    if not actor.edits_everything:
        return []
    return [_job(actor, job) for job in failed_jobs(actor, 5)]


def _job(actor, job) -> Ask:
    sentence = _("Prøv igjen: {title}").format(title=job.spoken_title)
    where = to(actor, "job_detail", job.pk)
    return Ask(sentence, where, "warning", note=job.failure, weight=2, template="governance/_job_retry.html", row=job)


def terms_soon(actor) -> list[Ask]:
    """Appointments and roles that end soon: her own, and for the secretariat those of everyone. Two queries."""
    return [*_appointments(actor), *_roles(actor)]


def _ending(actor, question, *, everyones: bool) -> list:
    """What ends soon of everyone's, or of her own."""
    days = (actor.on, actor.on + TERMS_WITHIN)
    return question(actor, *days, *(() if everyones else (actor.person.pk,)))


@composed(all_held)
def _ending_appointments(actor, first, last, person=None):
    if not actor.is_known:  # what a visitor sees of them depends on the day
        return Appointment.objects.none()
    rows = Appointment.objects.visible_to(actor).filter(valid_to__range=(first, last))
    rows = rows.filter(person=person) if person else rows
    return rows.select_related("seat__body", "person").order_by("valid_to", "pk")[:100]


@composed(all_held)
def _ending_roles(actor, first, last, person=None):
    rows = AllianceRole.objects.visible_to(actor).filter(valid_to__range=(first, last))
    rows = rows.filter(person=person) if person else rows
    return rows.select_related("person").order_by("valid_to", "pk")[:LISTED_TERMS]


def _appointments(actor) -> list[Ask]:
    found = _ending(actor, _ending_appointments, everyones=actor.edits_everything)
    if len(found) > LISTED_TERMS:
        sentence = _("{count} verv går ut").format(count=len(found))
        return [Ask(sentence, to(actor, "body_list"), "people", due=found[0].valid_to, weight=2)]
    return [_appointment(actor, row) for row in found]


def _appointment(actor, row) -> Ask:
    body = row.seat.body
    if row.person_id == actor.person.pk:
        sentence = _("Vervet ditt i {body} går ut").format(body=body)
    else:
        sentence = _("Vervet til {name} i {body} går ut").format(name=row.person, body=body)
    return Ask(sentence, to(actor, "body_detail", body.slug), "person", due=row.valid_to, weight=2)


def _roles(actor) -> list[Ask]:
    rows = _ending(actor, _ending_roles, everyones=actor.is_administrator)
    return [_role(actor, row) for row in rows]


def _role(actor, row) -> Ask:
    role = row.get_role_display()
    if row.person_id == actor.person.pk:
        sentence = _("Rollen din som {role} går ut").format(role=role.lower())
    else:
        sentence = _("Rollen til {name} som {role} går ut").format(name=row.person, role=role.lower())
    return Ask(sentence, to(actor, "person_detail", row.person_id), "lock", due=row.valid_to, weight=2)
