"""Fetching a paper from Word: the upload, the preview with what is left out, and what is stored in the draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.models import CasePaper, Event
from governance.services import papers
from tests.governance import wordmaker
from tests.governance.casefile import url, write_paper

pytestmark = pytest.mark.django_db
POINTS = "<ol><li><p>Planen vedtas.</p></li><li><p>Budsjettet følger planen.</p></li></ol>"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


def text(answer) -> str:
    return answer.content.decode()


def upload(browser, item, data: bytes, name="sak.docx", **more):
    told = {"upload": SimpleUploadedFile(name, data), **more}
    return browser.post(url("item_paper_word", item.pk), told, follow=True)


def field(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def store(browser, item, page: str, **choices):
    told = {name: field(page, name) for name in ("dokument", "base_version", "form_token")} | {"steg": "lagre"}
    return browser.post(url("item_paper_word_preview", item.pk), told | choices, follow=True)


def stored(item) -> CasePaper:
    return papers.latest_paper(item)


def test_the_form_of_the_paper_leads_there_and_back(desk, item):
    assert url("item_paper_word", item.pk) in text(desk.get(url("item_paper_edit", item.pk)))
    assert "Sporede endringer kommer inn som om de er godtatt." in text(desk.get(url("item_paper_word", item.pk)))


def test_a_document_is_looked_over_and_stored_as_one_change(desk, item):
    answer = upload(desk, item, wordmaker.simple())
    page = text(answer)
    assert answer.status_code == 200
    assert "Alt i dokumentet er tatt med." in page
    assert "«Medvirkning»" in page
    assert POINTS in page
    assert stored(item).recommendation == "<p>Forslag</p>", "nothing is stored yet"
    events = Event.objects.count()
    answer = store(desk, item, page)
    assert answer.redirect_chain[-1][0] == url("item_paper_edit", item.pk)
    paper = stored(item)
    assert paper.recommendation == POINTS
    assert paper.exposition.startswith("<h3>Bakgrunn</h3>")
    assert paper.economic_consequences.endswith("<p>Planen koster 2 millioner kroner.</p>")
    assert Event.objects.count() == events + 1
    assert Event.objects.latest("at").reason == "Hentet fra Word: sak.docx"


def test_a_piece_is_placed_elsewhere_or_left_out(desk, item):
    page = text(upload(desk, item, wordmaker.simple()))
    choices = {"del-0": "", "del-1": "municipal_consequences", "del-2": "", "del-3": ""}
    seen = {"dokument": field(page, "dokument"), "steg": "se", "base_version": field(page, "base_version")}
    again = text(desk.post(url("item_paper_word_preview", item.pk), seen | choices))
    assert '<option value="municipal_consequences" selected>' in again
    store(desk, item, again, **choices)
    paper = stored(item)
    assert paper.municipal_consequences == "<h3>Medvirkning</h3><p>Planen har vært på høring.</p>"
    assert (paper.exposition, paper.recommendation) == ("<p>Utredning</p>", "<p>Forslag</p>")


def test_nothing_chosen_is_told(desk, item):
    page = text(upload(desk, item, wordmaker.simple()))
    answer = store(desk, item, page, **{f"del-{n}": "" for n in range(4)})
    assert answer.status_code == 422
    assert "Ingenting er valgt." in text(answer)


def test_what_stands_there_is_replaced_or_kept(desk, item):
    page = text(upload(desk, item, wordmaker.typed()))
    assert "Det står tekst fra før i: Saksutredning, Forslag til vedtak." in page
    store(desk, item, page, behold="1")
    assert stored(item).exposition == "<p>Utredning</p><p>Saken gjelder planen for 2018.</p>"
    page = text(upload(desk, item, wordmaker.typed()))
    store(desk, item, page, behold="0")
    assert stored(item).exposition == "<p>Saken gjelder planen for 2018.</p>"


def test_the_preview_tells_what_is_left_out_and_put_otherwise(desk, item):
    page = text(upload(desk, item, wordmaker.troubled()))
    for sentence in (
        "1 sporet sletting er utelatt",
        "1 sporet innsetting er tatt med",
        "1 kommentar er utelatt.",
        "1 bilde er utelatt. Last det opp som vedlegg.",
        "1 tabell lå inni en annen.",
        "1 tekstboks er utelatt.",
        "1 innebygd fil er utelatt.",
        "Tittelen er utelatt",
        "Topptekst eller bunntekst er utelatt.",
        "I en boks",
    ):
        assert sentence in page, sentence
    assert "Planen er ny og god." in page


def test_who_wrote_meanwhile_is_not_overwritten(desk, secretary, item):
    page = text(upload(desk, item, wordmaker.typed()))
    write_paper(secretary, item, exposition="<p>Noe helt annet</p>")
    answer = store(desk, item, page)
    assert answer.status_code == 409
    shown = text(answer)
    assert "To har endret det samme" in shown
    assert "Noe helt annet" in shown
    assert "Saken gjelder planen for 2018." in shown
    assert f'action="{url("item_paper_edit", item.pk)}"' in shown
    assert stored(item).exposition == "<p>Noe helt annet</p>"
    told = {"exposition": "<p>Saken</p>", "recommendation": "<p>F</p>"}
    desk.post(url("item_paper_edit", item.pk), told | {"base_version": field(shown, "base_version")})
    assert stored(item).exposition == "<p>Saken</p>"


def test_what_was_to_be_kept_is_not_lost_to_a_clash(desk, secretary, item):
    """«Behold den» and a change meanwhile: what is offered to be stored is the kept text and the Word text below it."""
    page = text(upload(desk, item, wordmaker.typed()))
    write_paper(secretary, item, exposition="<p>Noe helt annet</p>")
    answer = store(desk, item, page, behold="1")
    assert answer.status_code == 409
    form = answer.context["form"]
    assert form["exposition"].value() == "<p>Utredning</p><p>Saken gjelder planen for 2018.</p>"
    assert form["recommendation"].value() == f"<p>Forslag</p>{POINTS}"
    assert "Noe helt annet" in text(answer)


def test_two_presses_are_one_change(desk, item):
    page = text(upload(desk, item, wordmaker.typed()))
    first, events = store(desk, item, page, behold="1"), Event.objects.count()
    again = store(desk, item, page, behold="1")
    assert (first.status_code, again.status_code) == (200, 200), "nobody else has changed anything"
    assert stored(item).exposition == "<p>Utredning</p><p>Saken gjelder planen for 2018.</p>"
    assert Event.objects.count() == events


def test_the_same_press_after_a_change_of_ones_own_does_nothing_more(desk, secretary, item):
    page = text(upload(desk, item, wordmaker.typed()))
    store(desk, item, page)
    papers.edit_paper(secretary, stored(item), exposition="<p>Rettet</p>")
    answer = store(desk, item, page)
    assert answer.redirect_chain[-1][0] == url("item_paper_edit", item.pk)
    assert stored(item).exposition == "<p>Rettet</p>"


def test_another_part_written_meanwhile_is_merged(desk, secretary, item):
    page = text(upload(desk, item, wordmaker.typed()))
    papers.edit_paper(secretary, stored(item), alternatives="<p>Ingen</p>")
    assert store(desk, item, page).status_code == 200
    assert (stored(item).alternatives, stored(item).recommendation) == ("<p>Ingen</p>", POINTS)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (wordmaker.simple(), "sak.docm", "makroer"),
        (b"Hei", "sak.docx", "ikke et Word-dokument"),
        (b"", "sak.docx", "tom"),
        (wordmaker.of_body(""), "sak.docx", "ingen tekst"),
        (wordmaker.of_body("<w:p/>" * 9000), "sak.docx", "for langt"),
    ],
)
def test_what_cannot_be_used_is_told_at_the_field(desk, item, data, name, sentence):
    answer = upload(desk, item, data, name)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_without_a_file_and_with_a_broken_ticket(desk, item):
    assert "Velg et Word-dokument." in text(desk.post(url("item_paper_word", item.pk), {}))
    answer = desk.get(url("item_paper_word_preview", item.pk) + "?dokument=tull", follow=True)
    assert "Last opp filen på nytt." in text(answer)
    assert answer.redirect_chain[-1][0] == url("item_paper_word", item.pk)


def test_a_ticket_is_good_for_its_own_paper_and_login(desk, client_of, admin, item, secret_item):
    page = text(upload(desk, item, wordmaker.simple()))
    ticket = field(page, "dokument")
    for browser, other in ((desk, secret_item), (client_of(admin), item)):
        answer = browser.get(url("item_paper_word_preview", other.pk), {"dokument": ticket}, follow=True)
        assert answer.redirect_chain[-1][0] == url("item_paper_word", other.pk)


def test_a_sent_paper_takes_nothing(desk, client_of, mayor_asker, called):
    for name in ("item_paper_word", "item_paper_word_preview"):
        assert desk.get(url(name, called.pk)).status_code == 403
        assert client_of(mayor_asker).get(url(name, called.pk)).status_code == 403


def test_what_is_uploaded_is_the_text_alone(desk, item):
    """A script in the words is words."""
    body = "<w:p><w:r><w:t>&lt;script&gt;alert(1)&lt;/script&gt;</w:t></w:r></w:p>"
    page = text(upload(desk, item, wordmaker.of_body(body)))
    assert "<script>alert(1)" not in page
    store(desk, item, page)
    assert stored(item).exposition == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
