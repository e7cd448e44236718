"""What stood in a field, in the words of the reader: choices, days, yes and no, and names of what it pointed to."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.exemption import neutral_title, reveal
from governance.models import AgendaItem, Attachment, Case, CasePaper, Resolution, TenantRow
from governance.richtext import plain_text
from governance.templatetags.norwegian import NBSP, clock_time, short_date, short_moment

# How a field is named in a sentence; any other stands by its own label, in quotes.
DEFINITE = {
    "title": gettext_lazy("tittelen"),
    "public_title": gettext_lazy("den offentlige tittelen"),
    "name": gettext_lazy("navnet"),
    "summary": gettext_lazy("sammendraget"),
    "deadline_text": gettext_lazy("fristen"),
    "day": gettext_lazy("datoen"),
    "last_day": gettext_lazy("siste dag"),
    "starts_at": gettext_lazy("klokkeslettet"),
    "ends_at": gettext_lazy("sluttiden"),
    "place": gettext_lazy("stedet"),
    "note": gettext_lazy("merknaden"),
    "state": gettext_lazy("tilstanden"),
    "access": gettext_lazy("tilgangen"),
    "ground": gettext_lazy("hjemmelen"),
    "legal_basis": gettext_lazy("hjemmelen med egne ord"),
    "exempt_until": gettext_lazy("siste dag for unntaket"),
    "disclosure": gettext_lazy("svaret på merinnsyn"),
    "disclosure_note": gettext_lazy("vurderingen av merinnsyn"),
    "responsible": gettext_lazy("saksansvarlig"),
    "responsible_position": gettext_lazy("ansvarlig stilling"),
    "responsible_organisation": gettext_lazy("ansvarlig organisasjon"),
    "responsible_person": gettext_lazy("ansvarlig person"),
    "email": gettext_lazy("e-postadressen"),
    "phone": gettext_lazy("telefonnummeret"),
    "role": gettext_lazy("rollen"),
    "valid_from": gettext_lazy("første dag"),
    "valid_to": gettext_lazy("siste dag"),
    "exposition": gettext_lazy("saksutredningen"),
    "alternatives": gettext_lazy("vurderingen av alternativer"),
    "economic_consequences": gettext_lazy("de økonomiske konsekvensene"),
    "municipal_consequences": gettext_lazy("konsekvensene for kommunene"),
    "recommendation": gettext_lazy("forslaget til vedtak"),
    "introduction": gettext_lazy("innledningen"),
    "amount": gettext_lazy("beløpet"),
    "position": gettext_lazy("plassen i rekkefølgen"),
    "text": gettext_lazy("teksten"),
}
CASE_OF = {
    Case: lambda row: row,
    AgendaItem: lambda row: row.case,
    CasePaper: lambda row: row.item.case,
    Attachment: lambda row: row.item.case,
    Resolution: lambda row: row.item.case,
}
LONG = 60  # signs; what is longer is compared word by word
Names = dict[tuple[type, Any], str]


def in_sentence(field) -> str:
    """The field as a sentence names it: "fristen", or its label in quotes."""
    known = DEFINITE.get(field.name)
    return str(known) if known else f"«{field.verbose_name}»"


def is_text(field) -> bool:
    return isinstance(field, models.TextField)


def words_of(field, value, names: Names) -> str:
    """The value as it is read; an empty one is an empty string."""
    if value is None or value == "" or value == []:
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), _("noe du ikke ser"))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, datetime):
        return short_moment(timezone.localtime(value)).replace(NBSP, " ")
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, time):
        return clock_time(value)
    if isinstance(value, Decimal):
        return number_format(value, use_l10n=True, force_grouping=True)
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(value)


def plain(field, value: str) -> str:
    """A long text without its tags, for a sentence."""
    return plain_text(value) if is_text(field) and "<" in value else value


def names_of(actor, wanted: Iterable[tuple[type, Any]]) -> Names:
    """What rows are called that were pointed to, as far as the actor may see them. At most three questions for each
    kind, however many rows."""
    keys = defaultdict(set)
    for model, pk in wanted:
        if pk is not None:
            keys[model].add(pk)
    found = {}
    for model, pks in keys.items():
        found |= {(model, row.pk): name for row, name in _named(actor, model, pks)}
    return found


def _named(actor, model, pks) -> Iterable[tuple[Any, str]]:
    if not issubclass(model, TenantRow):
        return [(row, str(row)) for row in model._base_manager.filter(pk__in=pks)]
    related = tuple(_relations(model))
    rows = list(model.objects.visible_to(actor).filter(pk__in=pks).select_related(*related))
    missing = pks - {row.pk for row in rows}
    if missing:
        rows += model.objects.in_bin(actor).filter(pk__in=missing).select_related(*related)
    case_of = CASE_OF.get(model)
    if case_of is None:
        return [(row, str(row)) for row in rows]
    reveal(actor, [case_of(row) for row in rows])
    return [(row, neutral_title(case_of(row)) if case_of(row).is_masked else str(row)) for row in rows]


def _relations(model) -> Iterable[str]:
    """What a row's name may need: what it points to, and what that points to."""
    for field in model._meta.concrete_fields:
        if field.is_relation and field.name != "alliance" and issubclass(field.related_model, TenantRow):
            yield field.name
            for further in field.related_model._meta.concrete_fields:
                if further.is_relation and issubclass(further.related_model, TenantRow) and further.name != "parent":
                    yield f"{field.name}__{further.name}"
