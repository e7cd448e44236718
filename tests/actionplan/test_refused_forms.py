"""A form whose row is gone, or that may not be saved any more, gives back what was typed in it."""

import uuid

import pytest

from actionplan.services import plans
from actionplan.services.bin import remove_row
from tests.actionplan.plancast import in_state

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
OWN = {"HTTP_ORIGIN": "http://testserver"}
HTMX = {"HTTP_HX_REQUEST": "true"}
TYPED = "En lang tekst om arbeidet i kommunene.\nMed to avsnitt."


def removed(secretary, plan, activity) -> str:
    remove_row(secretary, activity)
    return f"{PLAN}rediger/aktivitet/{activity.pk}/"


def closed(secretary, plan, activity) -> str:
    plans.close_plan(secretary, in_state(plan, "adopted"))
    return f"{PLAN}status/t1/{activity.pk}/"


def unknown(secretary, plan, activity) -> str:
    return f"{PLAN}rediger/aktivitet/{uuid.uuid4()}/"


def not_hers(secretary, plan, activity) -> str:
    in_state(plan, "adopted")
    return f"{PLAN}rediger/aktivitet/{activity.pk}/"


REFUSED = [
    ("secretary", removed, 404),
    ("secretary", closed, 403),
    ("secretary", unknown, 404),
    ("reader", not_hers, 403),
    ("reader", unknown, 404),
    ("outsider", not_hers, 404),
    ("outsider", unknown, 404),
]


def send(request, client_of, who, address, **headers):
    data = {"note": TYPED, "text": TYPED, "base_version": "1", "password": "hemmelig"}
    return client_of(request.getfixturevalue(who)).post(address, data, **headers)


@pytest.mark.parametrize(("who", "happened", "status"), REFUSED)
def test_the_text_is_there_to_be_copied(request, client_of, secretary, plan, activity, who, happened, status):
    address = happened(secretary, plan, activity)
    response = send(request, client_of, who, address, **OWN)
    page = response.content.decode()
    assert response.status_code == status
    assert "Det du skrev, ble ikke lagret" in page
    assert page.count("Med to avsnitt.") == 2
    assert "base_version" not in page
    assert "hemmelig" not in page
    assert response.context["sentence"] in page


@pytest.mark.parametrize(("who", "happened", "status"), REFUSED)
def test_in_its_place_the_form_gets_one_sentence(request, client_of, secretary, plan, activity, who, happened, status):
    address = happened(secretary, plan, activity)
    response = send(request, client_of, who, address, **OWN, **HTMX)
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("place", ["rediger/aktivitet", "status/t1"])
@pytest.mark.parametrize(
    ("who", "knows"), [("secretary", True), ("lead", True), ("reader", False), ("outsider", False)]
)
def test_who_may_bring_a_row_back_hears_where_it_lies(
    request, client_of, secretary, plan, activity, lead, who, knows, place, headers
):
    removed(secretary, plan, activity)
    response = send(request, client_of, who, f"{PLAN}{place}/{activity.pk}/", **OWN, **headers)
    assert response.status_code == 404
    assert ("ligger under «Fjernet»" in response.content.decode()) is knows


def test_a_stranger_is_told_the_same_of_what_is_there_and_what_is_not(client_of, outsider, secretary, plan, activity):
    client, data = client_of(outsider), {"note": TYPED}
    there, gone = (client.post(each(secretary, plan, activity), data, **OWN) for each in (not_hers, unknown))
    assert there.context["sentence"] == gone.context["sentence"]
    for page in (there, gone):
        assert activity.title not in page.content.decode()
        assert plan.title not in page.content.decode()


@pytest.mark.parametrize("headers", [{}, {"HTTP_ORIGIN": "https://ond.example"}])
def test_what_another_site_sends_is_not_shown(request, client_of, secretary, plan, activity, headers):
    response = send(request, client_of, "secretary", unknown(secretary, plan, activity), **headers)
    assert response.status_code == 404
    assert "Med to avsnitt" not in response.content.decode()


def test_where_nothing_was_typed_the_plain_page_says_what_happened(client_of, secretary, plan, activity):
    response = client_of(secretary).post(unknown(secretary, plan, activity), {"base_version": "1"}, **OWN)
    assert response.status_code == 404
    assert "finnes ikke lenger" in response.content.decode()
    assert "Det du skrev" not in response.content.decode()
