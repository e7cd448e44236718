"""Addresses and breadcrumbs of the register's pages."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def key_in(request, parameter: str) -> UUID | None:
    """The row that a parameter of the address names; None for none, or for what is no key."""
    try:
        return UUID(request.GET.get(parameter, ""))
    except ValueError:
        return None


def first_step(request) -> tuple:
    """Where the breadcrumb of a public page begins: my page, or for a visitor the front page of the alliance."""
    label = _("Min side") if request.actor.is_known else _("Forside")
    return label, reverse("governance:my_page", args=[request.alliance.slug])


class AddressMixin:
    """`self.to("body_detail", slug)` is an address in this alliance; `home()` begins every breadcrumb."""

    def to(self, name: str, *args) -> str:
        return reverse(f"governance:{name}", args=[self.request.alliance.slug, *args])

    def home(self) -> tuple:
        return (_("Min side"), self.to("my_page"))

    def trail(self, *steps) -> list[tuple]:
        """Breadcrumb from my page; the last step is the page itself and needs no address."""
        return [self.home(), *steps]


class PublicTrailMixin(AddressMixin):
    def home(self) -> tuple:
        return first_step(self.request)
