"""A matter goes from an idea to the chief executives, who change it, and on to the steering group: called with a late
case, the agenda reopened and compared, an absence answered from the mail, and a substitute summoned.

The days and numbers are those of the matter that both bodies treated as 24/2017.
"""

import re
from datetime import date, time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from governance import links, outbox
from governance.models import GoverningBody, OutgoingMail
from governance.services import bodies, meetings
from tests.governance.casefile import move_demo_day, url
from tests.governance.views.test_agenda_browser import held_back
from tests.journeys.people import seen

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Videreføring av Vestregionen etter 2018?"
IDEA, PREPARED, BEFORE = date(2017, 8, 21), date(2017, 9, 14), date(2017, 9, 20)
PROPOSAL = "Samarbeidet videreføres ut 2019."
ADOPTED = "Samarbeidet videreføres ut 2020."
KEPT = "Fremtiden drøftes i styringsgruppen."
LATE = "Uttalelse om jernbanen"
MEETING = "Styringsgruppen 28.09.2017"


@pytest.fixture
def desk(page, sign_in, secretary):
    sign_in(secretary.user)
    return page


@pytest.fixture
def year(alliance, secretary, executives, steering_group, mayor_asker, mayor_drammen, substitute, chief_executive):
    """The two bodies have treated 23 cases each, and meet two weeks apart."""
    move_demo_day(secretary, IDEA)
    GoverningBody.objects.filter(pk=steering_group.pk).update(number_format="{seq}/{year}")
    for body in (executives, steering_group):
        bodies.go_on_numbering(secretary, body, year=2017, last=23)
    first = meetings.create_meeting(secretary, body=executives, day=PREPARED, starts_at=time(9), place="Sandvika")
    then = meetings.create_meeting(
        secretary, body=steering_group, day=date(2017, 9, 28), starts_at=time(10), place="Asker"
    )
    return first, then


def letter_to(person, event: str) -> list[str]:
    """The paths of the pages that the latest letter of an event leads her to, as the letter is sent."""
    mail = OutgoingMail.objects.filter(event=event, person=person).latest("queued_at")
    return [urlsplit(found).path for found in re.findall(r"https?://\S+", sent_text(mail))]


def sent_text(mail) -> str:
    return outbox.with_link(mail, links.address_of_link(mail.link))


def editor(desk, name: str):
    """The editor of a text, and not the plain field that stands there until it is drawn."""
    return desk.get_by_role("textbox", name=name).and_(desk.locator("[contenteditable]"))


def write(desk, name: str, words: str) -> None:
    box = editor(desk, name)
    box.click()
    desk.keyboard.press("Control+End", delay=100)  # held as by a finger: the editor learns where the caret is
    desk.keyboard.type(words)
    expect(box).to_contain_text(words)


def write_points(desk, name: str, *points: str) -> None:
    write(desk, name, points[0])
    box = editor(desk, name)
    part = desk.locator(".prose-editor").filter(has=box)
    part.get_by_role("button", name="Nummerert liste").click()
    expect(box.locator("ol > li")).to_have_count(1)
    for point in points[1:]:
        desk.keyboard.press("Enter", delay=100)
        desk.keyboard.type(point)
    expect(box.locator("ol > li")).to_have_text(list(points))


def test_from_idea_to_24_2017_in_both_bodies(page, desk, context, sign_in, year, secretary, mayor_asker, substitute):
    first, then = year
    propose(desk)
    call(desk, first, waits=True)
    move_demo_day(secretary, PREPARED)
    decide_otherwise(desk)
    send_on(desk)
    call(desk, then, waits=False)
    move_demo_day(secretary, BEFORE)
    add_late(desk, then)

    sign_in(mayor_asker.user)
    page.goto(url("meeting_detail", then.pk))
    compare(page)
    context.clear_cookies()
    decline(page, mayor_asker)
    sign_in(secretary.user)
    summon(desk, then)
    context.clear_cookies()
    answer, papers = letter_to(substitute.person, "meeting.summoned")
    come(page, answer)
    sign_in(substitute.user)
    read_as_substitute(page, papers)


def propose(desk) -> None:
    """The idea becomes a case with a paper, and waits for the chief executives."""
    desk.goto(url("case_create"))
    desk.get_by_label("Tittel", exact=True).fill(TITLE)
    desk.get_by_role("button", name="Opprett sak").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(TITLE)
    seen(desk)
    desk.get_by_role("link", name="Send til et organ").first.click()
    desk.get_by_label("Organ", exact=True).select_option(label="Rådmannsgruppen")
    desk.get_by_label("Organets oppgave").select_option(label="Innstiller")
    seen(desk)
    desk.get_by_role("button", name="Send til organet").click()
    desk.get_by_role("link", name="Skriv", exact=True).click()
    write(desk, "Saksutredning", "Samarbeidet er fra 1992. Kommunene slås sammen i 2020.")
    write_points(desk, "Forslag til vedtak", KEPT, PROPOSAL)
    desk.get_by_role("button", name="Lagre").click()
    expect(desk.get_by_text("Saksframlegget er lagret")).to_be_visible()
    seen(desk)


def call(desk, meeting, *, waits: bool) -> None:
    """A case that waits is put on the agenda, and the meeting is called; the case gets its number."""
    held_back(desk).goto(url("meeting_agenda", meeting.pk))
    desk.locator("#agenda-page[data-ready]").wait_for()
    if waits:
        desk.get_by_role("button", name=f"Sett på {TITLE}").click()
    expect(desk.locator("#agenda").get_by_role("link", name=TITLE, exact=True)).to_be_visible()
    seen(desk)
    desk.get_by_role("link", name="Innkall", exact=True).click()
    seen(desk)
    desk.get_by_role("button", name="Innkall", exact=True).click()
    expect(desk.get_by_role("table", name="Saksliste")).to_contain_text("24/2017")
    seen(desk)


def decide_otherwise(desk) -> None:
    """The chief executives put a later year into the text. The secretary leaves the outcome as it was chosen,
    is told the difference, and takes the outcome that is proposed with one press."""
    desk.get_by_role("table", name="Saksliste").get_by_role("link", name=TITLE).click()

    desk.get_by_role("link", name="Registrer vedtak", exact=True).click()
    outcome, points = desk.get_by_label("Utfall"), desk.get_by_label("Vedtakspunkter")
    expect(points).to_have_value(f"{KEPT}\n\n{PROPOSAL}")
    seen(desk)
    points.fill(f"{KEPT}\n\n{ADOPTED}")
    desk.get_by_role("button", name="Lagre vedtaket").click()
    expect(desk.get_by_role("region", name="Vedtakspunktene mot forslaget").locator("ins").first).to_be_visible()
    expect(outcome).to_have_value("changed")
    expect(points).to_have_value(f"{KEPT}\n\n{ADOPTED}")
    seen(desk)
    desk.get_by_role("button", name="Lagre vedtaket").click()
    expect(desk.get_by_text("Vedtaket er lagret.")).to_be_visible()


def send_on(desk) -> None:
    """On to the steering group from the text that was adopted."""
    desk.get_by_role("link", name="Send videre").click()
    expect(desk.get_by_text("Teksten Rådmannsgruppen endte med, går videre.")).to_be_visible()
    desk.get_by_label("Avgjøres her").check()
    desk.get_by_label("Møte (valgfritt)").select_option(label=MEETING)
    seen(desk)
    desk.get_by_role("button", name="Send videre").click()
    expect(desk.get_by_text("Saken er sendt videre.")).to_be_visible()
    expect(desk.get_by_role("region", name="Forslag til vedtak").get_by_role("listitem")).to_have_text([KEPT, ADOPTED])
    expect(desk.get_by_role("main")).not_to_contain_text(PROPOSAL)
    seen(desk)


def add_late(desk, meeting) -> None:
    """The agenda is reopened for a case that came after the call, and sent anew."""
    desk.goto(url("meeting_agenda", meeting.pk))
    desk.get_by_role("link", name="Åpne sakslisten igjen").click()
    desk.get_by_label("Begrunnelse").fill("Fylkesmannen ber om svar før møtet")
    desk.get_by_role("button", name="Åpne sakslisten igjen").click()
    desk.get_by_label("Tittel", exact=True).fill(LATE)
    desk.get_by_role("button", name="Opprett sak og sett den på sakslisten").click()
    expect(desk.get_by_role("region", name="Endret siden sakslisten ble sendt")).to_contain_text("Ny sak, ettersendt")
    desk.get_by_role("link", name="Send ny saksliste").click()
    expect(desk.get_by_text("Dette blir versjon 2.")).to_be_visible()
    seen(desk)
    desk.get_by_role("button", name="Send ny saksliste").click()
    expect(desk.get_by_text("Saksliste versjon 2 er sendt til dem som er innkalt.")).to_be_visible()
    expect(desk.get_by_role("row").filter(has_text=LATE)).to_contain_text("Ettersendt")
    expect(desk.get_by_role("row").filter(has_text=LATE)).to_contain_text("25/2017")


def compare(hers) -> None:
    hers.get_by_role("link", name="Se hva som er nytt").click()
    news = hers.get_by_role("region", name="Endret fra versjon 1 til versjon 2")
    expect(news).to_contain_text("Fylkesmannen ber om svar før møtet")
    expect(news.get_by_role("listitem")).to_contain_text(["25/2017"])
    seen(hers)


def decline(page, mayor) -> None:
    """From the mail, by who is not logged in."""
    page.goto(next(path for path in letter_to(mayor.person, "meeting.called") if path.startswith("/svar/")))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kommer du på møtet?")
    page.get_by_text("Jeg kommer ikke").click()
    page.get_by_label("Hvorfor?").fill("Kommunestyret møtes samme dag")
    seen(page)
    page.get_by_role("button", name="Meld forfall").click()
    expect(page.get_by_text("Du har svart at du ikke kommer.")).to_be_visible()


def summon(desk, meeting) -> None:
    """The next in the order is proposed."""
    desk.goto(url("meeting_detail", meeting.pk))
    expect(desk.get_by_text("Kommunestyret møtes samme dag")).to_be_visible()

    desk.get_by_role("link", name="Kall inn vara for").click()
    expect(desk.get_by_text("Neste i rekkefølgen")).to_be_visible()
    seen(desk)
    desk.get_by_role("button", name="Kall inn vara").click()
    expect(desk.get_by_text("Vara er kalt inn")).to_be_visible()
    expect(desk.get_by_text("Kalt inn, ikke svart")).to_be_visible()


def come(page, answer: str) -> None:
    """The substitute says yes from her letter, without a login."""
    page.goto(answer)
    expect(page.get_by_role("main")).to_contain_text("Kalt inn som vara for")
    seen(page)
    page.get_by_role("button", name="Jeg kommer").click()
    expect(page.get_by_text("Du har svart at du kommer.")).to_be_visible()


def read_as_substitute(hers, papers: str) -> None:
    """The papers follow the seat, by the other address in her letter."""
    hers.goto(papers)
    hers.get_by_role("table", name="Saksliste").get_by_role("link", name=TITLE).click()
    expect(hers.get_by_role("main")).to_contain_text(ADOPTED)
    seen(hers)
