import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import OpenedKind
from governance.models.agenda import AgendaItem
from governance.models.alliance import Alliance


class Opening(models.Model):
    """A login opened something exempt from public disclosure. Append-only, and history itself: it has no other.

    `window` is the ten minutes it fell in, so that one who turns pages leaves one line and not fifty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alliance = models.ForeignKey(
        Alliance, on_delete=models.PROTECT, related_name="openings", verbose_name=_("allianse")
    )
    at = models.DateTimeField(_("tidspunkt"), db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("bruker")
    )
    by_name = models.CharField(_("åpnet av"), max_length=200)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="openings", verbose_name=_("behandling")
    )
    kind = models.CharField(_("hva"), max_length=10, choices=OpenedKind)
    object_id = models.UUIDField(_("id"))
    label = models.CharField(_("navn"), max_length=255)
    number = models.PositiveIntegerField(_("versjon"))
    window = models.PositiveBigIntegerField(_("tidsrom"))

    class Meta:
        verbose_name = _("åpning")
        verbose_name_plural = _("åpninger")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "object_id", "number", "window"], name="governance_opening_once")
        ]
        indexes = [models.Index(fields=["item", "-at"], name="governance_opening_of_item")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name} {self.label}"
