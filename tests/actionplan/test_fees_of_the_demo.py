"""Fees reckoned from the real population figures and the real members, against what was paid in 2016."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from actionplan.fees import FeeBasis, fee_tables
from actionplan.models import ActionPlan, FundingLine
from actionplan.services.money import add_entry
from governance.access import system_actor
from governance.models import Cooperation, Membership, Population, User
from vestregion.reporting.facts.plan import collect_plan


def table_of(slug: str, rate: str) -> dict:
    """Member -> Fee of 2016, by the population on 1.1.2016."""
    cooperation = Cooperation.objects.get(alliance__slug="vestregionen", slug=slug)
    (table,) = fee_tables([FeeBasis("line", cooperation.pk, date(2016, 1, 1), Decimal(rate))]).values()
    return {fee.member: fee for fee in table}


def test_two_kroner_for_each_inhabitant_of_khs(demo_data):
    fees = table_of("khs", "2")
    assert sum(fee.amount for fee in fees.values()) == 965_336
    assert fees["Bærum kommune"].amount == 244_696
    assert fees["Flå kommune"].amount == 2_148
    assert len(fees) == 26


def test_half_a_krone_in_bpa_is_the_sum_of_the_rounded(demo_data):
    fees = table_of("bpa", "0.50").values()
    members = Membership.objects.filter(cooperation__slug="bpa", organisation__municipality__isnull=False)
    people = Population.objects.filter(municipality__in=members.values("organisation__municipality"), year=2016)
    numbers = list(people.values_list("inhabitants", flat=True))
    rounded = [(number * Decimal("0.50")).quantize(Decimal(1), ROUND_HALF_UP) for number in numbers]
    assert sum(fee.amount for fee in fees) == sum(rounded)
    assert len(fees) == len(numbers)
    # Half kroner are rounded up member by member, so the whole is more than half of all the people.
    assert sum(rounded) > sum(numbers) * Decimal("0.50")


def test_page_and_paper_agree_on_the_budget_when_one_line_is_revised(demo_data, client):
    """The page asked for the revised amounts alone, and showed a budget of 400 000 for the whole plan."""
    plan = ActionPlan.objects.select_related("alliance", "cooperation").get(alliance__slug="vestregionen", year=2016)
    line = FundingLine.objects.of_plan(plan).filter(entries__amount=350_000).first()
    values = {"kind": "revised", "amount": Decimal(400_000), "reason": "Revidert i juni"}
    add_entry(system_actor(plan.alliance), line=line, **values)
    client.force_login(User.objects.get(email="sekretariat@vestregionen.example"))
    sums = client.get("/vestregionen/handlingsplan/2016/").context["sums"]
    total = [amount for _name, amount in sums["total"]]
    page, paper = dict(zip(sums["kinds"], total, strict=True)), collect_plan(plan).money
    assert page["revised"] == paper.revised == paper.planned + 50_000
    assert page["planned"] == paper.planned


def test_the_economy_of_2016_to_the_krone(demo_data, client):
    client.force_login(User.objects.get(email="sekretariat@vestregionen.example"))
    page = client.get("/vestregionen/okonomi/2016/")
    text = page.content.decode().replace("\xa0", " ")
    assert "<strong>4,2 årsverk</strong>" in text
    assert "kr 965 336" in text
    assert page.context["income"].totals.planned == 4_338_476
    assert any("Den pleier å være fra kr 9 000 000 til kr 10 000 000" in each.text.replace("\xa0", " ")
               for each in page.context["checks"])  # fmt: skip
    alone = client.get("/vestregionen/khs/okonomi/2016/")
    assert alone.context["income"].totals.planned == 965_336
