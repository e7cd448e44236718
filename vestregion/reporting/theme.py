"""The alliance's two colours as custom properties for the print stylesheets."""

import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
INK, PAPER = "#14202b", "#ffffff"


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


def readable(colour: str) -> str:
    """The colour itself, or a darker one with the same hue, with a contrast to white of at least 4.5:1."""
    for step in range(21):
        darker = mix("#000000", colour, step / 20)
        if contrast(darker, PAPER) >= 4.5:
            return darker
    return "#000000"


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(first: str, second: str, share: float) -> str:
    """A colour made of `share` (0 to 1) of the first and the rest of the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
