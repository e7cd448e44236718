"""The points of a recommendation, as they are shown and as a resolution starts from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.recommendation import numbered, points_of, unnumbered
from governance.richtext import clean_html, plain_text

TABLE = [
    # what was written, what is shown, the points
    ("", "", []),
    ("<p>Vedtas.</p>", "<p>Vedtas.</p>", ["Vedtas."]),
    ("<p>Vedtas.</p><p>Sendes.</p>", "<p>Vedtas.</p><p>Sendes.</p>", ["Vedtas. Sendes."]),
    ("<ol><li>A</li><li>B</li></ol>", "<ol><li>A</li><li>B</li></ol>", ["A", "B"]),
    (
        "<ul><li><p>A</p></li><li><p>B &amp; C</p></li></ul>",
        "<ol><li><p>A</p></li><li><p>B &amp; C</p></li></ol>",
        ["A", "B & C"],
    ),
    ("<ol><li><p>Ett</p></li></ol>", "<p>Ett</p>", ["Ett"]),
    ("<ul><li>Ett <strong>punkt</strong></li></ul>", "<p>Ett <strong>punkt</strong></p>", ["Ett punkt"]),
    ("<ul><li>Ett<ul><li>a</li></ul></li></ul>", "<p>Ett</p><ul><li>a</li></ul>", ["Ett a"]),
    (
        '<p>Gruppen mener:</p><ol><li>A</li></ol><p>og</p><ol start="7"><li>B<br>C</li></ol>',
        '<p>Gruppen mener:</p><ol><li>A</li></ol><p>og</p><ol start="2"><li>B<br>C</li></ol>',
        ["Gruppen mener: A og", "B C"],
    ),
    (
        "<ol><li>A<ul><li>x</li></ul></li><li>B</li></ol>",
        "<ol><li>A<ul><li>x</li></ul></li><li>B</li></ol>",
        ["A x", "B"],
    ),
    (
        '<blockquote><ol><li>Sitat</li></ol></blockquote><p><a href="https://x.no/?a=1&amp;b=2">lenke</a></p>',
        '<blockquote><ol><li>Sitat</li></ol></blockquote><p><a href="https://x.no/?a=1&amp;b=2">lenke</a></p>',
        ["Sitat lenke"],
    ),
]


@pytest.mark.parametrize(("html", "shown", "points"), TABLE)
def test_what_is_shown_and_what_is_resolved(html, shown, points):
    assert numbered(html) == shown
    assert points_of(html) == points


def _pieces():
    words = st.text("abc æ&<\n", min_size=1, max_size=8)
    entry = words.map(lambda text: f"<li>{clean_html(text)}</li>")
    tag = st.sampled_from(["ul", "ol"])
    lists = st.tuples(tag, st.lists(entry, min_size=1, max_size=3)).map(lambda t: f"<{t[0]}>{''.join(t[1])}</{t[0]}>")
    return st.lists(lists | words.map(clean_html), max_size=5).map("".join).map(clean_html)


@given(_pieces())
def test_no_word_is_lost_and_it_is_numbered_once(html):
    shown, words = numbered(html), "".join(plain_text(html).split())
    assert "".join(plain_text(shown).split()) == words
    assert "".join("".join(points_of(html)).split()) == words
    assert numbered(shown) == shown
    assert clean_html(shown) == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["1. Planen vedtas.", "2) Rapport følger."], ["Planen vedtas.", "Rapport følger."]),
        (["Planen vedtas.", "15. mai er fristen."], ["Planen vedtas.", "15. mai er fristen."]),
        (["1. mai er fristen."], ["1. mai er fristen."]),
        (["1. Mai er fristen."], ["1. Mai er fristen."]),
        (["3. ledd i vedtektene endres."], ["3. ledd i vedtektene endres."]),
        (["1. Maidagen markeres."], ["Maidagen markeres."]),
        ([], []),
    ],
)
def test_only_the_number_of_its_place_is_taken_from_a_point(typed, kept):
    assert unnumbered(typed) == kept
