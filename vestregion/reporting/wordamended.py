"""What was changed after the adoption, in a Word document: the table of amendments, and what a row says of it."""

from collections.abc import Iterable
from datetime import date

from vestregion.reporting.wordtables import cell_of, put_table, row_of
from vestregion.reporting.wordtext import BODY

HEAD = "Endringer etter vedtaket"
FATES = {"new": "Lagt til", "removed": "Fjernet", "restored": "Hentet tilbake"}
NAMES = (("title", "ordlyd", ""), ("deadline", "frist", "ingen frist"), ("responsible", "ansvarlig", "ingen"))


def was_words(was: dict | None) -> str:
    """What a row says of its own change: its number, and what was adopted."""
    if was is None:
        return ""
    number = f"Endring {was['number']}. " if was["number"] else ""
    if was["is_new"]:
        return f"{number}Ny etter vedtaket"
    told = [f"{name}: {was[key] or none}" for key, name, none in NAMES if was[key] is not None]
    return f"{number}Vedtatt {'; '.join(told)}" if told else number.rstrip(". ")


def gone_words(gone: list[dict]) -> str:
    """The activities that were adopted and are removed."""
    told = (f"{row['title']} (endring {row['number']})" if row["number"] else row["title"] for row in gone)
    return f"Fjernet etter vedtaket: {'; '.join(told)}"


def add_amendments(document, content: dict) -> None:
    """Last in the document, under a heading of its own, where the import stops reading."""
    if not content["amendments"]:
        return
    document.add_paragraph(HEAD, style="Heading 1")
    if content["gone_sections"]:
        document.add_paragraph(f"Deler som er fjernet: {', '.join(content['gone_sections'])}.", style=BODY)
    last = "Begrunnelse og vedtak" if content["tells_reasons"] else "Vedtak"
    columns = [("Nr.", 1), ("Dato", 2), ("Hva er endret", 9), (last, 5)]
    colour = content["sender"]["primary_colour"]
    put_table(document, colour, HEAD, columns, lambda widths: _rows(content["amendments"], widths))


def _rows(amendments: list[dict], widths: list[int]) -> Iterable[str]:
    for each in amendments:
        why = "\n".join(filter(None, (each["reason"], each["decision"] and f"Vedtak: {each['decision']}")))
        texts = (str(each["number"]), f"{date.fromisoformat(each['day']):%d.%m.%Y}", _what(each), why or "–")
        yield row_of((cell_of(text, wide) for text, wide in zip(texts, widths, strict=True)), splits=True)


def _what(amendment: dict) -> str:
    lines = [_line(row) for row in amendment["rows"]]
    if amendment["more"]:
        lines.append(f"og {amendment['more']} {'rad' if amendment['more'] == 1 else 'rader'} til")
    return "\n".join(f"• {line}" for line in lines) or "Ingenting står igjen av endringen."


def _line(row: dict) -> str:
    if row["fate"] != "changed":
        return f"{FATES[row['fate']]} {row['kind']}: {row['title']}"
    return f"{row['title']}: {'; '.join(map(_field, row['fields']))}"


def _field(field: dict) -> str:
    name, before, after = field["name"], field["before"], field["after"]
    if before and after:
        return f"{name} fra «{before}» til «{after}»"
    if after:
        return f"{name} satt til «{after}»"
    return f"{name}, som var «{before}», er tatt bort" if before else name
