"""Acts of gatherings: who runs one, who signs up, and in which state. The rest of the floor is in permissions.py."""

import rules
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.choices import COMING, Audience, GatheringState
from actionplan.models import NetworkMember
from actionplan.permissions import EDITOR, edits_plan, stands
from governance.access import allow


@rules.predicate
def is_contact(actor, gathering):
    return actor.person is not None and gathering.contact_id == actor.person.pk


def is_of_network(actor, network_id) -> bool:
    """Whether the person, or the organisation she works for, is a member of the network on her day."""
    who = Q(person=actor.person)
    if actor.person.organisation_id is not None:
        who |= Q(organisation=actor.person.organisation_id, person=None)
    rows = NetworkMember.objects.of(actor.alliance).on(actor.on)
    return rows.filter(who, network=network_id).exists()


def _is_among_those_asked(actor, gathering) -> bool:
    """Who signs up by an address in a mail or on a public page is asked for by the service."""
    if actor.is_system or gathering.audience in (Audience.INSIDE, Audience.PUBLIC):
        return True
    if gathering.audience == Audience.NETWORK:
        return is_of_network(actor, gathering.network_id)
    return gathering.sign_ups.filter(person=actor.person).exists()


RUNS = (edits_plan | is_contact, _("Bare sekretariatet og kontaktpersonen kan gjøre dette."))
A_PERSON = (
    lambda actor, row: actor.is_system or actor.person is not None,
    _("Du må være registrert som person i alliansen."),
)
BEGUN = (lambda actor, row: row.day <= actor.on, _("Arrangementet har ikke begynt."))
NOT_OVER = (lambda actor, row: actor.on <= row.final_day, _("Arrangementet er over."))
IS_OPEN = (stands(GatheringState.OPEN), _("Arrangementet er ikke åpent for påmelding."))
allow("gathering.make", EDITOR)
allow("gathering.edit", RUNS)
allow(
    "gathering.open",
    RUNS,
    (stands(GatheringState.DRAFT, GatheringState.CLOSED), _("Påmeldingen kan ikke åpnes nå.")),
    NOT_OVER,
)
allow("gathering.close", RUNS, IS_OPEN)
allow("gathering.hold", RUNS, (stands(*COMING), _("Arrangementet er alt avholdt eller avlyst.")), BEGUN)
allow("gathering.cancel", RUNS, (stands(*COMING), _("Arrangementet er alt avholdt eller avlyst.")))
allow(
    "gathering.reopen",
    RUNS,
    (
        stands(GatheringState.HELD, GatheringState.CANCELLED),
        _("Arrangementet er verken avholdt eller avlyst."),
    ),
)
allow(
    "gathering.remove",
    EDITOR,
    (
        stands(GatheringState.DRAFT, GatheringState.CANCELLED),
        _("Bare et utkast eller et avlyst arrangement kan fjernes. Avlys det først."),
    ),
)
allow(
    "gathering.sign_up",
    A_PERSON,
    (_is_among_those_asked, _("Du er ikke blant dem som kan melde seg på. Spør kontaktpersonen.")),
    IS_OPEN,
    (lambda actor, row: actor.on <= row.closes_on, _("Påmeldingsfristen er ute. Spør sekretariatet om det er plass.")),
)
STILL_COMING = (stands(GatheringState.OPEN, GatheringState.CLOSED), _("Påmeldingene kan ikke endres nå."))
allow("gathering.withdraw", A_PERSON, STILL_COMING, NOT_OVER)
allow("gathering.enrol", RUNS, STILL_COMING, NOT_OVER)
allow("gathering.correct", RUNS, (stands(*COMING, GatheringState.HELD), _("Arrangementet er avlyst.")))
allow(
    "gathering.tick",
    RUNS,
    (
        stands(GatheringState.OPEN, GatheringState.CLOSED, GatheringState.HELD),
        _("Oppmøte kan ikke føres på et utkast eller et avlyst arrangement."),
    ),
    BEGUN,
)
