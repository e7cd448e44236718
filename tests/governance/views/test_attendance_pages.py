"""The pages of the roll of a meeting: pressed through by the secretariat, also in a real browser."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from governance.models import Attendance
from governance.services import answers, attendance
from tests.governance.casefile import move_demo_day, url
from tests.governance.roomcast import stays

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(client_of, secretary):
    return client_of(secretary)


def roll(meeting):
    return url("meeting_attendance", meeting.pk)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_all_who_are_expected_are_seated_by_one_press(hers, secretary, met, asker_seat, mayor_asker, substitute):
    answers.answer_call(mayor_asker, met, person=mayor_asker.person, answer="absent", reason="Bortreist")
    answers.summon(secretary, met, seat=asker_seat, person=substitute.person)
    before = text(hers.get(roll(met)))
    assert "Ingen er ført som til stede ennå. Minst 1 av 2 med stemmerett må være med" in before
    assert "Meldt forfall" in before
    done = hers.post(url("meeting_attendance_expected", met.pk), follow=True)
    assert "2 er ført som til stede." in text(done)
    assert "2 av 2 med stemmerett var til stede" in text(done)
    assert url("meeting_attendance_expected", met.pk) not in text(done)  # nobody more to press it for
    assert sorted(stays(met)) == [("Drammen", None, None), ("Vara", None, None)]
    again = hers.post(url("meeting_attendance_expected", met.pk))
    assert again.status_code == 422
    assert "er alt ført som til stede" in text(again)


def test_one_seat_by_its_button_and_another_takes_over(hers, met, three_items, asker_seat, mayor_asker, substitute):
    seat = url("meeting_attendance_seat", met.pk, asker_seat.pk)
    assert hers.post(seat, {"person": mayor_asker.person.pk}).status_code == 302
    refused = hers.post(seat, {"person": substitute.person.pk})
    assert refused.status_code == 422
    assert "Olav Ordfører sitter alt på denne plassen." in text(refused)
    row = Attendance.objects.get()
    edit = url("meeting_attendance_edit", met.pk, row.pk)
    assert "02/2018 Bru" in text(hers.get(edit))
    hers.post(edit, {"until_item": three_items[1].pk, "base_version": row.version})
    assert hers.post(seat, {"person": substitute.person.pk, "first_item": three_items[1].pk}).status_code == 302
    shown = text(hers.get(roll(met)))
    assert "Gikk før sak 02/2018" in shown
    assert "Fra sak 02/2018" in shown
    assert sorted(stays(met)) == [("Ordfører", None, "Bru"), ("Vara", "Bru", None)]


def test_the_choices_of_a_seat_are_those_who_may_sit_there(hers, met, drammen_seat, mayor_drammen, substitute, reader):
    page = text(hers.get(url("meeting_attendance_seat", met.pk, drammen_seat.pk)))
    assert "Dina Drammen, medlem" in page
    assert "Vera Vara, vara for" in page
    assert "Lars Leser" not in page
    answer = hers.post(url("meeting_attendance_seat", met.pk, drammen_seat.pk), {"person": reader.person.pk})
    assert answer.status_code == 422
    refused = hers.post(url("meeting_attendance_seat", met.pk, drammen_seat.pk), {"person": substitute.person.pk})
    assert "Skriv en begrunnelse" in text(refused)
    told = {"person": substitute.person.pk, "reason": "Alle andre er syke"}
    assert hers.post(url("meeting_attendance_seat", met.pk, drammen_seat.pk), told).status_code == 302


def test_from_and_to_that_do_not_fit_are_refused_at_their_field(hers, met, three_items, asker_seat, mayor_asker):
    typed = {"person": mayor_asker.person.pk, "first_item": three_items[2].pk, "until_item": three_items[0].pk}
    answer = hers.post(url("meeting_attendance_seat", met.pk, asker_seat.pk), typed)
    assert answer.status_code == 422
    assert "until_item" in answer.context["form"].errors


def test_a_guest_is_added_removed_and_brought_back(hers, met, chief_executive):
    guest = url("meeting_attendance_guest", met.pk)
    assert "Velg en person, eller skriv et navn." in text(hers.post(guest, {"capacity": "guest"}))
    both = {"capacity": "guest", "name": "Ola", "person": chief_executive.person.pk}
    assert hers.post(guest, both).status_code == 422
    assert hers.post(guest, {"capacity": "member", "name": "Ola Gjest"}).status_code == 422
    assert hers.post(guest, {"capacity": "guest", "name": "Ola Gjest"}).status_code == 302
    row = Attendance.objects.get()
    assert "Ola Gjest" in text(hers.get(roll(met)))
    assert "er fjernet fra frammøtet" in text(hers.post(url("meeting_attendance_remove", met.pk, row.pk), follow=True))
    assert "Ola Gjest" in text(hers.get(url("bin")))
    hers.post(url("meeting_attendance_restore", met.pk, row.pk))
    assert "Ola Gjest" in text(hers.get(roll(met)))


def test_before_the_day_the_page_says_when(hers, secretary, met, asker_seat, mayor_asker):
    move_demo_day(secretary, met.called_at.date())
    page = text(hers.get(roll(met)))
    assert "Møtet er 15. mars 2018. Frammøtet føres den dagen eller senere." in page
    assert "Olav Ordfører er her" not in page
    assert roll(met) not in text(hers.get(url("meeting_detail", met.pk)))
    answer = hers.post(url("meeting_attendance_seat", met.pk, asker_seat.pk), {"person": mayor_asker.person.pk})
    assert answer.status_code == 422


def test_the_page_of_the_meeting_leads_to_it(hers, met):
    assert roll(met) in text(hers.get(url("meeting_detail", met.pk)))


def test_a_seat_or_a_stay_of_another_meeting_is_not_found(hers, met, executives, chief_executive):
    for name in ("meeting_attendance_seat", "meeting_attendance_edit", "meeting_attendance_remove"):
        assert hers.get(url(name, met.pk, uuid4())).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_roll_in_a_browser(
    page, sign_in, secretary, met, three_items, mayor_asker, substitute, axe, resize, no_sideways_scroll
):
    sign_in(secretary.user)
    resize("phone")
    page.goto(roll(met))
    axe()
    no_sideways_scroll()
    page.get_by_role("button", name="Olav Ordfører er her").click()
    expect(page.get_by_text("1 av 2 med stemmerett var til stede")).to_be_visible()
    page.get_by_role("link", name="Fra og til Olav Ordfører").click()
    page.get_by_label("Gikk før sak").select_option(label="02/2018 Bru")
    axe()
    no_sideways_scroll()
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("link", name="En annen tok over på plassen til").click()
    expect(page.get_by_label("Hvem sitter på plassen").locator("option:checked")).to_have_text("Vera Vara, vara")
    expect(page.get_by_label("Fra og med sak").locator("option:checked")).to_have_text("02/2018 Bru")
    axe()
    no_sideways_scroll()
    page.get_by_role("button", name="Før som til stede").click()
    page.get_by_role("link", name="Legg til en som er til stede").click()
    page.get_by_label("Møter som").select_option(label="Gjest")
    page.get_by_label("Navn på en utenfor alliansen").fill("Ola Gjest")
    axe()
    no_sideways_scroll()
    page.get_by_role("button", name="Legg til").click()
    expect(page.get_by_role("region", name="Andre som er til stede")).to_contain_text("Ola Gjest")
    resize("desktop")
    axe()
    no_sideways_scroll()
    assert sorted(row.who for row in Attendance.objects.all()) == ["Ola Gjest", "Olav Ordfører", "Vera Vara"]
    assert attendance.roll_of(met).quorum(three_items[1]).present == 1
