"""An outcome that says one thing of the wording while the points say another is asked about, and is no dead end."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from governance import clock
from governance.models import AgendaItem, Resolution
from governance.services import agenda, papers, resolutions
from governance.services.papers import latest_paper
from tests.governance.casefile import HELD, url

pytestmark = pytest.mark.django_db
PROPOSED = ["Planen vedtas.", "Status meldes 1. mai."]
REWORDED = ["Planen vedtas for 2018.", "Status meldes 1. mai.", "Kostnaden dekkes av fondet."]
DAY = "2018-03-15"


@pytest.fixture
def called(proposed, called):
    return called


@pytest.fixture
def proposed(secretary, item):
    text = "".join(f"<li><p><strong>{each}</strong></p></li>" for each in PROPOSED)
    return papers.edit_paper(secretary, latest_paper(item), recommendation=f"<ol>{text}</ol>")


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


def sent(result, points, **more):
    return {"result": result, "kind": "own", "decided_on": DAY, "points": "\n\n".join(points)} | more


def drawn_fields(response) -> dict:
    """What the form that came back sends when its button is pressed and nothing else touched."""
    form = response.context["form"]
    return {bound.html_name: bound.value() or "" for bound in form}


@pytest.mark.parametrize(
    ("result", "points", "fitting"),
    [("adopted", REWORDED, "changed"), ("changed", PROPOSED, "adopted")],
)
def test_the_form_tells_the_difference_and_proposes_what_fits(desk, called, result, points, fitting):
    answer = desk.post(url("item_resolution", called.pk), sent(result, points))
    assert answer.status_code == 422
    assert not Resolution.objects.exists()
    assert answer.context["form"]["result"].value() == fitting
    assert ("<ins>" in answer.text) == (result == "adopted")
    assert ("Kostnaden dekkes av fondet." in answer.text) == (result == "adopted")
    assert desk.post(url("item_resolution", called.pk), drawn_fields(answer)).status_code == 302
    stored = Resolution.objects.get()
    assert (stored.result, resolutions.point_texts(stored)) == (fitting, points)


@pytest.mark.parametrize(("result", "points"), [("adopted", REWORDED), ("changed", PROPOSED)])
def test_who_chooses_the_outcome_again_means_it(desk, called, result, points):
    address = url("item_resolution", called.pk)
    fields = drawn_fields(desk.post(address, sent(result, points)))
    assert desk.post(address, fields | {"result": result}).status_code == 302
    assert Resolution.objects.get().result == result


def test_an_answer_to_the_one_question_is_none_to_the_other(desk, called):
    address = url("item_resolution", called.pk)
    fields = drawn_fields(desk.post(address, sent("changed", PROPOSED)))
    answer = desk.post(address, fields | {"result": "adopted", "points": "\n\n".join(REWORDED)})
    assert answer.status_code == 422
    assert answer.context["form"]["result"].value() == "changed"


@pytest.mark.parametrize(
    ("result", "points"),
    [
        ("adopted", PROPOSED),
        ("adopted", [f"{n}.  {each}" for n, each in enumerate(PROPOSED, start=1)]),
        ("adopted", []),
        ("changed", REWORDED),
        ("changed", []),
        ("noted", REWORDED),
        ("unknown", PROPOSED),
    ],
)
def test_what_fits_or_says_nothing_of_the_wording_is_not_asked_about(desk, called, result, points):
    assert desk.post(url("item_resolution", called.pk), sent(result, points)).status_code == 302


def test_a_number_written_in_the_proposal_itself_is_no_difference(secretary, called, desk):
    draft = papers.new_version(secretary, called, change_note="Ny")
    papers.send_paper(secretary, papers.edit_paper(secretary, draft, recommendation="<p>1. Planen vedtas.</p>"))
    page = desk.get(url("item_resolution", called.pk))
    assert desk.post(url("item_resolution", called.pk), drawn_fields(page)).status_code == 302


def test_the_points_start_from_what_the_body_had_and_not_from_what_was_sent_since(desk, secretary, called):
    draft = papers.new_version(secretary, called, change_note="Ny")
    late = clock.oslo(date(2018, 3, 17), time(9))
    papers.send_paper(secretary, papers.edit_paper(secretary, draft, recommendation="<p>Senere.</p>"), at=late)
    page = desk.get(url("item_resolution", called.pk))
    assert page.context["form"]["points"].value() == "\n\n".join(PROPOSED)
    assert desk.post(url("item_resolution", called.pk), drawn_fields(page)).status_code == 302


def test_the_service_wants_it_meant(secretary, called):
    with pytest.raises(ValidationError, match="Vedtatt som foreslått"):
        resolutions.register_resolution(secretary, called, result="adopted", points=REWORDED, at=HELD)
    called.refresh_from_db()
    assert (called.state, Resolution.objects.count()) == ("numbered", 0)
    made = resolutions.register_resolution(secretary, called, result="adopted", points=REWORDED, at=HELD, is_meant=True)
    assert made.result == "adopted"


def test_a_correction_is_asked_about_where_it_makes_the_difference(secretary, called):
    made = resolutions.register_resolution(secretary, called, result="adopted", points=PROPOSED, at=HELD)
    with pytest.raises(ValidationError, match="Vedtatt som foreslått"):
        resolutions.change_resolution(secretary, made, points=REWORDED)
    made = Resolution.objects.get()
    assert resolutions.point_texts(made) == PROPOSED
    with pytest.raises(ValidationError, match="Vedtatt med endringer"):
        resolutions.change_resolution(secretary, made, result="changed")
    made = Resolution.objects.get()
    resolutions.change_resolution(secretary, made, points=REWORDED, is_meant=True)
    resolutions.change_resolution(secretary, Resolution.objects.get(), remark="Enstemmig")
    resolutions.change_resolution(secretary, Resolution.objects.get(), points=[*REWORDED, "Ett punkt til."])
    resolutions.change_resolution(secretary, Resolution.objects.get(), result="changed")
    assert Resolution.objects.get().result == "changed"


def test_a_corrected_resolution_is_asked_about_in_its_form(desk, secretary, called):
    made = resolutions.register_resolution(secretary, called, result="adopted", points=PROPOSED, at=HELD)
    address = url("item_resolution", called.pk)
    answer = desk.post(address, sent("adopted", REWORDED, base_version=made.version))
    assert answer.status_code == 422
    assert desk.post(address, drawn_fields(answer)).status_code == 302
    assert (Resolution.objects.get().result, resolutions.point_texts(made)) == ("changed", REWORDED)


def test_the_adopted_words_go_on_to_the_next_body(desk, secretary, called, executives):
    address = url("item_resolution", called.pk)
    desk.post(address, drawn_fields(desk.post(address, sent("adopted", REWORDED))))
    following = agenda.send_on(secretary, AgendaItem.objects.get(pk=called.pk), body=executives, reason="x", at=HELD)
    assert all(each in latest_paper(following).recommendation for each in REWORDED)


@pytest.mark.parametrize(
    ("role", "kind"), [("recommends", "proposal"), ("decides", "own"), ("prepares", "own"), ("hears", "own")]
)
def test_the_type_begins_as_the_task_of_the_body_says(desk, called, role, kind):
    AgendaItem.objects.filter(pk=called.pk).update(role=role)
    page = desk.get(url("item_resolution", called.pk))
    assert page.context["form"]["kind"].value() == kind
    assert desk.post(url("item_resolution", called.pk), drawn_fields(page)).status_code == 302
    stored = Resolution.objects.get()
    assert stored.kind == kind
    AgendaItem.objects.filter(pk=called.pk).update(role="recommends")
    assert desk.get(url("item_resolution", called.pk)).context["form"]["kind"].value() == kind
