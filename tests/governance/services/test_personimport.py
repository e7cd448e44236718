"""Persons and seats from a table: what each row becomes, what is asked, and all or nothing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from governance import history
from governance.history import Refused, recording, save
from governance.importing.people import read_day, read_people
from governance.importing.peopletemplate import template
from governance.importing.safety import UnreadableFile
from governance.importing.tables import read_table, rows_of
from governance.models import (
    AllianceRole,
    Appointment,
    County,
    Event,
    Municipality,
    Organisation,
    Person,
    Seat,
)
from governance.people.landing import END, SKIP, land
from governance.people.match import NEW
from governance.services import leaving, personimport
from governance.services.personimport import import_people, keep_upload
from tests.cast import make

pytestmark = pytest.mark.django_db
HEAD = "Fornavn\tEtternavn\tKommune\tE-post\tOrgan\tPlass\tFra\tRolle"


def parsed(*rows):
    return read_people(rows_of("\n".join((HEAD, *rows))))


def store(actor, found, **answers):
    seen = land(actor, found, answers).seen
    return import_people(actor, found, answers=answers, seen=seen)


def question_of(actor, found, **answers):
    rows = land(actor, found, answers).rows
    return next(question for row in rows for question in row.questions if question.is_open)


# ---- Reading ----


@pytest.mark.parametrize(
    ("text", "day"),
    [("1.10.2019", date(2019, 10, 1)), ("01/10/19", date(2019, 10, 1)), ("2019-10-01", date(2019, 10, 1)), ("", None)],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["31.2.2019", "i går", "1.1.1800", "2019"])
def test_what_is_no_day_is_refused(text):
    assert [problem.row for problem in parsed(f"Kari\tNordmann\t\t\t\t\t{text}").errors] == [2]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Kari\t\tAsker", "Skriv både fornavn og etternavn."),
        ("Kari\tNordmann\tAsker\tkari-asker.no", "E-postadressen er ikke riktig"),
        ("Kari\tNordmann\t\t\tStyringsgruppen\tkonge", "«fast» eller «vara»"),
        ("Kari\tNordmann\t\t\t\t\ti morgen", "Skriv datoen som"),
        (f"{'K' * 81}\tNordmann", "høyst 80 tegn"),
    ],
)
def test_every_problem_stands_at_its_row(row, sentence):
    found = parsed("Per\tPål", row)
    assert [(problem.row, sentence in problem.message) for problem in found.errors] == [(3, True)]


def test_a_table_without_heads_or_rows_is_refused():
    for text in ("Kari\tNordmann", "", HEAD):
        with pytest.raises(UnreadableFile):
            read_people(rows_of(text))


def test_the_template_is_read_by_the_import():
    lines = read_people(*read_table(template(), "mal.xlsx")).lines
    assert [(line.name, line.is_substitute, line.order, line.valid_from) for line in lines] == [
        ("Kari Nordmann", False, None, date(2019, 10, 1)),
        ("Ola Nordmann", True, 1, date(2019, 10, 1)),
    ]


@pytest.mark.parametrize(
    ("data", "name"), [(b"PK\x03\x04tull", "a.xlsx"), (b"%PDF-1.4", "a.xlsx"), (b"x", "a.exe"), (b"\x00\x01", "a.txt")]
)
def test_a_file_that_is_no_list_is_refused(data, name):
    with pytest.raises(UnreadableFile):
        read_table(data, name)


def test_names_in_one_column_and_other_heads():
    (line,) = read_people(rows_of("NAVN;Mobil;Utvalg;Funksjon\nNordmann, Kari;920 00 000;Styret;Vara 2")).lines
    assert (line.name, line.phone, line.body, line.order) == ("Kari Nordmann", "920 00 000", "Styret", 2)


# ---- Landing and storing ----


def test_what_a_later_row_says_of_a_new_person_is_shown_as_a_change(admin, asker, drammen):
    found = parsed("Kari\tNordmann\tAsker\tkari@a.example", "Kari\tNordmann\tDrammen\tkari@a.example")
    landing = store(admin, found)
    assert [row.outcome for row in landing.rows] == ["new", "changed"]
    assert [(old, new) for _label, old, new in landing.rows[1].shown_changes] == [(asker, drammen)]
    assert Person.objects.get(given_name="Kari").organisation == drammen


@pytest.fixture
def seats(steering_group, asker, drammen):
    for organisation in (asker, drammen):
        make(steering_group.alliance, Seat(body=steering_group, on_behalf_of=organisation))
    return steering_group


def test_new_persons_get_their_seats_in_one_change(admin, seats):
    found = parsed(
        "Kari\tNordmann\tAsker\tkari@a.example\tStyringsgruppen\tfast\t1.4.2018\tLeser",
        "Vera\tVara\tAsker kommune\t\tStyringsgruppen\tvara\t1.4.2018",
        "Vidar\tVara\tASKER\t\tstyringsgruppen\tvara 2\t1.4.2018",
    )
    landing = store(admin, found)
    assert landing.counts == {"new": 3, "changed": 0, "same": 0, "asked": 0}
    held = Appointment.objects.order_by("kind", "substitute_order")
    assert [(row.person.name, row.substitute_order, row.valid_from) for row in held] == [
        ("Kari Nordmann", None, date(2018, 4, 1)),
        ("Vera Vara", 1, date(2018, 4, 1)),
        ("Vidar Vara", 2, date(2018, 4, 1)),
    ]
    assert AllianceRole.objects.get(person__given_name="Kari").role == "reader"
    assert {row.history.first().change_id for row in held} == {Event.objects.get(act="person.import").change_id}


def test_the_same_list_again_changes_nothing(admin, seats):
    found = parsed("Kari\tNordmann\tAsker\tkari@a.example\tStyringsgruppen\tfast\t1.3.2018")
    store(admin, found)
    assert land(admin, found, {}).counts["same"] == 1
    with pytest.raises(Refused, match="registrert fra før"):
        store(admin, found)


def test_the_answer_that_made_a_new_person_makes_no_second(admin, asker, drammen):
    """The same form sent twice: the question it answers has another answer to choose now."""
    make(admin.alliance, Person(given_name="Kari", family_name="Nordmann", organisation=drammen))
    found = parsed("Kari\tNordmann\tAsker")
    answers = {question_of(admin, found).name: NEW}
    seen = land(admin, found, answers).seen
    import_people(admin, found, answers=answers, seen=seen)
    with pytest.raises(Refused, match="i mellomtiden"):
        import_people(admin, found, answers=answers, seen=seen)
    assert Person.objects.filter(given_name="Kari").count() == 2


def test_a_list_is_held_before_its_rows_are_looked_up(admin, monkeypatch):
    """A form sent twice at once: the second waits for the list, and then sees what the first made of it."""
    stored = keep_upload(admin, b"liste", content_type="text/plain")
    found = parsed("Kari\tNordmann")
    seen, done = land(admin, found, {}).seen, []
    monkeypatch.setattr(history, "lock", lambda row, **_how: done.append(row))
    monkeypatch.setattr(personimport, "land", lambda *asked: done.append("land") or land(*asked))
    import_people(admin, found, answers={}, seen=seen, upload=stored)
    assert done[:2] == [stored, "land"]


def test_what_differs_is_changed(admin, asker):
    person = make(admin.alliance, Person(given_name="Kari", family_name="Nordmann"))
    found = parsed("Kari\tNordmann\tAsker\tkari@a.example")
    (row,) = land(admin, found, {}).rows
    assert (row.outcome, sorted(row.changes)) == ("changed", ["email", "organisation"])
    store(admin, found)
    person.refresh_from_db()
    assert (person.organisation, person.email) == (asker, "kari@a.example")


@pytest.mark.parametrize(("answer", "persons"), [("new-0", 1), (NEW, 2)])
def test_two_of_one_name_in_the_list_are_asked_about(answer, persons, admin, asker):
    found = parsed("Kari\tNordmann\tAsker", "Kari\tNordmann\tAsker")
    question = question_of(admin, found)
    with pytest.raises(Refused, match="Svar på"):
        store(admin, found)
    store(admin, found, **{question.name: answer})
    assert Person.objects.filter(given_name="Kari").count() == persons


@pytest.mark.parametrize("is_same", [True, False])
def test_one_of_the_name_who_works_elsewhere_is_asked_about(is_same, admin, asker, drammen):
    person = make(admin.alliance, Person(given_name="Kari", family_name="Nordmann", organisation=drammen))
    found = parsed("Kari\tNordmann\tAsker")
    store(admin, found, **{question_of(admin, found).name: str(person.pk) if is_same else NEW})
    assert Person.objects.filter(given_name="Kari").count() == (1 if is_same else 2)
    person.refresh_from_db()
    assert person.organisation == (asker if is_same else drammen)


@pytest.fixture
def gone(admin, seats):
    """Kari, who sat for Asker until she was deactivated."""
    person = make(admin.alliance, Person(given_name="Kari", family_name="Nordmann", email="kari@a.example"))
    seat = Seat.objects.get(body=seats, on_behalf_of__short_name="Asker")
    make(admin.alliance, Appointment(seat=seat, person=person, valid_from=date(2015, 10, 1)))
    leaving.deactivate(admin, person, last_day=date(2018, 1, 31))
    return person


@pytest.mark.parametrize("email", ["kari@a.example", "", "ny@a.example"])
@pytest.mark.parametrize("is_same", [True, False])
def test_who_was_deactivated_is_offered_to_be_taken_back(is_same, email, admin, gone):
    """With the seat that the list gives her, and nothing of what ended when she left."""
    found = parsed(f"Kari\tNordmann\tDrammen\t{email}\tStyringsgruppen\tfast\t1.4.2018", "Per\tPål\t\t\t\t\t")
    question = question_of(admin, found)
    assert [label.endswith("deaktivert. Tas tilbake") for _value, label in question.options] == [True, False]
    with pytest.raises(Refused, match="Svar på"):
        store(admin, found)
    answers = {question.name: str(gone.pk) if is_same else NEW}
    assert land(admin, found, answers).rows[0].returns is is_same
    store(admin, found, **answers)
    gone.refresh_from_db()
    assert gone.last_day == (None if is_same else date(2018, 1, 31))
    assert Person.objects.filter(given_name="Kari").count() == (1 if is_same else 2)
    new = Appointment.objects.get(valid_from=date(2018, 4, 1))
    assert (new.person == gone, new.seat.on_behalf_of.short_name) == (is_same, "Drammen")
    assert Appointment.objects.get(valid_from=date(2015, 10, 1)).valid_to == date(2018, 1, 31)


def test_who_is_named_twice_is_taken_back_once(admin, gone):
    row = "Kari\tNordmann\t\tkari@a.example"
    found = parsed(row, row)
    answers = {f"p-{each.line.row}": str(gone.pk) for each in land(admin, found, {}).rows}
    landing = store(admin, found, **answers)
    assert [each.returns for each in landing.rows] == [True, False]
    assert gone.history.filter(last_day=None, act="person.import").count() == 1


def test_one_with_a_login_is_taken_back_by_an_administrator_alone(admin, secretary, gone, outsider):
    with recording(admin, "test.login", gone):
        save(gone, {"user": outsider.user})
    found = parsed("Kari\tNordmann\t\tkari@a.example")
    answers = {question_of(admin, found).name: str(gone.pk)}
    with pytest.raises(Refused, match="Bare en administrator kan aktivere"):
        store(secretary, found, **answers)
    store(admin, found, **answers)
    gone.refresh_from_db()
    assert gone.last_day is None


def test_an_address_of_another_person_is_asked_about(admin):
    other = make(admin.alliance, Person(given_name="Per", family_name="Pål", email="post@a.example"))
    found = parsed("Kari\tNordmann\t\tpost@a.example")
    question = question_of(admin, found)
    assert [value for value, _label in question.options] == [str(other.pk), NEW]
    store(admin, found, **{question.name: NEW})
    assert Person.objects.filter(email="post@a.example").count() == 2


@pytest.mark.parametrize(("answer", "linked"), [("yes", True), ("no", False)])
def test_an_address_that_logs_in_elsewhere_is_asked_about_and_tells_nothing(answer, linked, admin, outsider):
    found = parsed(f"Frode\tFremmed\t\t{outsider.user.email.upper()}")
    question = question_of(admin, found)
    shown = question.text + "".join(label for _value, label in question.options)
    assert "Værnes" not in shown
    store(admin, found, **{question.name: answer})
    person = Person.objects.get(alliance=admin.alliance, given_name="Frode")
    assert (person.user == outsider.user) is linked


def test_the_secretariat_is_not_told_who_logs_in_elsewhere(secretary, outsider):
    found = parsed(f"Frode\tFremmed\t\t{outsider.user.email}")
    assert not land(secretary, found, {}).rows[0].questions
    store(secretary, found)


@pytest.fixture
def reform(db):
    """Røyken went into Asker at the turn of 2020, and Asker got a new number."""
    county = County.objects.create(number="30", name="Viken")
    new = Municipality.objects.create(number="3025", name="Asker", county=county, valid_from=date(2020, 1, 1))
    last = {"county": county, "valid_to": date(2019, 12, 31), "successor": new}
    Municipality.objects.create(number="0627", name="Røyken", **last)
    Municipality.objects.create(number="0220", name="Asker", **last)


@pytest.mark.parametrize(
    ("name", "day", "asked"),
    [
        ("Røyken", "1.1.2020", True),
        ("Røyken kommune", "1.1.2020", True),
        ("Røyken", "31.12.2019", False),
        ("Asker", "1.1.2020", False),
    ],
)
def test_a_merged_municipality_is_asked_about_with_its_successor(name, day, asked, admin, asker, reform):
    make(admin.alliance, Organisation(name="Røyken kommune", short_name="Røyken", kind="municipality"))
    found = parsed(f"Kari\tNordmann\t{name}\t\t\t\t{day}")
    if asked:
        question = question_of(admin, found)
        assert "gikk inn i Asker etter 31.12.2019" in question.text
        assert len(question.options) == 2
        store(admin, found, **{question.name: str(asker.pk)})
    else:
        store(admin, found)
    stored = Person.objects.get(given_name="Kari").organisation.name
    assert stored == ("Asker kommune" if asked or name == "Asker" else "Røyken kommune")


@pytest.mark.parametrize(("answer", "name"), [(0, "Asker kommune"), (NEW, "Askr"), (SKIP, None)])
def test_an_unknown_organisation_is_asked_about_once_with_the_nearest(answer, name, admin, asker, drammen):
    found = parsed("Kari\tNordmann\tAskr", "Per\tPål\tAskr")
    questions = [question for row in land(admin, found, {}).rows for question in row.questions]
    assert len(questions) == 1
    value = questions[0].options[0][0] if answer == 0 else answer
    store(admin, found, **{questions[0].name: value})
    stored = {person.organisation and person.organisation.name for person in Person.objects.filter(email="")}
    assert stored == {name}


@pytest.mark.parametrize(("answer", "holder"), [(END, "Kari Nordmann"), (SKIP, "Olav Ordfører")])
def test_a_seat_somebody_has_is_asked_about(answer, holder, admin, mayor_asker):
    found = parsed("Kari\tNordmann\tAsker\t\tStyringsgruppen\tfast\t1.4.2018")
    question = question_of(admin, found)
    assert "Olav Ordfører har plassen fra før" in question.text
    store(admin, found, **{question.name: answer})
    assert Appointment.objects.on(date(2018, 4, 1)).get().person.name == holder
    assert Appointment.objects.get(person=mayor_asker.person).valid_to == (date(2018, 3, 31) if answer == END else None)


@pytest.mark.parametrize(("answer", "made"), [(NEW, 1), (SKIP, 0)])
def test_a_member_without_a_seat_may_get_one(answer, made, admin, seats, lier):
    found = parsed("Liv\tLier\tLier\t\tStyringsgruppen")
    store(admin, found, **{question_of(admin, found).name: answer})
    assert Appointment.objects.filter(seat__on_behalf_of=lier).count() == made


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Kari\tNordmann\tAsker\t\tStyringsgrupa", "Mener du Styringsgruppen?"),
        ("Kari\tNordmann\tAsker\t\t\t\t\tKonge", "Rollen «Konge» finnes ikke"),
    ],
)
def test_what_cannot_be_right_stops_all_of_it(row, sentence, admin, seats):
    found = parsed("Per\tPål\tAsker", row)
    assert sentence in land(admin, found, {}).refusal
    with pytest.raises(Refused):
        store(admin, found)
    assert not Person.objects.filter(given_name__in=("Per", "Kari")).exists()


def test_the_secretariat_gives_no_roles(secretary):
    assert "Bare en administrator" in land(secretary, parsed("Kari\tNordmann\t\t\t\t\t\tLeser"), {}).refusal


def test_what_was_changed_meanwhile_is_seen_again(admin, seats):
    found = parsed("Kari\tNordmann\tAsker\t\tStyringsgruppen\tfast\t1.4.2018")
    seen = land(admin, found, {}).seen
    make(admin.alliance, Person(given_name="Kari", family_name="Nordmann"))
    with pytest.raises(Refused, match="i mellomtiden"):
        import_people(admin, found, answers={}, seen=seen)


@pytest.mark.parametrize("role", ["coordinator", "mayor_asker", "reader", "chief_executive"])
def test_others_import_nobody(role, request, admin):
    actor, found = request.getfixturevalue(role), parsed("Kari\tNordmann")
    with pytest.raises(PermissionDenied):
        import_people(actor, found, answers={}, seen=land(admin, found, {}).seen)


def test_as_many_questions_to_the_database_for_many_rows(admin, seats, django_assert_max_num_queries):
    found = parsed(*(f"Kari{n}\tNordmann\tAsker\tkari{n}@a.example" for n in range(60)))
    with django_assert_max_num_queries(12):
        land(admin, found, {})
