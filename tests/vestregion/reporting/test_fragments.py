"""Rich text is bounded before it meets the renderer."""

import pytest

from vestregion.reporting.errors import RenderTooLarge
from vestregion.reporting.fragments import MAX_CHARACTERS, safe_fragment


def test_text_of_the_editor_is_kept():
    html = (
        '<h2>Mål</h2><p>Ett <strong>to</strong> <a href="/saker/1/">tre</a><br>A &amp; B &lt; C</p><ul><li>x</li></ul>'
    )
    assert safe_fragment(html) == html


def test_headings_are_moved_below_those_of_the_document():
    assert safe_fragment("<h2>a</h2><h3>b</h3><h6>c</h6>", headings_from=4) == "<h4>a</h4><h5>b</h5><h6>c</h6>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p style="font-size:1e9px" class="x" onclick="y()">a</p>', "<p>a</p>"),
        ("<script>x</script><p>a</p>", "<p>a</p>"),
        ('<img src="file:///etc/passwd"><p>a</p>', "<p>a</p>"),
        ('<link rel="attachment" href="file:///etc/passwd">a', "a"),
        ('<a href="javascript:x">a</a>', "<a>a</a>"),
        ("<svg><use href='#a'/></svg>b", "b"),
    ],
)
def test_what_a_document_does_not_need_is_dropped(html, expected):
    assert safe_fragment(html) == expected


@pytest.mark.parametrize(("given", "kept"), [("1000000", "20"), ("9" * 5000, "20"), ("0", "1"), ("3", "3")])
def test_spans_are_capped(given, kept):
    html = f'<table><tbody><tr><td colspan="{given}" rowspan="{given}">a</td></tr></tbody></table>'
    assert f'<td colspan="{kept}" rowspan="{kept}">a</td>' in safe_fragment(html)


@pytest.mark.parametrize("given", ["-1", "2.5", "x", "", "²"])
def test_spans_that_are_no_number_are_dropped(given):
    assert "<td>" in safe_fragment(f'<table><tbody><tr><td colspan="{given}">a</td></tr></tbody></table>')


def test_depth_is_capped_and_no_text_is_lost():
    html = safe_fragment("<div>" * 30_000 + "dypt" + "</div>" * 30_000 + "<p>etter</p>")
    assert html == "<div>" * 30 + "dypt" + "</div>" * 30 + "<p>etter</p>"


def test_a_text_that_is_too_long_is_refused_in_plain_words():
    with pytest.raises(RenderTooLarge, match="for stort"):
        safe_fragment("a" * (MAX_CHARACTERS + 1))
