"""The economy page: every line with its amounts, sums, sources, posts and checks; and the amounts written there."""

from datetime import date
from decimal import Decimal

import pytest

from actionplan.models import (
    CostEntry,
    CostLine,
    EconomyLimits,
    FundingEntry,
    FundingLine,
    PlanAmendment,
    Position,
    SectionPosition,
)
from actionplan.services import limits as limit_services
from actionplan.services import money, sections
from governance.access import system_actor
from governance.models import User
from governance.templatetags.norwegian import kroner
from tests.actionplan.plancast import in_state
from tests.cast import make

pytestmark = pytest.mark.django_db
PAGE = "/vestregionen/okonomi/2016/"


def text_of(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def cost(alliance, section):
    actor = system_actor(alliance)
    line = money.create_cost_line(actor, section=section, kind="personnel", title="Koordinator")
    money.add_entry(actor, line=line, kind="planned", amount=Decimal(300000))
    return line


@pytest.fixture
def sought(alliance, section):
    actor = system_actor(alliance)
    values = {"title": "Fylkeskommunene", "source": "grant", "certainty": "sought"}
    line = money.create_funding_line(actor, section=section, **values)
    money.add_entry(actor, line=line, kind="planned", amount=Decimal(75000))
    return line


def amounts_form(line, **sent):
    """What the browser sends of a page just read: the shown amounts, with `sent` typed over them."""
    from actionplan.forms.economy import AmountsForm

    form = AmountsForm(line=line, asks_reason=False)
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "" if value is None else str(value).replace(".", ",") if name in KINDS else value
            for name, value in shown.items()} | sent  # fmt: skip


KINDS = ("planned", "revised", "actual", "forecast")


class TestThePage:
    def test_lines_and_sums_to_the_krone(self, client_of, secretary, funding, cost):
        actor = system_actor(funding.alliance)
        values = {"line": funding, "kind": "actual", "amount": Decimal(320000), "status_date": date(2016, 12, 31)}
        money.add_entry(actor, **values)
        page = client_of(secretary).get(PAGE)
        assert page.context["income"].totals.planned == 350000
        assert page.context["income"].deviation.amount == -30000
        assert page.context["income"].deviation.percent == Decimal("-8.6")
        assert page.context["costs"].totals.planned == 300000
        text = text_of(page)
        assert "kr −30 000" in text
        assert "−8,6 %" in text or "-8,6 %" in text

    def test_what_is_sought_is_in_no_sum(self, client_of, secretary, funding, sought):
        page = client_of(secretary).get(PAGE)
        assert page.context["income"].totals.planned == 350000
        total = page.context["sources"][-1]
        assert (total.had, total.sought) == (350000, 75000)
        assert "ikke med i summen" in text_of(page)
        plan_page = client_of(secretary).get("/vestregionen/handlingsplan/2016/")
        assert [amount for _name, amount in plan_page.context["sums"]["total"]] == [350000]

    def test_posts_are_counted_once_and_the_hourly_named_apart(self, alliance, client_of, secretary, section, area):
        actor = system_actor(alliance)
        other = sections.create_section(actor, plan=section.plan, area=area, title="En til")
        home = {"cooperation": section.plan.cooperation}
        leader = make(alliance, Position(title="Daglig leder", percent=100, **home))
        coordinator = make(alliance, Position(title="Koordinator", percent=75, **home))
        conductor = make(alliance, Position(title="Dirigent", is_hourly=True, **home))
        loose = make(alliance, Position(title="Medarbeider", **home))
        for post in (leader, coordinator, conductor, loose):
            make(alliance, SectionPosition(section=section, position=post))
        make(alliance, SectionPosition(section=other, position=leader))
        page = client_of(secretary).get(PAGE)
        text = text_of(page)
        assert page.context["posts"].equivalents == Decimal("1.75")
        assert "1,75 årsverk" in text
        assert "Timelønnet: Dirigent" in text
        assert "Uten stillingsprosent: Medarbeider" in text

    def test_a_cooperation_without_a_plan_of_its_own_sees_its_sections_of_the_main_plan(
        self, alliance, client_of, secretary, section, area, khs, funding
    ):
        actor = system_actor(alliance)
        own = sections.create_section(actor, plan=section.plan, area=area, title="KHS", cooperation=khs)
        line = money.create_funding_line(actor, section=own, title="Kontingent", source="fee_share")
        money.add_entry(actor, line=line, kind="planned", amount=Decimal(1000))
        page = client_of(secretary).get("/vestregionen/khs/okonomi/2016/")
        assert page.context["income"].totals.planned == 1000
        assert "Den skal være omtrent" not in text_of(page)  # 100 % fees is as it should be of a part
        assert client_of(secretary).get("/vestregionen/khs/okonomi/2017/").status_code == 404
        assert client_of(secretary).get("/vestregionen/khs/okonomi/2016/grenser/").status_code == 404

    def test_a_published_plan_opens_its_money_and_not_its_checks(self, client, client_of, secretary, funding, plan):
        from actionplan.services import plans

        assert client.get(PAGE).status_code == 302
        in_state(plan, "proposed")
        plans.publish_plan(system_actor(plan.alliance), plan)
        page = client.get(PAGE)
        assert page.status_code == 200
        assert page.context["checks"] == []
        assert "Endre beløp" not in text_of(page)
        plans.unpublish_plan(system_actor(plan.alliance), plan)
        assert client.get(PAGE).status_code == 410

    def test_a_plan_without_sections_and_an_unknown_year(self, client_of, secretary, plan):
        client = client_of(secretary)
        assert "Planen har ingen deler" in text_of(client.get(PAGE))
        assert client.get("/vestregionen/okonomi/1999/").status_code == 404
        assert client.post(PAGE).status_code == 405

    def test_it_asks_the_same_for_one_line_and_thirty(
        self, client_of, secretary, section, django_assert_max_num_queries, funding
    ):
        client = client_of(secretary)
        client.get(PAGE)
        with django_assert_max_num_queries(40) as few:
            client.get(PAGE)
        actor = system_actor(section.alliance)
        for number in range(30):
            line = money.create_cost_line(actor, section=section, kind="other", title=str(number))
            money.add_entry(actor, line=line, kind="planned", amount=Decimal(number))
        with django_assert_max_num_queries(len(few)):
            client.get(PAGE)


class TestTheAmountsOfALine:
    def url(self, line, kind="finansiering"):
        return f"{PAGE}linje/{kind}/{line.pk}/"

    def test_one_post_writes_what_was_typed(self, client_of, secretary, funding):
        client = client_of(secretary)
        assert client.get(self.url(funding)).context["open_line"] == funding
        sent = amounts_form(funding, revised="400 000", actual="390 000,50", status_date="2016-12-31")
        assert client.post(self.url(funding), sent)["Location"] == f"{PAGE}#linje-{funding.pk}"
        stored = {row.kind: (row.amount, row.status_date) for row in funding.entries.present()}
        assert stored == {
            "planned": (350000, None),
            "revised": (400000, None),
            "actual": (Decimal("390000.50"), date(2016, 12, 31)),
        }

    def test_an_amount_of_another_day_stands_beside_and_of_the_same_day_is_corrected(self, secretary, client_of, cost):
        client, url = client_of(secretary), self.url(cost, "kostnad")
        for amount, day in (("100", "2016-04-30"), ("200", "2016-08-31"), ("210", "2016-08-31"), ("220", "")):
            assert client.post(url, amounts_form(cost, actual=amount, status_date=day)).status_code == 302
        found = CostEntry.objects.present().filter(line=cost, kind="actual").order_by("status_date")
        assert [(row.amount, row.status_date.month) for row in found] == [(100, 4), (220, 8)]

    def test_an_emptied_amount_goes_to_the_bin(self, client_of, secretary, funding):
        client = client_of(secretary)
        assert client.post(self.url(funding), amounts_form(funding, planned="")).status_code == 302
        assert not funding.entries.present().exists()

    def test_what_another_wrote_meanwhile_is_told_and_never_overwritten(self, client_of, secretary, funding):
        client = client_of(secretary)
        sent = amounts_form(funding, planned="1")
        entry = funding.entries.get()
        money.change_entry(system_actor(funding.alliance), entry, amount=Decimal(360000))
        answer = client.post(self.url(funding), sent)
        assert answer.status_code == 409
        assert "Noen har endret dette til kr 360 000" in text_of(answer)
        entry.refresh_from_db()
        assert entry.amount == 360000
        again = {name: answer.context["form"][name].value() or "" for name in answer.context["form"].fields}
        assert client.post(self.url(funding), again).status_code == 302
        entry.refresh_from_db()
        assert entry.amount == 1

    def test_what_one_did_not_touch_is_left_as_another_wrote_it(self, client_of, secretary, funding):
        sent = amounts_form(funding, forecast="5", status_date="2016-08-31")
        entry = funding.entries.get()
        money.change_entry(system_actor(funding.alliance), entry, amount=Decimal(360000))
        assert client_of(secretary).post(self.url(funding), sent).status_code == 302
        entry.refresh_from_db()
        assert entry.amount == 360000

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"planned": "1e9"}, "Skriv beløpet i kroner"),
            ({"planned": "-5"}, "uten minus"),
            ({"status_date": "i går"}, "dato"),
            ({"actual": "5", "status_date": "2018-03-09"}, "Denne dagen har ikke vært"),
            ({}, "Ingen beløp er endret"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_stored(self, client_of, secretary, funding, typed, told):
        answer = client_of(secretary).post(self.url(funding), amounts_form(funding, **typed))
        assert answer.status_code == 422
        assert told in text_of(answer)
        assert funding.entries.get().amount == 350000

    def test_an_adopted_plan_asks_why(self, client_of, secretary, funding, plan):
        in_state(plan, "adopted")
        client = client_of(secretary)
        sent = amounts_form(funding, revised="1")
        assert client.post(self.url(funding), sent).status_code == 422
        assert client.post(self.url(funding), sent | {"reason": "Vedtak i juni"}).status_code == 302
        assert FundingEntry.history.filter(kind="revised").first().reason == "Vedtak i juni"

    def test_strangers_readers_and_unknown_lines(self, client, client_of, secretary, reader, funding, plan, cost):
        in_state(plan, "proposed")
        assert client.get(self.url(funding)).status_code == 302
        assert client_of(reader).get(self.url(funding)).status_code == 403
        assert client_of(reader).post(self.url(funding), amounts_form(funding, planned="1")).status_code == 403
        assert client_of(secretary).get(self.url(funding, "kostnad")).status_code == 404
        assert client_of(secretary).get(self.url(funding, "tull")).status_code == 404

    def test_the_lead_of_the_section_writes_its_amounts_before_adoption(self, client_of, lead, funding):
        assert client_of(lead).post(self.url(funding), amounts_form(funding, planned="1")).status_code == 302


class TestCosts:
    def test_a_cost_is_added_changed_removed_and_brought_back(self, client_of, secretary, section):
        client, edit = client_of(secretary), "/vestregionen/handlingsplan/2016/rediger"
        answer = client.post(f"{edit}/kostnad/ny/?del={section.pk}", {"kind": "rooms", "title": ""})
        assert answer["Location"] == f"{PAGE}#del-{section.pk}"
        line = CostLine.objects.get()
        client.post(
            f"{edit}/kostnadsbelop/ny/?linje={line.pk}", {"kind": "actual", "amount": "-7", "origin": "decision"}
        )
        assert line.entries.get().amount == -7
        client.post(f"{edit}/kostnad/{line.pk}/fjern/")
        assert not CostLine.objects.present().exists()
        client.post(f"{edit}/kostnad/{line.pk}/gjenopprett/")
        assert CostLine.objects.present().get().entries.present().get().amount == -7


class TestLimits:
    def test_they_are_stored_without_a_reason_and_hold_the_year_after(self, client_of, secretary, plan, section, area):
        from actionplan.economylimits import limits_of
        from actionplan.services import plans

        in_state(plan, "adopted")
        client = client_of(secretary)
        shown = {"fee_share": "50", "fee_margin": "5", "turnover_change": "20"}
        sent = shown | {"turnover_from": "9 000 000", "turnover_to": "10 000 000", f"area_{area.pk}": "350 000"}
        assert client.post(f"{PAGE}grenser/", sent).status_code == 302
        stored = EconomyLimits.objects.get()
        assert (stored.fee_margin, stored.turnover_from) == (5, 9_000_000)
        after = plans.create_plan(secretary, cooperation=plan.cooperation, year=2017, title="2017")
        assert limits_of(secretary, after).turnover_to == 10_000_000
        page = text_of(client.get(PAGE))
        assert "delene har kr 0, mens rammen er kr 350 000" in page
        wrong = sent | {"turnover_to": "1", "base_version": str(stored.version)}
        answer = client.post(f"{PAGE}grenser/", wrong)
        assert answer.status_code == 422
        assert "kan ikke være lavere" in text_of(answer)

    def test_two_who_set_them_at_once_meet(self, secretary, plan):
        from governance.history import Clash

        made = limit_services.set_limits(secretary, plan, fee_share=50)
        limit_services.set_limits(secretary, plan, fee_share=45, base_version=made.version)
        with pytest.raises(Clash):
            limit_services.set_limits(secretary, plan, fee_share=40, base_version=1)


class TestANewLine:
    """A source of a fixed amount is written with its amount, in one form and as one change."""

    NEW = "/vestregionen/handlingsplan/2016/rediger/finansiering/ny/"
    SENT = {"title": "Tilskudd", "source": "grant", "basis": "fixed", "certainty": "fixed"}

    def post(self, client, section, **more):
        return client.post(f"{self.NEW}?del={section.pk}", self.SENT | more)

    def test_the_amount_is_its_budget(self, client_of, secretary, section):
        client = client_of(secretary)
        assert "Beløp i kroner" in text_of(client.get(f"{self.NEW}?del={section.pk}"))
        assert self.post(client, section, amount="250 000,50").status_code == 302
        entry = FundingEntry.objects.get(line__title="Tilskudd")
        assert (entry.kind, entry.amount, entry.status_date) == ("planned", Decimal("250000.50"), None)
        assert entry.history.get().change_id == entry.line.history.get().change_id
        edit = client.get(f"/vestregionen/handlingsplan/2016/rediger/finansiering/{entry.line_id}/")
        assert "amount" not in edit.context["form"].fields

    def test_without_an_amount_it_is_written_later(self, client_of, secretary, section):
        assert self.post(client_of(secretary), section, amount="").status_code == 302
        assert not FundingEntry.objects.filter(line__title="Tilskudd").exists()

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({"amount": "mye"}, "Skriv beløpet i kroner med tall"),
            ({"amount": "5", "basis": "open"}, "Et beløp hører til grunnlaget «Fast beløp»"),
            ({"amount": "-5"}, "Skriv beløpet uten minus"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_amount_and_nothing_is_stored(self, client_of, secretary, section, sent, told):
        answer = self.post(client_of(secretary), section, **sent)
        assert answer.status_code == 422
        assert told in str(answer.context["form"].errors["amount"])
        assert not FundingLine.objects.filter(title="Tilskudd").exists()

    def test_an_adopted_plan_has_both_in_one_amendment(self, client_of, secretary, section, plan):
        in_state(plan, "adopted")
        answer = self.post(client_of(secretary), section, amount="5", reason="Nytt tilskudd")
        assert answer.status_code == 302
        assert PlanAmendment.objects.count() == 1


def test_the_page_of_the_demo_explains_what_equity_does_to_the_shares(demo_data, client):
    client.force_login(User.objects.get(email="sekretariat@vestregionen.example"))
    page = client.get(PAGE)
    text = text_of(page)
    whole, equity = page.context["income"].totals.current, page.context["equity"]
    assert (whole, equity) == (4_338_476, 300_000)
    assert f"({kroner(2_188_476)} av {kroner(whole - equity)})".replace("\xa0", " ") in text
    assert "I omsetningen er egenkapitalen på kr 300 000 ikke med" in text
    assert "Egenkapitalen på kr 300 000 er ikke med i omsetningen." in text
