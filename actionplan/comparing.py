"""A plan at two points compared: what is new, gone, moved and changed, with money old and new.

Pure comparison of the facts of the plan's pages; `points.py` finds them. Rows of one plan are matched by key, those of
two plans by what continues what, and then by equal words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.choices import EntryKind
from actionplan.economy import KINDS
from actionplan.planfacts import ActivityFacts, MeasureFacts, SectionFacts
from actionplan.resourcefacts import ResourceFacts
from governance.templatetags.norwegian import kroner
from governance.textcompare import Comparison, compare

NEW, GONE, MOVED, CHANGED, SAME = "new", "gone", "moved", "changed", "same"
FATES = (NEW, GONE, MOVED, CHANGED, SAME)
TEXTS = ("introduction", "organisation", "resources", "reporting")


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """One thing that was said otherwise. Long texts are `compared`; `change` is the difference of two amounts, with its
    sign."""

    label: str
    before: str
    after: str
    compared: Comparison | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class RowDiff:
    """One activity or source of money."""

    fate: str
    title: str
    fields: tuple[FieldDiff, ...] = ()
    activity: UUID | None = None
    years_url: str = ""  # where the activity is read through the years, if it stands in several plans


@dataclass(slots=True)
class SectionDiff:
    """A section: its own texts, its activities and its money."""

    title: str
    fate: str
    fields: list[FieldDiff] = field(default_factory=list)
    rows: list[RowDiff] = field(default_factory=list)
    money: list[RowDiff] = field(default_factory=list)

    @property
    def has_money(self) -> bool:
        """Whether any source of money differs."""
        return any(row.fate != SAME for row in self.money)

    @property
    def is_same(self) -> bool:
        return self.fate == SAME and not self.fields and all(row.fate == SAME for row in (*self.rows, *self.money))


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a plan says at one point."""

    sections: list[SectionFacts]
    resources: Mapping[UUID, ResourceFacts]


@dataclass(frozen=True, slots=True)
class Placed:
    """An activity with the section and the measures it stands under."""

    row: ActivityFacts
    section: UUID
    path: tuple[str, ...]


def compare_plans(old: Shown, new: Shown, continues: Mapping[UUID, UUID] | None = None) -> list[SectionDiff]:
    """Section by section in the new order, those that are gone last. `continues`: new activity -> the old one."""
    sections = _pairs(old.sections, new.sections, lambda each: each.row.pk, lambda each: each.row.title)
    rows = _activities(old, new, continues or {})
    homes = dict(_by_key(sections))
    found = []
    for before, after in sections:
        here = after or before
        diff = SectionDiff(here.row.title, _fate(before, after), _section_fields(before, after))
        diff.rows = [_row(*pair, homes) for pair in rows if _stands_in(pair, before, after)]
        diff.money = _money(_money_of(old, before), _money_of(new, after))
        found.append(diff)
    return found


def counts_of(diffs: Iterable[SectionDiff]) -> dict[str, int]:
    """How many activities are new, gone, moved, changed, and the same."""
    counted = Counter(row.fate for diff in diffs for row in diff.rows)
    return {fate: counted[fate] for fate in FATES}


def words_of_counts(counts: Mapping[str, int]) -> list[str]:
    """The counts in words."""
    said = {
        NEW: ngettext("{n} ny", "{n} nye", counts[NEW]),
        GONE: ngettext("{n} fjernet", "{n} fjernet", counts[GONE]),
        MOVED: ngettext("{n} flyttet", "{n} flyttet", counts[MOVED]),
        CHANGED: ngettext("{n} endret", "{n} endret", counts[CHANGED]),
        SAME: ngettext("{n} uendret", "{n} uendret", counts[SAME]),
    }
    return [words.format(n=counts[fate]) for fate, words in said.items()]


def _fate(before, after) -> str:
    return NEW if before is None else GONE if after is None else SAME


def _pairs(old: Iterable, new: Iterable, key, words) -> list[tuple]:
    """(old, new) of what belongs together by key, then by equal words, in the new order, then the rest of the old."""
    by_key = {key(each): each for each in old}
    new = list(new)
    taken = {key(each) for each in new} & by_key.keys()
    by_words: dict[str, list] = {}
    for each in by_key.values():
        if key(each) not in taken:
            by_words.setdefault(_plain(words(each)), []).append(each)
    found = []
    for each in new:
        twins = by_words.get(_plain(words(each)), []) if key(each) not in taken else []
        found.append((by_key.get(key(each)) if key(each) in taken else twins.pop(0) if twins else None, each))
    matched = {key(before) for before, _after in found if before is not None}
    return found + [(each, None) for pk, each in by_key.items() if pk not in matched]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _activities(old: Shown, new: Shown, continues: Mapping[UUID, UUID]) -> list[tuple]:
    before, after = _placed(old.sections), _placed(new.sections)
    return _pairs(
        before,
        after,
        lambda each: continues.get(each.row.pk, each.row.pk),
        lambda each: each.row.title,
    )


def _placed(sections: list[SectionFacts]) -> list[Placed]:
    found = []
    for section in sections:
        found += [Placed(row, section.row.pk, ()) for row in section.loose]
        for measure in section.measures:
            found += _below(measure, section.row.pk, ())
    return found


def _below(measure: MeasureFacts, section: UUID, above: tuple[str, ...]) -> list[Placed]:
    path = (*above, measure.title)
    found = [Placed(row, section, path) for row in measure.activities]
    for child in measure.children:
        found += _below(child, section, path)
    return found


def _stands_in(pair: tuple, before, after) -> bool:
    """A row is told of where it stands now; one that is gone, where it stood."""
    old, new = pair
    home = after if new is not None else before
    return home is not None and (new or old).section == home.row.pk


def _by_key(sections: list[tuple]) -> Iterable[tuple]:
    """(key of a section, its pair) under both keys."""
    for before, after in sections:
        yield from ((each.row.pk, (before, after)) for each in (before, after) if each is not None)


def _row(old: Placed | None, new: Placed | None, sections: dict) -> RowDiff:
    here = new or old
    if old is None or new is None:
        return RowDiff(_fate(old, new), here.row.title, activity=here.row.pk)
    fields = tuple(filter(None, (_field(*each) for each in _said(old.row, new.row))))
    moved = sections[old.section] != sections[new.section] or _plain(" ".join(old.path)) != _plain(" ".join(new.path))
    if moved:
        fields = (FieldDiff(_("Sto under"), _place(old, sections), _place(new, sections)), *fields)
    return RowDiff(MOVED if moved else CHANGED if fields else SAME, here.row.title, fields, here.row.pk)


def _place(placed: Placed, sections: dict) -> str:
    pair = sections[placed.section]
    title = next(each.row.title for each in pair if each is not None and each.row.pk == placed.section)
    return " › ".join((title, *placed.path))


def _said(old: ActivityFacts, new: ActivityFacts) -> Iterable[tuple]:
    """(label, before, after, whether it is prose) of all a row says beside its place and its status."""
    yield _("Tekst"), old.title, new.title, True
    yield _("Frist"), old.deadline_text, new.deadline_text, False
    yield _("Ansvarlig"), old.responsible, new.responsible, False
    yield _("Arbeidsform"), old.mode, new.mode, False
    yield _("Styres av"), old.steered_by, new.steered_by, False
    yield _("Sammen med"), old.partners, new.partners, False
    yield _("Merknad"), old.note, new.note, True


def _field(label: str, before: str, after: str, is_prose: bool, *, rich: bool = False) -> FieldDiff | None:
    if before == after:
        return None
    return FieldDiff(label, before, after, compare(before, after, rich=rich) if is_prose and before and after else None)


def _section_fields(before, after) -> list[FieldDiff]:
    if before is None or after is None:
        return []
    old, new = before.row, after.row
    title = _field(_("Tittel"), old.title, new.title, True)
    texts = (
        FieldDiff(str(old._meta.get_field(name).verbose_name).capitalize(), "", "", compare(*both, rich=True))
        for name in TEXTS
        if (both := (getattr(old, name), getattr(new, name)))[0] != both[1]
    )
    return [*filter(None, [title]), *texts]


def _money_of(shown: Shown, section) -> tuple:
    return shown.resources[section.row.pk].money if section is not None else ()


def _money(old: tuple, new: tuple) -> list[RowDiff]:
    pairs = _pairs(old, new, lambda each: each.pk, lambda each: each.title)
    return [_line(before, after) for before, after in pairs]


def _line(before, after) -> RowDiff:
    fields = tuple(filter(None, (_amount(kind, before, after) for kind in KINDS)))
    fate = _fate(before, after)
    return RowDiff(CHANGED if fate == SAME and fields else fate, (after or before).title, fields)


def _amount(kind: str, before, after) -> FieldDiff | None:
    old, new = (getattr(each.totals, kind) if each is not None else None for each in (before, after))
    if old == new:
        return None
    change = _signed(new - old) if old is not None and new is not None else ""
    return FieldDiff(str(EntryKind(kind).label), kroner(old), kroner(new), change=change)


def _signed(amount: Decimal) -> str:
    return f"+{kroner(amount)}" if amount > 0 else kroner(amount)
