"""The secretary keeps the registers beside the plan: a project, a network and its gathering, an application until its
answer, and the tags that lead across."""

from playwright.sync_api import expect

from tests.journeys.people import SECRETARY, menu, seen


def test_a_project_and_a_network_from_the_form_to_the_gathering(visit):
    page = visit(SECRETARY)
    menu(page, "Handlingsplan")
    page.goto("/vestregionen/prosjekter/")
    page.get_by_role("link", name="Nytt prosjekt").click()
    page.get_by_label("Navn").fill("Grønn logistikk")
    money = page.get_by_role("group", name="Penger")
    money.get_by_label("Budsjett i kroner").fill("1250000")
    seen(page)
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grønn logistikk")
    expect(page.get_by_role("main")).to_contain_text("kr 1 250 000")
    page.get_by_role("link", name="Endre", exact=True).click()
    expect(page.get_by_label("Budsjett i kroner")).to_have_value("1 250 000")

    page.goto("/vestregionen/nettverk/")
    seen(page)
    page.get_by_role("link", name="Nytt nettverk").click()
    page.get_by_label("Navn").fill("Nettverk for logistikk")
    page.get_by_label("Åpent").check()
    seen(page)
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("link", name="Bli med").click()
    page.get_by_role("button", name="Bli med").click()
    expect(page.get_by_role("region", name="Medlemmer")).to_contain_text("Demo-sekretær")
    seen(page)
    page.get_by_role("link", name="Nytt arrangement").click()
    expect(page.get_by_label("Nettverk").locator("option:checked")).to_have_text("Nettverk for logistikk")


def test_an_application_from_the_idea_to_the_answer(visit):
    page = visit(SECRETARY)
    page.goto("/vestregionen/soknader/")
    page.get_by_role("link", name="Ny søknad").click()
    page.get_by_label("Søknaden gjelder").fill("Felles ladeplan")
    page.get_by_label("Søkes hos").select_option(label="Interreg")
    page.get_by_label("Søknadsfrist").fill("2018-04-01")
    page.get_by_label("Søkt beløp i kroner").fill("400 000")
    seen(page)
    page.get_by_role("button", name="Lagre").click()
    for act in ("Begynn arbeidet", "Merk som sendt", "Registrer tilskudd"):
        page.get_by_role("link", name=act).click()
        if act == "Registrer tilskudd":
            page.get_by_label("Innvilget beløp i kroner").fill("350 000")
            seen(page)
        page.get_by_role("button", name=act).click()
    expect(page.get_by_role("main")).to_contain_text("kr 350 000")
    seen(page)
    page.goto("/vestregionen/soknader/?ar=2018")
    row = page.get_by_role("row").filter(has_text="Felles ladeplan")
    for words in ("Interreg", "Innvilget", "kr 400 000", "kr 350 000", "01.04.2018"):
        expect(row).to_contain_text(words)
    seen(page)


def test_a_tag_is_made_put_on_a_case_and_leads_back_to_it(visit):
    page = visit(SECRETARY)
    page.goto("/vestregionen/emneord/")
    page.get_by_role("link", name="Nytt emneord").click()
    page.get_by_label("Emneord").fill("Ladestasjoner")
    seen(page)
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("main")).to_contain_text("Ladestasjoner")
    page.goto("/vestregionen/saker/")
    page.get_by_role("main").get_by_role("row").nth(1).get_by_role("link").first.click()
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Velg emneord").click()
    page.get_by_label("Ladestasjoner").check()
    seen(page)
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("region", name="Emneord").get_by_role("link", name="Ladestasjoner").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ladestasjoner")
    expect(page.get_by_role("main")).to_contain_text(title)
    seen(page)
