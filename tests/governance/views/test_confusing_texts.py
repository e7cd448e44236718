"""Sentences on the pages of cases and meetings that must not say something else than what is."""

from governance import clock
from governance.models import Case
from governance.services import cases, files
from tests.governance.casefile import case_args, item_url, url

NEW_CASE = {"title": "Budsjett", "kind": "decision", "access": "public"}


def page(client, address):
    return client.get(address).content.decode()


def test_a_case_made_public_again_has_no_exemption(client_of, secretary, case):
    desk = client_of(secretary)
    cases.change_case(secretary, case, access="exempt", legal_basis="offl. § 14")
    assert "offl. § 14" in page(desk, url("case_detail", *case_args(case)))
    cases.change_case(secretary, case, access="public")
    assert "offl. § 14" not in page(desk, url("case_detail", *case_args(case)))


def test_whoever_sees_all_is_told_that_there_are_no_attachments(client_of, secretary, mayor_asker, called):
    assert "Saken har ingen vedlegg." in page(client_of(secretary), item_url(called))
    assert "Saken har ingen vedlegg du kan lese." in page(client_of(mayor_asker), item_url(called))


def test_an_agenda_has_no_outcome_until_there_is_one(client_of, secretary, called):
    text = page(client_of(secretary), url("meeting_detail", called.meeting_id))
    assert '<td data-label="Utfall">–</td>' in text


def test_sending_a_case_to_a_body_is_done_among_the_cases(client_of, secretary, case):
    shell = client_of(secretary).get(url("item_create", *case_args(case))).context["shell"]
    assert [str(entry.label) for entry in shell.menu if entry.current] == ["Saker"]


def test_the_bin_of_a_demo_tells_no_day_that_has_not_come(client_of, secretary, item, attachment):
    files.remove_attachment(secretary, attachment)
    text = page(client_of(secretary), item_url(item))
    assert "Papirkurv" in text
    assert "slettet nå nettopp" in text
    assert str(clock.now().year) not in text.partition("Papirkurv")[2].partition("</details>")[0]


def test_the_upload_page_names_types_and_limit(client_of, secretary, item, settings):
    text = page(client_of(secretary), url("item_attachment_create", item.pk))
    assert f"Høyst {settings.UPLOAD_LIMIT_MB} MB. Filtyper: pdf, " in text


def test_the_page_of_a_resolution_says_which_case(client_of, secretary, called):
    text = page(client_of(secretary), url("item_resolution", called.pk))
    assert '<p class="vr-lead">Handlingsplan 2018 – Styringsgruppen</p>' in text


def test_a_button_opened_as_a_page_says_so(client_of, secretary, attachment):
    answer = client_of(secretary).get(url("item_attachment_place", attachment.pk))
    text = answer.content.decode()
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Dette er ikke en side" in text
    assert "Gå til forsiden" in text


def test_back_and_once_more_makes_no_second_case(client_of, secretary, cooperation):
    desk = client_of(secretary)
    sent = NEW_CASE | {"cooperation": cooperation.pk}
    first = desk.post(url("case_create"), sent | {"form_token": "one"})
    again = desk.post(url("case_create"), sent | {"form_token": "two"}, follow=True)
    assert Case.objects.count() == 1
    assert again.redirect_chain[0][0] == first.url
    assert "bare én gang" in again.content.decode()
    desk.post(url("case_create"), sent | {"form_token": "three", "title": "Et annet"})
    assert Case.objects.count() == 2
