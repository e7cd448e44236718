import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.alliance import Alliance


class Presence(models.Model):
    """A window that has a live page open: whose, and where in the page she stands. A sign of life, which nobody
    decided: no version, no history, and gone when no sign has come for a while.

    `kind` and `key` say which page, as of a Pulse. A table, as the web has several processes with no memory in common.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="+", verbose_name=_("allianse"), db_index=False
    )
    kind = models.CharField(_("slag"), max_length=20)
    key = models.UUIDField(_("id"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("bruker")
    )
    window = models.UUIDField(_("vindu"))
    by_name = models.CharField(_("navn"), max_length=200)
    place = models.CharField(_("sted"), max_length=80, blank=True)
    at = models.DateTimeField(_("tidspunkt"), db_index=True)

    class Meta:
        verbose_name = _("åpent vindu")
        verbose_name_plural = _("åpne vinduer")
        ordering = ["by_name", "at"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "user", "window"], name="governance_presence_once")
        ]

    def __str__(self):
        return f"{self.by_name} {self.kind} {self.key}"
