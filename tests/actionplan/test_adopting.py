"""Adopting a plan: which day may be said, which rules ask for a reason, and how the page says it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from actionplan.amendments import choice_words
from actionplan.models import ActionPlan
from actionplan.services import plans
from governance import history
from governance.choices import ItemRole
from governance.services import agenda, cases
from tests.cast import DEMO_DAY
from tests.vestregion.reporting.plans import resolved

pytestmark = pytest.mark.django_db
VEDTA = "/vestregionen/handlingsplan/{year}/handling/vedta/"
WAITS = "er ikke ferdig behandlet: den venter på Styringsgruppen."
NONE_CHOSEN = "du har ikke valgt noe vedtak"
MADE_LATER = "Planen ble laget her 08.03.2018, etter dagen du har skrevet."


@pytest.fixture
def waiting(secretary, plan, steering_group):
    """The plan, proposed, with its case before the steering group."""
    return plans.propose_plan(secretary, plan, bodies=[steering_group], case_title="Handlingsplanen")


def refusal(secretary, plan, **values) -> dict:
    with pytest.raises(ValidationError) as found:
        plans.adopt_plan(secretary, plan, **values)
    return found.value.message_dict


def test_tomorrow_is_no_day_of_adoption(secretary, plan):
    tomorrow = DEMO_DAY + timedelta(days=1)
    found = refusal(secretary, plan, adopted_on=tomorrow, reason="På papir")
    assert "en dag som ikke har vært" in found["adopted_on"][0]
    assert ActionPlan.objects.get().state == "draft"


def test_a_day_before_the_resolution(secretary, plan, steering_group):
    decision = resolved(steering_group)
    before = decision.decided_on - timedelta(days=1)
    assert "adopted_on" in refusal(secretary, plan, adopted_on=before, resolution=decision)
    plans.adopt_plan(secretary, plan, adopted_on=decision.decided_on, resolution=decision)
    assert ActionPlan.objects.get().state == "adopted"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(1900, 1, 1), "En plan for 2016 kan ikke være vedtatt før 1. januar 2014"),
        (date(2013, 12, 31), "En plan for 2016 kan ikke være vedtatt før 1. januar 2014"),
        (date(2014, 1, 1), ""),
    ],
)
def test_a_day_long_before_the_year_of_the_plan_is_refused(client_of, secretary, plan, day, told):
    answer = client_of(secretary).post(
        VEDTA.format(year=2016), {"adopted_on": day.isoformat(), "reason": "Vedtatt på papir"}
    )
    assert answer.status_code == (422 if told else 302)
    if told:
        assert told in answer.context["form"].errors["adopted_on"][0].replace("\xa0", " ")
        assert "adopted_on" in refusal(secretary, plan, adopted_on=day, reason="Vedtatt på papir")


def test_a_day_before_the_cooperation_began_is_refused(secretary, plan, cooperation):
    with history.recording(secretary, "test.change", cooperation):
        history.save(cooperation, {"valid_from": date(2015, 11, 1)})
    found = refusal(secretary, plan, adopted_on=date(2015, 10, 31), reason="Vedtatt på papir")
    assert "begynte 01.11.2015" in found["adopted_on"][0]
    plans.adopt_plan(secretary, plan, adopted_on=date(2015, 11, 1), reason="Vedtatt på papir")


@pytest.mark.parametrize("has_case", [False, True])
def test_a_day_more_than_a_year_before_is_told_of_beside_the_other_causes(
    client_of, secretary, plan, steering_group, has_case
):
    if has_case:
        plans.propose_plan(secretary, plan, bodies=[steering_group], case_title="Handlingsplanen")
    answer = client_of(secretary).post(VEDTA.format(year=2016), {"adopted_on": "2014-12-31"})
    (said,) = answer.context["form"].errors["reason"]
    assert "31.12.2014 er mer enn et år før 2016, som planen er for." in said
    assert NONE_CHOSEN in said
    assert (WAITS in said) == has_case
    with_one = {"adopted_on": date(2014, 12, 31), "resolution": None, "reason": "Vedtatt på papir"}
    plans.adopt_plan(secretary, plan, **with_one)


RULES = {  # (year of the plan, does its case wait, is a resolution chosen, days before today) -> what is said
    (2016, False, False, 0): [NONE_CHOSEN],
    (2016, True, False, 0): [NONE_CHOSEN, WAITS],
    (2016, True, True, 0): [WAITS],
    (2016, False, True, 0): [],
    (2019, False, False, 1): [NONE_CHOSEN, MADE_LATER],
    (2018, False, False, 1): [NONE_CHOSEN],
    (2019, False, True, 0): [],
}


@pytest.mark.parametrize("told", RULES.items(), ids=str)
def test_a_rule_that_is_gone_beside_asks_for_a_reason(secretary, cooperation, steering_group, told):
    (year, waits, chosen, days), sentences = told
    plan = plans.create_plan(secretary, cooperation=cooperation, year=year, title=f"Handlingsplan {year}")
    if waits:
        plans.propose_plan(secretary, plan, bodies=[steering_group], case_title="Handlingsplanen")
    values = {"adopted_on": DEMO_DAY - timedelta(days=days), "resolution": resolved(steering_group) if chosen else None}
    if sentences:
        (said,) = refusal(secretary, plan, **values)["reason"]
        assert [words for words in (NONE_CHOSEN, WAITS, MADE_LATER) if words in said] == sentences
        values["reason"] = "Vedtatt på papir"
    plans.adopt_plan(secretary, plan, **values)
    assert ActionPlan.objects.get().state == "adopted"


def test_a_body_that_is_only_informed_is_not_waited_for(secretary, plan, steering_group):
    case = cases.create_case(secretary, cooperation=plan.cooperation, title="Handlingsplanen")
    agenda.add_item(secretary, case=case, body=steering_group, role=ItemRole.INFORMED)
    plans.change_plan(secretary, plan, case=case)
    plans.adopt_plan(secretary, plan, adopted_on=DEMO_DAY, resolution=resolved(steering_group))
    assert ActionPlan.objects.get().state == "adopted"


class TestPage:
    @pytest.mark.parametrize(("access", "told"), [("public", "2016/4 Ny frist for NTP"), ("exempt", "2016/4 Sak")])
    def test_a_resolution_is_named_with_its_case_as_it_may_be_known(
        self, client_of, secretary, reader, plan, steering_group, access, told
    ):
        decision = resolved(steering_group, access=access)
        assert choice_words(reader)(decision) == f"07/2016 i Styringsgruppen, 03.03.2016 – {told}"
        page = client_of(secretary).get(VEDTA.format(year=2016)).content.decode()
        assert "07/2016 i Styringsgruppen, 03.03.2016 – 2016/4 Ny frist for NTP</option>" in page

    def test_resolutions_are_those_that_could_adopt_the_plan(self, client_of, secretary, plan, steering_group):
        """Those since the plan was made first; none from long before its year."""
        decision = resolved(steering_group)  # 03.03.2016, before this plan was made here
        page = client_of(secretary).get(VEDTA.format(year=2016)).content.decode()
        assert '<optgroup label="Før planen ble laget">' in page
        later = plans.create_plan(secretary, cooperation=plan.cooperation, year=2018, title="Handlingsplan 2018")
        assert later.year - decision.decided_on.year > 1
        assert "07/2016 i Styringsgruppen" not in client_of(secretary).get(VEDTA.format(year=2018)).content.decode()

    def test_what_is_asked(self, client_of, secretary, waiting):
        page = client_of(secretary).get(VEDTA.format(year=2016)).content.decode()
        assert "Uten eget vedtak" in page
        assert "---------" not in page
        assert WAITS in page
        assert "Begrunnelse (valgfritt)" not in " ".join(strip_tags(page).split())
        assert "kan en administrator ta vedtaket tilbake" in page

    def test_a_day_to_come_is_refused_at_its_field(self, client_of, secretary, waiting):
        page = client_of(secretary).post(VEDTA.format(year=2016), {"adopted_on": "2030-01-01"})
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {"adopted_on", "reason"}
        assert len(page.context["form"].errors["reason"]) == 1
        assert WAITS in page.context["form"].errors["reason"][0]

    def test_with_a_reason_it_is_adopted_on_paper(self, client_of, secretary, waiting):
        client, data = client_of(secretary), {"adopted_on": "2018-03-01"}
        assert client.post(VEDTA.format(year=2016), data).status_code == 422
        page = client.post(VEDTA.format(year=2016), data | {"reason": "Vedtatt på papir"}, follow=True)
        assert "kan en administrator ta vedtaket tilbake" in page.content.decode()
        assert ActionPlan.objects.get().adopted_on == date(2018, 3, 1)
