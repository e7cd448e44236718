from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models.base import TenantRow
from governance.models.people import Person
from governance.savedviewreads import SavedViewQuerySet


class SavedView(TenantRow):
    """A choice of filters in a register, kept under a name: whose it is, and `query` as it stands in the address.
    `register` is the key of the register (governance/savedviews.py); the default one opens with the register."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    register = models.CharField(_("register"), max_length=40)
    name = models.CharField(_("navn på visningen"), max_length=80)
    query = models.CharField(_("valg"), max_length=1000)
    is_shared = models.BooleanField(_("del med sekretariatet"), default=False)
    is_default = models.BooleanField(_("åpne registeret med denne"), default=False)

    EVENT_LABEL = ""  # what she calls it is told to nobody in the list of all changes

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("lagret visning")
        verbose_name_plural = _("lagrede visninger")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "register", "name"],
                condition=Q(removed_at__isnull=True),
                name="governance_savedview_once",
                violation_error_message=_("Du har alt en visning med dette navnet."),
            ),
            models.UniqueConstraint(
                fields=["person", "register"],
                condition=Q(removed_at__isnull=True, is_default=True),
                name="governance_savedview_one_default",
                violation_error_message=_("Du har alt en visning som registeret åpner med."),
            ),
        ]

    def __str__(self):
        return self.name
