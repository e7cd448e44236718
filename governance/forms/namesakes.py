"""Persons as choices of a form: two of one name are told apart by what they do and where, else by their address."""

from collections import Counter

from django.forms.models import ModelChoiceIterator


class PersonChoices(ModelChoiceIterator):
    """The rows of a field, each named so that nobody takes one person for another."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        people = list(self.queryset)
        names = labels = [self.field.label_from_instance(person) for person in people]
        for more in (_post, _address):
            times = Counter(labels)
            labels = [
                ", ".join(filter(None, (label, more(person)))) if times[label] > 1 else label
                for label, person in zip(labels, people, strict=True)
            ]
        places = {name: place for place, name in reversed([*enumerate(names)])}
        told = zip(names, labels, people, strict=True)
        for _name, label, person in sorted(told, key=lambda each: (places[each[0]], each[1])):  # always in one order
            yield self.choice(person)[0], label


def _post(person) -> str:
    place = person.organisation.name if person.organisation_id else ""
    return ", ".join(filter(None, (person.title, place)))


def _address(person) -> str:
    return person.email
