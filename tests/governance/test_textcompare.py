"""Two texts compared: every word of both is told once, and only what differs is marked."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.textcompare import compare


def told(comparison) -> str:
    """The comparison as text: [-gone-] and {+come+}, a paragraph a line."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    lines = []
    for row in comparison.paragraphs:
        lines.append(f"...{row.skipped}" if row.skipped else "".join(marks[p.fate].format(p.text) for p in row.pieces))
    return "\n".join(lines)


def side(comparison, fate: str) -> str:
    kept = {"same", fate}
    return "".join(p.text for row in comparison.paragraphs for p in row.pieces if p.fate in kept)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("3. kvartal", "4. kvartal", "[-3-]{+4+}. kvartal"),
        ("", "Ny tekst", "{+Ny tekst+}"),
        ("Gammel tekst", "", "[-Gammel tekst-]"),
        ("Møtet er i Asker.", "Møtet er i Bærum.", "Møtet er i [-Asker-]{+Bærum+}."),
        ("En to tre fire fem", "En ny tre fire fem", "En [-to-]{+ny+} tre fire fem"),
        ("likt", "likt", ""),
        (
            "Demo: stedet er antatt.",
            "Ta med nøkkelkort og parker",
            "[-Demo: stedet er antatt.-]\n{+Ta med nøkkelkort og parker+}",
        ),
    ],
)
def test_plain_text_is_compared_by_word(before, after, expected):
    assert told(compare(before, after)) == expected


def test_rich_text_is_compared_paragraph_by_paragraph():
    before = "<p>Innledning.</p><ul><li><p>Frist i mai</p></li><li><p>Kostnad</p></li></ul>"
    after = "<p>Innledning.</p><ul><li><p>Frist i juni</p></li><li><p>Kostnad</p></li></ul><p>Til slutt.</p>"
    found = compare(before, after, rich=True)
    assert told(found) == "Innledning.\nFrist i [-mai-]{+juni+}\nKostnad\n{+Til slutt.+}"
    assert [row.kind for row in found.paragraphs] == ["text", "item", "item", "text"]


def marks(comparison) -> list[tuple]:
    return [(row.mark, row.depth, "".join(piece.text for piece in row.pieces)) for row in comparison.paragraphs]


LISTED = (
    "<p>Vi foreslår:</p><ol{start}><li><p>Planen vedtas.</p><p>Slik den står.</p>"
    "<ul><li><p>Med kart</p></li></ul></li>{more}</ol>"
)


def test_points_and_bullets_are_shown_as_they_stand():
    before = LISTED.format(start="", more="<li><p>Budsjettet følger.</p></li>")
    after = LISTED.format(start="", more="<li><p>Tallene legges ved.</p></li><li><p>Budsjettet følger.</p></li>")
    found = compare(before, after, rich=True, whole=True)
    assert marks(found) == [
        ("", 0, "Vi foreslår:"),
        ("1.", 1, "Planen vedtas."),
        ("", 1, "Slik den står."),
        ("•", 2, "Med kart"),
        ("2.", 1, "Tallene legges ved."),
        ("3.", 1, "Budsjettet følger."),
    ]
    assert [row.kind for row in found.paragraphs] == ["text", *["item"] * 5]
    assert "{+Tallene legges ved.+}\nBudsjettet følger." in told(found), "the point that moved down is not changed"


def test_a_list_that_goes_on_counts_on_and_what_went_keeps_its_old_number():
    before = LISTED.format(start=' start="4"', more="<li>Fem</li><li>Noe annet helt</li>")
    found = compare(before, LISTED.format(start=' start="4"', more="<li>Noe annet helt</li>"), rich=True)
    assert [mark for mark, depth, text in marks(found) if depth == 1 and mark] == ["5.", "5."]


def test_bullets_made_points_is_form_alone():
    found = compare("<ul><li>En</li><li>To</li></ul>", "<ol><li>En</li><li>To</li></ol>", rich=True)
    assert found.only_form
    assert found.paragraphs == ()


def test_text_after_a_list_is_no_item():
    found = compare("<ul><li>En</li></ul><p>Slutt</p>", "<ul><li>En</li></ul><p>Ende</p>", rich=True, whole=True)
    first, *rest = [(row.kind, row.mark, row.depth) for row in found.paragraphs]
    assert first == ("item", "•", 1)
    assert set(rest) == {("text", "", 0)}


def test_what_lies_far_from_a_change_is_counted_and_left_out():
    lines = [f"<p>Avsnitt nummer {n} om saken.</p>" for n in range(30)]
    changed = [*lines[:15], "<p>Avsnitt nummer 15 om budsjettet.</p>", *lines[16:]]
    found = compare("".join(lines), "".join(changed), rich=True)
    assert told(found).splitlines()[0] == "...14"
    assert told(found).splitlines()[-1] == "...13"
    assert len(compare("".join(lines), "".join(changed), rich=True, whole=True).paragraphs) == 30


def test_bold_alone_is_told_as_form():
    found = compare("<p>Viktig frist</p>", "<p><strong>Viktig</strong> frist</p>", rich=True)
    assert found.only_form
    assert found.paragraphs == ()
    assert not compare("<p>a</p>", "<p>a</p>", rich=True).only_form


def test_a_text_of_tags_is_text():
    assert "<script>" in side(compare("", "&lt;script&gt;", rich=True), "added")


WORDS = st.lists(st.sampled_from(["møte", "frist", "Asker", ",", ".", "2018", "og"]), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_every_word_of_both_is_there(before, after):
    found = compare(before, after, whole=True)
    assert side(found, "removed").split() == before.split() or side(found, "removed") == before.strip()
    assert "".join(side(found, "added").split()) == "".join(after.split())


def test_a_long_paper_is_compared_in_reasonable_time():
    """A paper of sixty pages with a change in each tenth paragraph."""
    before = [f"<p>Avsnitt {n}: {'kommunene samarbeider om klima og areal ' * 12}</p>" for n in range(500)]
    after = [line.replace("klima", "miljø", 1) if n % 10 == 0 else line for n, line in enumerate(before)]
    start = time.perf_counter()
    found = compare("".join(before), "".join(after), rich=True)
    assert sum(row.skipped == 0 for row in found.paragraphs) > 50
    assert time.perf_counter() - start < 5
