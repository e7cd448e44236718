"""Acts of the ground floor. Leaves are `rules` predicates; each check carries the sentence a person is shown."""

import rules
from django.utils.translation import gettext_lazy as _

from governance.access import allow, find_cooperation_by
from governance.choices import (
    OPEN_MEETINGS,
    SENT_MEETINGS,
    STRANDED_MAILS,
    WAITING_MAILS,
    CaseState,
    ItemState,
    JobState,
    MailState,
    MeetingState,
    PaperState,
)
from governance.models import Cooperation
from governance.querysets import UNDECIDED_ITEMS

# The ways from a row to its cooperation, the shortest first.
PATHS = (
    "cooperation",
    "body.cooperation",
    "meeting.body.cooperation",
    "seat.body.cooperation",
    "item.body.cooperation",
    "attachment.item.body.cooperation",
    "case.cooperation",
    "document.cooperation",
    "paper.item.body.cooperation",
    "review.paper.item.body.cooperation",
    "meeting.body.cooperation",
)


def cooperation_of(obj):
    """The cooperation an object is or belongs to, by the shortest way; None where it belongs to the whole alliance."""
    if obj is None or isinstance(obj, Cooperation):
        return obj
    for path in PATHS:
        value = obj
        for part in path.split("."):
            value = getattr(value, part, None)
            if value is None:
                break
        if value is not None:
            return value
    return None


@rules.predicate
def is_administrator(actor, obj):
    return actor.is_administrator


@rules.predicate
def is_editor(actor, obj):
    """Secretariat or administrator of the alliance, or of the object's own cooperation."""
    if actor.edits_everything or not actor.edited_cooperations:
        return actor.edits_everything
    return obj is None or getattr(cooperation_of(obj), "pk", None) in actor.edited_cooperations


EDITOR = (is_editor, _("Bare sekretariatet kan gjøre dette."))
# Persons and organisations belong to no single cooperation, also those that are not made yet.
ALLIANCE_EDITOR = (lambda actor, obj: actor.edits_everything, EDITOR[1])
ADMINISTRATOR = (is_administrator, _("Bare en administrator kan gjøre dette."))

find_cooperation_by("governance", cooperation_of)

# Why an act is still possible after the last day of the cooperation: what was begun is finished and shown, nothing new
# is begun (docs/domain.md).
LAST_MEETING = (
    "What the last meeting resolved is written down after it, and the last day may be the day of the meeting."
)
LEFT_OPEN = "An archive is delivered with its cases finished; what was left open is closed or taken back."
SHOWN = "Everybody may read what was resolved, also that of the last meeting."
HIDDEN = "What is out and should not be, must be closed to the public whenever that is found."
REASSESSED = "An exemption ends years after the case, and what need not be hidden then is opened."
REGISTER = "The last day itself may be wrong, and a role in an ended cooperation must be possible to take away."

allow("alliance.edit", ADMINISTRATOR)
allow("alliance.demo_day", ADMINISTRATOR, (lambda a, o: a.alliance.is_demo, _("Bare en demoallianse har en demodag.")))
allow(
    "alliance.open",
    ADMINISTRATOR,
    (lambda a, o: not o.is_open, _("Alliansen har allerede åpne sider.")),
)
allow("alliance.close", ADMINISTRATOR, (lambda a, o: o.is_open, _("Alliansen har ikke åpne sider.")))
allow(
    "calendar.link",
    (lambda a, o: not a.is_system, _("Bare den som er registrert som person, har en egen kalender.")),
)
allow("history.read", ALLIANCE_EDITOR)
allow("bin.read", (lambda actor, obj: bool(actor.is_staff), EDITOR[1]))
allow("change.undo", ALLIANCE_EDITOR)
allow("cooperation.edit", ADMINISTRATOR, outlives=REGISTER)
allow("person.edit", ALLIANCE_EDITOR)
allow("role.edit", ADMINISTRATOR, outlives=REGISTER)
allow("organisation.edit", ALLIANCE_EDITOR)
allow("membership.edit", EDITOR)
allow("tag.edit", ALLIANCE_EDITOR)
allow("body.edit", EDITOR)
allow("seat.edit", EDITOR)

allow("meeting.create", EDITOR)
STANDS = (lambda a, m: m.state != MeetingState.CANCELLED, _("Møtet er avlyst og kan ikke endres."))
allow("meeting.edit", EDITOR, STANDS)
allow("programme.edit", EDITOR, (lambda a, e: STANDS[0](a, e.meeting), STANDS[1]))
allow(
    "meeting.call",
    EDITOR,
    (lambda a, m: m.state == MeetingState.PLANNED, _("Bare et planlagt møte kan innkalles.")),
)
allow(
    "meeting.hold",
    EDITOR,
    (lambda a, m: m.state in (MeetingState.PLANNED, MeetingState.CALLED), _("Møtet er allerede avholdt eller avlyst.")),
    outlives=LAST_MEETING,
)
allow(
    "meeting.cancel",
    EDITOR,
    (lambda a, m: m.state in (MeetingState.PLANNED, MeetingState.CALLED), _("Møtet er allerede avholdt eller avlyst.")),
    outlives=LEFT_OPEN,
)
AWAITS_ANSWERS = _("Møtet er ikke kalt inn, eller det er over. Svarene kan ikke endres nå.")
allow(
    "meeting.answer",
    (
        lambda a, row: is_editor(a, row) or (a.person is not None and a.person.pk == row.person_id),
        _("Bare den som er kalt inn, og sekretariatet kan svare."),
    ),
    (lambda a, row: row.meeting.state == MeetingState.CALLED, AWAITS_ANSWERS),
)
for _act in ("meeting.summon", "meeting.remind"):
    allow(_act, EDITOR, (lambda a, m: m.state == MeetingState.CALLED, AWAITS_ANSWERS))
allow("meeting.agenda", EDITOR, (lambda a, m: m.state in OPEN_MEETINGS, _("Møtet er avholdt eller avlyst.")))
allow(
    "meeting.reopen_agenda",
    EDITOR,
    (lambda a, m: m.state == MeetingState.CALLED, _("Bare sakslisten til et innkalt møte kan åpnes igjen.")),
    (lambda a, m: m.reopened_at is None, _("Sakslisten er åpnet igjen allerede.")),
)
for _act in ("meeting.send_agenda", "meeting.close_agenda"):
    allow(
        _act,
        EDITOR,
        (
            lambda a, m: m.state == MeetingState.CALLED and m.reopened_at is not None,
            _("Sakslisten er ikke åpnet igjen, så det er ingenting å sende eller lukke."),
        ),
    )
allow(
    "meeting.publish",
    EDITOR,
    (lambda a, m: m.state in SENT_MEETINGS, _("Innkall møtet først. Bare innkalte og avholdte møter kan publiseres.")),
    outlives=SHOWN,
)

allow(
    "meeting.unpublish",
    EDITOR,
    (lambda a, m: m.published_at is not None, _("Møtet er ikke publisert.")),
    outlives=HIDDEN,
)

CASE_OPEN = (lambda a, c: c.state == CaseState.OPEN, _("Saken er avsluttet eller trukket. Åpne den igjen for å endre."))
allow("case.create", EDITOR)
allow("case.edit", EDITOR, CASE_OPEN)
# What a case is about is no less true when it is closed.
allow("case.tag", EDITOR)
allow("governing.tie", EDITOR)
allow("exemption.edit", EDITOR, outlives=REASSESSED)  # of a case or an attachment
allow("case.close", EDITOR, CASE_OPEN, outlives=LEFT_OPEN)
allow("case.withdraw", EDITOR, CASE_OPEN, outlives=LEFT_OPEN)
OWN_LIST = "What a person follows is her own list, and changes nothing of the cooperation."
allow("case.follow", outlives=OWN_LIST)
allow("case.unfollow", outlives=OWN_LIST)
allow("case.reopen", EDITOR, (lambda a, c: c.state != CaseState.OPEN, _("Saken er allerede åpen.")))

OPEN_CASE_OF = (lambda a, i: i.case.state == CaseState.OPEN, CASE_OPEN[1])
allow("reference.edit", EDITOR, OPEN_CASE_OF)
allow("governing.create", EDITOR)
allow("governing.edit", EDITOR)
allow(
    "governing.open",
    EDITOR,
    (lambda a, d: d.published_at is None, _("Dokumentet er alt åpnet for alle.")),
    outlives=SHOWN,
)
allow(
    "governing.close",
    EDITOR,
    (lambda a, d: d.published_at is not None, _("Dokumentet er ikke åpnet for alle.")),
    outlives=HIDDEN,
)
allow(
    "view.save",
    (lambda a, o: a.person is not None and a.is_known, _("Bare den som er registrert her, kan lagre visninger.")),
)
allow("view.share", EDITOR)
allow(
    "view.change",
    (
        lambda a, v: (a.person is not None and v.person_id == a.person.pk) or (v.is_shared and a.edits_everything),
        _("Bare den som lagret visningen, kan endre den."),
    ),
)
UNCALLED_ITEMS = (ItemState.WAITING, ItemState.LISTED)
ITEM_UNDECIDED = (
    lambda a, i: i.state in UNDECIDED_ITEMS,
    _("Behandlingen er avsluttet."),
)
allow("item.create", EDITOR)
allow("item.edit", EDITOR, ITEM_UNDECIDED)
allow("subitem.edit", EDITOR, (lambda a, s: ITEM_UNDECIDED[0](a, s.item), ITEM_UNDECIDED[1]))
allow("item.withdraw", EDITOR, ITEM_UNDECIDED, outlives=LEFT_OPEN)
allow(
    "item.postpone",
    EDITOR,
    (lambda a, i: i.state == ItemState.NUMBERED, _("Bare en innkalt sak kan utsettes.")),
)
allow(
    "item.send_on",
    EDITOR,
    (
        lambda a, i: i.state in (ItemState.NUMBERED, ItemState.TREATED),
        _("Saken må være innkalt eller behandlet først."),
    ),
    (lambda a, i: i.case.state == CaseState.OPEN, CASE_OPEN[1]),
)
allow(
    "item.remove",
    EDITOR,
    (
        lambda a, i: i.state in UNCALLED_ITEMS and not i.was_called,
        _("Bare en behandling som ikke er innkalt, kan slettes. Trekk saken i stedet."),
    ),
)
allow("item.restore", EDITOR, OPEN_CASE_OF)
allow(
    "resolution.register",
    EDITOR,
    (
        lambda a, i: i.state in (ItemState.NUMBERED, ItemState.TREATED, ItemState.POSTPONED),
        _("Saken må stå på en innkalt saksliste først."),
    ),
    outlives=LAST_MEETING,
)
allow(
    "resolution.remove",
    EDITOR,
    OPEN_CASE_OF,
    (lambda a, i: i.state in (ItemState.TREATED, ItemState.POSTPONED), _("Behandlingen har ikke noe vedtak.")),
    outlives=LAST_MEETING,
)
allow(
    "resolution.restore",
    EDITOR,
    OPEN_CASE_OF,
    (
        lambda a, i: i.state == ItemState.NUMBERED,
        _("Saken er behandlet, utsatt eller trukket etter at vedtaket ble slettet."),
    ),
    outlives=LAST_MEETING,
)
allow("paper.create", EDITOR, ITEM_UNDECIDED)
allow(
    "paper.edit",
    EDITOR,
    (lambda a, p: p.state == PaperState.DRAFT, _("Saksframlegget er sendt ut. Lag en ny versjon for å endre teksten.")),
)
allow(
    "review.ask",
    EDITOR,
    (
        lambda a, p: p.state == PaperState.DRAFT,
        _("Saksframlegget er sendt ut. Lag en ny versjon før du ber om gjennomlesing."),
    ),
    (lambda a, p: p.item.state in UNDECIDED_ITEMS, ITEM_UNDECIDED[1]),
)
REVIEWER = (
    lambda a, r: a.person is not None and a.person.pk == r.person_id,
    _("Bare den som er bedt om å lese gjennom, kan gjøre dette."),
)
REVIEW_STANDS = (
    lambda a, r: r.stands,
    _("Gjennomlesingen er over: den er trukket tilbake, eller saksframlegget er sendt ut."),
)
allow("review.withdraw", EDITOR, REVIEW_STANDS)
for _act in ("review.comment", "review.judge"):
    allow(_act, REVIEWER, REVIEW_STANDS)
allow(
    "comment.edit",
    (lambda a, c: REVIEWER[0](a, c.review), _("Bare den som skrev kommentaren, kan endre den.")),
    (lambda a, c: c.review.stands, REVIEW_STANDS[1]),
    (
        lambda a, c: not c.answer and c.settled_at is None,
        _("Kommentaren er besvart eller ferdig. Skriv heller en ny."),
    ),
)
allow("comment.answer", EDITOR)
allow(
    "comment.settle",
    (lambda a, c: is_editor(a, c) or (REVIEWER[0](a, c.review) and c.review.stands), EDITOR[1]),
)
allow("attachment.edit", EDITOR)
# One bound for both ways, whatever has become of the treatment: what was removed by mistake comes back.
NOT_SENT = (
    lambda a, v: v.sent_at is None,
    _("Vedlegget er sendt ut. Last opp en ny versjon, eller unnta det fra offentlighet."),
)
allow("attachment.remove", EDITOR, NOT_SENT)
allow("attachment.restore", EDITOR, NOT_SENT)
allow(
    "attachment.send",
    EDITOR,
    (lambda a, v: v.item.was_called, _("Vedlegget sendes ut når møtet innkalles.")),
    (lambda a, v: v.item.state != ItemState.WITHDRAWN, _("Behandlingen er trukket, så ingenting mer sendes ut.")),
)
allow(
    "job.retry",
    (lambda a, j: a.edits_everything or (a.person and a.person.pk == j.asked_by_id), EDITOR[1]),
    (lambda a, j: j.state == JobState.FAILED, _("Arbeidet har ikke stoppet, så det er ingenting å prøve igjen.")),
)

allow("person.invite", ADMINISTRATOR)
allow("chores.run", ADMINISTRATOR)
allow("notice.choose", (lambda a, o: a.person is not None, _("Bare den som er registrert her, kan velge varsler.")))
allow("mail.manage", ALLIANCE_EDITOR)
allow("mail.settings", ADMINISTRATOR)
allow(
    "mail.again",
    ALLIANCE_EDITOR,
    (lambda a, m: m.state in STRANDED_MAILS, _("Brevet er sendt eller venter på tur, så det sendes ikke en gang til.")),
)
allow(
    "mail.take_back",
    ALLIANCE_EDITOR,
    (lambda a, m: m.state in WAITING_MAILS, _("Bare et brev som venter, kan trekkes tilbake.")),
)
allow(
    "mail.bounce",
    ALLIANCE_EDITOR,
    (lambda a, m: m.state in (MailState.SENT, MailState.UNCERTAIN), _("Bare et brev som er sendt, kan komme i retur.")),
)
