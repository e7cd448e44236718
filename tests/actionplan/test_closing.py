"""A plan is closed when its year is over; before that with a reason, and an administrator can open it again."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplan.models import ActionPlan
from actionplan.services import plans, status
from actionplan.services.activities import change_activity
from governance import clock
from governance.access import may
from governance.models import Event
from tests.actionplan.plancast import in_state
from tests.cast import DEMO_DAY

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/{year}/"
ACT = PLAN + "handling/{act}/"


def text_of(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def of_year(secretary, cooperation):
    """The adopted plan of a year."""

    def made(year: int) -> ActionPlan:
        plan = plans.create_plan(secretary, cooperation=cooperation, year=year, title=f"Handlingsplan {year}")
        return plans.adopt_plan(secretary, plan, adopted_on=DEMO_DAY, reason="Vedtatt på papir")

    return made


def test_a_plan_whose_year_has_not_begun_is_not_closed(client_of, secretary, of_year):
    plan = of_year(2019)
    page = client_of(secretary).get(PLAN.format(year=2019))
    assert ACT.format(year=2019, act="avslutt") not in page.content.decode()
    answer = client_of(secretary).post(ACT.format(year=2019, act="avslutt"), {"reason": "Vi er ferdige"})
    assert answer.status_code == 403
    assert "året har ikke begynt" in text_of(answer)
    with pytest.raises(PermissionDenied):
        plans.close_plan(secretary, plan, reason="Vi er ferdige")


def test_before_the_year_is_over_it_asks_why(client_of, secretary, of_year):
    plan = of_year(2018)
    url, client = ACT.format(year=2018, act="avslutt"), client_of(secretary)
    assert "2018 er ikke over" in text_of(client.get(url))
    assert client.post(url).status_code == 422
    with pytest.raises(ValidationError, match="2018 er ikke over"):
        plans.close_plan(secretary, plan, reason=" ")
    assert client.post(url, {"reason": "Samarbeidet slutter"}).status_code == 302
    assert ActionPlan.objects.get().state == "closed"
    assert ActionPlan.history.first().reason == "Samarbeidet slutter"


@pytest.mark.parametrize(("day", "asks"), [(date(2018, 12, 30), True), (date(2018, 12, 31), False)])
def test_on_its_last_day_the_year_is_over(monkeypatch, secretary, of_year, day, asks):
    plan = of_year(2018)
    monkeypatch.setattr(clock, "today", lambda alliance: day)
    if asks:
        with pytest.raises(ValidationError):
            plans.close_plan(secretary, plan)
    else:
        assert plans.close_plan(secretary, plan).state == "closed"


def test_the_page_tells_what_is_not_reported(client_of, secretary, plan, activity):
    in_state(plan, "adopted")
    url, client = ACT.format(year=2016, act="avslutt"), client_of(secretary)
    page = client.get(url)
    assert "1 aktivitet er uten status per 31.12.2016" in text_of(page)
    assert '/vestregionen/handlingsplan/2016/status/aar/"' in page.content.decode()
    assert 'name="reason"' not in page.content.decode()
    status.report_status(secretary, activity, period="aar", status="done")
    assert "uten status per" not in text_of(client.get(url))
    assert client.post(url).status_code == 302


class TestOpenedAgain:
    def test_by_an_administrator_with_a_reason(self, client_of, admin, secretary, plan, activity):
        in_state(plan, "closed")
        url, client = ACT.format(year=2016, act="apne-igjen"), client_of(admin)
        assert url in client.get(PLAN.format(year=2016)).content.decode()
        refused = client.post(url, {"reason": ""})
        assert refused.status_code == 422
        assert "Skriv hvorfor planen åpnes igjen" in text_of(refused)
        assert client.post(url, {"reason": "Lukket feil plan"}).status_code == 302
        stored = ActionPlan.objects.get()
        assert (stored.state, stored.adopted_on) == ("adopted", date(2015, 12, 10))
        event = Event.objects.get(act="plan.reopen")
        assert ActionPlan.history.get(change_id=event.pk).reason == "Lukket feil plan"
        activity.refresh_from_db()
        change_activity(secretary, activity, title="Igjen", reason="Rettet")
        assert plans.close_plan(secretary, stored).state == "closed"

    def test_the_service_wants_a_reason(self, admin, plan):
        in_state(plan, "closed")
        with pytest.raises(ValidationError, match="Skriv hvorfor planen åpnes igjen"):
            plans.reopen_plan(admin, plan, reason=" ")

    def test_by_nobody_else_and_in_no_other_state(self, client_of, admin, secretary, reader, plan):
        assert not may(admin, "plan.reopen", in_state(plan, "adopted"))
        plans.close_plan(secretary, plan)
        assert may(admin, "plan.reopen", plan)
        url = ACT.format(year=2016, act="apne-igjen")
        for actor in (secretary, reader):
            assert client_of(actor).post(url, {"reason": "Nei"}).status_code == 403
            assert url not in client_of(actor).get(PLAN.format(year=2016)).content.decode()

    def test_the_page_of_closing_says_that_it_can_be(self, client_of, secretary, plan):
        in_state(plan, "adopted")
        page = text_of(client_of(secretary).get(ACT.format(year=2016, act="avslutt")))
        assert "kan en administrator åpne den igjen" in page
        assert "Det kan ikke angres" not in page
