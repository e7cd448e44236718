import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.alliance import Alliance


class Pulse(models.Model):
    """A change of what one live page shows, numbered within that page's row: `kind` and `key` say which.

    Append-only, derived from the change that wrote it, and kept for a day; the newest of each row stays, as it is the
    number that the next one counts from. `rows` is what the floor that owns the page needs to draw it anew, or nothing
    where too much was written to be told row by row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alliance = models.ForeignKey(
        Alliance, on_delete=models.PROTECT, related_name="+", verbose_name=_("allianse"), db_index=False
    )
    kind = models.CharField(_("slag"), max_length=20)
    key = models.UUIDField(_("id"))
    number = models.PositiveBigIntegerField(_("nummer"))
    change_id = models.UUIDField(_("endring"))
    at = models.DateTimeField(_("tidspunkt"))
    rows = models.JSONField(_("rader"), null=True)

    class Meta:
        verbose_name = _("endring i en levende side")
        verbose_name_plural = _("endringer i levende sider")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["kind", "key", "number"], name="governance_pulse_once")]

    def __str__(self):
        return f"{self.kind} {self.key} {self.number}"
