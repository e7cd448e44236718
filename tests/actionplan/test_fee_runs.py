"""Fees reckoned, frozen as claims, numbered when they are sent, and handed to the accounts office."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from actionplan.choices import FeeRunState
from actionplan.feereckoning import Reckoning
from actionplan.models import ActionPlan, FeeClaim, FeeRun, FundingLine
from actionplan.services import feeruns, money
from governance import history
from governance.access import system_actor
from governance.models import County, Membership, Municipality, NumberSeries, Organisation, Population, User
from tests.cast import make
from tests.vestregion.reporting.test_golden import STAMP
from vestregion.reporting.facts.feeclaims import collect_claims
from vestregion.reporting.printing import as_frozen, print_html

PAGE = "/vestregionen/okonomi/2016/kontingent/"


def text_of(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def members(alliance, khs):
    """Bærum, Flå, one that left the day before the population, one that came the day after, and the county."""
    county = County.objects.create(number="02", name="Akershus")
    rows = [
        ("0219", "Bærum", 122348, None, None),
        ("0615", "Flå", 1074, None, None),
        ("0220", "Asker", 60781, None, date(2015, 12, 31)),
        ("0626", "Lier", 25731, date(2016, 1, 2), None),
    ]
    found = {}
    for number, name, people, first, last in rows:
        place = Municipality.objects.create(number=number, name=name, county=county)
        Population.objects.create(municipality=place, year=2016, inhabitants=people)
        values = {"org_number": f"94000{number}", "municipality": place, "email": f"post@{number}.example"}
        found[name] = make(alliance, Organisation(name=f"{name} kommune", **values))
        make(alliance, Membership(cooperation=khs, organisation=found[name], valid_from=first, valid_to=last))
    found["county"] = make(alliance, Organisation(name="Fylket"))
    make(alliance, Membership(cooperation=khs, organisation=found["county"]))
    return found


@pytest.fixture
def line(alliance, section, khs, members):
    return money.create_funding_line(
        system_actor(alliance),
        section=section,
        title="Kontingent per innbygger",
        source="fee_per_inhabitant",
        basis="per_inhabitant",
        rate=Decimal(2),
        population_on=date(2016, 1, 1),
        participants=khs,
    )


def sent_form(line=None, **more):
    first = {"title": "Kontingent 2016", "due_on": "2016-03-31", "past_is_meant": "on", "fixed_title": "Fast"}
    return first | ({"lines": [str(line.pk)]} if line else {}) | more


@pytest.fixture
def run(client_of, secretary, line):
    answer = client_of(secretary).post(PAGE, sent_form(line))
    assert answer.status_code == 302, text_of(answer)
    return FeeRun.objects.get()


@pytest.mark.django_db
class TestTheTable:
    def test_who_pays_what_with_the_rule_in_a_sentence(self, client_of, secretary, line):
        page = client_of(secretary).get(PAGE)
        (table,) = page.context["reckoning"].tables
        assert [(number, name, each.inhabitants, each.amount) for number, name, each in table.rows] == [
            ("0219", "Bærum kommune", 122348, 244696),
            ("0615", "Flå kommune", 1074, 2148),
        ]
        assert (table.total, table.missing) == (246844, ("Fylket",))
        text = text_of(page)
        assert "kr 2 per innbygger 1. januar 2016, for dem som var medlem i KHS 1. januar 2016" in text
        assert "en halv krone rundes opp" in text
        assert "ikke med i kravet: Fylket" in text

    def test_the_budget_of_the_plan_is_the_sum_of_the_table(self, client_of, secretary, line):
        page = client_of(secretary).get("/vestregionen/okonomi/2016/")
        assert page.context["income"].totals.planned == 246844

    def test_fixed_amounts_of_one_and_of_each(self, alliance, client_of, secretary, section, members, cooperation):
        values = {"title": "Vertskommune", "source": "host", "payer": members["Bærum"]}
        host = money.create_funding_line(system_actor(alliance), section=section, **values)
        money.add_entry(system_actor(alliance), line=host, kind="planned", amount=Decimal(200000))
        make(alliance, Membership(cooperation=cooperation, organisation=members["Flå"]))
        make(alliance, Membership(cooperation=cooperation, organisation=members["Bærum"]))
        sent = sent_form(host, fixed="1 000,50", vis="1")
        page = client_of(secretary).post(PAGE, sent)
        assert page.status_code == 200
        assert not FeeRun.objects.exists()
        reckoned = {member.name: member.amount for member in page.context["reckoning"].members}
        assert reckoned == {"Bærum kommune": Decimal("201000.50"), "Flå kommune": Decimal("1000.50")}
        assert "kr 1 000,50 for hver som var medlem" in text_of(page)

    def test_what_is_typed_is_charged_to_the_oere(self, alliance, client_of, secretary, section, members, cooperation):
        """In the table, the claims, the letters, the workbook and every sum."""
        values = {"title": "Vertskommune", "source": "host", "payer": members["Bærum"]}
        host = money.create_funding_line(system_actor(alliance), section=section, **values)
        money.add_entry(system_actor(alliance), line=host, kind="planned", amount=Decimal("200000.25"))
        for name in ("Bærum", "Flå"):
            make(alliance, Membership(cooperation=cooperation, organisation=members[name]))
        client = client_of(secretary)
        assert client.post(PAGE, sent_form(host, fixed="1000,50")).status_code == 302
        run = FeeRun.objects.get()
        amounts = {claim.name: claim.amount for claim in run.claims.all()}
        assert amounts == {"Bærum kommune": Decimal("201000.75"), "Flå kommune": Decimal("1000.50")}
        page = text_of(client.get(f"{PAGE}{run.pk}/"))
        assert all(words in page for words in ("kr 201 000,75", "kr 1 000,50", "kr 202 001,25", "på kr 200 000,25"))
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{PAGE}{run.pk}/excel/").content)).active
        assert [row[5] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
            200000.25,
            1000.5,
            1000.5,
            202001.25,
        ]
        facts = collect_claims(run, run.claims.order_by("name"))
        html = print_html("feeclaims", as_frozen({**facts.content(), **STAMP}), schema_version=1).replace("\xa0", " ")
        assert all(words in html for words in ("200 000,25", "1 000,50", "201 000,75", "kr 1 000,50 for hver"))

    @pytest.mark.parametrize(
        ("day", "paying"),
        [
            ({}, {"Bærum kommune"}),
            ({"members_on": "2016-01-01"}, {"Bærum kommune"}),
            ({"members_on": "2016-07-01"}, {"Bærum kommune", "Flå kommune"}),
            ({"members_on": ""}, {"Bærum kommune"}),
        ],
    )
    def test_a_fixed_amount_is_of_those_who_were_members_in_the_year_of_the_plan(
        self, alliance, client_of, secretary, section, members, cooperation, day, paying
    ):
        """Not of those who are today, two years later: one came then, one came during the year, one has left since."""
        periods = {
            "Bærum": {"valid_to": date(2017, 12, 31)},
            "Flå": {"valid_from": date(2016, 6, 1)},
            "Lier": {"valid_from": date(2018, 1, 1)},
        }
        for name, values in periods.items():
            make(alliance, Membership(cooperation=cooperation, organisation=members[name], **values))
        page = client_of(secretary).post(PAGE, sent_form(fixed="500", vis="1", **day))
        assert {member.name for member in page.context["reckoning"].members} == paying
        shown = "1. juli 2016" if len(paying) > 1 else "1. januar 2016"
        assert f"kr 500 for hver som var medlem i {cooperation} {shown}." in text_of(page)

    def test_the_day_is_preset_and_shown(self, client_of, secretary, section):
        form = client_of(secretary).get(PAGE).context["form"]
        assert form["members_on"].value() == date(2016, 1, 1)

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"fixed": "1", "members_on": "2018-03-08"}, "Velg en dag i 2016."),
            ({"title": ""}, "Kravet gjelder"),
            ({"due_on": "snart"}, "dato"),
            ({"fixed": "1", "fixed_title": ""}, "Skriv hva det faste beløpet er"),
            ({"lines": ["tull"]}, "Velg noe fra lista"),
            ({}, "Ingen skal betale noe"),
        ],
    )
    def test_what_is_wrong_is_said(self, client_of, secretary, section, typed, told):
        answer = client_of(secretary).post(PAGE, sent_form(**typed))
        assert answer.status_code == 422
        assert told in text_of(answer)

    def test_readers_see_the_table_and_make_nothing(self, client, client_of, reader, line, plan):
        from tests.actionplan.plancast import in_state

        in_state(plan, "proposed")
        assert client.get(PAGE)["Location"].startswith("/konto/login/")
        assert "Lag krav" not in text_of(client_of(reader).get(PAGE))
        assert client_of(reader).post(PAGE, sent_form(line)).status_code == 403


@pytest.mark.django_db
class TestTheRun:
    def test_it_is_frozen(self, run, members, line):
        with history.recording(system_actor(run.alliance), "test.change", run):
            history.save(members["Bærum"], {"name": "Nye Bærum kommune", "email": "ny@barum.example"})
            history.save(line, {"rate": Decimal(9)})
        Population.objects.update(inhabitants=1)
        Membership.objects.filter(valid_from=None).update(valid_to=date(2000, 1, 1))
        told = [(claim.name, claim.email, claim.inhabitants, claim.amount) for claim in run.claims.order_by("name")]
        assert told == [
            ("Bærum kommune", "post@0219.example", 122348, 244696),
            ("Flå kommune", "post@0615.example", 1074, 2148),
        ]
        assert run.basis[0]["rate"] == "2"

    def test_numbers_are_given_when_it_is_sent_and_leave_no_gap(self, client_of, secretary, run, line):
        client = client_of(secretary)
        thrown = FeeRun.objects.get()
        assert [claim.number for claim in thrown.claims.all()] == ["", ""]
        assert client.post(f"{PAGE}{thrown.pk}/fjern/").status_code == 302
        assert client.get(f"{PAGE}{thrown.pk}/").status_code == 404
        client.post(PAGE, sent_form(line))
        second = FeeRun.objects.present().get()
        assert client.post(f"{PAGE}{second.pk}/send/").status_code == 302
        year = second.claims.first().number_year
        assert [claim.number for claim in second.claims.order_by("name")] == [f"{year}-0001", f"{year}-0002"]
        client.post(PAGE, sent_form(line, reason="Avtalt"))
        third = FeeRun.objects.present().get(state=FeeRunState.DRAFT)
        client.post(f"{PAGE}{third.pk}/send/", {"reason": "Avtalt"})
        assert [claim.number for claim in third.claims.order_by("name")] == [f"{year}-0003", f"{year}-0004"]
        assert NumberSeries.objects.get(key="fee").last == 4

    def test_what_was_sent_is_neither_sent_again_nor_thrown_away(self, client_of, secretary, run):
        client = client_of(secretary)
        client.post(f"{PAGE}{run.pk}/send/")
        for act in ("send", "fjern"):
            assert client.post(f"{PAGE}{run.pk}/{act}/").status_code == 403
        run.refresh_from_db()
        assert (run.state, run.sent_by) == (FeeRunState.SENT, secretary.name)

    def test_a_correction_is_a_new_run_that_names_the_old(self, client_of, secretary, run, line):
        client = client_of(secretary)
        client.post(f"{PAGE}{run.pk}/send/")
        form = client.get(f"{PAGE}?retter={run.pk}").context["form"]
        assert form["title"].value() == "Rettelse av Kontingent 2016"
        client.post(f"{PAGE}?retter={run.pk}", sent_form(line, title="Rettet"))
        corrected = FeeRun.objects.get(corrects=run)
        assert "Retter" in text_of(client.get(f"{PAGE}{corrected.pk}/"))
        assert "Rettet av" in text_of(client.get(f"{PAGE}{run.pk}/"))
        assert client.get(f"{PAGE}?retter=tull").status_code == 404

    def test_a_draft_comes_back_with_its_claims(self, client_of, secretary, run):
        client = client_of(secretary)
        client.post(f"{PAGE}{run.pk}/fjern/")
        assert not FeeClaim.objects.present().exists()
        assert client.post(f"{PAGE}{run.pk}/gjenopprett/").status_code == 302
        assert run.claims.present().count() == 2

    def test_readers_see_what_was_sent_alone(self, client_of, secretary, reader, run, plan):
        from tests.actionplan.plancast import in_state

        in_state(plan, "proposed")
        mine = client_of(reader)
        assert mine.get(f"{PAGE}{run.pk}/").status_code == 404
        feeruns.send_fee_run(secretary, run)
        assert mine.get(f"{PAGE}{run.pk}/").status_code == 200
        assert mine.post(f"{PAGE}{run.pk}/send/").status_code == 403

    def test_the_workbook_has_amounts_as_numbers(self, client_of, secretary, run):
        client = client_of(secretary)
        client.post(f"{PAGE}{run.pk}/send/")
        answer = client.get(f"{PAGE}{run.pk}/excel/")
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
        year = run.claims.first().number_year
        assert rows[0] == (
            *("Medlem", "Org.nr.", "Kommunenr.", "Innbyggere", "Sats", "Beløp", "Forfall", "Kravnr.", "Tekst"),
        )
        assert rows[1][:6] == ("Bærum kommune", "940000219", "0219", 122348, 2, 244696)
        assert rows[1][6].date() == date(2016, 3, 31)
        assert rows[1][7:] == (f"{year}-0001", "Kontingent per innbygger, KHS")
        assert rows[-1][5] == 246844

    def test_a_name_is_no_formula_in_the_workbook(self, client_of, secretary, run):
        claim = run.claims.first()
        with history.recording(system_actor(run.alliance), "test.change", run):
            history.save(claim, {"name": "=HYPERLINK(1)"})
        sheet = openpyxl.load_workbook(io.BytesIO(client_of(secretary).get(f"{PAGE}{run.pk}/excel/").content)).active
        assert all(cell.data_type != "f" for row in sheet for cell in row)


@pytest.mark.django_db
class TestTwice:
    """The same fee is not claimed twice by a slip."""

    AGAIN = "Det samme er krevd inn før: «Kontingent 2016», sendt"

    @pytest.fixture
    def sent(self, client_of, secretary, run):
        assert client_of(secretary).post(f"{PAGE}{run.pk}/send/").status_code == 302
        return run

    def test_the_page_warns_before_anything_is_made(self, client_of, secretary, run, line):
        client = client_of(secretary)
        assert self.AGAIN not in text_of(client.get(PAGE))
        client.post(f"{PAGE}{run.pk}/send/")
        assert self.AGAIN in text_of(client.get(PAGE))
        assert self.AGAIN not in text_of(client.get(f"{PAGE}?retter={run.pk}"))

    def test_making_needs_a_reason_or_what_it_corrects(self, client_of, secretary, sent, line):
        client = client_of(secretary)
        refused = client.post(PAGE, sent_form(line))
        assert refused.status_code == 422
        assert self.AGAIN in str(refused.context["form"].errors["reason"])
        assert FeeRun.objects.count() == 1
        assert client.post(PAGE, sent_form(line, reason="Ny runde etter avtale")).status_code == 302
        assert client.post(PAGE, sent_form(line, corrects=str(sent.pk))).status_code == 302
        assert FeeRun.objects.filter(corrects=sent).count() == 1

    def test_another_line_is_another_claim(self, client_of, secretary, sent, alliance, section, members):
        values = {"title": "Vertskommune", "source": "host", "payer": members["Bærum"]}
        host = money.create_funding_line(system_actor(alliance), section=section, **values)
        money.add_entry(system_actor(alliance), line=host, kind="planned", amount=Decimal(200000))
        assert client_of(secretary).post(PAGE, sent_form(host)).status_code == 302

    def test_two_drafts_of_the_same_are_not_both_sent(self, client_of, secretary, run, line):
        client = client_of(secretary)
        client.post(PAGE, sent_form(line, title="En til"))
        other = FeeRun.objects.get(title="En til")
        client.post(f"{PAGE}{run.pk}/send/")
        assert self.AGAIN in text_of(client.get(f"{PAGE}{other.pk}/send/"))
        refused = client.post(f"{PAGE}{other.pk}/send/")
        assert refused.status_code == 422
        other.refresh_from_db()
        assert other.state == FeeRunState.DRAFT
        assert client.post(f"{PAGE}{other.pk}/send/", {"reason": "Avtalt"}).status_code == 302

    def test_what_corrects_a_correction_is_no_repetition(self, client_of, secretary, sent, line):
        client = client_of(secretary)
        for _time in range(2):
            last = FeeRun.objects.latest("sent_on", "pk") if _time == 0 else FeeRun.objects.get(corrects=sent)
            client.post(PAGE, sent_form(line, title=f"Rettet {_time}", corrects=str(last.pk)))
            made = FeeRun.objects.get(title=f"Rettet {_time}")
            assert client.post(f"{PAGE}{made.pk}/send/").status_code == 302
        again = client.post(PAGE, sent_form(line, corrects=str(sent.pk)))
        assert "«Rettet 0», sendt" in str(again.context["form"].errors["reason"])


@pytest.mark.django_db
class TestCare:
    @pytest.mark.parametrize("typed", ["12345678903", "1234 56 78903", "1234.56.78903"])
    def test_an_account_number_is_written_as_people_write_it(self, client_of, secretary, line, typed):
        assert client_of(secretary).post(PAGE, sent_form(line, account=typed)).status_code == 302
        assert FeeRun.objects.get().account == "1234 56 78903"

    @pytest.mark.parametrize(
        "typed", ["abc", "1234 56 78904", "1234567890", "123456789030", "١٢٣٤٥٦٧٨٩٠٣", "12345678900"]
    )
    def test_what_is_no_account_number_is_refused(self, client_of, secretary, line, typed):
        answer = client_of(secretary).post(PAGE, sent_form(line, account=typed))
        assert answer.status_code == 422
        assert "ikke et norsk kontonummer" in str(answer.context["form"].errors["account"])
        with pytest.raises(ValidationError, match="kontonummer"):
            feeruns.make_fee_run(
                secretary, cooperation=line.participants, year=2016, reckoning=Reckoning((), ()),
                due_on=date(2030, 1, 1), account=typed,
            )  # fmt: skip

    def test_a_due_date_that_has_been_is_asked_about(self, client_of, secretary, line):
        client = client_of(secretary)
        assert "past_is_meant" not in client.get(PAGE).context["form"].fields
        form = sent_form(line)
        del form["past_is_meant"]
        answer = client.post(PAGE, form)
        assert answer.status_code == 422
        assert "Forfallet har vært. Velg en senere dag" in str(answer.context["form"].errors["due_on"])
        assert "past_is_meant" in answer.context["form"].fields
        assert client.post(PAGE, form | {"due_on": "2199-03-31"}).status_code == 302

    def test_sending_says_who_has_no_address_and_that_the_due_date_has_been(self, client_of, secretary, run):
        page = text_of(client_of(secretary).get(f"{PAGE}{run.pk}/send/"))
        assert "Forfallet 31. mars 2016 har vært" in page
        assert "adresse å sende til" not in page
        claim = run.claims.get(name="Flå kommune")
        with history.recording(system_actor(run.alliance), "test.change", run):
            history.save(claim, {"email": ""})
            history.save(claim.organisation, {"email": ""})
        client = client_of(secretary)
        member = f'href="/vestregionen/medlemmer/{claim.organisation_id}/"'
        page = client.get(f"{PAGE}{run.pk}/send/")
        assert "1 medlem har verken e-postadresse eller kontaktperson" in text_of(page)
        assert f"{member}>Flå kommune</a>" in page.content.decode()
        page = client.get(f"{PAGE}{run.pk}/")
        assert "Verken e-post eller kontaktperson" in text_of(page)
        assert member in page.content.decode()

    def test_an_address_that_came_after_the_draft_is_that_of_the_claim(self, client_of, secretary, run):
        claim = run.claims.get(name="Flå kommune")
        with history.recording(system_actor(run.alliance), "test.change", run):
            history.save(claim, {"email": ""})
            history.save(claim.organisation, {"email": "ny@flaa.example"})
        client = client_of(secretary)
        assert "ny@ flaa. example" in text_of(client.get(f"{PAGE}{run.pk}/")).replace("<wbr>", " ")
        assert "verken e-postadresse" not in text_of(client.get(f"{PAGE}{run.pk}/send/"))
        client.post(f"{PAGE}{run.pk}/send/")
        claim.refresh_from_db()
        assert claim.email == "ny@flaa.example"
        assert run.claims.get(name="Bærum kommune").email == "post@0219.example"


@pytest.mark.django_db
class TestWithoutAnAccount:
    """Claims without an account number: it is said before they are sent, and the number can be written there."""

    def test_it_is_said_and_can_be_written_there(self, client_of, secretary, run):
        client, url = client_of(secretary), f"{PAGE}{run.pk}/send/"
        page = client.get(url)
        assert "Kravene har ikke noe kontonummer" in text_of(page)
        assert 'name="account"' in page.content.decode()
        refused = client.post(url, {"account": "1234 56 78901"})
        assert refused.status_code == 422
        assert "ikke et norsk kontonummer" in text_of(refused)
        assert 'value="1234 56 78901"' in refused.content.decode()
        assert FeeRun.objects.get().state == FeeRunState.DRAFT
        assert client.post(url, {"account": "12345678903"}).status_code == 302
        assert (FeeRun.objects.get().account, FeeRun.objects.get().state) == ("1234 56 78903", FeeRunState.SENT)

    def test_one_that_stands_there_is_neither_warned_of_nor_written_over(self, client_of, secretary, line):
        client = client_of(secretary)
        client.post(PAGE, sent_form(line, account="1234 56 78903"))
        run = FeeRun.objects.get()
        page = client.get(f"{PAGE}{run.pk}/send/")
        assert "kontonummer" not in text_of(page)
        client.post(f"{PAGE}{run.pk}/send/", {"account": "8601 11 17947"})
        assert FeeRun.objects.get().account == "1234 56 78903"

    @pytest.mark.parametrize("account", ["", "1234 56 78903"])
    def test_the_letter_says_where_one_asks(self, secretary, run, account):
        feeruns.send_fee_run(secretary, run, account=account)
        content = as_frozen({**collect_claims(run, run.claims.order_by("name")).content(), **STAMP})
        content["sender"]["email"] = "post@vestregionen.example"
        html = " ".join(print_html("feeclaims", content, schema_version=1).split())
        asked = "Kravet har ikke noe kontonummer. Spør Vestregionen hvor det skal betales: post@vestregionen.example"
        assert (asked in html) == (not account)


@pytest.mark.django_db
class TestAfterwards:
    def test_what_was_sent_is_not_ticked_any_more(self, client_of, secretary, run, line, section, khs):
        values = {"source": "fee_per_inhabitant", "basis": "per_inhabitant", "rate": Decimal(1), "participants": khs}
        other = money.create_funding_line(
            secretary, section=section, title="En til", population_on=date(2016, 1, 1), **values
        )
        client = client_of(secretary)
        assert set(client.get(PAGE).context["form"]["lines"].value()) == {str(line.pk), str(other.pk)}
        client.post(f"{PAGE}{run.pk}/send/")
        page = client.get(PAGE)
        assert page.context["form"]["lines"].value() == [str(other.pk)]
        assert [table.title for table in page.context["reckoning"].tables] == [f"{each}, KHS" for each in (
            "Kontingent per innbygger", "En til")]  # fmt: skip
        assert "Det som er krevd inn, er ikke krysset av" in text_of(page)
        assert client.get(f"{PAGE}?retter={run.pk}").context["form"]["lines"].value() == [str(line.pk)]

    def test_a_draft_is_for_those_who_work_there_alone(self, client_of, reader, secretary, run, plan):
        """The page, the workbook and every letter; what was sent is public among the members."""
        from tests.actionplan.plancast import in_state

        in_state(plan, "proposed")
        claim = run.claims.first()
        below = (f"{run.pk}/", f"{run.pk}/excel/", f"{run.pk}/pdf/lag/", f"krav/{claim.pk}/pdf/lag/")
        mine = client_of(reader)
        assert [mine.get(PAGE + each).status_code for each in below] == [404] * 4
        assert str(run.pk) not in mine.get(PAGE).content.decode()
        feeruns.send_fee_run(secretary, run)
        assert [mine.get(PAGE + each).status_code for each in below] == [200] * 4


class TestTheDemo:
    """The 26 municipalities at kr 2, and the thirteen and two others at kr 0,50, by the population of 1.1.2016."""

    def post(self, client, slug):
        client.force_login(User.objects.get(email="sekretariat@vestregionen.example"))
        where = f"/vestregionen/{slug}/okonomi/2016/kontingent/"
        line = FundingLine.objects.get(participants__slug=slug, section__plan=ActionPlan.objects.get(
            alliance__slug="vestregionen", cooperation__is_main=True, year=2016))  # fmt: skip
        assert client.post(where, sent_form(line)).status_code == 302
        return FeeRun.objects.latest("year", "pk")

    def test_khs(self, demo_data, client):
        run = self.post(client, "khs")
        amounts = {claim.name: claim.amount for claim in run.claims.all()}
        assert (sum(amounts.values()), len(amounts)) == (965_336, 26)
        assert (amounts["Bærum kommune"], amounts["Flå kommune"]) == (244_696, 2_148)

    def test_bpa(self, demo_data, client):
        run = self.post(client, "bpa")
        claims = list(run.claims.all())
        assert all(c.amount == (Decimal(c.inhabitants) / 2).quantize(Decimal(1), "ROUND_HALF_UP") for c in claims)
        assert sum(claim.amount for claim in claims) == 223_140
