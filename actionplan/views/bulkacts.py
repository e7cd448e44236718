"""What may be done to several rows of the table at once. A new act is one `BulkAct` here, with the field it asks for in
`templates/actionplan/_bulk_field.html`; the bar of the page and the keys find it by its code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan.deadline_shifting import MOST_QUARTERS, MOVABLE, shift_text
from actionplan.deadlines import DeadlineKind, parse_deadline
from actionplan.forms.cell import cell_class
from actionplan.gridfacts import grid_of
from actionplan.gridplaces import Place, step
from actionplan.models import Activity, Measure
from actionplan.services.bulk import change_many, names_of, remove_many
from actionplan.services.copying import copy_many
from actionplan.services.measures import add_measure
from actionplan.services.moving import move_many
from actionplan.views.kinds import KINDS
from governance.history import Refused
from governance.models import Tag

SHOWN = 3  # deadlines a sentence gives as examples


@dataclass(frozen=True)
class Done:
    """What an act did: the key of the change (None where nothing was to be done), the sentence about it, the row that
    gets the keyboard, and the sections that look otherwise now beside those of the chosen rows."""

    change: Any
    told: str
    at: Any = None
    sections: tuple = ()


@dataclass(frozen=True)
class BulkAct:
    """One act. `run(view, chosen)` does it, `preview(view, chosen)` says beforehand what it would do. One that is
    `in_bar` is offered there, the others by keys and the menu of a row; `takes` are the models it is for, none for one
    that makes a row."""

    code: str
    label: Any
    run: Callable
    preview: Callable | None = None
    in_bar: bool = True
    takes: tuple = (Activity,)

    @property
    def says_first(self) -> bool:
        return self.preview is not None


def _set_field(view, chosen, *, name: str, sent: str) -> Done:
    """The value of one field, read once by the form of its cell, for every row."""
    values = _read(view, name, sent)
    if name == "partners":
        if not values["partners"]:
            raise Refused(_("Velg hvem som skal være med."))
        values |= {"base_partners": ()}  # added to those that are there
    own = ("responsible_position", "responsible_person", "responsible_organisation")
    fields = own if name == "responsible" else () if name == "partners" else (name,)
    change = change_many(view.actor, view.plan, chosen, lambda _row: values, fields=fields, reason=view.reason)
    return Done(change, _changed(len(chosen)) if change else _("Det sto slik fra før."))


def _add_tag(view, chosen) -> Done:
    """One tag more on each row; a row that has it is left alone."""
    sent = view.request.POST.get("emneord", "")
    tag = Tag.objects.visible_to(view.actor).filter(key=" ".join(sent.split()).casefold()).first()
    if tag is None:
        raise Refused(_("Velg et av emneordene som finnes. Nye lages på siden «Emneord»."))
    have = set(tag.activities.present().order_by().values_list("activity_id", flat=True))

    def values_of(row):
        return {} if row.pk in have else {"tags": [tag], "base_tags": ()}

    change = change_many(view.actor, view.plan, chosen, values_of, fields=(), reason=view.reason)
    return Done(change, _changed(len(chosen)) if change else _("Det sto slik fra før."))


def _read(view, name: str, sent: str, model=Activity) -> dict:
    data = {name: view.request.POST.get(sent, ""), "reason": "-"}  # the service asks for the reason
    form = cell_class(model, name)(data, instance=model(), actor=view.actor, plan=view.plan)
    if not form.is_valid():
        raise next(iter(form.errors.as_data().values()))[0]
    return {
        key: value for key, value in form.values().items() if key not in ("reason", "base_partners", "base_version")
    }


def _changed(number: int) -> str:
    return ngettext("{n} rad er endret.", "{n} rader er endret.", number).format(n=number)


def _quarters(view) -> int:
    try:
        number = int(view.request.POST.get("kvartaler", ""))
    except ValueError:
        number = 0
    if not number or abs(number) > MOST_QUARTERS:
        raise Refused(
            _("Skriv hvor mange kvartaler fristen skal flyttes, fra −{most} til {most}.").format(most=MOST_QUARTERS)
        )
    return number


def _shift(view, chosen) -> Done:
    number, year = _quarters(view), view.plan.year

    def values_of(row):
        text = shift_text(row.deadline_text, number, year)
        return {"deadline_text": text} if text != row.deadline_text else {}

    all_of_them = len(chosen)
    told = _shift_told(
        view,
        chosen,
        ngettext("{n} av {all} frist er utsatt {steps}", "{n} av {all} frister er utsatt {steps}", all_of_them),
        ngettext(
            "{n} av {all} frist er framskyndet {steps}", "{n} av {all} frister er framskyndet {steps}", all_of_them
        ),
    )
    change = change_many(view.actor, view.plan, chosen, values_of, fields=("deadline_text",), reason=view.reason)
    return Done(change, told)


def _shift_preview(view, chosen) -> str:
    """«5 av 7 frister utsettes ett kvartal: Q1 → Q2. Uten frist: 2.»"""
    return _shift_told(
        view,
        chosen,
        ngettext("{n} av {all} frist utsettes {steps}", "{n} av {all} frister utsettes {steps}", len(chosen)),
        ngettext("{n} av {all} frist framskyndes {steps}", "{n} av {all} frister framskyndes {steps}", len(chosen)),
    )


def _shift_told(view, chosen, later: str, earlier: str) -> str:
    """What happens to the deadlines, in the words for later and earlier ones."""
    number, year = _quarters(view), view.plan.year
    texts = [row.deadline_text for row, _version in chosen]
    dated = {DeadlineKind.NONE: 0, DeadlineKind.UNKNOWN: 0, "runs": 0}
    pairs = []
    for text in texts:
        kind, moved = parse_deadline(text, year).kind, shift_text(text, number, year)
        if moved != text:
            pairs.append(f"{text} → {moved}")
        elif kind not in MOVABLE or kind in dated:
            dated[kind if kind in dated else "runs"] += 1
    steps = ngettext("ett kvartal", "{n} kvartaler", abs(number)).format(n=abs(number))
    words = (later if number > 0 else earlier).format(n=len(pairs), all=len(texts), steps=steps)
    shown = list(dict.fromkeys(pairs))
    examples = ", ".join(shown[:SHOWN]) + (" …" if len(shown) > SHOWN else "")
    said = [f"{words}: {examples}." if pairs else f"{words}."]
    left = (
        (DeadlineKind.NONE, _("Uten frist: {n}.")),
        ("runs", _("Løpende eller gjentatte, som står: {n}.")),
        (DeadlineKind.UNKNOWN, _("Ikke forstått, og derfor som de var: {n}.")),
    )
    return " ".join([*said, *(sentence.format(n=dated[kind]) for kind, sentence in left if dated[kind])])


def _remove(view, chosen) -> Done:
    change = remove_many(view.actor, view.plan, chosen, reason=view.reason)
    number = len(chosen)
    told = ngettext("Fjernet: {rows}.", "{n} rader er fjernet: {rows}.", number)
    return Done(change, told.format(n=number, rows=names_of([row for row, _version in chosen])))


def _copy(view, chosen) -> Done:
    change, copies = copy_many(view.actor, view.plan, chosen, reason=view.reason)
    told = ngettext("Duplisert: {rows}.", "{n} rader er duplisert: {rows}.", len(copies))
    return Done(change, told.format(n=len(copies), rows=names_of(copies)), at=copies[0].pk)


def _move_to(view, chosen) -> Done:
    slug = "tiltak" if isinstance(chosen[0][0], Measure) else "aktivitet"
    return _moved(view, chosen, *_place_sent(view, _("Velg hvor radene skal flyttes."), slug))


def _place_sent(view, missing: str, slug: str = "tiltak") -> tuple:
    """Section, measure above and the row (of the kind `slug`) to stand before, from `til` ("tiltak:<key>" or
    "del:<key>") and `foran`. Raises Refused with the words `missing` where no place was sent."""
    kind, _colon, key = view.request.POST.get("til", "").partition(":")
    if kind not in ("tiltak", "del"):
        raise Refused(missing)
    row = view.find(KINDS[kind], key)
    section, above = (row.section, row) if kind == "tiltak" else (row, None)
    before = view.request.POST.get("foran")
    return section, above, view.find(KINDS[slug], before) if before else None


def _moved(view, chosen, section, above, before) -> Done:
    where = {"section": section, "above": above, "before": before}
    change = move_many(view.actor, view.plan, chosen, **where, reason=view.reason)
    rows = [row for row, _version in chosen]
    told = _("Flyttet {rows} til «{place}».").format(rows=names_of(rows), place=str(above or section)[:80])
    return Done(change, told, at=rows[0].pk, sections=(section.pk,))


def _add_measure(view, _chosen) -> Done:
    """A new measure at `til`, as of `_move_to`, called `tittel`."""
    if not view.request.POST.get("tittel", "").strip():
        raise Refused(_("Skriv hva tiltaket heter."))
    title = _read(view, "title", "tittel", Measure)["title"]
    section, above, before = _place_sent(view, _("Velg hvor tiltaket skal stå."))
    where = {"section": section, "parent": above, "before": before}
    change, row = add_measure(view.actor, **where, title=title, reason=view.reason)
    return Done(change, _("Lagt til: {rows}.").format(rows=names_of([row])), at=row.pk, sections=(section.pk,))


def _step(view, chosen, *, up: bool) -> Done:
    """One step up or down on the page, past the edge into the next measure or section she may edit."""
    grid = view.in_order(grid_of(view.plan, view.actor))
    mine = {each.section.row.pk for each in grid if view.tools(each.section.row.pk).editable}
    place = step(grid, chosen[0][0].pk, up=up, sections=mine)
    if place is None:
        return Done(None, _("Raden står ytterst i planen."), at=chosen[0][0].pk)
    return _moved(view, chosen, *_rows_of(view, place, chosen[0][0]))


def _rows_of(view, place: Place, row) -> tuple:
    section = view.find(KINDS["del"], place.section)
    above = view.find(KINDS["tiltak"], place.above) if place.above else None
    slug = "tiltak" if isinstance(row, Measure) else "aktivitet"
    return section, above, view.find(KINDS[slug], place.before) if place.before else None


BOTH = (Activity, Measure)
ACTS = {
    act.code: act
    for act in (
        BulkAct("ansvarlig", gettext_lazy("Sett ansvarlig"), partial(_set_field, name="responsible", sent="ansvarlig")),
        BulkAct("flytt-frist", gettext_lazy("Flytt fristen"), _shift, _shift_preview),
        BulkAct("frist", gettext_lazy("Sett frist"), partial(_set_field, name="deadline_text", sent="frist")),
        BulkAct("arbeidsform", gettext_lazy("Sett arbeidsform"), partial(_set_field, name="mode", sent="arbeidsform")),
        BulkAct("part", gettext_lazy("Legg til samarbeidspart"), partial(_set_field, name="partners", sent="part")),
        BulkAct("emneord", gettext_lazy("Legg til emneord"), _add_tag),
        BulkAct("flytt", gettext_lazy("Flytt til"), _move_to, takes=BOTH),
        BulkAct("dupliser", gettext_lazy("Dupliser"), _copy, takes=BOTH),
        BulkAct("fjern", gettext_lazy("Fjern"), _remove, takes=BOTH),
        BulkAct("opp", gettext_lazy("Flytt opp"), partial(_step, up=True), in_bar=False, takes=BOTH),
        BulkAct("ned", gettext_lazy("Flytt ned"), partial(_step, up=False), in_bar=False, takes=BOTH),
        BulkAct("nytt-tiltak", gettext_lazy("Nytt tiltak"), _add_measure, in_bar=False, takes=()),
    )
}
