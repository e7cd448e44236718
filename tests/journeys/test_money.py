"""The secretary follows the money of the year: what does not add up, the claims of fees, and the accounts."""

from playwright.sync_api import expect

from tests.journeys.people import SECRETARY, open_plan, seen

ACCOUNTS = "Ansvar;Prosjekt;Konto;Kontonavn;Beløp\n100;;3000;Kontingent;-320 000,50\n100;7;9999;Annet;500,25-\n"


def test_from_the_plan_to_claims_and_accounts(visit):
    page = visit(SECRETARY)
    open_plan(page)
    page.get_by_role("link", name="Økonomi", exact=True).first.click()
    expect(page.get_by_text("4,2 årsverk")).to_be_visible()
    expect(page.get_by_text("Omsetningen er kr")).to_be_visible()
    seen(page)

    equity = page.get_by_role("row").filter(has_text="Av egenkapitalen").first
    equity.get_by_role("link", name="Endre beløp").click()
    page.get_by_label("Revidert budsjett").fill("310 000")
    page.get_by_label("Begrunnelse").fill("Revidert i juni")
    seen(page)
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("row", name="Av egenkapitalen").first).to_contain_text("310 000")

    page.get_by_role("link", name="Kontingent", exact=True).click()
    expect(page.get_by_role("row", name="Bærum kommune").first).to_contain_text("244 696")
    expect(page.get_by_role("row", name="Sum, 26 deltakere")).to_contain_text("965 336")
    seen(page)
    page.get_by_role("button", name="Lag krav").click()
    expect(page.get_by_text("Kravene får nummer når de merkes som sendt.")).to_be_visible()
    seen(page)
    page.get_by_role("link", name="Merk som sendt").click()
    page.get_by_role("button", name="Merk som sendt").click()
    expect(page.get_by_role("row", name="Asker kommune")).to_contain_text("-0001")


def test_the_accounts_are_placed_entered_and_taken_back(visit):
    page = visit(SECRETARY)
    page.goto("/vestregionen/okonomi/2016/regnskap/")
    seen(page)
    file = {"name": "regnskap.csv", "mimeType": "text/csv", "buffer": ACCOUNTS.encode("cp1252")}
    page.get_by_label("Fil fra regnskapet").set_input_files(file)
    page.get_by_label("Regnskapet gjelder per").fill("2016-12-30")
    page.get_by_role("button", name="Les filen").click()
    page.get_by_label("Linje for konto 3000").select_option("Kunst rett vest – Av medlemskontingenten")
    page.get_by_label("Linje for konto 9999").select_option("Ikke med")
    page.get_by_role("button", name="Vis summene på nytt").click()
    expect(page.get_by_role("row", name="Av medlemskontingenten").last).to_contain_text("320 000,50")
    seen(page)
    page.get_by_label("Begrunnelse").fill("Regnskap ved årets slutt")
    page.get_by_role("button", name="Før regnskapet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regnskapet er ført")
    page.get_by_label("Begrunnelse").fill("Feil fil")
    page.get_by_role("button", name="Angre importen").click()
    expect(page.get_by_text("Importen er angret.")).to_be_visible()
