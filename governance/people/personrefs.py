"""What points to a person: where it stands, and how it follows when two persons turn out to be the same.

The ground floor registers its own rows below; a higher app registers its own in `AppConfig.ready()`. A test compares
the list with every foreign key to Person, so that nothing is left pointing to one who is gone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.models import (
    AllianceRole,
    Appointment,
    Attachment,
    Attendance,
    CalendarLink,
    Case,
    CaseFollow,
    DifferentPersons,
    DigestChoice,
    Job,
    MeetingAnswer,
    NoticeChoice,
    OrganisationContact,
    OutgoingMail,
    PaperReview,
    Person,
    SavedView,
    SignedLink,
    SubItem,
)


@dataclass(frozen=True)
class Reference:
    """The field of one model that names a person. `same` names the fields in which two dated rows of one kind must
    differ to hold on the same day; of rows without it the person is simply another. `stays` rows keep the one they
    had: they tell what happened. Of `once` rows a person has one for each value of these fields, and keeps her own.
    `moved` is what a row is once it has moved to the other. `word` says what it is; `is_open` tells rows somebody must
    take over."""

    model: type
    field: str
    word: Any = ""
    same: tuple[str, ...] | None = None
    stays: bool = False
    once: tuple[str, ...] | None = None
    is_open: Callable[[Any], Any] | None = None
    moved: Mapping[str, Any] = field(default_factory=dict)

    def rows(self, person: Person):
        return self.model._base_manager.filter(**{self.field: person})


_references: list[Reference] = []


def register(model, field: str, *, word="", same=None, stays=False, once=None, is_open=None, moved=None) -> None:
    """Let rows of a model follow their person. Registering the same field twice changes nothing."""
    if all((each.model, each.field) != (model, field) for each in _references):
        _references.append(Reference(model, field, word, same, stays, once, is_open, moved or {}))


def references() -> Iterable[Reference]:
    return tuple(_references)


def left_after(person: Person) -> list[tuple[Any, Any]]:
    """(what it is, row) of open work that names the person and that leaving does not end: somebody must take it."""
    return [
        (each.word, row)
        for each in _references
        if each.is_open
        for row in each.is_open(each.rows(person)).filter(removed_at__isnull=True)
    ]


register(Appointment, "person", same=("seat", "kind"))
register(AllianceRole, "person", same=("role", "cooperation"))
register(OrganisationContact, "person", same=("organisation",))
register(Case, "responsible", word=_("Saksansvarlig"), is_open=lambda rows: rows.filter(state="open"))
register(Case, "disclosure_by", stays=True)
register(Attachment, "disclosure_by", stays=True)
register(Job, "asked_by", stays=True)
register(SignedLink, "person", stays=True)
register(OutgoingMail, "person", stays=True)
register(CalendarLink, "person", stays=True)
register(NoticeChoice, "person", once=("event",))
register(DigestChoice, "person", once=())
register(CaseFollow, "person", once=("case",))
register(SavedView, "person", once=("register", "name"), moved={"is_default": False})
register(MeetingAnswer, "person", once=("meeting", "seat"))
register(
    PaperReview,
    "person",
    word=_("Skal lese gjennom et utkast"),
    once=("paper",),
    is_open=lambda rows: rows.filter(
        pk__in=PaperReview.objects.standing().filter(verdict="").values("pk")
    ).select_related("paper__item__case", "paper__item__body"),
)
register(PaperReview, "asked_by", stays=True)
register(SubItem, "presenter")
register(Attendance, "person", stays=True)
register(Person, "merged_into")
register(DifferentPersons, "first", stays=True)
register(DifferentPersons, "second", stays=True)
