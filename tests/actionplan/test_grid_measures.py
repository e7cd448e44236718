"""A new measure in the table of a plan: one change, at its place, taken back in one step."""

import pytest
from django.urls import reverse

from actionplan.models import Measure
from actionplan.services.measures import create_measure
from tests.actionplan.plancast import in_state

pytestmark = pytest.mark.django_db
TOO_LONG = "Teksten er for lang: den har 501 tegn, og det er plass til 500."


@pytest.fixture
def send(client, alliance, plan, secretary):
    client.force_login(secretary.user)

    def sent(**fields):
        address = reverse("actionplan:grid_bulk", kwargs={"alliance": alliance.slug, "year": plan.year})
        return client.post(address, {"handling": "nytt-tiltak", **fields}, headers={"HX-Request": "true"})

    return sent


def titles(section, parent=None):
    rows = Measure.objects.present().filter(section=section, parent=parent).order_by("position")
    return [row.title for row in rows]


def test_a_measure_is_made_last_in_its_section_and_its_key_is_told(send, section):
    answer = send(til=f"del:{section.pk}", tittel="  Bygge ut ")
    assert answer.status_code == 200
    made = Measure.objects.get(section=section, title="Bygge ut")
    assert answer.json()["at"] == str(made.pk)
    assert answer.json()["told"] == "Lagt til: «Bygge ut»."
    assert f"rad-{made.pk}" in answer.json()["sections"][f"del-{section.pk}"]


def test_it_stands_before_the_row_named_and_under_the_one_it_is_sent_to(send, section, secretary):
    first, second = (create_measure(secretary, section=section, title=title) for title in ("Første", "Andre"))
    assert send(til=f"del:{section.pk}", foran=str(second.pk), tittel="Mellom").status_code == 200
    assert titles(section) == ["Første", "Mellom", "Andre"]
    assert send(til=f"tiltak:{first.pk}", tittel="Under").status_code == 200
    assert titles(section, first) == ["Under"]


def test_it_is_undone_and_done_again_as_one_step(client, send, section, alliance, plan):
    change = send(til=f"del:{section.pk}", tittel="Angres").headers["Vestregion-Change"]
    for shown in ([], ["Angres"]):
        address = reverse(
            "actionplan:grid_undo", kwargs={"alliance": alliance.slug, "year": plan.year, "change": change}
        )
        answer = client.post(address, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        change = answer.headers["Vestregion-Change"]
        assert titles(section) == shown


def test_what_is_missing_is_said_and_nothing_is_written(send, section, plan, measure):
    before = Measure.objects.count()
    for fields, told in (
        ({"til": f"del:{section.pk}", "tittel": " "}, "Skriv hva tiltaket heter."),
        ({"til": "", "tittel": "Uten sted"}, "Velg hvor tiltaket skal stå."),
        ({"til": f"del:{section.pk}", "tittel": "x" * 501}, TOO_LONG),
    ):
        answer = send(**fields)
        assert (answer.status_code, answer.content.decode()) == (422, told)
    in_state(plan, "adopted")
    assert send(til=f"del:{section.pk}", tittel="Uten grunn").status_code == 422
    assert Measure.objects.count() == before


def test_other_acts_still_need_rows(send, section):
    answer = send(handling="fjern")
    assert (answer.status_code, answer.content.decode()) == (422, "Velg minst én rad først.")


def test_a_stranger_makes_none(client, section, alliance, plan):
    address = reverse("actionplan:grid_bulk", kwargs={"alliance": alliance.slug, "year": plan.year})
    answer = client.post(address, {"handling": "nytt-tiltak", "til": f"del:{section.pk}", "tittel": "Fremmed"})
    assert answer.status_code in (302, 401, 403, 404)
    assert not Measure.objects.filter(title="Fremmed").exists()
