"""Who is meant by a name and an address: one who is registered, a new one, or a question that only a human can answer.

Used wherever persons are typed or pasted in numbers: after an election, and in the import. Reads only.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.access import may
from governance.models import Organisation, Person
from governance.people.names import key, split_name

NEW = "new"
_EMAIL = re.compile(r"[^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;]+")


@dataclass(frozen=True)
class Named:
    """A person as somebody wrote her."""

    given: str
    family: str
    email: str = ""

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True)
class Question:
    """Something to be answered before anything is stored. `name` is the field of the answer, `options` pairs of value
    and label."""

    name: str
    text: str
    options: tuple[tuple[str, str], ...]
    answer: str = ""

    @property
    def is_open(self) -> bool:
        return self.answer not in {value for value, _label in self.options}


@dataclass(frozen=True)
class Found:
    """Who was meant (None while the question is open). A person that is new is not stored yet."""

    person: Person | None
    is_new: bool = False
    question: Question | None = None


def read_named(text: str) -> Named | None:
    """A line such as "Kari Nordmann, kari@asker.no" or "Kari Nordmann <kari@asker.no>"; None for an empty one."""
    found = _EMAIL.search(text)
    email = found.group(0) if found else ""
    name = (text.replace(email, " ", 1) if email else text).replace("\t", " ").strip(" ,;<>\u00a0")
    if not name and not email:
        return None
    given, family = split_name(re.sub(r"[<>;]", " ", name))
    return Named(given, family, email.lower())


class Register:
    """The persons of an alliance, read once. Whether two new ones of one name are the same is asked, unless they have
    one address; then she is made once. Who was deactivated is offered to be taken back.

    A `careful` register takes less for granted: it asks when the workplace is another, and whether one who was
    deactivated is meant rather than one of her name who is there.
    """

    def __init__(self, actor, day, *, careful: bool = False):
        self.actor, self.careful = actor, careful
        rows = Person.objects.of(actor.alliance).select_related("organisation")
        self.persons = {str(person.pk): person for person in rows}
        self.day = day
        self.by_name, self.by_email = defaultdict(list), defaultdict(list)
        for person in self.persons.values():
            self.by_name[key(person.given_name, person.family_name)].append(person)
            if person.email:
                self.by_email[person.email.casefold()].append(person)
        self.new: dict[str, list[Person]] = defaultdict(list)

    def find(self, named: Named, organisation: Organisation | None, field: str, answers: Mapping[str, str]) -> Found:
        """Who is meant. `field` names the answer to the question, if there is one."""
        same_name = self.by_name.get(key(named.given, named.family), [])
        same_email = self.by_email.get(named.email, []) if named.email else []
        both = [person for person in same_name if person in same_email]
        sure = both if named.name else same_email
        if len(sure) == 1 and sure[0].is_active_on(self.day):
            return Found(sure[0])
        candidates = self._likely(list({person.pk: person for person in (*same_email, *same_name)}.values()))
        if not candidates:
            return self._made(named, organisation, field, answers)
        only = candidates[0] if len(candidates) == 1 else None
        differs = bool(named.email and only and only.email)
        differs = differs or bool(self.careful and only and _works_elsewhere(only, organisation))
        differs = differs or bool(only and not only.is_active_on(self.day))
        if only is not None and only in same_name and not differs:
            return Found(only)
        return self._asked(named, organisation, candidates, field, answers)

    def _likely(self, candidates: list[Person]) -> list[Person]:
        there = [person for person in candidates if person.is_active_on(self.day)]
        return candidates if self.careful else there or candidates

    def _asked(self, named, organisation, candidates, field, answers) -> Found:
        options = tuple((str(person.pk), self._offered(person)) for person in candidates)
        new = _("En ny person: {name}").format(name=_told(named))
        if named.family:
            options = (*options, (NEW, new))
        text = _("Hvem er {name}?").format(name=named.name or named.email)
        question = Question(field, text, options, answers.get(field, ""))
        if question.is_open:
            return Found(None, question=question)
        if question.answer == NEW:
            return Found(self._another(named, organisation), True, question)
        return Found(self.persons[question.answer], question=question)

    def _made(self, named, organisation, field, answers) -> Found:
        before = self.new[key(named.given, named.family)]
        same = [person for person in before if person.email == named.email]
        if same and named.email:
            return Found(same[0], True)
        if not before:
            return Found(self._another(named, organisation), True)
        options = [(f"new-{n}", _("Samme som over: {who}").format(who=_described(p))) for n, p in enumerate(before)]
        text = _("{name} står flere ganger i listen. Er det samme person?").format(name=named.name)
        options.append((NEW, _("En ny person: {name}").format(name=_told(named))))
        question = Question(field, text, tuple(options), answers.get(field, ""))
        if question.is_open:
            return Found(None, question=question)
        if question.answer == NEW:
            return Found(self._another(named, organisation), True, question)
        return Found(before[int(question.answer.removeprefix("new-"))], True, question)

    def _offered(self, person: Person) -> str:
        who = _described(person)
        return who if person.is_active_on(self.day) else _("{who}, deaktivert. Tas tilbake").format(who=who)

    def _another(self, named, organisation) -> Person:
        made = Person(
            alliance=self.actor.alliance,
            given_name=named.given,
            family_name=named.family,
            email=named.email,
            organisation=organisation,
        )
        self.new[key(named.given, named.family)].append(made)
        return made


def why_not_back(actor, person: Person) -> str:
    """Why the actor may not take back who was deactivated; empty when she may."""
    if person.user_id is None or may(actor, "role.edit", person):
        return ""
    sentence = _("{name} har innlogging eller en rolle. Bare en administrator kan aktivere personen.")
    return sentence.format(name=person)


def _works_elsewhere(person: Person, organisation: Organisation | None) -> bool:
    return None not in (organisation, person.organisation) and person.organisation_id != organisation.pk


def _told(named: Named) -> str:
    return ", ".join(filter(None, (named.name, named.email)))


def _described(person: Person) -> str:
    return ", ".join(str(part) for part in (person.name, person.title, person.organisation, person.email) if part)
