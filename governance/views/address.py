"""Addresses and breadcrumbs of the register's pages."""

from uuid import UUID

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _


def key_in(request, parameter: str) -> UUID | None:
    """The row that a parameter of the address names; None for none, or for what is no key."""
    try:
        return UUID(request.GET.get(parameter, ""))
    except ValueError:
        return None


def own_page(request, path: str) -> str:
    """The path, where it leads to a page of this house; else nothing."""
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, {request.get_host()}, request.is_secure())
    return path if is_ours else ""


def job_address(job, came_from: str) -> str:
    """The page of a job for whoever has just ordered it on the page `came_from`, which it leads back to."""
    address = reverse("governance:job_detail", args=[job.alliance.slug, job.pk])
    return f"{address}?{urlencode({'fra': came_from})}"


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
