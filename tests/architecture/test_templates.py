"""Templates hold no style and no script of their own, so the content security policy can forbid both."""

import re

import pytest

from tests.architecture import source

INLINE = {
    "a style attribute": re.compile(r"<[^<>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an htmx event attribute": re.compile(r"\s(?:data-)?hx-on\b", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)
DATA = re.compile(r"""type\s*=\s*["']application/json["']""", re.IGNORECASE)
COMMENTS = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


def inline_code(text: str) -> list[str]:
    """What a template holds that the content security policy refuses."""
    # A tag inside an attribute may hold < or >, which would end the element too early.
    text = TAGS.sub("x", COMMENTS.sub("", text))
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    scripts = [body for attributes, body in SCRIPT.findall(text) if not DATA.search(attributes)]
    return found + ["a script with content"] * any(body.strip() for body in scripts)


def test_no_template_has_style_or_script_of_its_own():
    templates = [path for path in (source.ROOT / "templates").rglob("*") if path.suffix in {".html", ".svg", ".txt"}]
    wrong = {str(path.relative_to(source.ROOT)): inline_code(path.read_text(encoding="utf-8")) for path in templates}
    assert templates
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    "text",
    [
        '<p class="a" style="color: red">',
        '<p\n  style="color: red">',
        '<p {% if a > b %}hidden{% endif %} style="x">',
        "<style>p { color: red }</style>",
        '<button onclick="go()">',
        '<button hx-on:click="go()">',
        '<a href="javascript:go()">',
        "<script>go()</script>",
        '<script nonce="x">go()</script>',
    ],
)
def test_inline_code_is_seen(text):
    assert len(inline_code(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<p class="ds-style" data-style="x">',
        '<script src="{% static "a.js" %}" defer></script>',
        '<script type="application/json" id="rows">[1]</script>',
        "{# <p style='x'> #}<p>",
        '<option value="one">on = off</option>',
    ],
)
def test_other_markup_is_let_through(text):
    assert inline_code(text) == []
