"""Persons who look like one human twice: the same or nearly the same name, the same address or number. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from governance.models import DifferentPersons, Person
from governance.people.names import alike, key, phone_key

SAME_NAME, NEAR_NAME = _("samme navn"), _("nesten samme navn")
SAME_EMAIL, SAME_PHONE = _("samme e-postadresse"), _("samme telefonnummer")


@dataclass(frozen=True)
class Pair:
    """Two persons and why they look alike; `first` is the one registered with most about her."""

    first: Person
    second: Person
    reasons: tuple


def likely_pairs(actor) -> list[Pair]:
    """Every pair that looks alike and that nobody has told apart, the surest first. Two queries."""
    persons = list(Person.objects.visible_to(actor).select_related("organisation", "user"))
    told_apart = DifferentPersons.objects.visible_to(actor).values_list("first", "second")
    apart = {frozenset(pair) for pair in told_apart}
    found: dict[frozenset, list] = defaultdict(list)
    for one, other, reason in _alike(persons):
        pair = frozenset((one, other))
        if pair not in apart and reason not in found[pair]:
            found[pair].append(reason)
    by_pk = {person.pk: person for person in persons}
    pairs = [_pair([by_pk[pk] for pk in keys], reasons) for keys, reasons in found.items() if reasons]
    return sorted(pairs, key=lambda pair: (-len(pair.reasons), pair.first.family_name, str(pair.first.pk)))


def _pair(persons: list[Person], reasons: Iterable) -> Pair:
    filled = ("title", "organisation_id", "email", "phone", "user_id")
    first, second = sorted(persons, key=lambda p: (-sum(bool(getattr(p, name)) for name in filled), str(p.pk)))
    return Pair(first, second, tuple(reasons))


def _alike(persons: list[Person]) -> Iterator[tuple]:
    """(key, key, reason). Names are compared only where the family's first letter, or the given name's, is the same, so
    that a large register costs no more than its crowded letters."""
    names = {person.pk: key(person.given_name, person.family_name) for person in persons}
    for reason, group in _groups(persons, names):
        for one, other in combinations(group, 2):
            yield one, other, reason
    for group in _near(persons):
        for one, other in combinations(group, 2):
            if names[one] != names[other] and alike(names[one], names[other]):
                yield one, other, NEAR_NAME


def _groups(persons: list[Person], names: dict) -> Iterator[tuple]:
    signs = (
        (SAME_NAME, lambda person: names[person.pk]),
        (SAME_EMAIL, lambda person: person.email.casefold()),
        (SAME_PHONE, lambda person: phone_key(person.phone)),
    )
    for reason, sign in signs:
        grouped = defaultdict(list)
        for person in persons:
            if value := sign(person):
                grouped[value].append(person.pk)
        yield from ((reason, group) for group in grouped.values() if len(group) > 1)


def _near(persons: list[Person]) -> Iterable[list]:
    grouped = defaultdict(list)
    for person in persons:
        given, family = key(person.given_name, ""), key("", person.family_name)
        grouped[given[:1], family[:1]].append(person.pk)
    return grouped.values()
