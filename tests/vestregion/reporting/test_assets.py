"""Which addresses a document may use: our own static files, and nothing else by any spelling."""

import pytest

from vestregion.reporting import assets
from vestregion.reporting.errors import MissingAsset, RefusedAsset
from vestregion.reporting.theme import contrast, theme_css

STYLESHEET = "vestregion/print/document.css"


def test_our_own_stylesheet_is_found():
    assert assets.resolve(assets.static_url(STYLESHEET)).name == "document.css"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "file:////host/share/x.png",
        "\\\\host\\share\\x.png",
        "//host/share/x.png",
        "http://static.invalid/static/vestregion/print/document.css",
        "https://static.invalid.example.org/static/x.png",
        "https://static.invalid@example.org/static/x.png",
        "https://static.invalid:8000/static/x.png",
        "https://example.org/static/x.png",
        "http://169.254.169.254/latest/meta-data/",
        "data:image/png;base64,iVBORw0KGgo=",
        "data:text/css,p{}",
        "ftp://static.invalid/static/x.png",
        "javascript:alert(1)",
        "/static/vestregion/print/document.css",
        "https://static.invalid/media/x.png",
        "https://static.invalid/static/../vestregion/settings.py",
        "https://static.invalid/static/../../x.png",
        "https://static.invalid/static/vestregion/..%2f..%2f..%2f..%2fetc/x.png",
        "https://static.invalid/static/%2e%2e/%2e%2e/x.svg",
        "https://static.invalid/static//etc/x.png",
        "https://static.invalid/static/c:%5cwindows%5cx.png",
        "https://static.invalid/static/..%5c..%5cx.png",
        "https://static.invalid/static/x.png%00.css",
        "https://static.invalid/static/vestregion/x.py",
        "https://static.invalid/static/",
        "https://[static.invalid/static/x.png",
        "",
    ],
)
def test_everything_else_is_refused(url):
    with pytest.raises(RefusedAsset):
        assets.resolve(url)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path, monkeypatch):
    outside = tmp_path / "secret.png"
    outside.write_bytes(b"x")
    root = tmp_path / "static"
    root.mkdir()
    (root / "inside.png").symlink_to(outside)
    monkeypatch.setattr(assets, "static_roots", lambda: (root,))
    with pytest.raises(RefusedAsset):
        assets.resolve(assets.static_url("inside.png"))


def test_a_missing_file_of_ours_is_named_to_the_reader():
    with pytest.raises(MissingAsset) as caught:
        assets.resolve(assets.static_url("vestregion/print/borte.css"))
    assert "vestregion/print/borte.css" in str(caught.value)


def test_theme_keeps_text_readable_in_a_light_colour():
    css = theme_css("#ffe600", "#ffffff")
    values = dict(
        part.strip().split(": ") for part in css[css.index("{") + 1 : css.index("}")].split(";") if part.strip()
    )
    assert contrast(values["--primary-text"], "#ffffff") >= 4.5
    assert contrast(values["--accent-text"], "#ffffff") >= 4.5
    assert contrast(values["--on-primary"], values["--primary"]) >= 4.5


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#123456; } p { color: red", ""])
def test_theme_takes_nothing_but_a_colour(colour):
    with pytest.raises(ValueError, match="#rrggbb"):
        theme_css(colour, "#123456")
