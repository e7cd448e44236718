"""The plan as it is beside the plan as it was adopted: what each row said then, and which amendment changed it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from actionplan.amendments import acts_of, rows_of
from actionplan.choices import PlanState
from actionplan.models import Activity, PlanAmendment, PlanSection, Position
from actionplan.past import Past, adoption_of
from actionplan.planfacts import ActivityFacts, SectionFacts, sections_of
from governance.composed import composed
from governance.models import Organisation, Person
from governance.norwegian_order import norwegian_key


@dataclass(frozen=True, slots=True)
class Was:
    """What was adopted where the row says something else now; None where it says the same. `number` is the last
    amendment that left one of them another than it found it, of a new row the one that added it; None where only a name
    it points to has changed. `title_by`, `deadline_by` and `responsible_by` are the amendments that made each of them
    what it is: «1», «1 og 2»."""

    title: str | None = None
    deadline: str | None = None
    responsible: str | None = None
    number: int | None = None
    is_new: bool = False
    title_by: str = ""
    deadline_by: str = ""
    responsible_by: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """An activity that was adopted and is removed."""

    title: str
    number: int | None


@dataclass(slots=True)
class Changes:
    """What differs from what was adopted: by activity, removed activities by section, and removed sections."""

    rows: dict[UUID, Was] = field(default_factory=dict)
    gone: dict[UUID, list[Gone]] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)


NONE = Changes()
# What is compared, what it is called in a row, and where it stands in what a row said.
SHOWN = (
    ("title", "title", slice(0, 1)),
    ("deadline", "deadline_text", slice(1, 2)),
    ("responsible", "responsible", slice(2, None)),
)


def changes_of(plan, sections: list[SectionFacts], amendments: list[PlanAmendment], acts=()) -> Changes:
    """Compare the sections with those that were adopted; `acts` are those of the amendments (amendments.py). Nothing is
    asked where there are no amendments."""
    adoption = adoption_of(plan) if amendments else None
    if adoption is None:
        return NONE
    past, numbers = Past(plan, adoption[0]), {row.pk: row.number for row in amendments}
    titles, every = _sections(past)
    old, written = _activities(past, list(every), of="section_id")
    by_change = {change: numbers[part] for part, change in acts}
    changed_by = {
        key: [(by_change[each], said) for each, said in steps if each in by_change] for key, steps in written.items()
    }
    old = {key: row for key, row in old.items() if row.section in titles}
    shown, new = {each.row.pk for each in sections}, _by_key(sections)
    found = Changes(sections=[title for key, title in titles.items() if key not in shown])
    for key, row in new.items():
        was = _was(old.get(key), row, changed_by.get(key, []))
        if was is not None:
            found.rows[key] = was
    left = old.keys() - new.keys()
    gone = [(old[key].section, Gone(old[key].title, _gone_by(changed_by.get(key, [])))) for key in left]
    for section, row in sorted(gone, key=lambda each: (each[1].number or 0, norwegian_key(each[1].title))):
        found.gone.setdefault(section, []).append(row)
    return found


def changes_beside(plan, actor, sections: list[SectionFacts] | None = None) -> Changes:
    """The same for the pages on which an adopted plan is changed. One question where it was not amended; the sections
    are read where they are not at hand."""
    amendments = rows_of(plan, actor) if plan.state == PlanState.ADOPTED else []
    if not amendments:
        return NONE
    shown = sections_of(plan, actor, statuses=False) if sections is None else sections
    return changes_of(plan, shown, amendments, acts_of(actor, amendments))


def was_of(plan, actor, row: ActivityFacts) -> Was | None:
    """What was adopted of one activity that has perhaps just been changed: three questions, five where it has not,
    or where earlier amendments added the row or changed what is compared."""
    if plan.state != PlanState.ADOPTED:
        return None
    amendments = rows_of(plan, actor) if plan.amended is None else []
    if not amendments and plan.amended is None:
        return None
    adopted, written = _activities(Past(plan, adoption_of(plan)[0]), [row.pk], of="id")
    old, steps = adopted.get(row.pk), written.get(row.pk, [])
    if _was(old, row, []) is None:
        return None
    if plan.amended is not None and _is_by_last(old, steps):
        return _was(old, row, [(plan.amended, steps[-1][1])])
    number_of = _numbers_of(actor, amendments or rows_of(plan, actor))
    return _was(old, row, [(number_of[each], said) for each, said in steps if each in number_of])


def _is_by_last(old: "Adopted | None", steps: list[tuple]) -> bool:
    """Whether the last change alone tells the numbers: it added the row, or was the first to leave it saying anything
    else."""
    *before, last = [said for _change, said in steps] or [None]
    return last is not None and (not before if old is None else last != old.said and set(before) <= {old.said})


def _numbers_of(actor, amendments: list[PlanAmendment]) -> dict[UUID, int]:
    """Change -> the number of the amendment that it is part of. One question."""
    numbers = {each.pk: each.number for each in amendments}
    return {change: numbers[part] for part, change in acts_of(actor, amendments)}


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an activity said when it was adopted, as far as it is compared."""

    section: UUID
    title: str
    deadline_text: str
    responsible: str
    said: tuple  # as stored, with the keys of who is responsible


def _by_key(sections: Iterable[SectionFacts]) -> dict[UUID, ActivityFacts]:
    return {row.pk: row for section in sections for row in section.activities()}


def _was(old: Adopted | None, new: ActivityFacts, by: list[tuple[int, tuple]]) -> Was | None:
    """`by`: what wrote the row, in its order: the number of the amendment, and what the row said afterwards."""
    if old is None:
        return Was(number=by[0][0] if by else None, is_new=True)
    values, numbers = {}, {}
    for name, of, part in SHOWN:
        if getattr(old, of) != getattr(new, of):
            values[name] = getattr(old, of)
            numbers[f"{name}_by"] = _in_words(_numbers(old.said[part], [(each, said[part]) for each, said in by]))
    return Was(**values, **numbers, number=_last(old.said, by)) if values else None


def _numbers(said: tuple, by: list[tuple[int, tuple]]) -> list[int]:
    """The amendments that each left it another than it found it, since it last said what was adopted."""
    found: list[int] = []
    before = said
    for number, after in dict(by).items():
        if after != before:
            found = [] if after == said else [*found, number]
        before = after
    return found


def _in_words(numbers: list[int]) -> str:
    """«1», «1 og 2», «1, 2 og 3»."""
    *first, last = [str(each) for each in numbers] or [""]
    return _("{listed} og {last}").format(listed=", ".join(first), last=last) if first else last


def _last(said: tuple, by: list[tuple[int, tuple]]) -> int | None:
    """The last amendment of which something is left: one that removed a row and brought it back has changed nothing."""
    found = None
    for number, after in dict(by).items():  # what each amendment left, in their order
        found, said = (number if after != said else found), after
    return found


def _gone_by(by: list[tuple[int, tuple]]) -> int | None:
    return by[-1][0] if by else None


def _sections(past: Past) -> tuple[dict[UUID, str], set[UUID]]:
    """Title by section in the order they were adopted in, and every section the plan has ever had. One question."""
    rows = _parts(past.plan.pk)
    then = {key: rest for key, moment, *rest in rows if moment <= past.moment}
    there = sorted((place, key.hex, key, title) for key, (gone, place, title) in then.items() if gone is None)
    return {key: title for _place, _hex, key, title in there}, {row[0] for row in rows}


@composed()
def _parts(plan):
    """Every stored version of every section of the plan, the oldest first."""
    rows = PlanSection.history.filter(plan_id=plan).order_by("version", "pk")
    return rows.values_list("id", "history_date", "removed_at", "position", "title")


KEYS = ("responsible_position_id", "responsible_organisation_id", "responsible_person_id")
READ = ("id", "history_date", "change_id", "removed_at", "section_id", "title", "deadline_text", *KEYS)


@composed()
def _written(keys, *, of: str):
    """Every stored version of the activities of these keys, or of these sections (`of`), the oldest first."""
    return Activity.history.filter(**{f"{of}__in": keys}).order_by("version", "pk").values_list(*READ)


def _activities(past: Past, keys: list[UUID], *, of: str) -> tuple[dict[UUID, Adopted], dict[UUID, list[tuple]]]:
    """What was adopted, by activity, and the changes that have written it since, in their order, each with what the row
    said afterwards; one question beside those for who was responsible."""
    then, written = {}, {}
    for key, moment, change, *rest in _written(keys, of=of):
        if moment <= past.moment:
            then[key] = rest
        else:
            written.setdefault(key, []).append((change, tuple(rest[2:])))
    there = {key: rest for key, (gone, *rest) in then.items() if gone is None}
    who = _responsible(past, [tuple(rest[-3:]) for rest in there.values()])
    return {key: Adopted(*rest[:3], who(*rest[3:]), tuple(rest[1:])) for key, rest in there.items()}, written


WHO = (
    (Position, ("title",)),
    (Organisation, ("name",)),
    (Person, ("given_name", "family_name")),
)  # in the order of KEYS


def _responsible(past: Past, keys: list[tuple]):
    """The name of who was responsible, of the keys of the post, organisation and person; as they were called, or as
    they were first known where that is later. One question, where anybody was."""
    asked = [sorted({row[at] for row in keys} - {None}) for at in range(len(WHO))]
    found: dict[UUID, str] = {}
    rows = _called(*(each or [NOBODY] for each in asked)) if any(asked) else ()
    for key, _version, moment, *words in sorted(rows, key=lambda row: row[1]):
        if key not in found or moment <= past.moment:
            found[key] = " ".join(filter(None, words)).strip()
    return lambda *own: next((found[key] for key in own if key in found), "")


NOBODY = UUID(int=0)  # the key of no row


@composed()
def _called(positions, organisations, persons):
    """Every stored name of those who answer for something."""
    keys = (positions, organisations, persons)
    first, *more = (_names(model, own, words) for own, (model, words) in zip(keys, WHO, strict=True))
    return first.union(*more, all=True)


def _names(model, keys, words: tuple[str, ...]):
    rows = model.history.filter(id__in=keys).order_by()
    said = [Cast(F(name), CharField()) for name in words] + [Value("", CharField())] * (2 - len(words))
    return rows.values_list("id", "version", "history_date", *said)
