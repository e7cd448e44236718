"""What the money of a plan is held against, written by two: what one wrote, the other does not take away unseen."""

from decimal import Decimal

import pytest

from actionplan.models import ActionPlan, AreaBudget, EconomyLimits
from actionplan.services.amounts import AmountsMoved, stamp
from actionplan.services.limits import field_of, set_limits
from governance.access import system_actor
from governance.history import Clash
from tests.racing import at_once

PAGE = "/vestregionen/okonomi/2016/grenser/"
FIRST, SECOND = Decimal(350_000), Decimal(410_000)


def as_sent(client) -> dict:
    """What the browser sends of the page as it opens."""
    form = client.get(PAGE).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {
        name: str(value).replace(".", ",") if isinstance(value, Decimal) else value
        for name, value in shown.items()
        if value is not None and value is not False
    }


def budget_of(area) -> Decimal | None:
    return AreaBudget.objects.present().filter(area=area).values_list("amount", flat=True).first()


@pytest.mark.django_db
class TestOnThePage:
    @pytest.fixture
    def open_since_before(self, client_of, secretary, plan, section, area):
        """The page of one who has had it open since before the other wrote; a budget of another year's size stands."""
        set_limits(secretary, plan, fee_share=50)
        return as_sent(client_of(secretary))

    def test_the_amount_of_another_stays(self, client_of, secretary, area, open_since_before):
        client = client_of(secretary)
        assert client.post(PAGE, as_sent(client) | {field_of(area): "350 000"}).status_code == 302
        assert client.post(PAGE, open_since_before | {"fee_share": "45"}).status_code == 302
        assert (EconomyLimits.objects.get().fee_share, budget_of(area)) == (45, FIRST)

    def test_two_amounts_for_one_area_meet(self, client_of, secretary, area, open_since_before):
        client, name = client_of(secretary), field_of(area)
        client.post(PAGE, as_sent(client) | {name: "350 000"})
        answer = client.post(PAGE, open_since_before | {name: "410 000"})
        assert answer.status_code == 409
        assert "Noen har endret dette til kr 350 000" in str(answer.context["form"].errors[name]).replace("\xa0", " ")
        assert budget_of(area) == FIRST
        form = answer.context["form"]
        again = open_since_before | {name: "410 000", f"seen_{name}": form[f"seen_{name}"].value()}
        assert client.post(PAGE, again).status_code == 302
        assert budget_of(area) == SECOND

    def test_an_amount_taken_away_meanwhile_is_told(self, client_of, secretary, section, area):
        client, name = client_of(secretary), field_of(area)
        client.post(PAGE, as_sent(client) | {name: "350 000"})
        shown = as_sent(client)
        assert client.post(PAGE, shown | {name: ""}).status_code == 302
        assert budget_of(area) is None
        answer = client.post(PAGE, shown | {name: "410 000"})
        assert answer.status_code == 409
        assert "Noen har fjernet beløpet" in str(answer.context["form"].errors[name])

    def test_both_wrote_the_same(self, client_of, secretary, area, open_since_before):
        client, name = client_of(secretary), field_of(area)
        for sent in (as_sent(client), open_since_before):
            assert client.post(PAGE, sent | {name: "350 000"}).status_code == 302
        assert AreaBudget.objects.get().version == 1

    def test_two_set_them_for_the_first_time(self, client_of, secretary, plan, section, area):
        client = client_of(secretary)
        first, second = as_sent(client), as_sent(client)
        assert client.post(PAGE, first | {"fee_share": "45", field_of(area): "350 000"}).status_code == 302
        answer = client.post(PAGE, second | {"fee_share": "40"})
        assert answer.status_code == 409
        ((clash),) = answer.context["form"].clashes
        assert (clash["theirs"], clash["mine"]) == ("45", "40")
        assert (EconomyLimits.objects.get().fee_share, budget_of(area)) == (45, FIRST)
        meant = second | {"fee_share": "40", "base_version": answer.context["form"]["base_version"].value()}
        assert client.post(PAGE, meant).status_code == 302
        assert (EconomyLimits.objects.get().fee_share, budget_of(area)) == (40, FIRST)

    def test_what_nobody_chose_is_no_choice(self, client_of, secretary, plan, section, area):
        """A form for the first thresholds shows 50 per cent and 10 points, which she let stand."""
        client = client_of(secretary)
        first, second = as_sent(client), as_sent(client)
        client.post(PAGE, first | {"fee_share": "45", "turnover_from": "9 000 000"})
        assert client.post(PAGE, second | {"fee_margin": "5", field_of(area): "350 000"}).status_code == 302
        stored = EconomyLimits.objects.get()
        assert (stored.fee_share, stored.fee_margin, stored.turnover_from) == (45, 5, 9_000_000)
        assert budget_of(area) == FIRST

    def test_a_first_form_sent_twice_is_one(self, client_of, secretary, plan, section, area):
        client = client_of(secretary)
        sent = as_sent(client) | {"fee_share": "45", field_of(area): "350 000"}
        assert [client.post(PAGE, sent).status_code for _time in range(2)] == [302, 302]
        assert (EconomyLimits.objects.get().version, AreaBudget.objects.get().version) == (1, 1)

    def test_what_was_tampered_with_shows_nothing(self, client_of, secretary, area, open_since_before):
        name = field_of(area)
        sent = open_since_before | {name: "350 000", f"seen_{name}": "x:y:sNaN"}
        assert client_of(secretary).post(PAGE, sent).status_code == 409


@pytest.mark.django_db
def test_the_first_thresholds_are_not_taken_away_unseen(secretary, plan):
    set_limits(secretary, plan, fee_share=45, base_version=0)
    set_limits(secretary, plan, fee_share=45, base_version=0)  # the same is no clash
    with pytest.raises(Clash):
        set_limits(secretary, plan, fee_share=40, base_version=0)
    assert (EconomyLimits.objects.get().fee_share, EconomyLimits.objects.get().version) == (45, 1)


@pytest.mark.django_db
def test_a_refused_amount_leaves_the_thresholds_too(secretary, plan, area):
    made = set_limits(secretary, plan, areas={area: FIRST}, fee_share=50)
    with pytest.raises(AmountsMoved):
        set_limits(secretary, plan, areas={area: SECOND}, fee_share=45, base_version=made.version)
    assert (EconomyLimits.objects.get().fee_share, budget_of(area)) == (50, FIRST)
    seen = {area: stamp(AreaBudget.objects.get())}
    set_limits(secretary, plan, areas={area: SECOND}, seen=seen, fee_share=45, base_version=made.version)
    assert (EconomyLimits.objects.get().fee_share, budget_of(area)) == (45, SECOND)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_at_once_one_is_told(alliance, plan, area):
    def write(share: int, amount: Decimal):
        own = ActionPlan.objects.select_related("alliance", "cooperation").get(pk=plan.pk)
        set_limits(system_actor(alliance), own, areas={area: amount}, fee_share=share, base_version=0)

    (told,) = at_once(lambda: write(45, FIRST), lambda: write(40, SECOND))
    assert isinstance(told, (Clash, AmountsMoved))
    stored = EconomyLimits.objects.get()
    assert (stored.fee_share, budget_of(area)) in ((45, FIRST), (40, SECOND))
    assert (stored.version, AreaBudget.objects.count()) == (1, 1)
