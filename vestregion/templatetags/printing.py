"""Filters and tags of printed documents. They read frozen content: dates are ISO text, amounts decimal text."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils import translation
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from governance.templatetags.norwegian import MINUS, NBSP, norwegian_days
from vestregion.reporting.fragments import safe_fragment

register = template.Library()
LONG_TEXT = 600  # characters; a longer text stands below the table, since a row may not break over pages
MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()  # noqa: SIM905
COLOURS = {
    "not_started": "#9aa6b2",
    "on_track": "#0c5581",
    "done": "#17603a",
    "delayed": "#c98a12",
    "stopped": "#b3261e",
    "missing": "#d5dce2",
}


@register.filter
def rich(value: str, headings_from: int) -> SafeString:
    """Rich text, cleaned once more on its way to paper; its highest heading gets the level given."""
    return mark_safe(safe_fragment(value or "", headings_from))  # noqa: S308 - just cleaned


@register.filter
def paragraphs(value: str) -> SafeString:
    """Plain text as typed, with its paragraphs and line breaks."""
    parts = [part.strip() for part in value.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return format_html_join("", "<p>{}</p>", ((mark_safe(escape(part).replace("\n", "<br>")),) for part in parts))  # noqa: S308


@register.filter
def day(value: str) -> str:
    """ISO text as "30. april 2016"; empty for none."""
    if not value:
        return ""
    read = date.fromisoformat(value)
    return f"{read.day}.{NBSP}{MONTHS[read.month - 1]}{NBSP}{read.year}"


@register.filter
def to_day(first: str, last: str) -> str:
    """Two days as ISO text as "8.–9. februar 2017", as they stand on pages and in mails; one day without a last."""
    with translation.override("nb"):
        return norwegian_days(date.fromisoformat(first), date.fromisoformat(last) if last else None)


@register.filter
def amount(value) -> str:
    """Kroner for a column of figures: "350 000", "−1 200,50"; a dash for no amount."""
    if value is None:
        return "–"
    number = Decimal(value)
    text = f"{abs(number):,.2f}".replace(",", NBSP).replace(".", ",").removesuffix(",00")
    return f"{MINUS if number < 0 else ''}{text}"


@register.filter
def percent(value) -> str:
    """One decimal with a sign: "+4,0 %"; a dash for none."""
    if value is None:
        return "–"
    number = Decimal(value)
    sign = MINUS if number < 0 else "+" if number > 0 else ""
    return f"{sign}{abs(number):.1f}".replace(".", ",") + f"{NBSP}%"


@register.filter
def signed(value) -> str:
    """A deviation in kroner with its sign."""
    text = amount(value)
    return f"+{text}" if value is not None and Decimal(value) > 0 else text


@register.filter
def is_long(value: str) -> bool:
    """Whether a text is too long for a table cell."""
    return len(value) > LONG_TEXT


@register.simple_tag
def chip(status: dict) -> SafeString:
    """A status as symbol, word and colour."""
    code, symbol, word = status["code"], status["symbol"], status["word"]
    return format_html('<span class="status status-{}">{} {}</span>', code, symbol, word)


@register.filter
def counted(number: int, forms: str) -> str:
    """The number with the right form of a word: {{ n|counted:"aktivitet,aktiviteter" }}; "ingen" for nought."""
    one, many = forms.split(",")
    return f"{number or 'ingen'} {one if number == 1 else many}"


@register.filter
def by_key(areas: list, key: str) -> dict:
    """The activity with a key like "2.1.3", together with the title of its section."""
    area, section, number = (int(part) - 1 for part in key.split("."))
    found = areas[area]["sections"][section]
    return {**found["activities"][number], "section": found["title"]}


@register.filter
def all_deviations(section: dict) -> list:
    return [activity for activity in section["activities"] if activity["is_deviation"]]


@register.filter
def long_texts(section: dict) -> list:
    return [activity for activity in section["activities"] if is_long(activity["text"])]


@register.filter
def any_responsible(rows: list) -> bool:
    """Whether any row names who is responsible, or did when adopted; without, the column is left out and the text gets
    its room."""
    return any(row["responsible"] or (row.get("was") or {}).get("responsible") for row in rows)


@register.filter
def any_dated(rows: list) -> bool:
    """Whether any row has a deadline, or had one when it was adopted."""
    return any(row["deadline"] or (row["was"] or {}).get("deadline") for row in rows)


@register.filter
def any_has(rows: list, name: str) -> bool:
    """Whether any of the rows has something there; for a column that is left out where none has."""
    return any(row.get(name) for row in rows)


@register.filter
def any_text(points: list) -> bool:
    """Whether any point of a platform has a text beside its title."""
    return any(text for _kind, _title, text in points)


@register.filter
def any_money(areas: list, kind: str) -> bool:
    """Whether any area has an amount of the kind, nought too."""
    return any(area["money"] is not None and area["money"][kind] is not None for area in areas)


@register.filter
def leading(posts: list) -> list[str]:
    """Titles of the posts that answer for a section, and so for each activity in it that names nobody else."""
    return [post["title"] for post in posts if post["is_lead"]]


@register.filter
def regrouped(rows: list) -> list:
    """(titles of the measures, rows) for each run of rows under the same measures."""
    groups: list[tuple[list, list]] = []
    for row in rows:
        if not groups or groups[-1][0] != row["measures"]:
            groups.append((row["measures"], []))
        groups[-1][1].append(row)
    return groups


@register.filter
def nested(section: dict) -> list:
    """(measures that begin, rows) for each run of rows under the same measures. A measure that goes on from the run
    before is not said again; each is (level, what its level is called where there are several, title)."""
    groups, before = [], []
    depth = max((len(row["measures"]) for row in section["rows"]), default=0)
    words = [*["Tiltak"] * depth, *section["labels"][:-1]][-depth:] if depth > 1 else [""] * depth
    for path, rows in regrouped(section["rows"]):
        goes_on = next((n for n, title in enumerate(path) if path[: n + 1] != before[: n + 1]), len(path))
        begins = [(level + 1, words[level], path[level]) for level in range(goes_on, len(path))]
        groups.append((begins, rows))
        before = path
    return groups


@register.simple_tag
def status_chart(areas: list, title: str) -> SafeString:
    """Stacked bars, one for each area: how many activities have each status. The numbers stand in a table below it."""
    drawn = [area for area in areas if area["counts"]["activities"]]
    most = max((area["counts"]["activities"] for area in drawn), default=1)
    bars = format_html_join("", "{}", ((_bar(area, index, most),) for index, area in enumerate(drawn)))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 {}" role="img"><title>{}</title>'
        '<g font-family="Inter" font-size="9" fill="#14202b">{}</g></svg>',
        len(drawn) * 24,
        title,
        bars,
    )


def _bar(area: dict, index: int, most: int) -> SafeString:
    top, left, parts = index * 24, 150.0, []
    for status, number in area["counts"]["by_status"]:
        width = round(280 * number / most, 1)
        if number:
            rect = '<rect x="{}" y="{}" width="{}" height="15" fill="{}"/>'
            parts.append(format_html(rect, f"{left:.1f}", top + 2, f"{width:.1f}", COLOURS[status["code"]]))
        left += width
    label = format_html('<text x="0" y="{}">{}</text>', top + 13, _shortened(area["title"]))
    total = format_html('<text x="{}" y="{}">{}</text>', f"{left + 5:.1f}", top + 13, area["counts"]["activities"])
    return format_html("{}{}{}", label, format_html_join("", "{}", ((part,) for part in parts)), total)


def _shortened(title: str) -> str:
    return title if len(title) <= 30 else f"{title[:28].rstrip()}…"
