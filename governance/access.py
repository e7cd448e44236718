"""Who asks, and may they? `Actor` is loaded once per request; `may` gives Allowed or Denied with the reason.

The same answer hides the button, guards the view and guards the service.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.choices import ADDRESSED_ROLES, EDITOR_ROLES, STAFF_ROLES, Role
from governance.grants import REVIEW, SUMMONS, grants_of


@dataclass(frozen=True)
class Actor:
    """Who acts: the login, the person it is in one alliance, and what that gives on the day.

    `roles` holds (role, cooperation id or None); `bodies` those whose papers the person reads (as member, or by a right
    to attend); `seats` those of which she is a member; `organisations` those she answers for. `further` holds
    (source, id) of meetings she is summoned to, of treatments whose draft she is asked to read, and of what the upper
    floors add (`grants.add_grants`).
    """

    alliance: Any
    user: Any = None
    person: Any = None
    on: date | None = None
    roles: frozenset[tuple[str, UUID | None]] = frozenset()
    seats: frozenset[UUID] = frozenset()
    bodies: frozenset[UUID] = frozenset()
    organisations: frozenset[UUID] = frozenset()
    further: frozenset[tuple[str, UUID]] = frozenset()
    label: str = ""
    is_system: bool = False
    cache: dict = field(default_factory=dict, compare=False, repr=False)

    @property
    def user_id(self):
        return self.user.pk if self.user is not None else None

    @property
    def name(self) -> str:
        return self.label or (self.person.name if self.person else "")

    @property
    def is_known(self) -> bool:
        """A reader of this alliance, as against a stranger or the public. An auditor or an external receiver reads what
        is published or addressed to her, and is no reader of the rest; to be asked to read one draft makes her none."""
        reads = any(role not in ADDRESSED_ROLES for role, _pk in self.roles)
        return self.is_system or reads or bool(self.bodies or self.organisations) or self._joins

    @property
    def _joins(self) -> bool:
        return any(source != REVIEW for source, _pk in self.further)

    def held(self, source: str) -> frozenset[UUID]:
        """Ids that one source of further grants gives."""
        return frozenset(pk for name, pk in self.further if name == source)

    @property
    def summoned(self) -> frozenset[UUID]:
        """Meetings to which she is summoned as a substitute: their papers she reads as a member does."""
        return self.held(SUMMONS)

    @property
    def reviewed(self) -> frozenset[UUID]:
        """Treatments of which she is asked to read the draft: it and its attachments she reads while that stands."""
        return self.held(REVIEW)

    @property
    def is_administrator(self) -> bool:
        return self.is_system or (Role.ADMINISTRATOR, None) in self.roles

    @property
    def edits_everything(self) -> bool:
        """Administrator or secretariat of the whole alliance."""
        return self.is_system or any((role, None) in self.roles for role in EDITOR_ROLES)

    @property
    def edited_cooperations(self) -> frozenset[UUID]:
        """Cooperations the person is secretariat of, where the role is limited to them."""
        return frozenset(pk for role, pk in self.roles if pk is not None and role in EDITOR_ROLES)

    def edits(self, cooperation_id) -> bool:
        return self.edits_everything or cooperation_id in self.edited_cooperations

    @property
    def is_staff(self) -> bool:
        """Works in the secretariat in some role, coordinators included."""
        return self.is_system or any(role in STAFF_ROLES for role, _pk in self.roles)

    @property
    def staffs_everything(self) -> bool:
        """Works in the secretariat of the whole alliance, coordinators included."""
        return self.is_system or any((role, None) in self.roles for role in STAFF_ROLES)

    @property
    def staffed_cooperations(self) -> frozenset[UUID]:
        """Cooperations for which the person works, where the role is limited to them."""
        return frozenset(pk for role, pk in self.roles if pk is not None and role in STAFF_ROLES)


def system_actor(alliance, label: str = "Vestregion") -> Actor:
    """The actor of commands, imports and the worker: may everything in one alliance, under its own name."""
    return Actor(alliance=alliance, on=clock.today(alliance), label=label, is_system=True)


def load_actor(alliance, user) -> Actor:
    """The actor for a login in an alliance: two queries, whatever the number of roles and seats."""
    from governance.models import Person

    on = clock.today(alliance)
    if user is None or not user.is_authenticated:
        return Actor(alliance=alliance, on=on)
    person = Person.objects.of(alliance).active_on(on).filter(user=user).first()
    if person is None:
        return Actor(alliance=alliance, user=user, on=on)
    return _actor_of(alliance, user, person, on)


def actor_of(alliance, person) -> Actor:
    """The actor that a person is on the day, without a login of hers: for her calendar, which cannot log in."""
    return _actor_of(alliance, person.user, person, clock.today(alliance))


def _actor_of(alliance, user, person, on) -> Actor:
    roles, seats, bodies, organisations, further = set(), set(), set(), set(), set()
    for source, kind, target in grants_of(person, on):
        if source == "role":
            roles.add((kind, target))
        elif source == "seat":
            seats.add(target)
            bodies.add(target)
        elif source == "right":
            bodies.add(target)
        elif source == "contact":
            organisations.add(target)
        else:
            further.add((source, target))
    return Actor(
        alliance=alliance,
        user=user,
        person=person,
        on=on,
        roles=frozenset(roles),
        seats=frozenset(seats),
        bodies=frozenset(bodies),
        organisations=frozenset(organisations),
        further=frozenset(further),
    )


# ---- May I? ----


@dataclass(frozen=True)
class Allowed:
    reason: str = ""

    def __bool__(self):
        return True


@dataclass(frozen=True)
class Denied:
    """A falsy answer with the sentence that the person is shown."""

    reason: str

    def __bool__(self):
        return False


Check = tuple[Callable[[Actor, Any], bool], Any]
_acts: dict[str, tuple[Check, ...]] = {}
_ways_home: dict[str, Callable[[Any], Any]] = {}


def find_cooperation_by(app_label: str, way_home: Callable[[Any], Any]) -> None:
    """Say how a row of an app finds the cooperation it belongs to, None where it belongs to the whole alliance."""
    _ways_home[app_label] = way_home


def _is_alive(actor, obj) -> bool:
    way_home = _ways_home.get(obj._meta.app_label) if obj is not None else None
    cooperation = way_home(obj) if way_home else None
    return cooperation is None or cooperation.valid_to is None or actor.on <= cooperation.valid_to


ALIVE: Check = (_is_alive, _("Samarbeidet er avsluttet og kan bare leses."))


def allow(act: str, *checks: Check, outlives: str = "") -> None:
    """Declare an act: every check must hold, the first that fails gives the reason. For each app's permissions.py.

    After the last day of the cooperation its rows are only read: that is asked of every act, next after who may do it.
    An act that must be possible still says why in `outlives` (docs/domain.md lists them).
    """
    if act in _acts:
        raise ValueError(f"The act {act!r} is declared twice.")
    _acts[act] = checks if outlives else (*checks[:1], ALIVE, *checks[1:])


def declared_acts() -> frozenset[str]:
    return frozenset(_acts)


def may(actor: Actor | None, act: str, obj=None) -> Allowed | Denied:
    """Whether the actor may do the act to the object. Raises KeyError for an act nobody declared."""
    checks = _acts[act]
    if actor is None or not actor.is_known:
        return Denied(str(_("Du må være med i alliansen for å gjøre dette.")))
    alliance_id = getattr(obj, "alliance_id", None)
    if alliance_id is not None and alliance_id != actor.alliance.pk:
        return Denied(str(_("Dette hører til en annen allianse.")))
    for test, reason in checks:
        if not test(actor, obj):
            return Denied(str(reason))
    return Allowed()


def require(actor: Actor | None, act: str, obj=None) -> None:
    """Raise PermissionDenied with the reason unless the actor may."""
    answer = may(actor, act, obj)
    if not answer:
        raise PermissionDenied(answer.reason)
