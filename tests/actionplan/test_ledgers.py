"""Amounts out of an accounts system: read, placed on lines, looked over, entered and taken back as one change."""

import html
import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags

from actionplan.ledger import Booked, read_amount, read_ledger
from actionplan.ledgerlanding import FIELD, NOT_IN_PLAN, value_of
from actionplan.models import AccountMapping, FundingEntry, PlanAmendment
from actionplan.services import ledgers, money, plans, sections
from actionplan.services.amounts import newest_entries, set_amounts, stamp
from governance.access import system_actor
from governance.importing.safety import UnreadableFile
from governance.models import Event
from tests.actionplan.plancast import NOT_BEEN, in_state

PAGE = "/vestregionen/okonomi/2016/regnskap/"
CSV = (
    "Regnskap per 31.08.2016;;;;\r\n"
    "Ansvar;Prosjekt;Konto;Kontonavn;Beløp\r\n"
    "100;;3000;Kontingent;-320 000,50\r\n"
    "100;;3000;Kontingent;(1.000,00)\r\n"
    "100;7;5000;Lønn;210 000\r\n"
    "100;7;9999;Kreditt hos andre;500,25-\r\n"
    "Sum;;;;-111500,75\r\n"
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234 567,89", "1234567.89"),
        ("1\xa0234,5", "1234.50"),
        ("1.234.567", "1234567"),
        ("1234.5", "1234.5"),
        ("-12", "-12"),
        ("\u221212,00", "-12"),
        ("12,50-", "-12.50"),
        ("(1 000)", "-1000"),
        ("kr 500,-", "500"),
        ("0", "0"),
        ("", None),
    ],
)
def test_an_amount_as_accounts_print_it(text, amount):
    assert read_amount(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("text", ["abc", "12,3,4", "1 23", "1e9", "--", "12%", "=1+1"])
def test_what_is_no_amount(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        read_amount(text)


def test_the_number_of_a_workbook_has_its_decimals_after_the_dot():
    assert read_amount("1234.567", dot_groups=False) == Decimal("1234.57")
    assert read_amount("1234.567") == Decimal("1234.57")
    assert read_amount("1.234", dot_groups=True) == 1234
    assert read_amount("1.234", dot_groups=False) == Decimal("1.23")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_text_in_any_encoding_and_separator(encoding, separator):
    ledger = read_ledger(CSV.replace(";", separator).encode(encoding), "regnskap.csv")
    assert ledger.sums == {
        Booked("100", "", "3000"): Decimal("-321000.50"),
        Booked("100", "7", "5000"): Decimal(210000),
        Booked("100", "7", "9999"): Decimal("-500.25"),
    }
    assert ledger.names["5000"] == "Lønn"
    assert (ledger.total, ledger.errors) == (Decimal("-111500.75"), [])


def test_commas_between_and_quotes_around():
    ledger = read_ledger(b'Konto,Debet,Kredit\n3000,,"1 000,50"\n5000,"20,00",\n', "a.csv")
    assert ledger.sums == {Booked("", "", "3000"): Decimal("-1000.50"), Booked("", "", "5000"): Decimal(20)}


def workbook(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook():
    data = workbook(("Konto", "Beløp"), (3000, -1234.5), (5000, 2000), ("Sum", 765.5))
    ledger = read_ledger(data, "regnskap.xlsx")
    assert ledger.sums == {Booked("", "", "3000"): Decimal("-1234.50"), Booked("", "", "5000"): Decimal(2000)}
    assert ledger.errors == []


def test_a_formula_is_read_as_it_was_saved_and_told_of():
    ledger = read_ledger(workbook(("Konto", "Beløp"), (3000, 1), (4000, "=1+1")), "regnskap.xlsx")
    assert [(problem.code, problem.row) for problem in ledger.problems] == [("formula", 3), ("no_amount", 3)]


def test_a_formula_in_a_column_that_is_not_read_is_nothing_to_tell():
    ledger = read_ledger(workbook(("Konto", "Hittil i år", "Avvik"), (3000, 1, "=B2-1")), "regnskap.xlsx")
    assert ledger.problems == []


def test_a_list_of_balances_as_the_accounts_of_a_municipality_print_it():
    text = (
        "Hovedbok – saldoliste;;;;;;;\r\nFirma: 20 Bærum kommune;;;;;;;\r\nPeriode: 201601-201612;;;;;;;\r\n;;;;;;;\r\n"
        "Ansvar;Ansvar (T);Prosjekt;Prosjekt (T);Konto;Konto (T);Regnskap 2015;Regnskap 2016;Budsjett 2016\r\n"
        "1001;Vestregionen felles;;;10100;Fast lønn;1,00;812 345,50;0,00\r\n"
        "1002;Kommunehelsesamarbeidet;4001;KHS;17300;Kontingent;2,00;-965 336,00;0,00\r\n"
        "Sum;;;;;;3,00;-152 990,50;0,00\r\n"
    )
    ledger = read_ledger(text.encode("cp1252"), "saldoliste.csv")
    assert ledger.sums == {
        Booked("1001", "", "10100"): Decimal("812345.50"),
        Booked("1002", "4001", "17300"): Decimal("-965336.00"),
    }
    assert (ledger.names, ledger.errors) == ({"10100": "Fast lønn", "17300": "Kontingent"}, [])


@pytest.mark.parametrize(
    ("heads", "place"),
    [
        (("Beløp (NOK)",), 1),
        (("Regnskap i kr",), 1),
        (("Hittil i år 2016",), 1),
        (("Regnskap 2016", "Regnskap 2015"), 1),
        (("Regnskap 2015", "Regnskap (2016)"), 2),
        (("Regnskap 2015", "Regnskap"), 2),
        (("Budsjett 2016", "Beløp"), 2),
    ],
)
def test_which_column_holds_the_amounts(heads, place):
    row = ";".join(str(each) for each in range(1, len(heads) + 1))
    ledger = read_ledger(f"Konto;{';'.join(heads)}\n3000;{row}\n".encode(), "a.csv")
    assert ledger.sums == {Booked("", "", "3000"): Decimal(place)}


@pytest.mark.parametrize("heads", ["Konto;Budsjett 2016", "Konto;Beløp i fjor", "Tekst;Beløp"])
def test_what_is_no_column_of_amounts_or_accounts(heads):
    with pytest.raises(UnreadableFile, match="overskrifter"):
        read_ledger(f"{heads}\n3000;1\n".encode(), "a.csv")


def test_each_bad_row_is_named_by_its_number():
    ledger = read_ledger(b"Konto;Belop\nx;1\n".replace(b"Belop", "Beløp".encode()) + b"3000;ti\n4000;\n", "a.csv")
    assert [(problem.row, problem.code) for problem in ledger.errors] == [(3, "amount"), (4, "no_amount")]


def test_a_sum_that_is_another_is_told():
    ledger = read_ledger("Konto;Beløp\n3000;1\nSum;2\n".encode(), "a.csv")
    assert [(problem.row, problem.code) for problem in ledger.errors] == [(3, "sum")]


def test_sums_that_differ_are_told_as_they_are_written_here():
    ledger = read_ledger("Konto;Beløp\n3000;-421000,75\nSum;-421000,50\n".encode(), "a.csv")
    (problem,) = ledger.errors
    assert (problem.text, "summen av radene, −421\xa0000,75." in problem.message) == ("−421\xa0000,50", True)


NAMED = (
    "Bilagsnr;Konto (T);Ansvar;Beløp (NOK);Tull\n"
    "1;1840 Kunst;100;500;x\n"
    "2;Kontingent per innbygger;100;965 336;y\n"
    "3;Diverse;;1000;\n"
    "4;Kontingent per innbygger;100;1;z\n"
)
BY_NAME = {
    Booked("100", "", "1840 Kunst"): Decimal(500),
    Booked("100", "", "Kontingent per innbygger"): Decimal(965337),
    Booked("", "", "Diverse"): Decimal(1000),
}


@pytest.mark.parametrize("end", ["", "Sum;;;966 837;\n", "9;Sum;;966 837;\n", ";;;966 837;\n", "Totalt;;;966 837;\n"])
def test_without_numbers_each_name_is_an_account_of_its_own(end):
    ledger = read_ledger((NAMED + end).encode(), "a.csv")
    assert (ledger.sums, ledger.names, ledger.problems, ledger.rows) == (BY_NAME, {}, [], 4)


def test_a_row_without_number_among_numbered_ones_never_has_the_name_of_another():
    text = "Konto;Kontonavn;Ansvar;Beløp\n3000;Kontingent;1;10\n;Kunst;1;20\n;Kultur;1;30\n;;1;40\n"
    ledger = read_ledger(text.encode(), "a.csv")
    assert ledger.sums == {
        Booked("1", "", "3000"): 10,
        Booked("1", "", "Kunst"): 20,
        Booked("1", "", "Kultur"): 30,
        Booked("1", "", ""): 40,
    }
    assert ledger.names == {"3000": "Kontingent"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (";;Diverse;1000", (2, "unplaced")),
        (";;;1000", (2, "unplaced")),  # a sum without a word stands last
        (f"{'x' * 61};;;1000", (2, "too_long")),
        (f"{'x' * 60};;;1000", None),
        ("Sum drift;;;1000", (2, "sum")),
        ("3100;;Total;1000", None),
    ],
)
def test_a_row_in_the_middle_is_a_sum_only_where_it_says_so(row, problem):
    ledger = read_ledger(f"Konto;Ansvar;Tekst;Beløp\n{row}\n3000;;;1\n".encode(), "a.csv")
    assert [(each.row, each.code) for each in ledger.errors] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("text", "odd"), [("Konto;Beløp\nLønn;1\n".encode("cp1252"), []), (b"Konto;Bel\xf8p\n\x81;1\n", ["encoding"])]
)
def test_windows_text_is_simply_read_unless_a_letter_is_lost(text, odd):
    assert [each.code for each in read_ledger(text, "a.csv").problems] == odd


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"bare tekst", "a.csv", "kolonner"),
        (b"A;B\n1;2\n", "a.csv", "overskrifter"),
        ("Konto;Beløp\n".encode(), "a.csv", "ingen rader"),
        (
            b"",
            "a.csv",
            r"^Filen er tom\. Last opp filen som CSV \(\.csv\), tekst \(\.txt eller \.tsv\) eller Excel \(\.xlsx\)\.$",
        ),
        (b"%PDF-1.4", "a.csv", "PDF"),
        (b"PK\x03\x04", "a.csv", "ZIP"),
        (b"x" * 10, "a.exe", "Filtypen"),
        (("Konto;Beløp\n" + "1;1\n" * 3001).encode(), "a.csv", "rader"),
    ],
)
def test_what_is_no_export_is_refused_with_the_reason(data, name, told):
    with pytest.raises(UnreadableFile, match=told):
        read_ledger(data, name)


@pytest.fixture
def cost(alliance, section):
    return money.create_cost_line(system_actor(alliance), section=section, kind="personnel")


def upload(client, data=None, name="regnskap.csv", **more):
    data = CSV.encode() if data is None else data
    sent = {"upload": SimpleUploadedFile(name, data), "status_date": "2016-08-31", "credit_is_income": "on"}
    return client.post(PAGE, sent | more)


def ticket_of(answer) -> str:
    from urllib.parse import parse_qs, urlsplit

    assert answer.status_code == 302, answer.content.decode()
    return parse_qs(urlsplit(answer["Location"]).query)["fil"][0]


def field(*booked) -> str:
    return FIELD + Booked(*booked).key


def choices(funding, cost):
    return {
        field("100", "", "3000"): value_of(funding),
        field("100", "7", "5000"): value_of(cost),
        field("100", "7", "9999"): NOT_IN_PLAN,
    }


def look(client, ticket, **chosen):
    return client.post(f"{PAGE}se-over/", {"fil": ticket, "steg": "vis"} | chosen)


def words_of(answer) -> str:
    return " ".join(html.unescape(strip_tags(answer.content.decode())).split())


def store(client, ticket, chosen, **more):
    seen = look(client, ticket, **chosen).context["landing"].seen
    return client.post(f"{PAGE}se-over/", {"fil": ticket, "steg": "lagre", "sett": seen} | chosen | more)


@pytest.mark.django_db
class TestTheImport:
    def test_nothing_is_entered_before_every_row_has_its_place(self, client_of, secretary, funding, cost):
        client = client_of(secretary)
        ticket = ticket_of(upload(client))
        page = client.get(f"{PAGE}se-over/", {"fil": ticket})
        landing = page.context["landing"]
        assert [choice.is_new for choice in landing.choices] == [True] * 3
        assert landing.unplaced == landing.total == Decimal("-111500.75")
        assert "Før regnskapet" not in page.content.decode()
        answer = client.post(f"{PAGE}se-over/", {"fil": ticket, "steg": "lagre", "sett": landing.seen})
        assert answer.status_code == 422
        assert not FundingEntry.objects.filter(kind="actual").exists()

    def test_sums_old_and_new_and_the_control_total(self, client_of, secretary, funding, cost):
        values = {"line": funding, "kind": "actual", "amount": Decimal(100), "status_date": date(2016, 4, 30)}
        money.add_entry(system_actor(funding.alliance), **values)
        client = client_of(secretary)
        landing = look(client, ticket_of(upload(client)), **choices(funding, cost)).context["landing"]
        assert [(each.line.pk, each.old, each.new) for each in landing.sums] == [
            (funding.pk, 100, Decimal("321000.50")),
            (cost.pk, None, 210000),
        ]
        assert landing.placed + landing.left_out == landing.total
        assert landing.hindrance == ""

    def test_it_is_entered_as_actual_from_an_import_and_taken_back_in_one_step(
        self, client_of, secretary, funding, cost
    ):
        client, chosen = client_of(secretary), choices(funding, cost)
        done = store(client, ticket_of(upload(client)), chosen)
        assert done.status_code == 302
        entry = funding.entries.present().get(kind="actual")
        assert (entry.amount, entry.status_date, entry.origin) == (
            Decimal("321000.50"),
            date(2016, 8, 31),
            "import",
        )
        assert cost.entries.present().get().amount == 210000
        assert client.get(done["Location"]).status_code == 200
        assert client.post(done["Location"]).status_code == 302
        assert not funding.entries.present().filter(kind="actual").exists()
        assert not cost.entries.present().exists()
        assert AccountMapping.objects.present().count() == 3

    def test_the_page_that_says_it_is_done_says_what_was_done(self, client_of, secretary, admin, funding, cost):
        client, chosen = client_of(secretary), choices(funding, cost)
        done = store(client, ticket_of(upload(client, name="Regnskap august.csv")), chosen)["Location"]
        for reader in (client, client_of(admin)):  # what is stored, not what one browser remembers
            page = reader.get(done)
            words = strip_tags(page.content.decode().replace("<", " <"))
            text = " ".join(html.unescape(words).replace("\xa0", " ").split())
            for told in (
                "Fra filen Regnskap august.csv",
                "Regnskapet gjelder per 31. august 2016",
                "Linjer i planen 2",
                "Inntekter kr 321 000,50",
                "Kostnader kr 210 000",
                f"Ført av {secretary.name}",
                "Handlingsplan 2016",
            ):
                assert told in text
            assert [(each.line.pk, each.amount) for each in page.context["entered"].lines] == [
                (funding.pk, Decimal("321000.50")),
                (cost.pk, Decimal(210000)),
            ]
        assert 'href="/vestregionen/okonomi/2016/"' in page.content.decode()

    def test_what_was_done_stays_told_when_the_amounts_are_others(self, client_of, secretary, funding, cost):
        client, chosen = client_of(secretary), choices(funding, cost)
        done = store(client, ticket_of(upload(client)), chosen)["Location"]
        money.change_entry(system_actor(cost.alliance), cost.entries.get(), amount=Decimal(5))
        assert client.get(done).context["entered"].costs == 210000

    def test_the_same_file_again_changes_nothing_and_says_so(self, client_of, secretary, funding, cost):
        client, chosen = client_of(secretary), choices(funding, cost)
        assert store(client, ticket_of(upload(client)), chosen).status_code == 302
        again = store(client, ticket_of(upload(client)), chosen)
        assert again.status_code == 422
        assert "Alle beløpene er ført fra før" in again.content.decode()

    def test_the_same_date_again_is_corrected_and_what_it_was_comes_back(self, client_of, secretary, funding, cost):
        client, chosen = client_of(secretary), choices(funding, cost)
        store(client, ticket_of(upload(client)), chosen)
        second = store(client, ticket_of(upload(client, CSV.replace("210 000", "220 000").replace("111500", "101500")
                                                .encode())), chosen)  # fmt: skip
        assert cost.entries.present().get().amount == 220000
        assert client.post(second["Location"]).status_code == 302
        assert cost.entries.present().get().amount == 210000

    def test_choices_are_remembered_also_in_the_plan_of_the_year_after(
        self, client_of, secretary, funding, cost, plan, area
    ):
        client, chosen = client_of(secretary), choices(funding, cost)
        store(client, ticket_of(upload(client)), chosen)
        more = CSV.replace("100;7;9999;Kreditt hos andre;500,25-\r\n", "200;;1;Ny;500,25-\r\n").encode()
        landing = client.get(f"{PAGE}se-over/", {"fil": ticket_of(upload(client, more))}).context["landing"]
        assert {choice.booked.account: choice.is_new for choice in landing.choices} == {
            "3000": False,
            "5000": False,
            "1": True,
        }
        after = plans.create_plan(secretary, cooperation=plan.cooperation, year=2017, title="2017")
        same = sections.create_section(secretary, plan=after, area=area, title="Arealbruk og transport")
        line = money.create_funding_line(secretary, section=same, title="Av kontingenten", source="allocation")
        page = PAGE.replace("2016", "2017")
        sent = {"upload": SimpleUploadedFile("a.csv", CSV.encode()), "status_date": "2017-04-30"}
        ticket = ticket_of(client.post(page, sent))
        landing = client.get(f"{page}se-over/", {"fil": ticket}).context["landing"]
        assert {choice.booked.account: choice.chosen for choice in landing.choices} == {
            "3000": value_of(line),
            "5000": "",
            "9999": NOT_IN_PLAN,
        }

    def test_what_another_wrote_meanwhile_stops_it(self, client_of, secretary, funding, cost):
        client, chosen = client_of(secretary), choices(funding, cost)
        ticket = ticket_of(upload(client))
        seen = look(client, ticket, **chosen).context["landing"].seen
        values = {"line": funding, "kind": "actual", "amount": Decimal(7), "status_date": date(2016, 8, 31)}
        money.add_entry(system_actor(funding.alliance), **values)
        answer = client.post(f"{PAGE}se-over/", {"fil": ticket, "steg": "lagre", "sett": seen} | chosen)
        assert answer.status_code == 422
        assert "Noen har endret beløp" in answer.content.decode()
        assert funding.entries.present().get(kind="actual").amount == 7

    def test_income_booked_the_other_way_would_sink_below_nought(self, client_of, secretary, funding, cost):
        client = client_of(secretary)
        ticket = ticket_of(upload(client, credit_is_income=""))
        landing = look(client, ticket, **choices(funding, cost)).context["landing"]
        assert "Se om fortegnet er riktig" in landing.hindrance

    def test_a_later_figure_is_told_before_after_and_on_the_page(self, client_of, secretary, funding, cost):
        """What is entered per August does not show while the accounts of December stand."""
        money.add_entry(
            secretary, line=funding, kind="actual", amount=Decimal(1_020_000), status_date=date(2016, 12, 31)
        )
        client, chosen = client_of(secretary), choices(funding, cost)
        ticket = ticket_of(upload(client))
        words = "Et senere regnskap står: kr 1 020 000 per 31. desember 2016. Det er det som vises i økonomien."
        preview = look(client, ticket, **chosen)
        assert words_of(preview).count(words) == 1
        done = store(client, ticket, chosen)
        assert words_of(client.get(done["Location"])).count(words) == 1
        economy = words_of(client.get("/vestregionen/okonomi/2016/"))
        assert "Regnskap per 31. desember 2016" in economy  # the income
        assert "Regnskap per 31. august 2016" in economy  # the cost
        later = ticket_of(upload(client, status_date="2017-01-31"))
        assert "Et senere regnskap" not in words_of(look(client, later, **chosen))

    def test_the_text_of_the_file_is_shown_where_rows_are_placed(self, client_of, secretary, funding):
        data = "Konto;Tekst;Beløp\n3000;Kontingent Asker;-10\n3000;Kontingent Lier;-5\n3000;Kontingent Asker;-1\n"
        client = client_of(secretary)
        page = client.get(f"{PAGE}se-over/", {"fil": ticket_of(upload(client, data.encode()))})
        (choice,) = page.context["landing"].choices
        assert (choice.amount, choice.text) == (-16, "Kontingent Asker; Kontingent Lier")
        assert choice.text in words_of(page)

    def test_accounts_amend_nothing_whatever_they_write_and_however_they_go(
        self, client_of, secretary, funding, cost, plan
    ):
        """New amounts, corrected ones, one beside an earlier, the choices that are remembered, and all of it back."""
        in_state(plan, "adopted")
        client = client_of(secretary)
        session = client.session
        session[f"plan_reason:{plan.pk}"] = "Annet arbeid"
        session.save()
        chosen = choices(funding, cost)
        written = set()
        other = CSV.replace("210 000", "211 000").replace("-111500", "-110500")
        for data, day in ((CSV, "2016-08-31"), (other, "2016-08-31"), (CSV, "2016-12-31")):
            ticket = ticket_of(upload(client, data.encode(), status_date=day))
            page = client.get(f"{PAGE}se-over/", {"fil": ticket})
            assert page.context["reason"].startswith("Regnskap per 31.")
            done = store(client, ticket, chosen, reason=page.context["reason"])
            assert done.status_code == 302
            event = Event.objects.filter(act="plan.import_accounts").latest("at")
            assert (event.part_of, event.reason) == (None, page.context["reason"])
            written |= set(FundingEntry.history.filter(change_id=event.pk).values_list("kind", flat=True))
        assert written == {"actual"}
        assert AccountMapping.objects.exists()
        assert client.post(done["Location"], {"reason": "Feil fil"}).status_code == 302
        assert not PlanAmendment.objects.exists()
        assert not Event.objects.exclude(part_of=None).exists()

    @pytest.mark.parametrize(("kind", "amends"), [("actual", 0), ("forecast", 0), ("planned", 1), ("revised", 1)])
    def test_amounts_written_together_amend_by_their_kind(self, secretary, funding, plan, kind, amends):
        in_state(plan, "adopted")
        seen = {each: stamp(entry) for each, entry in newest_entries(funding).items()}
        values = {"seen": seen, "status_date": date(2016, 8, 31), "reason": "Regnskap"}
        set_amounts(secretary, funding, amounts={kind: Decimal(5)}, **values)
        assert PlanAmendment.objects.count() == amends

    def test_an_account_that_becomes_a_budget_amends(self, secretary, funding, plan):
        entry = money.add_entry(secretary, line=funding, kind="actual", amount=5, status_date=date(2016, 8, 31))
        in_state(plan, "adopted")
        money.change_entry(secretary, entry, kind="revised", reason="Budsjett")
        assert PlanAmendment.objects.count() == 1

    def test_an_adopted_plan_asks_why_and_is_taken_back_too(self, client_of, secretary, funding, cost, plan):
        in_state(plan, "adopted")
        client, chosen = client_of(secretary), choices(funding, cost)
        ticket = ticket_of(upload(client))
        assert store(client, ticket, chosen).status_code == 422
        assert not cost.entries.present().exists()
        done = store(client, ticket, chosen, reason="Regnskap per august")
        assert done.status_code == 302
        assert client.post(done["Location"], {"reason": "Feil fil"}).status_code == 302
        assert not cost.entries.present().exists()

    @pytest.mark.parametrize(
        ("data", "told"),
        [("Konto;Beløp\n3000;ti\n", "Rad 2"), ("Konto\n1\n", "overskrifter"), ("", "tom")],
    )
    def test_a_file_that_cannot_be_used_is_refused_at_the_field(self, client_of, secretary, funding, data, told):
        answer = upload(client_of(secretary), data.encode())
        assert answer.status_code == 422
        assert told in answer.content.decode()

    def test_a_row_without_a_word_is_told_of_without_empty_quotes(self, client_of, secretary, funding):
        answer = upload(client_of(secretary), "Konto;Ansvar;Beløp\n;;5\n3000;1;5\n".encode())
        (told,) = answer.context["form"].errors["upload"]
        assert told.startswith("Rad 2: Raden har verken konto")
        assert told.endswith("først i raden.")

    @pytest.mark.parametrize(("day", "status"), [("2018-03-08", 302), ("2018-03-09", 422), ("2019-12-31", 422)])
    def test_the_accounts_of_a_day_to_come_are_refused(self, client_of, secretary, funding, cost, day, status):
        answer = upload(client_of(secretary), status_date=day)
        assert answer.status_code == status
        if status == 422:
            assert answer.context["form"].errors["status_date"] == [NOT_BEEN]

    def test_no_amount_is_entered_as_accounts_of_a_day_to_come(self, secretary, funding):
        values = {"line": funding, "kind": "actual", "amount": Decimal(5)}
        with pytest.raises(ValidationError, match="Denne dagen har ikke vært"):
            money.add_entry(secretary, status_date=date(2018, 3, 9), **values)
        entry = money.add_entry(secretary, status_date=date(2018, 3, 8), **values)
        with pytest.raises(ValidationError, match="Denne dagen har ikke vært"):
            money.change_entry(secretary, entry, status_date=date(2018, 3, 9))
        money.add_entry(secretary, status_date=date(2018, 12, 31), **values | {"kind": "forecast"})

    def test_the_columns_are_not_named_as_the_button_is(self, client_of, secretary, funding, cost):
        client = client_of(secretary)
        page = words_of(look(client, ticket_of(upload(client)), **choices(funding, cost)))
        assert "LinjeStoBlir" in page
        assert "Før regnskapet" in page

    def test_who_may(self, client, client_of, secretary, reader, outsider, lead, funding, plan):
        in_state(plan, "proposed")
        ticket = ticket_of(upload(client_of(secretary)))
        assert client.get(PAGE).status_code == 302
        assert client_of(outsider).get(PAGE).status_code == 404
        for actor in (reader, lead):
            assert client_of(actor).get(PAGE).status_code == 403
            assert client_of(actor).get(f"{PAGE}se-over/", {"fil": ticket}).status_code == 403
        unknown = f"{PAGE}00000000-0000-0000-0000-000000000000/"
        assert client_of(secretary).post(unknown).status_code == 404
        assert client_of(secretary).get(f"{PAGE}se-over/", {"fil": "tull"})["Location"] == PAGE


@pytest.mark.django_db
def test_what_was_kept_is_read_again_by_editors_of_the_plan_alone(secretary, reader, lead, plan):
    kept = ledgers.keep_ledger(secretary, plan, CSV.encode(), content_type="text/csv")
    assert ledgers.find_ledger(secretary, plan, kept.sha256) == CSV.encode()
    for actor in (reader, lead):
        with pytest.raises(PermissionDenied):
            ledgers.find_ledger(actor, plan, kept.sha256)
