"""The parts of a case paper go together wherever a paper goes."""

import pytest

from governance.models import CasePaper, Resolution, SearchEntry
from governance.paperparts import NAMES, texts_of, written_parts
from governance.search.kinds import _paper_texts
from governance.services import agenda, papers
from governance.story.fieldwords import DEFINITE
from tests.governance.casefile import item_url, url

TEXTS = {name: f"<p>Om {name}</p>" for name in NAMES}
HEADINGS = {
    "recommendation": "Forslag til vedtak",
    "exposition": "Saksutredning",
    "alternatives": "Vurdering av alternativer",
    "economic_consequences": "Økonomiske konsekvenser",
    "municipal_consequences": "Konsekvenser for kommunene",
}


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


@pytest.fixture
def full(secretary, item):
    papers.edit_paper(secretary, papers.latest_paper(item), **TEXTS)
    return item


@pytest.mark.parametrize("name", NAMES)
def test_a_part_alone_makes_a_paper_that_is_shown_under_its_heading(desk, secretary, item, name):
    alone = dict.fromkeys(NAMES, "") | {name: TEXTS[name]}
    paper = papers.edit_paper(secretary, papers.latest_paper(item), **alone)
    assert paper.is_written
    assert CasePaper.objects.written().filter(pk=paper.pk).exists()
    page = desk.get(item_url(item)).text
    assert {each for each in HEADINGS if f">{HEADINGS[each]}</h2>" in page} == {name}
    assert TEXTS[name] in page


def test_nothing_written_is_no_paper(desk, secretary, item):
    paper = papers.edit_paper(secretary, papers.latest_paper(item), **dict.fromkeys(NAMES, ""))
    assert not paper.is_written
    assert written_parts(paper) == written_parts(None) == []
    assert not CasePaper.objects.written().filter(pk=paper.pk).exists()


@pytest.mark.parametrize("way", ["version", "postponed", "next body"])
def test_every_part_goes_along(secretary, full, meeting, executives, request, way):
    called = request.getfixturevalue("called")
    if way == "version":
        made = papers.new_version(secretary, called, change_note="Ny")
    elif way == "postponed":
        made = papers.latest_paper(agenda.postpone_item(secretary, called))
    else:
        sent = agenda.send_on(secretary, called, body=executives, role="hears", reason="Samme dag")
        made = papers.latest_paper(sent)
    assert texts_of(made) == TEXTS


@pytest.mark.parametrize("name", NAMES)
def test_every_part_is_sought(full, name):
    (text,) = _paper_texts(CasePaper.objects.filter(item=full))
    assert f"Om {name}" in text.text
    assert SearchEntry.objects.filter(kind="paper", text__contains=f"Om {name}").exists()


def test_the_form_writes_every_part(desk, item):
    paper = papers.latest_paper(item)
    address = url("item_paper_edit", item.pk)
    page = desk.get(address).text
    assert [name for name in NAMES if f'name="{name}"' not in page] == []
    assert desk.post(address, TEXTS | {"base_version": paper.version}).status_code == 302
    assert texts_of(papers.latest_paper(item)) == TEXTS


def test_two_writers_of_two_parts_both_stand(secretary, admin, item):
    paper = papers.latest_paper(item)
    start = paper.version
    papers.edit_paper(admin, papers.latest_paper(item), alternatives="<p>A</p>")
    papers.edit_paper(secretary, paper, base_version=start, economic_consequences="<p>B</p>")
    paper = papers.latest_paper(item)
    assert (paper.alternatives, paper.economic_consequences) == ("<p>A</p>", "<p>B</p>")


def test_the_history_has_a_word_for_each_part():
    assert [name for name in NAMES if name not in DEFINITE] == []


POINTS = "<ul><li><p>Planen vedtas.</p></li><li><p>Status meldes.</p></li></ul>"


@pytest.fixture
def proposed(secretary, item):
    papers.edit_paper(secretary, papers.latest_paper(item), recommendation=POINTS)
    return item


def test_the_points_are_numbered_for_whoever_reads(client_of, mayor_asker, proposed, called):
    page = client_of(mayor_asker).get(item_url(called)).text
    assert "<ol><li><p>Planen vedtas.</p></li><li><p>Status meldes.</p></li></ol>" in page


def test_a_resolution_starts_from_the_points_that_were_sent(desk, secretary, proposed, called):
    draft = papers.new_version(secretary, called, change_note="Ny")
    papers.edit_paper(secretary, draft, recommendation="<p>Ikke sendt.</p>")
    page = desk.get(url("item_resolution", called.pk)).text
    assert "Planen vedtas.\n\nStatus meldes.</textarea>" in page
    assert "Ikke sendt." not in page


@pytest.mark.parametrize(
    ("result", "points", "status"),
    [
        ("adopted", "Planen vedtas.\n\nStatus meldes.", 302),
        ("noted", "Planen vedtas.\n\nStatus meldes.", 302),
        ("rejected", "Planen vedtas.\n\nStatus meldes.", 422),
        ("postponed", "Planen vedtas.\r\n\r\nStatus meldes.", 422),
        ("sent_back", "Planen vedtas.\n\nStatus meldes.", 422),
        ("sent_back", "Utredes bedre.", 302),
        ("rejected", "", 302),
    ],
)
def test_what_was_not_adopted_does_not_say_what_was_proposed(desk, proposed, called, result, points, status):
    data = {"result": result, "kind": "own", "decided_on": "2018-03-15", "points": points}
    response = desk.post(url("item_resolution", called.pk), data)
    assert response.status_code == status
    assert Resolution.objects.exists() == (status == 302)
