"""Colours written as #rrggbb: how well they are read, and what they become where they are too light for text."""

from django.utils.translation import gettext as _

PAPER = "#ffffff"
TEXT, LARGE_TEXT = 4.5, 3.0  # contrasts that WCAG 2.2 asks for, 1.4.3


def readable(colour: str) -> str:
    """The colour itself, or a darker one with the same hue, with a contrast to white of at least 4.5:1."""
    for step in range(21):
        darker = mix("#000000", colour, step / 20)
        if contrast(darker, PAPER) >= TEXT:
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


def contrast_words(colour: str) -> str:
    """How text in the colour is read on white, in one or two sentences."""
    ratio = contrast(colour, PAPER)
    if ratio >= TEXT:
        verdict = _("Tekst i fargen leses godt.")
    elif ratio >= LARGE_TEXT:
        verdict = _("Fargen er lys: bare store overskrifter leses godt. Vanlig tekst trykkes i en mørkere tone.")
    else:
        verdict = _("Fargen er for lys til tekst. Tekst trykkes i en mørkere tone.")
    return _("Kontrast mot hvitt: {ratio} til 1. {verdict}").format(
        ratio=f"{ratio:.1f}".replace(".", ","), verdict=verdict
    )
