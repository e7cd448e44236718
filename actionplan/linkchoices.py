"""The case or resolution that somebody means by what she types: a number, words of a title, or a whole line that was
offered. Only what she may read in full is offered and found."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from actionplan.amendments import decision_words
from governance.models import AgendaItem, Case, Resolution
from governance.numberforms import parse_number

MOST = 12  # cases that are offered; each may have several resolutions
_NUMBERED = re.compile(r"\s*(\d{4}[/-]\d{1,5})(?!\d)[\s,:]*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Target:
    """A case, or one of its resolutions, and the line that names it."""

    line: str
    case: Case
    resolution: Resolution | None = None


def offered(actor, text: str) -> list[Target]:
    """What fits the text, the newest case first, each before its resolutions. Two questions."""
    words = text.split()
    if not words:
        return []
    return _with_resolutions(actor, list(_cases(actor, text, words)[:MOST]))


def find(actor, text: str) -> Target:
    """The one case or resolution that is meant. Raises ValidationError, which says what to write instead."""
    numbered = _NUMBERED.fullmatch(text)
    if numbered is not None:
        return _of_number(actor, numbered[1], numbered[2])
    fits = offered(actor, text)
    same = [each for each in fits if each.resolution is None]
    if len(same) == 1:
        return same[0]
    if not same:
        raise ValidationError(_("Ingen sak passer. Skriv saksnummeret, for eksempel 2016/12, eller ord fra tittelen."))
    raise ValidationError(_say_which(same))


def _of_number(actor, number: str, rest: str) -> Target:
    """`rest` says which resolution of the case is meant, where it is one; the title that stands there is not read."""
    wanted = parse_number(number)
    cases = Case.objects.readable_by(actor).filter(year=wanted.year, sequence=wanted.sequence) if wanted else ()
    fits = _with_resolutions(actor, list(cases))
    if not fits:
        raise ValidationError(_("Det finnes ingen sak med dette nummeret. Skriv det slik: 2016/12."))
    decided, said = fits[1:], " ".join(rest.casefold().split())
    if said == " ".join(fits[0].case.title.casefold().split()):
        return fits[0]
    exact = [each for each in decided if _tail(each.line) == said]
    if exact:
        return exact[0]
    if not said.startswith(_("vedtak")):
        return fits[0]
    if len(decided) == 1 and said == _("vedtak"):
        return decided[0]
    raise ValidationError(_say_which(decided) if decided else _("Saken har ikke noe vedtak som du kan lese."))


def _tail(line: str) -> str:
    return " ".join(_NUMBERED.fullmatch(line)[2].casefold().split())


def _say_which(those: list[Target]) -> str:
    lines = "; ".join(f"«{each.line}»" for each in those[:5])
    return _("Flere passer. Skriv én av dem: {lines}").format(lines=lines)


def _cases(actor, text: str, words: list[str]):
    """By file number, by the number a body gave it, or by every word in the title."""
    titled = Q()
    for word in words:
        titled &= Q(title__icontains=word)
    number = parse_number(text)
    if number is not None:
        items = AgendaItem.objects.visible_to(actor).filter(
            case=OuterRef("pk"), number_year=number.year, number_sequence=number.sequence
        )
        titled |= Q(year=number.year, sequence=number.sequence) | Exists(items.order_by())
    return Case.objects.readable_by(actor).filter(titled).order_by("-year", "-sequence")


def _with_resolutions(actor, cases: list[Case]) -> list[Target]:
    rows = Resolution.objects.visible_to(actor).filter(item__case__in=cases).select_related("item__body", "item__case")
    decided: dict = {}
    for row in rows.order_by("-decided_on", "pk"):
        line = _("{number}, vedtak {words}").format(number=row.item.case.number, words=decision_words(row))
        decided.setdefault(row.item.case_id, []).append(Target(line, row.item.case, row))
    return [each for case in cases for each in (Target(str(case), case), *decided.get(case.pk, ()))]
