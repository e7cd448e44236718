"""The alliance's two colours as custom properties for the print stylesheets."""

import re

from governance.colours import PAPER, contrast, mix, readable

HEX = re.compile(r"#[0-9a-fA-F]{6}")
INK = "#14202b"


def theme_css(primary: str, accent: str) -> str:
    """CSS that sets the colours of a document; both are written as #rrggbb.

    Text in a colour must be read by everyone: a colour too light for text on white is darkened for text until the
    contrast is 4.5:1 (WCAG 2.2, 1.4.3), and text on the colour is dark or white, whichever contrasts more.
    """
    for colour in (primary, accent):
        if not HEX.fullmatch(colour):
            raise ValueError(f"A colour is written as #rrggbb, not {colour!r}.")
    on_primary = max((INK, PAPER), key=lambda text: contrast(text, primary))
    return (
        f":root {{ --primary: {primary}; --on-primary: {on_primary}; --primary-text: {readable(primary)}; "
        f"--accent: {accent}; --accent-text: {readable(accent)}; --tint: {mix(primary, PAPER, 0.07)}; "
        f"--line: {mix(primary, '#c9d1d8', 0.25)}; }}"
    )
