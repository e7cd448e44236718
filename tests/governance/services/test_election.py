"""After an election: who goes out, who goes on, who comes in, in one act."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from governance.bodies.election import as_it_stands, make_plan, member_field, seats_of, substitutes_field
from governance.bodies.pastedseats import read_pasted
from governance.history import Refused
from governance.models import Appointment, Event, GoverningBody, Membership, Person, ProcedureRules, Seat
from governance.people.match import NEW, read_named
from governance.services import bodies, leaving, people, seats
from governance.services.election import change_seats
from tests.cast import end, make, make_person

pytestmark = pytest.mark.django_db
FIRST, BEFORE = date(2019, 10, 1), date(2019, 9, 30)


@pytest.fixture
def council(alliance, cooperation, asker, drammen, lier):
    """A council of the act of 2018 with a seat for each of three members."""
    body = make(alliance, GoverningBody(cooperation=cooperation, slug="radet", name="Rådet", kind="council"))
    make(alliance, ProcedureRules(body=body, law="2018"))
    for place, organisation in enumerate((asker, drammen, lier)):
        make(alliance, Membership(cooperation=cooperation, organisation=organisation))
        make(alliance, Seat(body=body, on_behalf_of=organisation, position=place))
    return body


@pytest.fixture
def filled(alliance, council):
    """Asker: Ane with substitutes Bo and Cai; Drammen: Dag; Lier: nobody."""
    found = seat_of(council, "Asker"), seat_of(council, "Drammen")
    for name, seat, order in (("Ane", 0, None), ("Bo", 0, 1), ("Cai", 0, 2), ("Dag", 1, None)):
        person = make(alliance, Person(given_name=name, family_name="Nilsen", email=f"{name.lower()}@test.example"))
        kind = "substitute" if order else "member"
        row = Appointment(seat=found[seat], person=person, kind=kind, substitute_order=order)
        row.valid_from = date(2015, 10, 1)
        make(alliance, row)
    return council


def seat_of(body, name):
    return Seat.objects.get(body=body, on_behalf_of__short_name=name)


def standing(actor, body):
    return as_it_stands(plan for plans in seats_of(actor, [body], FIRST).values() for plan in plans)


def wishes(actor, body, **changes):
    """The form as it stands, with {short name: (member, substitutes)} typed over it."""
    values = standing(actor, body)
    for name, (member, substitutes) in changes.items():
        seat = seat_of(body, name)
        values |= {member_field(seat): member, substitutes_field(seat): "\n".join(substitutes)}
    return values


def store(actor, body, values, **more):
    plan = make_plan(actor, [body], FIRST, values)
    return change_seats(actor, [body], first_day=FIRST, values=values, seen=plan.seen, **more)


def holders(body, name, day):
    rows = Appointment.objects.on(day).filter(seat=seat_of(body, name)).order_by("kind", "substitute_order")
    return [(row.person.given_name, row.substitute_order) for row in rows]


@pytest.mark.parametrize(
    ("written", "name", "email"),
    [
        ("Kari Nordmann, kari@asker.no", "Kari Nordmann", "kari@asker.no"),
        ("Kari Nordmann <Kari@Asker.no>", "Kari Nordmann", "kari@asker.no"),
        ("Kari Nordmann\tkari@asker.no", "Kari Nordmann", "kari@asker.no"),
        ("Nordmann, Kari", "Kari Nordmann", ""),
        ("kari@asker.no", "", "kari@asker.no"),
    ],
)
def test_a_line_is_read_as_people_write_it(written, name, email):
    named = read_named(written)
    assert (named.name, named.email) == (name, email)


@pytest.mark.parametrize("empty", ["", "  ", " , ; "])
def test_a_line_without_anybody_is_nobody(empty):
    assert read_named(empty) is None


@pytest.mark.parametrize(
    ("typed", "after", "out"),
    [
        (("Ane Nilsen", ["Bo Nilsen", "Cai Nilsen"]), [("Ane", None), ("Bo", 1), ("Cai", 2)], 0),
        (("Eva Ny", ["Bo Nilsen", "Cai Nilsen"]), [("Eva", None), ("Bo", 1), ("Cai", 2)], 1),
        (("Bo Nilsen", ["Cai Nilsen", "Eva Ny"]), [("Bo", None), ("Cai", 1), ("Eva", 2)], 3),
        (("", []), [], 3),
        (("ane@test.example", ["cai@test.example"]), [("Ane", None), ("Cai", 1)], 2),
    ],
)
def test_the_seat_becomes_what_was_typed(typed, after, out, admin, filled):
    values = wishes(admin, filled, Asker=typed, Lier=("Liv Lierdal, liv@lier.example", []))
    plan = store(admin, filled, values, reason="Kommunevalget")
    assert holders(filled, "Asker", FIRST) == after
    assert holders(filled, "Asker", BEFORE) == [("Ane", None), ("Bo", 1), ("Cai", 2)]
    assert holders(filled, "Lier", FIRST) == [("Liv", None)]
    assert plan.counts["out"] == out
    assert Appointment.objects.filter(valid_to=BEFORE).count() == out
    event = Event.objects.get(act="election.apply")
    new = Appointment.objects.filter(valid_from=FIRST)
    assert {row.history.first().change_id for row in new} == {event.change_id}
    assert event.reason == "Kommunevalget"


def test_a_new_person_gets_the_member_as_workplace_and_is_made_once(admin, filled):
    store(admin, filled, wishes(admin, filled, Asker=("Eva Ny, eva@a.no", []), Lier=("Liv Ny", ["Eva Ny, eva@a.no"])))
    assert Person.objects.get(given_name="Eva").organisation.short_name == "Asker"
    assert Person.objects.filter(family_name="Ny").count() == 2


@pytest.mark.parametrize(
    ("first", "second", "answer", "stored"),
    [
        ("Eva Ny", "Eva Ny", "new-0", 1),
        ("Eva Ny", "Eva Ny", NEW, 2),
        ("Eva Ny, eva@a.no", "Eva Ny", "new-0", 1),
        ("Eva Ny", "Eva Ny, eva@a.no", NEW, 2),
    ],
)
def test_two_new_ones_of_one_name_are_asked_about(first, second, answer, stored, admin, filled):
    """A name is no proof: the mayor and a substitute elsewhere may be two people."""
    values = wishes(admin, filled, Asker=(first, []), Lier=("Liv Ny", [second]))
    with pytest.raises(Refused, match="Svar på spørsmålene"):
        store(admin, filled, values)
    assert not Person.objects.filter(family_name="Ny").exists()
    (question,) = (each for seat in make_plan(admin, [filled], FIRST, values).seats for each in seat.questions)
    assert question.text == "Eva Ny står flere ganger i listen. Er det samme person?"
    store(admin, filled, values | {question.name: answer})
    assert Person.objects.filter(given_name="Eva").count() == stored
    assert len({row.person_id for row in Appointment.objects.filter(person__given_name="Eva")}) == stored


def test_the_new_term_may_have_a_last_day(admin, filled):
    store(admin, filled, wishes(admin, filled, Lier=("Liv Ny", [])), last_day=date(2023, 9, 30))
    assert Appointment.objects.get(person__given_name="Liv").valid_to == date(2023, 9, 30)


@pytest.mark.parametrize(
    ("typed", "options", "answer", "stored"),
    [
        ("Kari Nordmann", 3, 0, "en@test.example"),
        ("Kari Nordmann", 3, NEW, ""),
        ("Kari Nordmann, to@test.example", 0, None, "to@test.example"),
        ("Kari Nordmann, ny@test.example", 3, NEW, "ny@test.example"),
        ("Per Pettersen, en@test.example", 2, 0, "en@test.example"),
    ],
)
def test_who_cannot_be_told_is_asked_about(typed, options, answer, stored, admin, filled):
    twins = [
        make(admin.alliance, Person(given_name="Kari", family_name="Nordmann", email=f"{n}@test.example"))
        for n in ("en", "to")
    ]
    values = wishes(admin, filled, Lier=(typed, []))
    (lier,) = (seat for seat in make_plan(admin, [filled], FIRST, values).seats if seat.seat == seat_of(filled, "Lier"))
    assert sum(len(question.options) for question in lier.questions) == options
    if options:
        with pytest.raises(Refused, match="Svar på spørsmålene"):
            store(admin, filled, values)
        values[lier.questions[0].name] = answer if answer == NEW else str(twins[answer].pk)
    store(admin, filled, values)
    assert Appointment.objects.get(seat=lier.seat).person.email == stored


@pytest.fixture
def retired(alliance, admin):
    """Eva left last year, with a login."""
    person = make_person(alliance, "eva@test.example", "Eva", "Forrige")
    leaving.deactivate(admin, person, last_day=date(2017, 12, 31))
    return person


def question_about(plan):
    (question,) = (question for seat in plan.seats for question in seat.questions)
    return question


@pytest.mark.parametrize("comes_back", [True, False])
@pytest.mark.parametrize("typed", ["Eva Forrige", "Eva Forrige, eva@test.example"])
def test_who_was_deactivated_is_asked_about_and_may_come_back(admin, filled, retired, typed, comes_back):
    """She was made a second time before, under the same name."""
    values = wishes(admin, filled, Lier=(typed, []))
    question = question_about(make_plan(admin, [filled], FIRST, values))
    assert [value for value, _label in question.options] == [str(retired.pk), NEW]
    assert "deaktivert" in question.options[0][1]
    with pytest.raises(Refused, match="Svar på spørsmålene"):
        store(admin, filled, values)
    store(admin, filled, values | {question.name: str(retired.pk) if comes_back else NEW})
    retired.refresh_from_db()
    assert (retired.last_day is None) == comes_back
    row = Appointment.objects.get(seat=seat_of(filled, "Lier"))
    assert (row.person == retired) == comes_back
    assert row.valid_from == FIRST


def test_who_goes_on_is_not_asked_about_because_one_of_her_name_left(admin, alliance, filled):
    dag = Person.objects.get(given_name="Dag")
    people.change_person(admin, dag, email="")
    make(alliance, Person(given_name="Dag", family_name="Nilsen", last_day=date(2017, 12, 31)))
    plan = make_plan(admin, [filled], FIRST, wishes(admin, filled, Lier=("Liv Ny", [])))
    assert [seat.questions for seat in plan.seats] == [[], [], []]


@pytest.mark.parametrize(("role", "may"), [("admin", True), ("secretary", False)])
def test_only_an_administrator_takes_back_who_has_a_login(request, role, may, filled, retired):
    actor = request.getfixturevalue(role)
    values = wishes(actor, filled, Lier=("Eva Forrige", []))
    question = question_about(make_plan(actor, [filled], FIRST, values))
    plan = make_plan(actor, [filled], FIRST, values | {question.name: str(retired.pk)})
    problems = [problem for seat in plan.seats for problem in seat.problems]
    assert problems == (
        [] if may else ["Eva Forrige har innlogging eller en rolle. Bare en administrator kan aktivere personen."]
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("Madonna", []), "Skriv fornavn og etternavn"),
        (("ukjent@test.example", []), "Skriv fornavn og etternavn"),
        (("Tom Feil, tom@hole", []), "E-postadressen er ikke riktig skrevet"),
        (("Eva Ny", ["Tom Feil <tom@hole>"]), "E-postadressen er ikke riktig skrevet"),
        (("Eva Ny, eva@a.no", ["Eva Ny, eva@a.no"]), "to ganger"),
    ],
)
def test_what_is_wrong_stops_all_of_it(typed, sentence, admin, filled):
    values = wishes(admin, filled, Asker=("Eva Annen", []), Lier=typed)
    plan = make_plan(admin, [filled], FIRST, values)
    assert any(sentence in problem for seat in plan.seats for problem in seat.problems)
    before = Appointment.objects.count()
    with pytest.raises(Refused, match="Rett det"):
        store(admin, filled, values)
    assert Appointment.objects.count() == before
    assert not Person.objects.filter(given_name="Eva").exists()


def test_one_who_comes_later_must_be_seen_to_first(admin, filled, alliance):
    late = make(alliance, Person(given_name="Sen", family_name="Ere"))
    make(alliance, Appointment(seat=seat_of(filled, "Lier"), person=late, valid_from=date(2020, 1, 1)))
    plan = make_plan(admin, [filled], FIRST, wishes(admin, filled, Lier=("Liv Ny", [])))
    assert ["01.01.2020" in problem for seat in plan.seats for problem in seat.problems] == [True]


def test_what_somebody_changed_meanwhile_is_seen_again(admin, filled):
    values = wishes(admin, filled, Lier=("Liv Ny", []))
    seen = make_plan(admin, [filled], FIRST, values).seen
    seats.end_appointment(admin, Appointment.objects.get(person__given_name="Dag"), last_day=date(2019, 12, 31))
    with pytest.raises(Refused, match="i mellomtiden"):
        change_seats(admin, [filled], first_day=FIRST, values=values, seen=seen)
    assert not Person.objects.filter(given_name="Liv").exists()


def test_nothing_changed_is_nothing_to_store(admin, filled):
    with pytest.raises(Refused, match="Ingenting blir endret"):
        store(admin, filled, standing(admin, filled))


def test_warnings_of_members_and_substitutes(admin, filled):
    plan = make_plan(admin, [filled], FIRST, standing(admin, filled))
    assert plan.bodies[0].warnings == [
        "Lier kommune har ingen representant i Rådet.",
        "Drammen kommune har 1 medlemmer og 0 varamedlemmer. Loven krever minst like mange vara.",
    ]


def test_a_body_of_the_old_act_is_not_told_of_the_new(admin, filled):
    bodies.change_rules(admin, ProcedureRules.objects.get(body=filled), law="1992")
    assert len(make_plan(admin, [filled], FIRST, standing(admin, filled)).bodies[0].warnings) == 1


@pytest.mark.parametrize("role", ["coordinator", "contact_lier", "reader", "outsider"])
def test_others_change_no_seats(role, request, admin, filled):
    actor, values = request.getfixturevalue(role), wishes(admin, filled, Lier=("Liv Ny", []))
    seen = make_plan(admin, [filled], FIRST, values).seen
    with pytest.raises(PermissionDenied):
        change_seats(actor, [filled], first_day=FIRST, values=values, seen=seen)


def test_a_cooperation_that_is_over_keeps_its_seats(admin, filled, cooperation):
    values = wishes(admin, filled, Lier=("Liv Ny", []))
    seen = make_plan(admin, [filled], FIRST, values).seen
    end(cooperation, date(2018, 3, 1))
    with pytest.raises(PermissionDenied, match="kan bare leses"):
        change_seats(admin, [GoverningBody.objects.get(pk=filled.pk)], first_day=FIRST, values=values, seen=seen)


HEADED = "Organ\tKommune\tFornavn\tEtternavn\tE-post\tFunksjon\n"


@pytest.mark.parametrize(
    ("rows", "wanted", "problems"),
    [
        ("Asker\tEva Ny\teva@a.no\tfast", ("Eva Ny, eva@a.no", ""), 0),
        ("Asker kommune;Eva Ny;;", ("Eva Ny", ""), 0),
        ("Asker\tEva Ny\nAsker\tTo To\t\tvara 2\nAsker\tEn En\t\t1. vara", ("Eva Ny", "En En\nTo To"), 0),
        (f"{HEADED}Rådet\tASKER\tEva\tNy\teva@a.no\tMedlem", ("Eva Ny, eva@a.no", ""), 0),
        (f"{HEADED}Styret\tAsker\tEva\tNy\t\t", ("", ""), 1),
        ("Oslo\tEva Ny", ("", ""), 1),
        ("Asker\tEva Ny\nAsker\tTo Mange", ("Eva Ny", ""), 1),
        ("\n\n", ("", ""), 0),
    ],
)
def test_rows_of_a_spreadsheet_fill_the_seats(rows, wanted, problems, admin, council):
    plans = seats_of(admin, [council], FIRST)[council.pk]
    found = read_pasted(rows, plans)
    seat = seat_of(council, "Asker")
    filled = found.values.get(member_field(seat), ""), found.values.get(substitutes_field(seat), "")
    assert (filled, len(found.problems)) == (wanted, problems)
