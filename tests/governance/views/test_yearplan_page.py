"""The year wheel: choose, say how often, look over, store."""

import re
from datetime import date

import pytest

from governance.models import Meeting
from tests.cast import make

pytestmark = pytest.mark.django_db
PAGE = "/vestregionen/moter/planlegg/"
RULES = {"organ": "styringsgruppen", "ar": "2019", "antall": "4", "ukedag": "3", "fri": "8, 27-32, 40"}
PAIRED = RULES | {"for.radmannsgruppen": "14"}


def fields(text) -> dict:
    """What the form of the days holds."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", text):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("dag." in name[1] or name[1] in ("organ", "ar", "sett")):
            found[name[1]] = value[1] if value else ""
    return found


def test_a_year_of_pairs_is_planned(secretary, executives, client_of):
    client = client_of(secretary)
    assert "Styringsgruppen" in client.get(PAGE).text
    asked = client.get(PAGE, {"organ": "styringsgruppen", "ar": "2019"}).text
    assert "Rådmannsgruppen møtes, dager før" in asked
    shown = client.get(PAGE, PAIRED)
    days = fields(shown.text)
    assert len([name for name in days if name.startswith("dag.")]) == 8
    assert not Meeting.objects.exists()
    stored = client.post(PAGE, days | {"steg": "lagre"}, follow=True)
    assert "8 møter er opprettet." in stored.text
    assert Meeting.objects.filter(body=executives, day=date(2019, 1, 31)).exists()
    assert Meeting.objects.filter(body__slug="styringsgruppen", day=date(2019, 2, 14)).exists()
    again = client.post(PAGE, days | {"steg": "lagre"})
    assert again.status_code == 422
    assert "har alt et møte denne dagen" in again.text
    assert Meeting.objects.count() == 8


def test_a_body_that_is_left_empty_is_not_planned(secretary, executives, client_of):
    days = fields(client_of(secretary).get(PAGE, RULES | {"for.radmannsgruppen": ""}).text)
    assert [name for name in days if "radmannsgruppen" in name] == []


def test_an_emptied_day_is_no_meeting(secretary, steering_group, client_of):
    client = client_of(secretary)
    days = fields(client.get(PAGE, RULES).text) | {"dag.styringsgruppen.1": ""}
    client.post(PAGE, days | {"steg": "lagre"})
    assert Meeting.objects.count() == 3


def test_a_day_off_is_stored_only_when_it_was_told(secretary, steering_group, client_of):
    client = client_of(secretary)
    days = fields(client.get(PAGE, RULES).text) | {"dag.styringsgruppen.1": "2019-05-17"}
    first = client.post(PAGE, days | {"steg": "lagre"})
    assert first.status_code == 422
    assert "Dette er en helligdag: Grunnlovsdag." in first.text
    assert not Meeting.objects.exists()
    client.post(PAGE, fields(first.text) | {"steg": "lagre"})
    assert Meeting.objects.filter(day=date(2019, 5, 17)).exists()


def test_what_was_told_of_a_day_that_is_mended_is_not_asked_again(secretary, steering_group, client_of):
    client = client_of(secretary)
    days = fields(client.get(PAGE, RULES).text)
    told = {"dag.styringsgruppen.1": "2019-05-17", "dag.styringsgruppen.2": "2019-06-01"}
    first = fields(client.post(PAGE, days | told | {"steg": "lagre"}).text)
    client.post(PAGE, first | {"dag.styringsgruppen.1": "2019-05-16", "steg": "lagre"})
    assert Meeting.objects.filter(day__in=[date(2019, 5, 16), date(2019, 6, 1)]).count() == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"ar": "1999"}, "Velg et år fra 2017 til 2023."),
        ({"ar": "ni"}, "Velg et år fra 2017 til 2023."),
        ({"organ": "finnes-ikke"}, 'id="id_organ_error"'),
        ({"antall": "0"}, 'id="id_antall_error"'),
        ({"antall": "999"}, 'id="id_antall_error"'),
        ({"fri": "påske"}, "Vi forsto ikke «påske»."),
        ({"for.radmannsgruppen": "-1"}, 'id="id_for.radmannsgruppen_error"'),
    ],
)
def test_wrong_rules_are_told_where_they_stand(secretary, executives, client_of, changed, told):
    answer = client_of(secretary).get(PAGE, PAIRED | changed)
    assert answer.status_code == 422
    assert told in answer.text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("text", ["2019-02-31", "2020-01-09", "snart", "0000-00-00", "2019-1-1"])
def test_a_wrong_day_is_told_and_kept(secretary, steering_group, client_of, text):
    client = client_of(secretary)
    days = fields(client.get(PAGE, RULES).text) | {"dag.styringsgruppen.2": text}
    answer = client.post(PAGE, days | {"steg": "lagre"})
    assert answer.status_code == 422
    assert f'value="{text}"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert not Meeting.objects.exists()


def test_nothing_but_empty_days_is_told(secretary, steering_group, client_of):
    answer = client_of(secretary).post(PAGE, {"organ": "styringsgruppen", "ar": "2019", "steg": "lagre"})
    assert answer.status_code == 422
    assert "Ingen av møtene har en dato." in answer.text


def test_the_way_back_keeps_the_rules(secretary, executives, client_of):
    client = client_of(secretary)
    text = client.get(PAGE, PAIRED | {"antall": "6"}).text
    back = re.search(r'href="(\?[^"]*endre=1[^"]*)"', text)[1].replace("&amp;", "&")
    assert 'value="6"' in client.get(PAGE + back).text


def test_what_is_there_is_told_before_more_is_laid(secretary, steering_group, alliance, client_of):
    make(alliance, Meeting(body=steering_group, day=date(2019, 3, 14)))
    text = client_of(secretary).get(PAGE, {"organ": "styringsgruppen", "ar": "2019"}).text
    assert "Styringsgruppen har 1 møte dette året alt: 14.03.2019" in " ".join(text.split())
    assert 'value="3"' in text


def test_no_room_is_told(secretary, steering_group, client_of):
    text = client_of(secretary).get(PAGE, RULES | {"fri": "1-53"}).text
    assert "Det er ingen dager å foreslå" in text
    assert "Endre reglene" in text


def test_a_body_of_another_alliance_is_none(steering_group, outsider, client_of):
    desk = client_of(outsider)
    assert desk.get(PAGE, RULES).status_code == 404
    own = desk.get(PAGE.replace("vestregionen", "vaernesregionen"), RULES)
    assert own.status_code == 422
    assert "Antall møter" not in own.text


def test_a_number_too_long_for_any_round_is_no_field(secretary, steering_group, client_of):
    values = {"organ": "styringsgruppen", "ar": "2019", "steg": "se", f"dag.styringsgruppen.{'9' * 30}": "2019-05-16"}
    assert client_of(secretary).post(PAGE, values).status_code == 200
