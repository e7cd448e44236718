"""Which row of the alliance does a name in a document mean? Reads only; preview and import ask the same questions.

Names are compared without case, spacing and common Norwegian endings, so that "Vestregionens styringsgruppe" finds
Styringsgruppen. Whoever is not sure says so: `Match.is_sure` is False for a near miss or one of several.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from actionplan.importing.names import same_name
from actionplan.models import AreaName, FocusArea, Position, PriorityArea, StrategicPlatform
from governance.models import AgendaItem, Cooperation, GoverningBody, Organisation, Tag

MIN_PHRASE = 10  # letters; a shorter title inside a longer name says too little
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("enes", "ets", "ens", "ene", "as", "et", "en", "a", "e", "s")
_LINKS = {"i", "for", "av"}


@dataclass(frozen=True)
class Match:
    """A row that a name was found to mean."""

    row: Any
    is_sure: bool = True


def squash(text: str) -> str:
    """A name for comparing: no case, one blank between words."""
    return " ".join(text.casefold().split())


def stems(text: str) -> list[str]:
    """The words of a name without case and ending: "Samhandlingsstyret" and "samhandlingsstyre" become the same."""
    return [_stem(word) for word in _WORD.findall(text.casefold())]


def phrase(text: str) -> str:
    """The stems in one string."""
    return " ".join(stems(text))


def _stem(word: str) -> str:
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= 3), "")
    return word[: len(word) - len(ending)]


def title_names(title: str) -> list[str]:
    """What a section title may name: the whole, the part outside brackets, and each part within."""
    inside = re.findall(r"\(([^()]+)\)", title)
    outside = re.sub(r"\([^()]*\)", " ", title)
    return [name for name in (title, outside, *inside) if name.strip()]


class Register:
    """The rows that names in a plan may mean, of one alliance, for a plan of a cooperation and year.

    Loaded with eight queries, whatever the size of the document. Rows that the import will make are added with `add`,
    so that the second mention of a name finds the first one's row.
    """

    def __init__(self, actor, cooperation: Cooperation, year: int):
        self.actor, self.alliance, self.cooperation = actor, actor.alliance, cooperation
        self.first, self.last = date(year, 1, 1), date(year, 12, 31)
        rows = GoverningBody.objects.of(self.alliance).select_related("cooperation")
        self.bodies = sorted(rows, key=self._in_year)
        self.cooperations = list(Cooperation.objects.of(self.alliance))
        self.organisations = list(Organisation.objects.of(self.alliance))
        self.binned = {squash(name) for name in self._binned_names()}
        self.positions = sorted(Position.objects.of(self.alliance).filter(cooperation=cooperation), key=self._in_year)
        self.platforms = list(StrategicPlatform.objects.of(self.alliance).filter(cooperation=cooperation))
        self.platform = next((row for row in self.platforms if row.holds_on(self.first)), None)
        self.areas = self._dated(PriorityArea, platform=self.platform)
        self.focus_areas = self._dated(FocusArea, area__platform=self.platform)
        self.area_names = self._other_names()

    def add(self, row) -> None:
        """Let later names find a row that is about to be made."""
        lists = {
            Organisation: self.organisations, Position: self.positions, PriorityArea: self.areas,
            FocusArea: self.focus_areas,
        }  # fmt: skip
        lists[type(row)].append(row)

    def area(self, name: str) -> Match | None:
        """The priority area of the platform with this name, or one it went by."""
        return self._named(name, self.areas)

    def focus_area(self, name: str, area: PriorityArea) -> Match | None:
        """The focus area under the priority area with this name, or one it went by."""
        return self._named(name, [row for row in self.focus_areas if row.area_id == area.pk])

    def section_cooperation(self, names: Iterable[str]) -> Match | None:
        """The other cooperation of the alliance that a section is about."""
        others = [row for row in self.cooperations if row.pk != self.cooperation.pk]
        wanted = [phrase(name) for name in names]
        exact = [row for row in others if {phrase(row.name), phrase(row.short_name)} - {""} & set(wanted)]
        found = exact or [row for row in others if not row.is_main and _contains(phrase(row.name), wanted)]
        return Match(found[0], len(found) == 1) if found else None

    def body(self, text: str, prefer: Sequence[Cooperation]) -> Match | None:
        """The governing body a receiver text names; bodies of the cooperations in `prefer` go first, in that order."""
        wanted = set(stems(text)) - _LINKS
        scored = [(self._score(body, wanted, prefer), body) for body in self.bodies]
        best = max((score for score, _body in scored), default=0)
        found = [body for score, body in scored if score == best and best > 0]
        return Match(found[0], len(found) == 1) if found else None

    def organisation(self, text: str) -> Match | None:
        """The organisation with this name or short name."""
        key = phrase(text)
        found = [row for row in self.organisations if key and key in (phrase(row.name), phrase(row.short_name))]
        return Match(found[0], len(found) == 1) if found else None

    def position(self, title: str) -> Match | None:
        """The post of the plan's cooperation with this title; one that exists in the plan year goes first."""
        found = [row for row in self.positions if squash(row.title) == squash(title)]
        return Match(found[0]) if found else None

    def tag(self, name: str) -> Tag | None:
        """The tag with this name; asked for where a document has any."""
        return self._tags.get(squash(name))

    @cached_property
    def _tags(self) -> dict[str, Tag]:
        return {squash(row.name): row for row in Tag.objects.of(self.alliance)}

    def case(self, number: str, body_name: str):
        """The case that has this number (46/2015) in the named body, or in the only body that uses the number."""
        sequence, _slash, year = number.partition("/")
        if not (sequence.isdigit() and year.isdigit()):
            return None
        items = AgendaItem.objects.visible_to(self.actor).select_related("case")
        items = items.filter(number_sequence=int(sequence), number_year=int(year), body__cooperation=self.cooperation)
        body = self.body(body_name, [self.cooperation]) if body_name else None
        if body is not None:
            items = items.filter(body=body.row)
        cases = {item.case_id: item.case for item in items}
        return next(iter(cases.values())) if len(cases) == 1 else None

    def _binned_names(self):
        return Organisation.objects.filter(alliance=self.alliance).removed().values_list("name", flat=True)

    def _in_year(self, row) -> bool:
        return not (
            (row.valid_from is None or row.valid_from <= self.last)
            and (row.valid_to is None or row.valid_to >= self.first)
        )

    def _dated(self, model, **keep) -> list:
        if self.platform is None:
            return []
        return sorted(model.objects.of(self.alliance).filter(**keep), key=self._in_year)

    def _other_names(self) -> dict:
        names: dict = {}
        for row in AreaName.objects.of(self.alliance):
            names.setdefault(row.area_id or row.focus_area_id, []).append(row.name)
        return names

    def _named(self, name: str, rows: list) -> Match | None:
        def names(row):
            return [row.name, *self.area_names.get(row.pk, ())]

        same = [row for row in rows if squash(name) in map(squash, names(row))]
        if same:
            return Match(same[0])
        near = [row for row in rows if any(same_name(name, each) == "alike" for each in names(row))]
        return Match(near[0], is_sure=False) if near else None

    def _score(self, body: GoverningBody, wanted: set[str], prefer: Sequence[Cooperation]) -> int:
        """0 when the body is not meant; the more, the surer: owner named, cooperation preferred."""
        owner = self._owner_words(body.cooperation)
        scores = [_fit(set(stems(name)) - _LINKS, wanted, owner) for name in (body.name, *body.aliases)]
        fit = max(scores)
        place = next((len(prefer) - n for n, each in enumerate(prefer) if each.pk == body.cooperation_id), 0)
        return fit * 10 + place if fit else 0

    def _owner_words(self, cooperation: Cooperation) -> set[str]:
        own = self.alliance.name if cooperation.is_main else ""
        return {word for name in (cooperation.name, cooperation.short_name, own) for word in stems(name)}


def _fit(name: set[str], wanted: set[str], owner: set[str]) -> int:
    core = name - owner or name
    if not core or not core <= wanted:
        return 0
    rest = wanted - core
    if not rest:
        return 1
    return 2 if rest <= owner else 0


def _contains(name: str, wanted: list[str]) -> bool:
    """Whether a title stands inside the name of a cooperation, or begins with it, word by word."""
    return any(
        (len(each) >= MIN_PHRASE and f" {each} " in f" {name} ")
        or (len(name) >= MIN_PHRASE and f"{each} ".startswith(f"{name} "))
        for each in wanted
    )
