"""The facts of a plan as a Word document to paste from: real headings and tables, the alliance's own colours and logo.

A pure function of the facts. The import reads it back to the same plan (docs/import.md), so texts stand in the style
for body text and areas are called what the import calls them.
"""

import io
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from governance.colours import readable
from vestregion.reporting.wordamended import add_amendments, gone_words, was_words
from vestregion.reporting.wordtables import cell_of, put_table, row_of
from vestregion.reporting.wordtext import add_rich, add_text, plain

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
PARTS = (("organisation", "Organisering"), ("resources", "Ressurser"), ("reporting", "Rapportering"))
NORWEGIAN = {ord(","): "\u00a0", ord("."): ","}  # how a number is written here
WIDE_FROM = 6  # columns from which the page lies down
# What a row may say beside its measures, its title and its deadline: (name of the fact, head, share of the width).
MORE = (
    ("responsible", "Ansvarlig", 3),
    ("partners", "Samarbeidsparter", 3),
    ("mode", "Arbeidsform", 3),
    ("steered_by", "Styres av", 3),
    ("note", "Merknad", 4),
    ("tags", "Emneord", 3),
    ("was", "Endret etter vedtaket", 3),
)


def word_of(content: dict, *, logo: bytes | None = None) -> bytes:
    """The plan as .docx. `content` are the facts as they were frozen, `logo` a PNG or JPEG."""
    document = Document()
    _page(document, content)
    _styles(document, content)
    _properties(document, content)
    _head_and_foot(document, content, logo)
    document.add_paragraph(plain(content["title"]), style="Title")
    add_rich(document, content["introduction"])
    _platform(document, content["platform"])
    for area in content["areas"]:
        document.add_paragraph(plain(f"Innsatsområde: {area['title']}"), style="Heading 1")
        add_text(document, area["goal"])
        for section in area["sections"]:
            _section(document, content, section)
    add_amendments(document, content)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# ---- The document as such ----


def _page(document, content: dict) -> None:
    page = document.sections[0]
    wide = any(len(_columns(each)) >= WIDE_FROM for area in content["areas"] for each in area["sections"])
    page.page_width, page.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)


def _styles(document, content: dict) -> None:
    """The alliance's colour on the headings, dark enough to be read; one typeface, and the language of the text."""
    colour = RGBColor.from_string(readable(content["sender"]["primary_colour"]).lstrip("#").upper())
    for name, size in (("Title", 26), ("Heading 1", 18), ("Heading 2", 14), ("Heading 3", 12), ("Heading 4", 11)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb, style.font.name = Pt(size), colour, "Calibri"
        for fonts in style.element.iter(qn("w:rFonts")):  # the template names them by theme, which would win
            for key in list(fonts.attrib):
                if key.endswith("Theme"):
                    del fonts.attrib[key]
    for name in ("Normal", "Body Text"):
        document.styles[name].font.size, document.styles[name].font.name = Pt(11), "Calibri"
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), LANGUAGES.get(content["lang"], "nb-NO"))


def _properties(document, content: dict) -> None:
    properties = document.core_properties
    properties.title = plain(content["title"])[:255]
    properties.author = properties.last_modified_by = content["sender"]["alliance"]
    properties.subject = content["sender"]["cooperation"]
    properties.language = LANGUAGES.get(content["lang"], "nb-NO")
    properties.comments = properties.keywords = ""
    made = datetime.fromisoformat(content["adopted_on"]) if content["adopted_on"] else datetime(content["year"], 1, 1)
    properties.created = properties.modified = made


def _head_and_foot(document, content: dict, logo: bytes | None) -> None:
    """Who it is from and what it is, on every page; outside the text, so that it is not pasted along."""
    sender, page = content["sender"], document.sections[0]
    for name in ("Header", "Footer"):
        stops = document.styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(page.page_width - page.left_margin - page.right_margin, WD_TAB_ALIGNMENT.RIGHT)
    line = page.header.paragraphs[0]
    if logo:
        picture = line.add_run().add_picture(io.BytesIO(logo), height=Cm(1.1))
        picture._inline.docPr.set("descr", f"Logoen til {sender['alliance']}")
        line.add_run("  ")
    names = [sender["alliance"]] if sender["is_main"] else [sender["alliance"], sender["cooperation"]]
    line.add_run(plain(" – ".join(names))).bold = True
    line.add_run(f"\t{_state(content)}")
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{plain(content['title'])}\tSide ")
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    foot._p.append(parse_xml(field))


def _state(content: dict) -> str:
    """ "Vedtatt 10.12.2015, endret 03.03.2016": the last day that something of the plan was changed."""
    state, adopted = content["plan_state"], content["adopted_on"]
    if not adopted:
        return state
    said = "Vedtatt" if state == "Vedtatt" else f"{state}, vedtatt"
    changed = [f", endret {_day(each['day'])}" for each in content["amendments"][-1:]]
    return "".join([f"{said} {_day(adopted)}", *changed])


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d.%m.%Y}"


def _platform(document, platform: dict | None) -> None:
    for name, label in (("vision", "Visjon"), ("main_goal", "Hovedmål")):
        if platform and platform[name].strip():
            add_text(document, f"{label}: {' '.join(platform[name].split())}")


# ---- A section ----


def _section(document, content: dict, section: dict) -> None:
    document.add_paragraph(plain(section["title"]), style="Heading 2")
    add_rich(document, section["introduction"])
    lines = {"resources": [*_posts(section), *_funding(section)], "reporting": _receivers(section)}
    for name, head in PARTS:
        if section[name] or lines.get(name):
            document.add_paragraph(head, style="Heading 3")
            add_rich(document, section[name])
            for line in lines.get(name, ()):
                document.add_paragraph(plain(line), style="List Bullet")
    if section["rows"]:
        colour, columns = content["sender"]["primary_colour"], _columns(section)
        put_table(document, colour, section["title"], columns, lambda widths: _rows(section, widths))
    if section["gone"]:
        add_text(document, gone_words(section["gone"]))


def _posts(section: dict) -> list[str]:
    return [
        ", ".join(filter(None, (post["title"], post["holder"], post["size"], "leder" if post["is_lead"] else "")))
        for post in section["posts"]
    ]


def _funding(section: dict) -> list[str]:
    """Each line with all that the import needs to read it back (actionplan/importing/printed.py)."""
    return [
        ", ".join(filter(None, (
            " ".join(each["title"].split()), each["source"], each["certainty"].lower(),
            each["payer"] and f"betales av {each['payer']}", _rate(each["rate"]), _kroner(each["money"]),
        )))
        for each in section["funding"]
    ]  # fmt: skip


def _rate(rate: str | None) -> str:
    if rate is None:
        return ""
    kroner = Decimal(rate)
    whole = kroner == kroner.to_integral_value()
    words = f"{kroner:.0f}" if whole else f"{kroner:.2f}" if kroner == round(kroner, 2) else f"{kroner.normalize():f}"
    return f"kr {words} per innbygger".replace(".", ",")


def _kroner(money: dict | None) -> str:
    if money is None or money["planned"] is None:
        return ""
    amount = Decimal(money["planned"])
    words = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{words.translate(NORWEGIAN)} kroner"


def _receivers(section: dict) -> list[str]:
    kinds = (("tertial", "Tertialrapport"), ("annual", "Årsrapport"))
    return [f"{label}: {', '.join(each['name'] for each in section[kind])}" for kind, label in kinds if section[kind]]


def _levels(section: dict) -> int:
    return max(len(row["measures"]) for row in section["rows"]) if section["rows"] else 0


def _columns(section: dict) -> list[tuple[str, int]]:
    """(head, share of the width): the measures by level, the activity, the deadline, and what else any row says."""
    levels, labels = _levels(section), list(section["labels"])
    own = labels.pop() if labels else "Aktivitet"
    labels = [*["Tiltak"] * (levels - len(labels)), *labels][-levels:] if levels else []
    more = [(head, share) for name, head, share in MORE if _said(section, name)]
    return [*((label, 4) for label in labels), (own, 6), (section["deadline_label"], 2), *more]


def _rows(section: dict, widths: list[int]):
    """A measure stands once, in a cell that reaches down over all its rows."""
    levels = _levels(section)
    paths = [tuple(row["measures"]) for row in section["rows"]]
    goes_on = [0, *(_shared(before, path) for before, path in pairwise(paths))]
    for number, row in enumerate(section["rows"]):
        path = [*paths[number], *[""] * (levels - len(paths[number]))]
        below = goes_on[number + 1] if number + 1 < len(paths) else 0
        cells = []
        for level, title in enumerate(path):
            reach = "continue" if level < goes_on[number] else "restart" if level < below else ""
            merge = f'<w:vMerge w:val="{reach}"/>' if reach else ""
            cells.append(cell_of("" if reach == "continue" else title, widths[level], inside=merge))
        more = [_more(row, name) for name, _head, _share in MORE if _said(section, name)]
        texts = [row["title"], row["deadline"], *more]
        cells += [cell_of(text, wide) for text, wide in zip(texts, widths[levels:], strict=True)]
        yield row_of(cells)


def _more(row: dict, name: str) -> str:
    if name == "partners":
        return ", ".join(row[name])
    if name == "tags":
        return "; ".join(row[name])
    return was_words(row[name]) if name == "was" else row[name]


def _said(section: dict, name: str) -> bool:
    return any(row.get(name) for row in section["rows"])


def _shared(before: tuple, path: tuple) -> int:
    """How many measures two rows share from the top."""
    pairs = enumerate(zip(before, path, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(before), len(path)))
