"""Gatherings: who may do what in which state, places in order of arrival, who came, what is counted and forgotten."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan import signuplinks
from actionplan.attendance import attendance
from actionplan.choices import GatheringState, SignUpState
from actionplan.models import Gathering, SignUp
from actionplan.retention import forget_the_past, months_before
from actionplan.services import gatherings, networks, signups
from actionplan.services.plans import propose_plan
from actionplan.ties import ties_of
from governance.access import may, system_actor
from governance.history import Clash, Refused
from governance.models import Membership, OutgoingMail
from tests.cast import act_as, end, make

TODAY = date(2018, 3, 8)
MAY = date(2018, 5, 3)


def plan_one(alliance, cooperation, *, opened=True, **values) -> Gathering:
    values = {"title": "Temadag", "day": MAY} | values
    row = gatherings.create_gathering(system_actor(alliance), cooperation=cooperation, **values)
    return gatherings.open_gathering(system_actor(alliance), row) if opened else row


def in_state(alliance, cooperation, state, **values) -> Gathering:
    actor = system_actor(alliance)
    row = plan_one(alliance, cooperation, opened=False, **values)
    if state in ("open", "closed"):
        gatherings.open_gathering(actor, row)
    if state == "closed":
        gatherings.close_gathering(actor, row)
    if state == "held":
        gatherings.hold_gathering(actor, row)
    if state == "cancelled":
        gatherings.cancel_gathering(actor, row, reason="For få påmeldte")
    return row


@pytest.fixture
def gathering(alliance, cooperation):
    return plan_one(alliance, cooperation, audience="public", capacity=2)


def outside(gathering, name, **values):
    email = f"{name.casefold()}@ute.example"
    return signups.sign_up_outside(gathering.alliance, gathering, name=name, email=email, **values)


def states(gathering) -> list[tuple[str, str]]:
    rows = SignUp.objects.filter(gathering=gathering).order_by("number")
    return [(row.name or row.person.given_name, row.state) for row in rows]


def mails(event: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(event=f"gathering.{event}").order_by("queued_at"))


# act -> the states it is allowed in, on the day itself
IN_STATES = {
    "edit": {"draft", "open", "closed", "held", "cancelled"},
    "open": {"draft", "closed"},
    "close": {"open"},
    "hold": {"draft", "open", "closed"},
    "cancel": {"draft", "open", "closed"},
    "reopen": {"held", "cancelled"},
    "remove": {"draft", "cancelled"},
    "sign_up": {"open"},
    "withdraw": {"open", "closed"},
    "enrol": {"open", "closed"},
    "correct": {"draft", "open", "closed", "held"},
    "tick": {"open", "closed", "held"},
}
BY_THE_CONTACT = set(IN_STATES) - {"remove"}
BY_A_READER = {"sign_up", "withdraw"}


@pytest.mark.django_db
class TestWhoMayWhen:
    @pytest.mark.parametrize("state", GatheringState.values)
    def test_each_role_in_each_state(self, alliance, cooperation, secretary, reader, contact_lier, outsider, state):
        row = in_state(alliance, cooperation, state, day=TODAY, contact=contact_lier.person)
        allowed = {act for act, fits in IN_STATES.items() if state in fits}

        def done_by(actor):
            return {act for act in IN_STATES if may(actor, f"gathering.{act}", row)}

        assert done_by(secretary) == allowed
        assert done_by(act_as(contact_lier.person)) == allowed & BY_THE_CONTACT
        assert done_by(reader) == allowed & BY_A_READER
        assert done_by(outsider) == done_by(None) == set()

    @pytest.mark.parametrize(
        ("values", "act", "reason"),
        [
            ({"day": MAY}, "hold", "ikke begynt"),
            ({"day": MAY}, "tick", "ikke begynt"),
            ({"day": TODAY - timedelta(days=1)}, "sign_up", "fristen er ute"),
            ({"day": MAY, "sign_up_by": TODAY - timedelta(days=1)}, "sign_up", "fristen er ute"),
            ({"day": MAY, "sign_up_by": TODAY}, "sign_up", ""),
            ({"day": TODAY - timedelta(days=1)}, "enrol", "er over"),
            ({"day": TODAY - timedelta(days=1), "last_day": TODAY}, "enrol", ""),
            ({"day": MAY, "sign_up_by": TODAY - timedelta(days=1)}, "enrol", ""),
            ({"day": TODAY - timedelta(days=1)}, "withdraw", "er over"),
            ({"day": MAY, "audience": "invited"}, "sign_up", "ikke blant dem"),
        ],
    )
    def test_days_and_deadlines(self, alliance, cooperation, secretary, values, act, reason):
        row = Gathering(alliance=alliance, cooperation=cooperation, title="G", state="open", **values)
        answer = may(secretary, f"gathering.{act}", row)
        assert (bool(answer), reason in answer.reason) == (not reason, True)

    def test_a_network_signs_up_its_members(self, alliance, cooperation, secretary, reader, contact_lier, lier):
        network = networks.create_network(system_actor(alliance), cooperation=cooperation, name="Transport 2.0")
        row = plan_one(alliance, cooperation, audience="network", network=network)
        assert not may(reader, "gathering.sign_up", row)
        networks.join_network(reader, network)
        assert may(reader, "gathering.sign_up", row)
        networks.add_member(secretary, network=network, organisation=lier)
        person = contact_lier.person
        assert not may(contact_lier, "gathering.sign_up", row)  # whom the network does not know to be of Lier
        person.organisation = lier
        assert may(contact_lier, "gathering.sign_up", row)

    def test_a_network_must_be_chosen_for_its_members(self, alliance, cooperation):
        with pytest.raises(ValidationError, match="Velg nettverket"):
            plan_one(alliance, cooperation, audience="network")

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"last_day": MAY - timedelta(days=1)}, "Siste dag"),
            ({"sign_up_by": MAY + timedelta(days=1)}, "Påmeldingsfristen"),
        ],
    )
    def test_days_in_order(self, alliance, cooperation, values, words):
        with pytest.raises(ValidationError, match=words):
            plan_one(alliance, cooperation, **values)

    def test_not_after_the_last_day_of_the_cooperation(self, reader, gathering, cooperation):
        end(cooperation, TODAY - timedelta(days=1))
        with pytest.raises(PermissionDenied, match="avsluttet"):
            signups.sign_up(reader, gathering)
        with pytest.raises(PermissionDenied, match="avsluttet"):
            outside(gathering, "Anne")


@pytest.mark.django_db
class TestPlaces:
    def test_places_then_waiting_and_a_withdrawal_moves_the_first_one_up(self, reader, secretary, gathering):
        signups.sign_up(reader, gathering)
        for name in ("Anne", "Bo", "Cato"):
            outside(gathering, name)
        assert [state for _name, state in states(gathering)] == ["placed", "placed", "waiting", "waiting"]
        signups.withdraw(reader, gathering)
        assert states(gathering) == [
            ("Lars", "withdrawn"), ("Anne", "placed"), ("Bo", "placed"), ("Cato", "waiting"),
        ]  # fmt: skip
        assert [mail.address for mail in mails("moved_up")] == ["bo@ute.example"]
        again = signups.sign_up(reader, gathering)
        assert (again.state, again.number) == ("waiting", 5)  # behind Cato, who has waited all the time

    def test_to_sign_up_twice_is_as_good_as_once(self, reader, gathering):
        first = signups.sign_up(reader, gathering)
        assert signups.sign_up(reader, gathering).number == first.number
        outside(gathering, "Anne")
        assert SignUp.objects.count() == 2
        signups.sign_up_outside(gathering.alliance, gathering, name="En annen", email=" ANNE@ute.example ")
        assert states(gathering) == [("Lars", "placed"), ("Anne", "placed")]
        assert len(mails("placed")) == 3  # she is sent the answer once more, not the name that was typed

    def test_one_of_the_alliance_is_known_again_on_the_open_page(self, reader, gathering):
        signups.sign_up(reader, gathering)
        signups.sign_up_outside(gathering.alliance, gathering, name="Lars", email="LESER@test.example")
        assert SignUp.objects.count() == 1

    def test_who_signed_up_before_she_logged_in_stands_once(self, reader, secretary, gathering):
        signups.sign_up_outside(gathering.alliance, gathering, name="Lars L", email="leser@test.example")
        with pytest.raises(ValidationError, match="står alt på listen"):
            signups.enrol(secretary, gathering, person=reader.person)
        row = signups.sign_up(reader, gathering)
        assert (row.person, row.name, row.email, row.number) == (reader.person, "", "", 1)
        assert SignUp.objects.count() == 1

    def test_more_places_go_to_those_who_wait_and_fewer_than_taken_are_refused(self, secretary, gathering):
        for name in ("Anne", "Bo", "Cato", "Dag"):
            outside(gathering, name)
        gatherings.change_gathering(secretary, gathering, capacity=3)
        assert [state for _name, state in states(gathering)] == ["placed", "placed", "placed", "waiting"]
        with pytest.raises(ValidationError, match="3 har fått plass"):
            gatherings.change_gathering(secretary, gathering, capacity=2)
        gatherings.change_gathering(secretary, gathering, capacity=None)
        assert {state for _name, state in states(gathering)} == {"placed"}

    def test_the_secretariat_signs_up_also_when_it_is_closed(self, secretary, reader, gathering):
        gatherings.close_gathering(secretary, gathering)
        with pytest.raises(PermissionDenied):
            signups.sign_up(reader, gathering)
        with pytest.raises(PermissionDenied):
            outside(gathering, "Anne")
        row = signups.enrol(secretary, gathering, person=reader.person)
        assert (row.state, row.name) == ("placed", "")
        with pytest.raises(ValidationError, match="står alt på listen"):
            signups.enrol(secretary, gathering, person=reader.person)
        with pytest.raises(PermissionDenied):
            signups.enrol(reader, gathering, name="Bo")
        signups.take_off(secretary, row)
        assert states(gathering) == [("Lars", "withdrawn")]
        with pytest.raises(Refused, match="alt meldt av"):
            signups.take_off(secretary, row)

    def test_who_is_invited_takes_no_place_until_she_says_yes(self, alliance, cooperation, secretary, reader):
        row = plan_one(alliance, cooperation, audience="invited", capacity=1)
        with pytest.raises(PermissionDenied, match="ikke blant dem"):
            signups.sign_up(reader, row)
        signups.enrol(secretary, row, invited=True, person=reader.person)
        guest = signups.enrol(secretary, row, invited=True, name="Gry", email="gry@ute.example")
        assert len(mails("invited")) == 2
        signups.accept(guest)
        own = signups.sign_up(reader, row)
        assert (guest.state, own.state) == ("placed", "waiting")
        signups.withdraw_by_link(guest)
        assert SignUp.objects.get(pk=own.pk).state == "placed"

    def test_nobody_moves_up_once_it_is_held(self, alliance, secretary, cooperation):
        row = plan_one(alliance, cooperation, day=TODAY, audience="public", capacity=1)
        outside(row, "Anne")
        outside(row, "Bo")
        gatherings.hold_gathering(secretary, row)
        with pytest.raises(PermissionDenied):
            signups.take_off(secretary, row.sign_ups.first())
        gatherings.change_gathering(secretary, row, capacity=5)
        assert states(row) == [("Anne", "placed"), ("Bo", "waiting")]

    def test_a_gathering_that_is_none_for_everyone_is_closed_to_those_outside(self, alliance, cooperation):
        row = plan_one(alliance, cooperation, audience="inside")
        with pytest.raises(Refused):
            outside(row, "Anne")

    def test_the_list_has_an_end(self, gathering, monkeypatch):
        monkeypatch.setattr(signups, "MOST", 2)
        outside(gathering, "Anne")
        outside(gathering, "Bo")
        with pytest.raises(Refused, match="full"):
            outside(gathering, "Cato")

    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ({"place": "Lier rådhus"}, 3),
            ({"day": MAY + timedelta(days=1)}, 3),
            ({"title": "Et annet navn", "description": "Mer å si"}, 0),
            ({"place": ""}, 0),  # as it was
        ],
    )
    def test_another_time_or_place_is_told_to_those_who_come(self, secretary, reader, gathering, values, told):
        for name in ("Anne", "Bo", "Cato"):
            outside(gathering, name)
        signups.sign_up(reader, gathering)
        signups.withdraw(reader, gathering)
        gatherings.change_gathering(secretary, gathering, **values)
        assert len(mails("changed")) == told

    def test_nobody_is_told_of_a_change_before_it_is_open(self, alliance, cooperation, secretary):
        row = plan_one(alliance, cooperation, opened=False)
        gatherings.change_gathering(secretary, row, place="Lier rådhus")
        assert mails("changed") == []

    def test_who_is_taken_off_is_told(self, secretary, gathering):
        signups.take_off(secretary, outside(gathering, "Anne"))
        assert [mail.address for mail in mails("taken_off")] == ["anne@ute.example"]
        signups.withdraw_by_link(outside(gathering, "Bo"))
        assert len(mails("taken_off")) == 1  # who withdraws knows

    def test_to_call_it_off_needs_a_reason_and_tells_everyone(self, secretary, reader, gathering):
        signups.sign_up(reader, gathering)
        for name in ("Anne", "Bo"):
            outside(gathering, name)
        signups.withdraw(reader, gathering)
        with pytest.raises(ValidationError, match="Skriv hvorfor"):
            gatherings.cancel_gathering(secretary, gathering, reason=" ")
        gatherings.cancel_gathering(secretary, gathering, reason="Foredragsholderen er syk.")
        assert sorted(mail.address for mail in mails("cancelled")) == ["anne@ute.example", "bo@ute.example"]
        assert "Foredragsholderen er syk." in mails("cancelled")[0].body
        gatherings.reopen_gathering(secretary, gathering)
        assert (gathering.state, gathering.cancelled_because) == ("closed", "")


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("in"), st.integers(0, 6)),
        st.tuples(st.just("out"), st.integers(0, 6)),
        st.tuples(st.just("places"), st.one_of(st.none(), st.integers(1, 4))),
    ),
    max_size=15,
)


@pytest.mark.django_db
@given(acts=ACTS, places=st.integers(1, 3))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_places_are_never_more_than_there_are_and_nobody_is_overtaken(alliance, cooperation, secretary, acts, places):
    row = plan_one(alliance, cooperation, audience="public", capacity=places)
    order: list[str] = []  # who is on the list, in order of arrival: the simple truth
    for act, value in acts:
        name = f"P{value}"
        if act == "in":
            outside(row, name)
            order += [] if name in order else [name]
        elif act == "out" and name in order:
            signups.take_off(secretary, row.sign_ups.get(name=name))
            order.remove(name)
        elif act == "places":
            try:
                gatherings.change_gathering(secretary, row, capacity=value)
                places = value
            except ValidationError:
                row.refresh_from_db()
        on_list = [each for each in states(row) if each[1] != "withdrawn"]
        first = len(order) if places is None else min(places, len(order))
        assert on_list == [(n, "placed") for n in order[:first]] + [(n, "waiting") for n in order[first:]]


@pytest.mark.django_db
def test_who_is_known_by_her_login_alone_is_written_to_and_stands_once(alliance, cooperation, contact_lier):
    person, login = contact_lier.person, contact_lier.person.user.email
    type(person).objects.filter(pk=person.pk).update(email="")
    person.refresh_from_db()
    row = plan_one(alliance, cooperation, audience="public")
    signups.enrol(system_actor(alliance), row, person=person)
    assert [mail.person for mail in mails("placed")] == [person]
    signups.sign_up_outside(alliance, row, name="Igjen", email=login.upper())
    assert SignUp.objects.count() == 1


@pytest.mark.django_db
class TestTheDay:
    @pytest.fixture
    def today(self, alliance, cooperation):
        return plan_one(alliance, cooperation, day=TODAY, audience="public", capacity=1)

    def test_who_withdrew_and_came_after_all_stands_on_the_roll(self, secretary, reader, today):
        signups.sign_up(reader, today)
        signups.withdraw(reader, today)
        row = signups.walk_in(secretary, today, person=reader.person)
        assert (row.state, row.attended) == (SignUpState.WALKED_IN, True)
        assert SignUp.objects.count() == 1

    def test_ticks_walk_ins_and_a_plain_number(self, secretary, reader, lier, cooperation, today):
        anne, bo = outside(today, "Anne", workplace="lier"), outside(today, "Bo")
        assert anne.organisation == lier
        signups.tick(secretary, bo, attended=True)  # who waited, and came
        signups.walk_in(secretary, today, name="Cato", workplace="NTNU")
        signups.walk_in(secretary, today, person=reader.person)
        signups.walk_in(secretary, today, person=reader.person)
        assert SignUp.objects.filter(state=SignUpState.WALKED_IN).count() == 2
        gatherings.hold_gathering(secretary, today)
        signups.tick(secretary, anne, attended=True)
        signups.tick(secretary, bo, attended=False)
        figures = attendance(cooperation, date(2018, 1, 1), date(2018, 12, 31))
        assert (figures.held, figures.signed_up, figures.attended) == (1, 2, 3)
        assert (figures.others.signed_up, figures.others.attended) == (2, 3)  # Lier is no member yet
        make(cooperation.alliance, Membership(cooperation=cooperation, organisation=lier))
        figures = attendance(cooperation, date(2018, 1, 1), date(2018, 12, 31))
        assert [(each.name, each.signed_up, each.attended) for each in figures.members] == [("Lier kommune", 1, 1)]
        signups.count_heads(secretary, today, number=40)
        assert attendance(cooperation, date(2018, 1, 1), date(2018, 12, 31)).attended == 40
        signups.count_heads(secretary, today, number=None)
        assert attendance(cooperation, date(2018, 1, 1), date(2018, 12, 31)).attended == 3

    def test_only_what_was_held_within_the_days_counts(self, alliance, cooperation, khs, today):
        outside(today, "Anne")
        year = date(2018, 1, 1), date(2018, 12, 31)
        assert attendance(cooperation, *year).held == 0
        gatherings.hold_gathering(system_actor(alliance), today)
        assert attendance(cooperation, *year).held == 1
        assert attendance(cooperation, TODAY + timedelta(days=1), year[1]).held == 0
        assert attendance(khs, *year).held == 0

    def test_a_tick_at_one_who_has_withdrawn_meanwhile_puts_her_on_the_roll(self, secretary, today):
        row = outside(today, "Anne")
        signups.take_off(secretary, SignUp.objects.select_related("gathering").get(pk=row.pk))
        signups.tick(secretary, row, attended=True)  # from a page that was open since before
        stored = SignUp.objects.get()
        assert (stored.state, stored.attended) == (SignUpState.WALKED_IN, True)
        signups.tick(secretary, stored, attended=False)
        assert (stored.state, stored.attended) == (SignUpState.WALKED_IN, False)

    def test_whom_nobody_knows_any_more_is_not_ticked_from_an_old_page(self, secretary, today):
        row = outside(today, "Anne")
        SignUp.objects.filter(pk=row.pk).update(erased_at="2018-03-08T12:00:00Z")
        for act in (
            lambda: signups.tick(secretary, row, attended=True),
            lambda: signups.change_sign_up(secretary, SignUp.objects.get(), name="Anne"),
        ):
            with pytest.raises(Refused, match="Navnet er slettet"):
                act()
        assert SignUp.objects.get().attended is False

    def test_two_who_count_at_two_doors_are_told(self, secretary, today):
        shown = today.version
        signups.count_heads(secretary, today, number=40, base_version=shown)
        signups.count_heads(secretary, today, number=40, base_version=shown)  # the same is no clash
        with pytest.raises(Clash):
            signups.count_heads(secretary, today, number=31, base_version=shown)
        gatherings.change_gathering(secretary, today, place="Lier")
        signups.count_heads(secretary, today, number=42, base_version=today.version - 1)  # another field
        assert Gathering.objects.get().head_count == 42

    def test_readers_tick_nobody(self, reader, today):
        row = outside(today, "Anne")
        with pytest.raises(PermissionDenied):
            signups.tick(reader, row, attended=True)
        with pytest.raises(PermissionDenied):
            signups.walk_in(reader, today, name="Bo")
        with pytest.raises(PermissionDenied):
            signups.count_heads(reader, today, number=3)


@pytest.mark.django_db
class TestForgetting:
    def held_long_ago(self, alliance, cooperation, day):
        row = plan_one(alliance, cooperation, audience="public", asks_needs=True)
        signups.enrol(system_actor(alliance), row, name="Anne", email="anne@ute.example", needs="Nøtteallergi")
        Gathering.objects.filter(pk=row.pk).update(day=day)
        return row

    @pytest.mark.parametrize(
        ("day", "name", "needs"),
        [
            (TODAY - timedelta(days=14), "Anne", "Nøtteallergi"),
            (TODAY - timedelta(days=15), "Anne", ""),
            (date(2017, 9, 8), "Anne", ""),
            (date(2017, 9, 7), "", ""),
        ],
    )
    def test_needs_go_after_a_fortnight_and_names_after_half_a_year(self, alliance, cooperation, day, name, needs):
        row = self.held_long_ago(alliance, cooperation, day)
        forget_the_past()
        kept = SignUp.objects.get(gathering=row)
        assert (kept.name, kept.needs, kept.state) == (name, needs, "placed")
        assert forget_the_past() == 0

    def test_what_is_erased_stands_in_no_table_and_still_counts(self, alliance, cooperation, lier):
        row = self.held_long_ago(alliance, cooperation, date(2017, 1, 10))
        signups.change_sign_up(system_actor(alliance), row.sign_ups.get(), organisation=lier, name="Anne Berg")
        Gathering.objects.filter(pk=row.pk).update(state="held")
        row = Gathering.objects.get(pk=row.pk)
        signups.tick(system_actor(alliance), row.sign_ups.select_related("gathering__cooperation").get(), attended=True)
        forget_the_past()
        kept = SignUp.objects.get()
        assert (kept.erased_at is not None, kept.who, kept.organisation) == (True, "Navnet er slettet", lier)
        told = [*SignUp.objects.values(), *SignUp.history.values(), *OutgoingMail.objects.values()]
        told += OutgoingMail.history.values()
        for word in ("Anne", "Berg", "anne@ute", "Nøtte"):
            assert word not in str(told), word
        figures = attendance(cooperation, date(2017, 1, 1), date(2017, 12, 31))
        assert (figures.signed_up, figures.attended) == (1, 1)
        assert signuplinks.find_sign_up(alliance, signuplinks.token_of(kept)) is None

    @pytest.mark.parametrize(
        ("day", "months", "before"),
        [
            (date(2018, 3, 8), 6, date(2017, 9, 8)),
            (date(2018, 8, 31), 6, date(2018, 2, 28)),
            (date(2020, 8, 31), 6, date(2020, 2, 29)),
            (date(2018, 1, 31), 2, date(2017, 11, 30)),
        ],
    )
    def test_months_before(self, day, months, before):
        assert months_before(day, months) == before


@pytest.mark.django_db
def test_a_token_opens_its_own_sign_up_and_nothing_else(alliance, other_alliance, gathering):
    row = outside(gathering, "Anne")
    token = signuplinks.token_of(row)
    assert signuplinks.find_sign_up(alliance, token).pk == row.pk
    assert signuplinks.find_sign_up(other_alliance, token) is None
    changed = ("A" if token[0] != "A" else "B") + token[1:]
    for wrong in ("", "tull", token[:-1], token + "A", changed, token[:22] + "A" * 21, "æ" * 43):
        assert signuplinks.find_sign_up(alliance, wrong) is None, wrong
    assert token in mails("placed")[0].body


def test_who_is_the_contact_of_a_draft_is_told_of_it_in_the_plan_and_no_other_reader(
    alliance, cooperation, section, secretary, reader, contact_lier
):
    propose_plan(secretary, section.plan)
    draft = plan_one(alliance, cooperation, opened=False, section=section, contact=reader.person)
    for actor, told in (
        (reader, [draft.title]),
        (contact_lier, []),
        (secretary, [draft.title]),
        (reader, [draft.title]),
    ):
        assert [tie.title for tie in ties_of(actor, [section.pk])[section.pk]] == told
