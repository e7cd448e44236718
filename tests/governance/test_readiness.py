"""What a meeting lacks before it is called, over kinds of cases, papers, places and seats."""

from datetime import date

import pytest

from governance import history
from governance.bodies.inforce import WITHOUT_RULES
from governance.choices import MeetingState
from governance.models import AgendaItem, Case, Event, Meeting, ProcedureRules
from governance.readiness import findings_of, notice_warning
from governance.services import agenda, cases, files, meetings
from tests.cast import make
from tests.governance.casefile import pdf, write_paper

pytestmark = pytest.mark.django_db
IN_TIME = date(2018, 3, 1)
LATE = "Innkallingen er sen: det er 3 dager til møtet, og reglene sier 7 (senest 08.03.2018)."


def told(meeting, on=IN_TIME) -> list[tuple[str, bool]]:
    return [(each.words, each.needs_reason) for each in findings_of(meeting, on)]


def test_a_meeting_with_all_in_place_is_ready(mayor_asker, item, meeting):
    assert told(meeting) == []


@pytest.mark.parametrize(
    ("day", "late"), [(date(2018, 3, 8), False), (date(2018, 3, 9), True), (date(2018, 3, 16), True)]
)
def test_the_last_day_of_notice(meeting, day, late):
    assert bool(notice_warning(meeting, WITHOUT_RULES, day)) == late


def test_a_meeting_at_the_edge_of_the_calendar_has_passed(meeting):
    meeting.day = date(1, 1, 3)
    assert notice_warning(meeting, WITHOUT_RULES, date(2018, 3, 8)) == "Møtedagen er allerede passert."


def test_one_day_is_written_in_the_singular(meeting):
    assert "det er 1 dag til møtet" in notice_warning(meeting, WITHOUT_RULES, date(2018, 3, 14))


def test_a_body_without_rules_has_seven_days(executives, alliance):
    meeting = make(alliance, Meeting(body=executives, day=date(2018, 4, 12)))
    assert not any(each.needs_reason for each in findings_of(meeting, date(2018, 4, 5)))
    assert any(each.needs_reason for each in findings_of(meeting, date(2018, 4, 6)))


def test_a_late_call_needs_a_reason(mayor_asker, item, meeting):
    assert told(meeting, date(2018, 3, 12)) == [(LATE, True)]


def test_an_empty_agenda_is_told(mayor_asker, meeting):
    assert told(meeting) == [("Sakslisten er tom.", False)]


NO_PAPER = "Saken «Handlingsplan 2018» har ikke saksframlegg ennå."
NO_RECOMMENDATION = "Saken «Handlingsplan 2018» har ikke forslag til vedtak."


@pytest.mark.parametrize(
    ("kind", "role", "needs"),
    [
        ("decision", "decides", True),
        ("decision", "recommends", True),
        ("decision", "informed", False),
        ("hearing", "decides", True),
        ("election", "decides", True),
        ("orientation", "informed", False),
        ("discussion", "hears", False),
    ],
)
@pytest.mark.parametrize("written", [False, True])
def test_a_case_that_is_decided_needs_a_recommendation(
    secretary, case, mayor_asker, steering_group, meeting, kind, role, needs, written
):
    Case.objects.filter(pk=case.pk).update(kind=kind)
    item = agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting, role=role)
    if written:
        write_paper(secretary, item, recommendation="")
    expected = [(NO_RECOMMENDATION, True)] if needs else []
    assert told(meeting) == (expected if written else [(NO_PAPER, needs)])


NOT_REMOTE = [("Reglene til Styringsgruppen åpner ikke for fjernmøte.", True)]


@pytest.mark.parametrize(
    ("form", "place", "link", "allowed", "words"),
    [
        ("physical", "", "", True, [("Møtet har ikke sted.", False)]),
        ("physical", "Asker", "", False, []),
        ("remote", "", "", True, [("Fjernmøtet har ingen videolenke.", False)]),
        ("remote", "", "https://mote.example/1", True, []),
        (
            "remote",
            "",
            "https://mote.example/1",
            False,
            NOT_REMOTE,
        ),
        (
            "hybrid",
            "Asker",
            "https://mote.example/1",
            False,
            NOT_REMOTE,
        ),
        ("hybrid", "", "https://mote.example/1", True, [("Møtet har ikke sted.", False)]),
    ],
)
def test_where_and_how_it_is_held(mayor_asker, item, meeting, form, place, link, allowed, words):
    ProcedureRules.objects.filter(body=meeting.body).update(allows_remote=allowed)
    Meeting.objects.filter(pk=meeting.pk).update(form=form, place=place, video_link=link)
    meeting.refresh_from_db()
    assert told(meeting) == words


NO_NUMBER = ("Telefonmøtet har ikke noe nummer å ringe.", False)
UNSEEN = ("På telefon kan ikke alle se hverandre, slik kommuneloven 2018 § 11-7 krever av et fjernmøte.", True)


@pytest.mark.parametrize(
    ("law", "allowed", "number", "words"),
    [
        ("1992", True, "21 00 00 00", []),
        ("1992", True, "", [NO_NUMBER]),
        ("own", True, "21 00 00 00", []),
        ("2018", True, "21 00 00 00", [UNSEEN]),
        ("2018", True, "", [UNSEEN, NO_NUMBER]),
        ("1992", False, "21 00 00 00", NOT_REMOTE),
        ("2018", False, "21 00 00 00", NOT_REMOTE),
    ],
)
def test_a_meeting_by_telephone_has_a_number_and_no_place(mayor_asker, item, meeting, law, allowed, number, words):
    ProcedureRules.objects.filter(body=meeting.body).update(law=law, allows_remote=allowed)
    Meeting.objects.filter(pk=meeting.pk).update(form="telephone", place="", dial_in=number)
    meeting.refresh_from_db()
    assert told(meeting) == words


@pytest.mark.parametrize("form", ["physical", "remote", "hybrid", "telephone"])
@pytest.mark.parametrize("law", ["1992", "2018", "own"])
@pytest.mark.parametrize(
    ("access", "ground"), [("public", ""), ("exempt", "13"), ("exempt", "13-fvl-2"), ("exempt", "14")]
)
def test_what_must_be_secret_is_not_treated_from_a_distance(
    secretary, mayor_asker, item, meeting, form, law, access, ground
):
    ProcedureRules.objects.filter(body=meeting.body).update(law=law)
    Meeting.objects.filter(pk=meeting.pk).update(form=form)
    cases.change_case(secretary, item.case, access=access, ground=ground)
    meeting.refresh_from_db()
    words = ("Saken «Handlingsplan 2018» er underlagt taushetsplikt, og kan ikke behandles i fjernmøte.", True)
    assert (words in told(meeting)) == (form != "physical" and law == "2018" and ground.startswith("13"))


def test_the_hour_is_missed(mayor_asker, item, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=None)
    meeting.refresh_from_db()
    assert told(meeting) == [("Møtet har ikke klokkeslett.", False)]


def test_an_open_attachment_in_an_exempt_case_is_told(secretary, mayor_asker, secret_item, meeting):
    files.add_attachment(secretary, secret_item, upload=pdf("apent.pdf"), title="Kart", access="public")
    words = "Vedlegget «Kart» er åpent, men saken er unntatt offentlighet."
    assert (words, False) in told(meeting)


def test_nobody_to_call_is_told(item, meeting):
    assert told(meeting) == [("Ingen har plass i Styringsgruppen på møtedagen.", False)]


def test_a_vacant_seat_is_told_by_whom_it_is_for(mayor_asker, mayor_drammen, item, meeting):
    mayor_drammen.person.appointments.update(valid_to=date(2018, 3, 1))
    assert told(meeting) == [("Plassen for Drammen kommune er ledig, og har ingen vara.", False)]


def test_a_vacant_seat_with_a_substitute_is_told(mayor_asker, mayor_drammen, substitute, item, meeting):
    mayor_asker.person.appointments.update(valid_to=date(2018, 3, 1))
    assert [words for words, _needs in told(meeting)] == [
        "Plassen for Asker kommune er ledig. Vara kan kalles inn når møtet er innkalt."
    ]


def test_questions_do_not_grow_with_the_agenda(
    secretary, cooperation, mayor_asker, steering_group, meeting, secret_item, django_assert_num_queries
):
    def asked() -> int:
        with django_assert_num_queries(9):
            return len(findings_of(meeting, IN_TIME))

    asked()
    for number in range(10):
        case = cases.create_case(secretary, cooperation=cooperation, title=f"Sak {number}")
        agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    assert asked() >= 10


def test_what_needs_a_reason_stands_first_and_goes_into_the_history(secretary, case, steering_group, meeting):
    agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    found = findings_of(meeting, IN_TIME)
    assert [each.needs_reason for each in found] == sorted((each.needs_reason for each in found), reverse=True)
    with pytest.raises(history.Refused, match="Skriv en begrunnelse"):
        meetings.call_meeting(secretary, meeting)
    assert AgendaItem.objects.get().number == ""
    meetings.call_meeting(secretary, meeting, reason="Forslaget legges fram i møtet")
    assert meeting.state == MeetingState.CALLED
    assert Event.objects.get(act="meeting.call").reason == "Forslaget legges fram i møtet"


@pytest.mark.parametrize(
    ("ground", "answer", "told_of"),
    [("14", "", True), ("23", "", True), ("13", "", False), ("13-fvl-1", "", False), ("14", "kept", False)],
)
def test_the_public_access_question_is_told_and_stops_nothing(
    secretary, mayor_asker, item, meeting, ground, answer, told_of
):
    said = {"access": "exempt", "ground": ground, "disclosure": answer, "disclosure_note": "Pågår." if answer else ""}
    cases.change_case(secretary, item.case, **said)
    files.add_attachment(secretary, item, upload=pdf(), title="Tilbud", **said)
    words = "«{}» er unntatt etter offl. § {}, og merinnsyn er ikke vurdert (offentleglova § 11)."
    wanted = [(words.format(title, ground), False) for title in ("Handlingsplan 2018", "Tilbud")]
    assert told(meeting) == (wanted if told_of else [])
