from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.base import TenantRow
from governance.models.people import Person
from governance.registerreads import CalendarLinkQuerySet


class CalendarLink(TenantRow):
    """The secret address of one person's own calendar. Only the hash of the secret is stored, so the address is shown
    once, when it is made. A removed link opens nothing any more."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="calendar_links", verbose_name=_("person")
    )
    secret_hash = models.CharField(_("kontrollsum av hemmeligheten"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("laget"))

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("kalenderlenke")
        verbose_name_plural = _("kalenderlenker")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.person}"
