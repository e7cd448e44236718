"""Whoever points to a person says how the row follows when two persons turn out to be the same."""

from django.db.models import ForeignKey, OneToOneField

from governance.models import Person
from governance.people import personrefs


def pointing() -> set[tuple]:
    fields = (each.field for each in Person._meta.get_fields(include_hidden=True) if each.auto_created)
    keys = {(field.model, field.name) for field in fields if isinstance(field, ForeignKey | OneToOneField)}
    return {(model, name) for model, name in keys if not hasattr(model, "history_id")}


def test_every_foreign_key_to_person_is_registered():
    """Add a line in governance/people/personrefs.py, or `personrefs.register(...)` in the `ready()` of a higher app."""
    assert pointing() == {(each.model, each.field) for each in personrefs.references()}
