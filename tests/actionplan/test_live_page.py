"""What an open page is answered when it asks what is new: what changed, to those who may, and next to nothing else."""

import json
import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.livefacts import KIND
from actionplan.models import PlanSection
from actionplan.services import activities, measures, money, moving, plans, sections
from actionplan.services.bin import remove_row
from governance import clock
from governance.live import presence, pulses
from governance.live.newsview import initials
from governance.models import Presence
from tests.actionplan.plancast import fill, in_state
from tests.actionplan.test_live import stored

pytestmark = pytest.mark.django_db
NEWS = "/vestregionen/handlingsplan/2016/rediger/nytt/"
WINDOW, OTHER_WINDOW = "0" * 8 + "-0000" * 3 + "-" + "0" * 12, "1" * 8 + "-0000" * 3 + "-" + "0" * 12
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def asks(client_of, plan, activity):
    """Asks for what came after what was there when the test began."""
    number, clients = pulses.number_of(KIND, plan.pk), {}

    def ask(actor, page="tabell", since=number, **more):
        if actor.user_id not in clients:
            clients[actor.user_id] = client_of(actor)
        client = clients[actor.user_id]
        return client.get(NEWS, {"since": since, "som": page} | more, **HTMX)

    return ask


def told(response) -> dict:
    assert response.status_code == 200
    return json.loads(response.content)


class TestWho:
    def test_a_reader_is_refused_and_a_stranger_finds_nothing(self, asks, plan, reader, outsider):
        in_state(plan, "proposed")
        assert asks(reader).status_code == 403
        assert asks(outsider).status_code == 404

    def test_a_lead_sees_what_the_secretariat_writes(self, asks, lead, secretary, activity):
        since = pulses.number_of(KIND, activity.section.plan_id)
        activities.change_activity(secretary, stored(activity), title="Ny tittel")
        answer = told(asks(lead, since=since))
        assert "Ny tittel" in answer["rows"][str(activity.pk)]
        assert answer["by"] == {str(activity.pk): secretary.name}
        assert answer["told"] == [f"{secretary.name} endret 1 rad."]

    def test_an_adopted_plan_says_why_a_lead_may_not(self, asks, lead, plan):
        in_state(plan, "adopted")
        answer = asks(lead)
        assert answer.status_code == 403
        assert answer.content.decode().startswith("Planen er vedtatt. Bare sekretariatet kan endre den")

    def test_a_closed_plan_says_so_to_all(self, asks, secretary, plan):
        in_state(plan, "closed")
        assert asks(secretary).content.decode().startswith("Planen er avsluttet og kan bare leses.")

    @pytest.mark.parametrize("more", [{"since": "x"}, {"since": "-1"}, {"since": "9" * 30}, {"page": "annet"}])
    def test_what_is_not_understood(self, asks, secretary, more):
        assert asks(secretary, **more).status_code == 400


class TestNothingNew:
    def test_it_is_204_and_asks_for_no_rows(self, asks, secretary, section):
        asks(secretary)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = asks(secretary)
        assert (answer.status_code, answer.content) == (204, b"")
        assert not [each["sql"] for each in queries if "actionplan_activity" in each["sql"]]
        assert not [each["sql"] for each in queries if not each["sql"].lstrip("(").startswith("SELECT")]

    def test_as_many_questions_for_a_long_plan(self, asks, secretary, section, django_assert_max_num_queries):
        fill(section, 30)
        number = pulses.number_of(KIND, section.plan_id)
        asks(secretary)
        with django_assert_max_num_queries(9):
            assert asks(secretary, since=number).status_code == 204

    def test_the_session_is_as_it_was(self, asks, secretary, client_of):
        asks(secretary)
        before = list(Session.objects.values_list("session_key", "session_data", "expire_date"))
        answer = asks(secretary)
        assert list(Session.objects.values_list("session_key", "session_data", "expire_date")) == before
        assert not answer.cookies

    def test_it_leaves_no_line_in_the_log_but_a_refusal_does(self, asks, secretary, reader, plan, caplog):
        def lines():
            return [each for each in caplog.records if each.name == "vestregion.request"]

        with caplog.at_level(logging.INFO, logger="vestregion.request"):
            asks(secretary)
            assert lines() == []
            in_state(plan, "proposed")
            asks(reader)
            assert len(lines()) == 1


class TestNews:
    def test_one_row_alone_is_sent(self, asks, secretary, lead, activity, section):
        others = fill(section, 3)
        since = pulses.number_of(KIND, section.plan_id)
        activities.change_activity(secretary, stored(activity), note="Merk")
        answer = told(asks(lead, since=since))
        assert list(answer["rows"]) == [str(activity.pk)]
        assert answer["sections"] == {}
        assert str(others[0].pk) not in answer["rows"][str(activity.pk)]
        assert answer["number"] == since + 1

    def test_ones_own_change_is_drawn_but_not_told(self, asks, secretary, activity):
        activities.change_activity(secretary, stored(activity), note="Merk")
        answer = told(asks(secretary))
        assert (answer["told"], answer["by"]) == ([], {})
        assert str(activity.pk) in answer["rows"]

    def test_a_new_and_a_removed_row_draw_their_section(self, asks, secretary, lead, activity, section):
        made = activities.create_activity(secretary, section=section, title="Ny rad")
        remove_row(secretary, stored(activity))
        answer = told(asks(lead))
        (html,) = answer["sections"].values()
        assert f"rad-{made.pk}" in html
        assert f"rad-{activity.pk}" not in html
        assert {str(made.pk), str(activity.pk)} <= answer["by"].keys()

    def test_a_move_draws_both_sections(self, asks, secretary, plan, area, activity, section):
        other = sections.create_section(secretary, plan=plan, area=area, title="En annen del")
        since = pulses.number_of(KIND, plan.pk)
        moving.move_many(secretary, stored(plan), [(stored(activity), activity.version)], section=other)
        answer = told(asks(secretary, since=since))
        assert answer["sections"].keys() == {f"del-{section.pk}", f"del-{other.pk}"}
        assert f"rad-{activity.pk}" in answer["sections"][f"del-{other.pk}"]

    def test_a_new_section_and_a_new_state_ask_for_the_whole_page(self, asks, secretary, lead, plan, area):
        sections.create_section(secretary, plan=plan, area=area, title="En annen del")
        assert told(asks(lead))["whole"] is True
        since = pulses.number_of(KIND, plan.pk)
        plans.propose_plan(secretary, stored(plan))
        answer = told(asks(lead, since=since))
        assert (answer["whole"], answer["told"]) == (True, [f"{secretary.name} la fram planen."])

    def test_adoption_says_what_follows(self, asks, secretary, admin, plan, activity):
        in_state(plan, "adopted")
        activities.change_activity(secretary, stored(activity), note="Merk", reason="Fordi")
        plans.change_plan(secretary, stored(plan), title="Ny tittel", reason="Fordi")
        answer = told(asks(admin))
        assert "Planen er vedtatt, så hver endring trenger en begrunnelse." in answer["told"]

    def test_what_is_no_longer_known_asks_for_the_whole_page(self, asks, secretary, client_of):
        assert told(client_of(secretary).get(NEWS, **HTMX))["whole"] is True

    def test_as_many_questions_for_many_changes(self, asks, secretary, lead, section, django_assert_max_num_queries):
        rows = fill(section, 30)
        since = pulses.number_of(KIND, section.plan_id)
        for row in rows:
            activities.change_activity(secretary, stored(row), note="Merk")
        asks(lead, since=10**9)
        with django_assert_max_num_queries(20):  # a row with what it is about and leads to
            assert told(asks(lead, since=since))["told"] == [f"{secretary.name} endret 30 rader."]


class TestRowByRow:
    def test_the_section_with_the_change_alone_is_drawn(self, asks, secretary, lead, plan, area, activity, section):
        sections.create_section(secretary, plan=plan, area=area, title="En annen del")
        since = pulses.number_of(KIND, plan.pk)
        activities.change_activity(secretary, stored(activity), title="Ny tittel")
        answer = told(asks(lead, "rader", since=since))
        assert list(answer["sections"]) == [f"del-{section.pk}"]
        assert "Ny tittel" in answer["sections"][f"del-{section.pk}"]

    def test_texts_and_money_are_seen_there_and_not_in_the_table(self, asks, secretary, lead, section):
        money.create_funding_line(secretary, section=section, title="Tilskudd til alt", source="allocation")
        sections.change_section(secretary, PlanSection.objects.get(pk=section.pk), reporting="<p>Til styret</p>")
        drawn = told(asks(lead, "rader"))["sections"][f"del-{section.pk}"]
        assert "Tilskudd til alt" in drawn
        table = told(asks(lead))
        assert (table["rows"], table["sections"], table["whole"]) == ({}, {}, False)

    def test_ones_own_change_was_its_own_answer(self, asks, secretary, measure):
        measures.change_measure(secretary, stored(measure), title="Nytt navn")
        assert told(asks(secretary, "rader"))["sections"] == {}


class TestPresence:
    @pytest.fixture
    def sign(self, client_of):
        clients = {}

        def send(actor, window=WINDOW, **more):
            client = clients.setdefault(actor.user_id, None) or client_of(actor)
            clients[actor.user_id] = client
            return client.post(NEWS, {"vindu": window} | more, **HTMX)

        return send

    def who(self, asks, actor, **more):
        answer = asks(actor, **more)
        return told(answer)["who"]["list"] if answer.status_code == 200 else None

    def test_the_others_are_named_with_where_they_stand(self, asks, sign, secretary, admin, activity):
        assert self.who(asks, secretary) is None
        assert sign(admin, sted=str(activity.pk)).status_code == 204
        assert self.who(asks, secretary) == [[admin.name, "AA", str(activity.pk)]]
        assert self.who(asks, admin) is None

    def test_nothing_is_said_again_until_someone_moves(self, asks, sign, secretary, admin, activity):
        sign(admin)
        mark = told(asks(secretary))["who"]["mark"]
        assert asks(secretary, hvem=mark).status_code == 204
        sign(admin, sted=str(activity.pk))
        assert self.who(asks, secretary, hvem=mark) == [[admin.name, "AA", str(activity.pk)]]

    def test_two_windows_are_one_person_where_she_was_last(self, asks, sign, secretary, admin, activity):
        sign(admin)
        sign(admin, OTHER_WINDOW, sted=str(activity.pk))
        assert self.who(asks, secretary) == [[admin.name, "AA", str(activity.pk)]]
        assert Presence.objects.count() == 2

    def test_who_leaves_is_gone_at_once_and_who_is_silent_after_ten_seconds(self, asks, sign, secretary, admin):
        sign(admin)
        mark = told(asks(secretary))["who"]["mark"]
        sign(admin, borte="1")
        assert self.who(asks, secretary, hvem=mark) == []
        sign(admin)
        Presence.objects.update(at=clock.now() - timedelta(seconds=11))
        assert self.who(asks, secretary, hvem=mark) == []

    def test_a_minute_later_the_next_sign_or_the_night_has_forgotten(self, sign, secretary, admin):
        for forgets in (lambda: sign(secretary), presence.forget_old):
            Presence.objects.all().delete()
            sign(admin)
            Presence.objects.update(at=clock.now() - timedelta(seconds=61))
            forgets()
            assert not Presence.objects.filter(user=admin.user).exists()

    def test_who_may_not_work_with_the_plan_neither_sees_nor_is_seen(self, asks, sign, secretary, reader, plan):
        in_state(plan, "proposed")
        assert sign(reader).status_code == 403
        assert Presence.objects.count() == 0

    def test_a_lead_is_seen(self, asks, sign, secretary, lead):
        sign(lead)
        assert [each[0] for each in self.who(asks, secretary)] == [lead.name]

    @pytest.mark.parametrize("more", [{"window": "x"}, {"sted": "<b>"}, {"window": ""}])
    def test_what_is_not_understood_is_not_kept(self, sign, secretary, plan, more):
        assert sign(secretary, **more).status_code == 422
        assert Presence.objects.count() == 0

    def test_a_sign_leaves_the_session_as_it_was(self, sign, secretary, plan):
        sign(secretary)
        before = list(Session.objects.values_list("session_key", "session_data", "expire_date"))
        sign(secretary)
        assert list(Session.objects.values_list("session_key", "session_data", "expire_date")) == before


def test_initials():
    assert [initials(name) for name in ("Anna Admin", "Kari", "Ola Nordmann Berg", "")] == ["AA", "K", "OB", ""]
