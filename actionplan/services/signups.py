"""Who comes to a gathering: places in order of arrival, a waiting list behind them, and who came on the day.

Every act that takes or gives a place holds the gathering, so of two who want the last place at once, one gets it.
"""

from django.core.exceptions import ValidationError
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from actionplan import gatheringmail as mail
from actionplan.choices import ON_THE_LIST, Audience, GatheringState, SignUpState
from actionplan.models import Gathering, SignUp
from actionplan.services.namesakes import ask_of_namesake
from governance import clock, history, outbox
from governance.access import system_actor
from governance.models import Membership, Organisation
from governance.services.claims import claim, keep

MOST = 2000  # rows of one gathering that come from the open page: no list is longer, and no robot fills the disk


def sign_up(actor, gathering: Gathering, *, needs: str = "", at=None) -> SignUp:
    """The actor signs up: a place, or the end of the waiting list. Twice is as good as once."""
    with history.recording(actor, "gathering.sign_up", gathering, at=at):
        claim(actor, "gathering.sign_up", gathering)
        person = keep(actor.person, weak=True)
        row = _own_row(gathering, person)
        return _arrive(actor, row, {"organisation": person.organisation, "needs": needs}, at=at)


def sign_up_outside(
    alliance, gathering: Gathering, *, name, email, workplace="", needs="", language="", at=None
) -> SignUp:
    """Somebody without a login signs up from the open page. One whose address stands on the list already is sent the
    same answer once more, and nothing of what she wrote now is kept."""
    actor = system_actor(alliance, "Påmelding uten innlogging")
    with history.recording(actor, "gathering.sign_up", gathering, at=at):
        claim(actor, "gathering.sign_up", gathering)
        if gathering.audience != Audience.PUBLIC:
            raise history.Refused(_("Du er ikke blant dem som kan melde seg på. Spør kontaktpersonen."))
        email = email.strip().lower()
        known = _known_by(gathering, email)
        if known is not None and _needs_no_place(known):
            _tell_place(actor, known, occasion=f"-{clock.today(alliance)}", at=at)
            return known
        if known is None and gathering.sign_ups.count() >= MOST:
            raise history.Refused(_("Listen er full. Ta kontakt med sekretariatet."))
        row = known or SignUp(gathering=gathering, email=email)
        values = {"needs": needs, "language": language}
        if row.person is None:
            values |= {"name": name.strip(), **named_workplace(alliance, workplace)}
        return _arrive(actor, row, values, at=at)


def enrol(actor, gathering: Gathering, *, invited: bool = False, another: bool = False, at=None, **values) -> SignUp:
    """The secretariat signs somebody up, also after the deadline; or only invites her. Raises ValidationError where
    she stands on the list already, and where she may do so unless it is said that this is `another`."""
    with history.recording(actor, "gathering.enrol", gathering, at=at):
        claim(actor, "gathering.enrol", gathering)
        row = _new_or_withdrawn(gathering, values)
        ask_of_namesake(gathering, values, another)
        if invited:
            _write(row, values | {"state": SignUpState.INVITED})
            mail.tell(actor, mail.INVITED, row, at=at)
            return row
        return _arrive(actor, row, values, at=at)


def accept(row: SignUp, *, needs: str = "", at=None) -> SignUp:
    """Whoever has the address of the sign-up says yes, or comes back after having withdrawn."""
    actor = system_actor(row.gathering.alliance, "Påmelding uten innlogging")
    with history.recording(actor, "gathering.sign_up", row.gathering, at=at):
        claim(actor, "gathering.sign_up", row.gathering)
        history.take(row)
        return _arrive(actor, row, {"needs": needs or row.needs}, at=at)


def withdraw(actor, gathering: Gathering, *, at=None) -> SignUp:
    """The actor withdraws. Raises Refused where she is not on the list."""
    row = gathering.sign_ups.present().filter(person=actor.person).first() if actor.person is not None else None
    if row is None:
        raise history.Refused(_("Du er ikke påmeldt."))
    row.gathering = gathering
    return _leave(actor, row, "gathering.withdraw", at=at)


def withdraw_by_link(row: SignUp, *, at=None) -> SignUp:
    """Whoever has the address of the sign-up withdraws, or says no to the invitation."""
    actor = system_actor(row.gathering.alliance, "Påmelding uten innlogging")
    return _leave(actor, row, "gathering.withdraw", at=at)


def take_off(actor, row: SignUp, *, at=None) -> SignUp:
    """The secretariat withdraws somebody, who is told."""
    with history.recording(actor, "gathering.withdraw", row.gathering, at=at):
        _leave(actor, row, "gathering.enrol", at=at)
        mail.tell(actor, mail.TAKEN_OFF, row, occasion=f"-{row.version}", at=at)
        return row


def change_sign_up(actor, row: SignUp, *, base_version=None, at=None, **values) -> SignUp:
    """Correct who it is and what she needs. Another address gets the answer anew, and the links that went to the former
    are dead. Raises Clash."""
    gathering = row.gathering
    with history.recording(actor, "gathering.correct", gathering, at=at):
        claim(actor, "gathering.correct", gathering)
        history.take(row)
        if row.erased_at is not None:
            raise history.Refused(_("Navnet er slettet, og kan ikke skrives inn igjen."))
        before = mail.address_of(row)
        history.save(row, _tidied(values), base_version=base_version)
        if mail.address_of(row).lower() != before.lower():
            _move_address(actor, row, before, at=at)
        return row


def _move_address(actor, row: SignUp, before: str, *, at=None) -> None:
    """Whoever reads the former address has no more to do with the sign-up."""
    history.save(row, {"link_round": row.link_round + 1})
    if before:
        mail.stop_waiting(row, before)
    if row.gathering.state in (GatheringState.OPEN, GatheringState.CLOSED) and actor.on <= row.gathering.final_day:
        mail.tell_anew(actor, row, at=at)


def tick(actor, row: SignUp, *, attended: bool, at=None) -> SignUp:
    """Write that she came, or that she did not after all. Who had withdrawn and came, came without being signed up."""
    gathering = row.gathering
    with history.recording(actor, "gathering.tick", gathering, at=at):
        claim(actor, "gathering.tick", gathering, weak=True)
        history.take(row)
        if row.erased_at is not None:
            raise history.Refused(_("Navnet er slettet. Tallene kan ikke endres lenger."))
        return _came(row) if attended else history.save(row, {"attended": False})


def walk_in(actor, gathering: Gathering, *, another: bool = False, at=None, **values) -> SignUp:
    """Somebody came who was not on the list; who was on it after all, is ticked, and who had withdrawn, came without
    being signed up. Raises ValidationError where one of the same name stands on it, unless this is `another`."""
    with history.recording(actor, "gathering.tick", gathering, at=at):
        claim(actor, "gathering.tick", gathering)
        values = _tidied(values)
        known = _same(gathering, values)
        if known is not None:
            return _came(known)
        ask_of_namesake(gathering, values, another)
        row = SignUp(gathering=gathering)
        return _write(row, values | {"state": SignUpState.WALKED_IN, "attended": True})


def _came(row: SignUp) -> SignUp:
    came_after_all = {"state": SignUpState.WALKED_IN} if row.state == SignUpState.WITHDRAWN else {}
    return history.save(row, came_after_all | {"attended": True})


def count_heads(actor, gathering: Gathering, *, number: int | None, base_version=None, at=None) -> Gathering:
    """How many came, where names were not taken; None: the ticks are counted. Raises Clash where somebody has written
    another number meanwhile."""
    with history.recording(actor, "gathering.count", gathering, at=at):
        claim(actor, "gathering.tick", gathering)
        return history.save(gathering, {"head_count": number}, base_version=base_version)


def fill_places(actor, gathering: Gathering, *, at=None) -> list[SignUp]:
    """Give the free places to those who have waited longest, and tell them. Inside the recording of the act that made
    room, with the gathering held."""
    if gathering.state not in (GatheringState.OPEN, GatheringState.CLOSED) or actor.on > gathering.final_day:
        return []
    waiting = _of(gathering, SignUpState.WAITING).select_related("person__user").order_by("number")
    if gathering.capacity is None:
        lucky = list(waiting)
    else:
        free = gathering.capacity - _of(gathering, SignUpState.PLACED).count()
        lucky = list(waiting[: max(free, 0)])
    history.save_each((row, {"state": SignUpState.PLACED}) for row in lucky)
    for row in lucky:
        row.gathering = gathering
        mail.tell(actor, mail.MOVED_UP, row, at=at)
    return lucky


def named_workplace(alliance, text: str) -> dict:
    """The organisation that the text names, else the text itself."""
    wanted = " ".join(text.split()).casefold()
    for row in Organisation.objects.of(alliance) if wanted else ():
        if wanted in (row.name.casefold(), row.short_name.casefold()):
            return {"organisation": row, "workplace": ""}
    return {"organisation": None, "workplace": text.strip()}


def member_names(gathering: Gathering, on) -> list[str]:
    """The members of its cooperation, to choose among: a name that is spelled alike counts for the member."""
    rows = Membership.objects.of(gathering.alliance_id).on(on).filter(cooperation=gathering.cooperation_id)
    return list(rows.order_by("organisation__name").values_list("organisation__name", flat=True))


def _of(gathering: Gathering, state: SignUpState):
    return gathering.sign_ups.present().filter(state=state)


def _arrive(actor, row: SignUp, values: dict, *, at=None) -> SignUp:
    """A place where there is one and nobody waits for it, else the end of the waiting list. Whoever came has no need of
    one. The gathering is held."""
    if not row._state.adding and _needs_no_place(row):
        return row
    gathering = row.gathering
    full = gathering.capacity is not None and _of(gathering, SignUpState.PLACED).count() >= gathering.capacity
    waits = full or _of(gathering, SignUpState.WAITING).exists()
    _write(row, values | {"state": SignUpState.WAITING if waits else SignUpState.PLACED})
    _tell_place(actor, row, at=at)
    return row


def _needs_no_place(row: SignUp) -> bool:
    """Whether she has one, waits for one, or is there already."""
    return row.attended or row.state in ON_THE_LIST


def _tell_place(actor, row: SignUp, *, occasion: str = "", at=None) -> None:
    event = mail.WAITING if row.state == SignUpState.WAITING else mail.PLACED
    mail.tell(actor, event, row, occasion=occasion, at=at)


def _write(row: SignUp, values: dict) -> SignUp:
    """Store a row that has just arrived, with the next number."""
    gathering = row.gathering
    last = SignUp.objects.filter(gathering=gathering).aggregate(last=Max("number"))["last"] or 0
    values = _tidied(values) | {"number": last + 1}
    person = values.get("person")
    if person is not None:
        keep(person, weak=True)
        values.setdefault("organisation", person.organisation)
    if row._state.adding:
        for name, value in values.items():
            setattr(row, name, value)
        return history.create(row)
    return history.save(row, values)


def _tidied(values: dict) -> dict:
    """One person has one address, however it is written; what the register knows of a person is not written twice."""
    values = dict(values)
    if "email" in values:
        values["email"] = values["email"].strip().lower()
    person = values.get("person")
    if person is not None:
        values |= {"name": "", "email": "", "workplace": ""}
        values["organisation"] = values.get("organisation") or person.organisation
    return values


def _known_by(gathering: Gathering, email: str) -> SignUp | None:
    """Who on the list has the address, as a person of the alliance or from outside."""
    rows = gathering.sign_ups.present().select_related("person__user")
    of_person = Q(person__email__iexact=email) | Q(person__email="", person__user__email__iexact=email)
    found = rows.filter(email=email).first() or rows.filter(of_person).first()
    if found is not None:
        found.gathering = gathering
    return found


def _own_row(gathering: Gathering, person) -> SignUp:
    """The row of a person, also where she signed up from the open page before she logged in: then it becomes hers."""
    row = _same(gathering, {"person": person})
    if row is None:
        return SignUp(gathering=gathering, person=person)
    if row.person_id is None:
        history.save(row, _tidied({"person": person}))
    return row


def _same(gathering: Gathering, values: dict) -> SignUp | None:
    """Who on the list it is, if anybody: the person, or whoever has the address."""
    person, email = values.get("person"), values.get("email", "")
    if person is not None:
        row = gathering.sign_ups.present().filter(person=person).first()
        email = outbox.address_of(person).lower()
        if row is not None:
            row.gathering = gathering
            return row
    return _known_by(gathering, email) if email else None


def _new_or_withdrawn(gathering: Gathering, values: dict) -> SignUp:
    known = _same(gathering, _tidied(values))
    if known is None:
        return SignUp(gathering=gathering)
    if _needs_no_place(known):
        field = "person" if values.get("person") is not None else "email"
        raise ValidationError({field: _("{name} står alt på listen.").format(name=known.who)})
    known.gathering = gathering
    return known


def _leave(actor, row: SignUp, act: str, *, at=None) -> SignUp:
    """Off the list; the first who waits gets the place."""
    gathering = row.gathering
    with history.recording(actor, "gathering.withdraw", gathering, at=at):
        claim(actor, act, gathering)
        history.take(row)
        if row.state not in (*ON_THE_LIST, SignUpState.INVITED):
            raise history.Refused(_("Påmeldingen er alt meldt av."))
        if row.attended:
            raise history.Refused(_("{name} er krysset av som møtt. Ta bort krysset først.").format(name=row.who))
        history.save(row, {"state": SignUpState.WITHDRAWN})
        fill_places(actor, gathering, at=at)
        return row
