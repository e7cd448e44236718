"""What is said of the activities of a plan beside their own row: who takes part, their tags, where each stands, and
which stand in other years' plans too.

One question for all of it: each of these says of an activity two words, or none.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

from django.db.models import CharField, F, UUIDField, Value
from django.db.models.functions import Cast

from actionplan.asking import plan_question
from actionplan.models import Activity, ActivityPartner, ActivityTag, StatusReport
from actionplan.periods import Period
from governance.norwegian_order import norwegian_key

PERIOD_ORDER = [period.value for period in Period]
NOTHING: Mapping = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Beside:
    """By activity: its partners in a line, its tags in order, and (period, status) of its newest period. `years`: those
    that continue one or are continued."""

    partners: Mapping[UUID, str]
    tags: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    statuses: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)
    years: Set[UUID] = frozenset()


def beside(plan, actor, **wanted: bool) -> Beside:
    """What the actor sees of it: the partners, and `statuses`, `tags` and `years` where they are wanted."""
    told: dict[str, list[tuple]] = {"partner": [], "tag": [], "status": [], "year": []}
    for kind, *row in _said(actor, plan.pk, **wanted):
        told[kind].append(row)
    partners = partner_words(sorted(told["partner"], key=lambda row: norwegian_key(row[2])))
    years = {activity for activity, *_words in told["year"]}
    return Beside(partners, _tags(told["tag"]), _newest(told["status"]), years)


@plan_question
def _said(actor, plan, *, statuses: bool, tags: bool, years: bool):
    def rows(kind: str, model, path: str, *words: str):
        below = path.removesuffix("_id")
        mine = model.objects.visible_to(actor).filter(**{f"{below}__section__plan": plan}).order_by()
        words = (F(name) for name in words) if words else (Value(""), Value(""))
        return mine.values_list(Value(kind, CharField()), _key(path), *(Cast(each, CharField()) for each in words))

    more = [rows("status", StatusReport, "activity_id", "period", "status")] if statuses else []
    more += [rows("tag", ActivityTag, "activity_id", "tag__key", "tag__name")] if tags else []
    more += [rows("year", Activity, "continues_id"), _continuing(actor, plan)] if years else []
    names = ("organisation__short_name", "organisation__name")
    partners = rows("partner", ActivityPartner, "activity_id", *names)
    return partners.union(*more, all=True) if more else partners


def _continuing(actor, plan):
    mine = Activity.objects.visible_to(actor).filter(section__plan=plan, continues__isnull=False).order_by()
    return mine.values_list(Value("year", CharField()), _key("pk"), Value("", CharField()), Value("", CharField()))


def _key(path: str):
    return Cast(F(path), UUIDField())


def partner_words(rows: Iterable[tuple]) -> dict[UUID, str]:
    """Activity -> its partners in a line, of (activity, short name, name) in their order."""
    found: dict[UUID, list[str]] = {}
    for activity, short, name in rows:
        found.setdefault(activity, []).append(short or name)
    return {activity: ", ".join(names) for activity, names in found.items()}


def _tags(rows: Iterable[tuple]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    for activity, _key, name in sorted(rows, key=lambda row: row[1]):
        found[activity] = (*found.get(activity, ()), name)
    return found


def _newest(rows: Iterable[tuple]) -> dict[UUID, tuple[str, str]]:
    found: dict[UUID, tuple[str, str]] = {}
    for activity, period, status in rows:
        if activity not in found or PERIOD_ORDER.index(period) > PERIOD_ORDER.index(found[activity][0]):
            found[activity] = (period, status)
    return found
