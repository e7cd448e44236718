"""Questions a plan puts to its bodies: how they become cases, how far they have come, and who is told."""

import pytest
from django.core.exceptions import PermissionDenied

from actionplan.choices import Gap
from actionplan.gaps import gaps_of
from actionplan.linkfacts import links_of
from actionplan.models import PlanAmendment, PlanLink
from actionplan.services import activities
from actionplan.services.links import ask_body, remove_link, restore_link
from governance.history import Refused
from governance.models import AgendaItem, Case
from governance.services import agenda, cases, meetings, resolutions
from tests.actionplan.plancast import in_state
from tests.actionplan.test_rollover import roll
from tests.governance.casefile import move_demo_day

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
PAGE = f"{PLAN}rediger/sporsmal/"
BUTTON = "Lag sak av spørsmålet"


@pytest.fixture
def question(secretary, section, measure):
    return activities.create_activity(
        secretary, section=section, measure=measure, title="Skal vi søke om nye midler?", mode="question", note="Fra KS"
    )


@pytest.fixture
def asked(secretary, question, steering_group):
    return ask_body(secretary, question, body=steering_group, title="Nye midler", summary="Skal vi?")


@pytest.fixture
def answer(secretary, asked, meeting):
    """A function: the body resolves in the case of the question."""

    def resolve(result="adopted"):
        item = asked.items.get()
        agenda.list_item(secretary, item, meeting=meeting)
        meetings.call_meeting(secretary, meeting, reason="Uten forslag")
        move_demo_day(secretary, meeting.day)
        item.refresh_from_db()
        return resolutions.register_resolution(secretary, item, result=result, points=["Ja"])

    return resolve


def told(plan, actor, question) -> list[tuple[str, str]]:
    return [(link.text, link.answer) for link in links_of(plan, actor).get(question.pk, ())]


def test_a_question_becomes_a_case_before_the_body(secretary, plan, question, steering_group, asked):
    item = AgendaItem.objects.get()
    assert (item.case, item.body, item.role, item.state) == (asked, steering_group, "decides", "waiting")
    assert (asked.cooperation, asked.title, asked.summary) == (plan.cooperation, "Nye midler", "Skal vi?")
    assert asked.responsible == secretary.person
    assert told(plan, secretary, question) == [(f"sak {asked.number}", "")]


def test_it_is_asked_once(secretary, question, asked, steering_group):
    with pytest.raises(Refused, match="alt lagt fram"):
        ask_body(secretary, question, body=steering_group, title="En gang til")
    assert Case.objects.count() == AgendaItem.objects.count() == 1
    first = remove_link(secretary, PlanLink.objects.get())
    ask_body(secretary, question, body=steering_group, title="En gang til")
    with pytest.raises(Refused, match="alt lagt fram"):
        restore_link(secretary, first)


def test_only_a_question_is_asked(secretary, activity, steering_group):
    with pytest.raises(PermissionDenied, match="ikke et spørsmål"):
        ask_body(secretary, activity, body=steering_group, title="Nei")
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("who", "state", "allowed"),
    [
        ("secretary", "draft", True),
        ("secretary", "adopted", True),
        ("secretary", "closed", False),
        ("lead", "draft", False),
        ("bystander", "draft", False),
        ("reader", "proposed", False),
        ("outsider", "proposed", False),
    ],
)
def test_who_asks(request, plan, question, steering_group, who, state, allowed):
    actor = request.getfixturevalue(who)
    question.section.plan = in_state(plan, state)
    if allowed:
        ask_body(actor, question, body=steering_group, title="Midler")
        assert not PlanAmendment.objects.exists()
    else:
        with pytest.raises(PermissionDenied):
            ask_body(actor, question, body=steering_group, title="Midler")
    assert Case.objects.exists() is PlanLink.objects.exists() is allowed


def test_the_answer_is_what_the_body_resolved(secretary, plan, question, answer):
    resolution = answer()
    words = f"vedtak {resolution.item.number} i Styringsgruppen, 15.03.2018"
    assert [said for _case, said in told(plan, secretary, question)] == [words]


def test_put_off_is_not_answered(secretary, plan, question, answer):
    answer("postponed")
    assert [said for _case, said in told(plan, secretary, question)] == [""]


def test_readers_hear_of_the_case_when_it_has_been_called(
    secretary, reader, mayor_asker, plan, question, asked, answer, meeting
):
    in_state(plan, "proposed")
    assert told(plan, mayor_asker, question) == []
    answer()
    assert told(plan, mayor_asker, question)[0][1]
    assert told(plan, reader, question) == []
    meetings.publish_meeting(secretary, meeting)
    assert told(plan, reader, question)[0][1]
    cases.change_case(secretary, Case.objects.get(pk=asked.pk), access="exempt", legal_basis="offl. § 13")
    assert told(plan, reader, question) == []
    assert told(plan, mayor_asker, question)[0][1]


def test_a_question_that_goes_on_keeps_its_case(secretary, plan, question, asked):
    (row,) = roll(plan, secretary).plan.sections.get().activities.all()
    assert [link.case for link in row.links.all()] == [asked]


def test_what_is_missing_names_the_questions_nobody_asked(secretary, plan, question, steering_group):
    def gaps():
        return [each.gap for section in gaps_of(plan, secretary) for each in section.found if each.pk == question.pk]

    assert gaps() == [Gap.UNASKED]
    ask_body(secretary, question, body=steering_group, title="Midler")
    assert gaps() == []


# ---- Pages ----


def test_the_form_is_filled_in_and_makes_the_case(client_of, secretary, question, steering_group, executives):
    client, address = client_of(secretary), f"{PAGE}{question.pk}/sak/"
    text = client.get(address).content.decode()
    assert f'value="{question.title}"' in text
    assert f"Spørsmål fra Handlingsplan 2016, Arealbruk og transport:\n{question.title}\n\nFra KS" in text
    assert f'<option value="{steering_group.pk}" selected' in text
    sent = {"body": steering_group.pk, "title": "Nye midler", "summary": "Skal vi?"}
    assert client.post(address, sent | {"title": ""}).status_code == 422
    assert client.post(address, sent | {"body": question.pk}).status_code == 422
    made = client.post(address, sent)
    case = Case.objects.get()
    assert made.url == f"/vestregionen/saker/{case.key}/"
    assert question.title in client.get(made.url).content.decode()
    again = client.post(address, sent)
    assert again.status_code == 422
    assert "alt lagt fram" in again.content.decode()


def test_the_body_of_the_cooperation_a_section_is_about_is_asked_first(client_of, secretary, question, bodies, khs):
    from actionplan.services.sections import change_section

    change_section(secretary, question.section, cooperation=khs)
    board = khs.bodies.present().first()
    client, address = client_of(secretary), f"{PAGE}{question.pk}/sak/"
    assert f'<option value="{board.pk}" selected' in client.get(address).content.decode()
    client.post(address, {"body": board.pk, "title": "Nye midler", "summary": ""})
    assert Case.objects.get().cooperation == khs


def test_a_long_question_is_shortened_to_a_title(client_of, secretary, section, steering_group):
    row = activities.create_activity(secretary, section=section, title="Skal vi " + "og " * 200 + "?", mode="question")
    text = client_of(secretary).get(f"{PAGE}{row.pk}/sak/").content.decode()
    title = text.split('name="title" value="')[1].split('"')[0]
    assert len(title) == 255
    assert title.endswith("…")


def test_the_page_of_questions_tells_how_far_each_has_come(client_of, secretary, lead, question, asked, section):
    other = activities.create_activity(secretary, section=section, title="Skal vi bygge?", mode="question")
    text = client_of(secretary).get(PAGE).content.decode()
    assert "1 er ikke lagt fram, 1 ligger i en sak, og 0 er besvart" in text
    assert text.index(other.title) < text.index(question.title)
    assert f"{PAGE}{other.pk}/sak/" in text
    assert f"{PAGE}{question.pk}/sak/" not in text
    mine = client_of(lead).get(PAGE).content.decode()
    assert other.title in mine
    assert f"{PAGE}{other.pk}/sak/" not in mine


def test_beside_the_question_stands_how_far_it_has_come(client_of, secretary, plan, question, steering_group, answer):
    in_state(plan, "proposed")
    text = client_of(secretary).get(PLAN).content.decode()
    assert "ikke besvart ennå" in text
    answer()
    text = client_of(secretary).get(PLAN).content.decode()
    assert "besvart med" in text
    assert "ikke besvart ennå" not in text


def test_the_way_to_a_case_is_shown_to_those_who_may_make_it(client_of, secretary, reader, plan, question):
    in_state(plan, "proposed")
    assert f"{PAGE}{question.pk}/sak/" in client_of(secretary).get(PLAN).content.decode()
    assert BUTTON not in client_of(reader).get(PLAN).content.decode()
    in_state(plan, "closed")
    assert BUTTON not in client_of(secretary).get(PLAN).content.decode()


def test_the_pages_are_for_those_who_work_with_the_plan(
    client_of, secretary, reader, lead, bystander, outsider, plan, question, activity
):
    address = f"{PAGE}{question.pk}/sak/"
    assert "ingen spørsmål" not in client_of(secretary).get(PAGE).content.decode()
    assert client_of(secretary).post(PAGE).status_code == 405
    assert client_of(secretary).get(f"{PAGE}{activity.pk}/sak/").status_code == 403
    assert client_of(secretary).get(f"{PAGE}{plan.pk}/sak/").status_code == 404
    assert client_of(lead).get(address).status_code == 403
    assert client_of(bystander).get(PAGE).status_code == 403
    for one in (PAGE, address):
        assert client_of(reader).get(one).status_code == 404
        assert client_of(outsider).get(one).status_code == 404
        assert client_of(None).get(one).status_code == 302


def test_a_plan_without_questions_says_so(client_of, secretary, activity):
    assert "ingen spørsmål til organene" in client_of(secretary).get(PAGE).content.decode()
