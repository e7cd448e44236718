"""The bin of a body, a person or an organisation: what was removed below it, in words, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.access import may
from governance.choices import AppointmentKind
from governance.models import (
    AllianceRole,
    Appointment,
    AttendanceRight,
    ChairRotation,
    GoverningBody,
    Membership,
    Organisation,
    OrganisationContact,
    Person,
    ProcedureRules,
    Seat,
    StandingItem,
)
from governance.services import bin as services
from governance.views.address import AddressMixin
from governance.views.row import RowActView


@dataclass(frozen=True)
class Kind:
    """A kind of row in a page's bin. `word` stands in its address, `under` leads from the row to the page's own row,
    `related` is read with it, and `tells` says which one it is."""

    word: str
    model: type
    under: str
    related: tuple[str, ...]
    tells: Callable[[Any], Any] = str

    @property
    def act(self) -> str:
        return services.KINDS[self.model].permission

    def rows(self, actor, owner):
        """Those below the page's row that lie in the bin."""
        return self.model.objects.in_bin(actor).filter(**{self.under: owner}).select_related(*self.related)

    def words(self, row) -> str:
        return f"{capfirst(self.model._meta.verbose_name)}: {self.tells(row)}"


@dataclass(frozen=True)
class Page:
    """A page with a bin: how the names of its addresses begin, the field that stands in them, and the list above."""

    name: str
    key: str
    above: Any
    kinds: tuple[Kind, ...]

    def kind(self, word: str) -> Kind:
        for kind in self.kinds:
            if kind.word == word:
                return kind
        raise Http404


def _holding(row: Appointment) -> str:
    substitute = f" ({row.get_kind_display()} {row.substitute_order})" if row.kind == AppointmentKind.SUBSTITUTE else ""
    return f"{row}{substitute}"


def _role(row: AllianceRole) -> str:
    return f"{row.get_role_display()}, {row.cooperation}" if row.cooperation else row.get_role_display()


# The words in addresses are those of the rows' other pages.
SEAT = "seat__body__cooperation", "seat__on_behalf_of"
PAGES = {
    GoverningBody: Page(
        "body",
        "slug",
        gettext_lazy("Organer"),
        (
            Kind("plasser", Seat, "body", ("body__cooperation", "on_behalf_of")),
            Kind("verv", Appointment, "seat__body", ("person", *SEAT), _holding),
            Kind("leder", ChairRotation, "body", ("body__cooperation", "organisation"), lambda row: row.organisation),
            Kind("regler", ProcedureRules, "body", ("body__cooperation",), ProcedureRules.get_law_display),
            Kind("retter", AttendanceRight, "body", ("body__cooperation", "attending_body")),
            Kind("faste-saker", StandingItem, "body", ("body__cooperation", "case")),
        ),
    ),
    Person: Page(
        "person",
        "pk",
        gettext_lazy("Personer"),
        (
            Kind("roller", AllianceRole, "person", ("person", "cooperation"), _role),
            Kind("verv", Appointment, "person", ("person", *SEAT), _holding),
            Kind("kontakter", OrganisationContact, "person", ("organisation", "person")),
        ),
    ),
    Organisation: Page(
        "member",
        "pk",
        gettext_lazy("Medlemmer"),
        (
            Kind("medlemskap", Membership, "organisation", ("organisation", "cooperation")),
            Kind("kontakter", OrganisationContact, "organisation", ("organisation", "person")),
        ),
    ),
}


def bin_of(actor, owner) -> list:
    """What was removed below a row and the actor may bring back, newest first; each with `words` and `restore_url`.

    Who edits nothing costs no question to the database.
    """
    if not (actor.edits_everything or actor.edited_cooperations):
        return []
    page, found = PAGES[type(owner)], []
    for kind in page.kinds:
        for row in kind.rows(actor, owner):
            if may(actor, kind.act, row):
                address = [actor.alliance.slug, getattr(owner, page.key), kind.word, row.pk]
                row.words = kind.words(row)
                row.restore_url = reverse(f"governance:{page.name}_bin_restore", args=address)
                found.append(row)
    return sorted(found, key=lambda row: row.removed_at, reverse=True)


class BinRestoreView(AddressMixin, RowActView):
    """Bring back a row that was removed below the body, person or organisation of the address (`model`)."""

    title = gettext_lazy("Hent tilbake")
    tone = ""

    @property
    def page(self) -> Page:
        return PAGES[self.model]

    @property
    def kind(self) -> Kind:
        return self.page.kind(self.kwargs["kind"])

    @property
    def act(self) -> str:
        return self.kind.act

    def get_object(self):
        owners = self.model.objects.visible_to(self.actor)
        self.owner = get_object_or_404(owners, **{self.page.key: self.kwargs["owner"]})
        row = get_object_or_404(self.kind.rows(self.actor, self.owner), pk=self.kwargs["pk"])
        row.words = self.kind.words(row)
        return row

    def perform(self, row, reason):
        self.success_message = _("«{row}» er hentet tilbake.").format(row=row.words)
        return services.restore_row(self.actor, row)

    def breadcrumb(self):
        here = (str(self.owner), self.get_success_url())
        return self.trail((self.page.above, self.to(f"{self.page.name}_list")), here, (self.title, ""))

    def get_success_url(self, row=None):
        return self.to(f"{self.page.name}_detail", getattr(self.owner, self.page.key))
