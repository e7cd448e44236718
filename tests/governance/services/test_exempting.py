"""What an exemption says of itself, on a case and on an attachment alike."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from governance.grounds import MUST, Ground
from governance.services import agenda, cases, files
from tests.governance.casefile import move_demo_day, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["case", "attachment"])
def change(request, secretary):
    """Changes a row that may be exempt."""
    row = request.getfixturevalue(request.param)
    service = cases.change_case if request.param == "case" else files.change_attachment
    return lambda **values: service(secretary, row, **values)


@pytest.mark.parametrize(
    ("said", "ground", "basis"),
    [
        ({"ground": "14"}, "14", "offl. § 14"),
        ({"ground": "14", "legal_basis": ""}, "14", "offl. § 14"),
        ({"ground": "14", "legal_basis": "offl. § 14 første ledd"}, "14", "offl. § 14 første ledd"),
        ({"ground": "23", "legal_basis": "offl. § 14"}, "23", "offl. § 23"),
        ({"ground": "23-3", "legal_basis": "offl. § 23"}, "23-3", "offl. § 23 tredje ledd"),
        ({"legal_basis": "offl. § 14"}, "14", "offl. § 14"),
        ({"ground": "", "legal_basis": "offl. § 23"}, "23", "offl. § 23"),
        ({"ground": "", "legal_basis": "avtale med parten"}, "", "avtale med parten"),
    ],
)
def test_ground_and_text_are_made_one(change, said, ground, basis):
    row = change(access="exempt", **said)
    assert (row.ground, row.legal_basis) == (ground, basis)


def test_a_new_text_takes_the_ground_along(change):
    change(access="exempt", ground="14")
    assert change(legal_basis="offl. § 23").ground == "23"
    assert change(legal_basis="avtale").ground == ""


def test_a_text_of_another_section_is_refused(change):
    with pytest.raises(ValidationError, match="annen paragraf"):
        change(access="exempt", ground="23", legal_basis="offl. § 14 første ledd")


def test_what_is_exempt_in_part_says_which(change):
    with pytest.raises(ValidationError, match="hvilke deler"):
        change(access="exempt", ground="23", extent="part", withheld=" ")
    row = change(access="exempt", ground="23", extent="part", withheld="Tilbudssummene")
    assert row.exempt_words == "Delvis unntatt offentlighet"


def test_an_open_row_says_nothing(change):
    row = change(ground="", extent="part")
    assert (row.exempt_words, row.lacks_disclosure) == ("", False)


@pytest.mark.parametrize("ground", [*Ground.values, ""])
def test_the_question_is_asked_of_what_may_be_exempt(change, ground):
    row = change(access="exempt", ground=ground, legal_basis="" if ground else "avtale")
    assert row.lacks_disclosure == (bool(ground) and ground not in MUST)
    answered = change(disclosure="kept", disclosure_note="Forhandlingene pågår.")
    assert not answered.lacks_disclosure


def test_an_answer_has_a_reason_and_bears_who_and_when(change, secretary):
    with pytest.raises(ValidationError, match="Skriv kort hvorfor"):
        change(access="exempt", ground="14", disclosure="kept")
    row = change(access="exempt", ground="14", disclosure="kept", disclosure_note="Forhandlingene pågår.")
    assert (row.disclosure_by, row.disclosure_on) == (secretary.person, secretary.on)
    cleared = change(disclosure="")
    assert (cleared.disclosure_note, cleared.disclosure_by, cleared.disclosure_on) == ("", None, None)


def test_another_change_keeps_who_answered(secretary, admin, case):
    cases.change_case(secretary, case, access="exempt", ground="14", disclosure="kept", disclosure_note="Pågår.")
    cases.change_case(admin, case, withheld="Alt", disclosure="kept", disclosure_note="Pågår.")
    assert case.disclosure_by == secretary.person
    cases.change_case(admin, case, disclosure_note="Pågår ennå.")
    assert case.disclosure_by == admin.person


def test_the_exemption_follows_the_attachment_to_the_next_stop(secretary, called, executives):
    told = {"ground": "23", "extent": "part", "withheld": "Summene", "exempt_until": date(2018, 6, 1)}
    files.add_attachment(secretary, called, upload=pdf(), access="exempt", **told)
    copy = agenda.send_on(secretary, called, body=executives, reason="Haster").attachments.get()
    assert {name: getattr(copy, name) for name in told} == told
    assert copy.legal_basis == "offl. § 23"


ANSWER = {"access": "exempt", "ground": "14", "disclosure": "kept", "disclosure_note": "Pågår."}


@pytest.mark.parametrize("kind", ["case", "attachment"])
@pytest.mark.parametrize("by", ["admin", "secretary"])
@pytest.mark.parametrize(
    "theirs", [{"disclosure": "partly", "disclosure_note": "Deler er klare."}, {"disclosure": ""}, {"access": "public"}]
)
def test_who_saves_an_old_page_has_not_answered(request, secretary, admin, kind, by, theirs):
    row = request.getfixturevalue(kind)
    change = cases.change_case if kind == "case" else files.change_attachment
    change(secretary, row, **ANSWER)
    page = {"base_version": row.version} | {name: getattr(row, name) for name in (*ANSWER, "legal_basis", "title")}
    change(request.getfixturevalue(by), row, **theirs)
    row.refresh_from_db()
    stands = {name: getattr(row, name) for name in (*ANSWER, "disclosure_by", "disclosure_on")}
    change(admin, row, **page | {"title": "Rettet"})
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in stands} == stands
    assert row.title == "Rettet"


def test_what_two_changed_is_checked_as_it_comes_to_stand(secretary, case):
    told = {"access": "exempt", "ground": "14", "withheld": "Summene"}
    cases.change_case(secretary, case, extent="whole", **told)
    page = {"base_version": case.version, "extent": "whole", **told}
    cases.change_case(secretary, case, extent="part")
    with pytest.raises(ValidationError, match="hvilke deler"):
        cases.change_case(secretary, case, **page | {"withheld": ""})


@pytest.mark.parametrize(
    ("day", "taken"), [(date(2018, 3, 7), False), (date(2018, 3, 8), True), (date(1950, 1, 1), False)]
)
def test_an_exemption_does_not_end_on_a_day_that_has_passed(secretary, cooperation, change, day, taken):
    """The demo day is 8 March 2018."""
    said = {"access": "exempt", "ground": "14", "exempt_until": day}
    if taken:
        assert change(**said).exempt_until == day
        return
    with pytest.raises(ValidationError) as refused:
        change(**said)
    assert list(refused.value.message_dict) == ["exempt_until"]
    with pytest.raises(ValidationError):
        cases.create_case(secretary, cooperation=cooperation, title="Ny sak", **said)


def test_other_words_may_be_changed_once_the_day_has_passed(secretary, change):
    change(access="exempt", ground="14", exempt_until=date(2018, 3, 8))
    move_demo_day(secretary, date(2018, 5, 1))
    assert change(legal_basis="offl. § 14 første ledd").exempt_until == date(2018, 3, 8)
