import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.alliance import Alliance


class Event(models.Model):
    """One line per service call, append-only: who did what to which object, when and why."""

    change_id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="events", verbose_name=_("allianse"))
    at = models.DateTimeField(_("tidspunkt"), db_index=True)
    act = models.CharField(_("handling"), max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("bruker")
    )
    by_name = models.CharField(_("utført av"), max_length=200)
    reason = models.CharField(_("begrunnelse"), max_length=500, blank=True)
    object_kind = models.CharField(_("gjelder"), max_length=60)
    object_id = models.CharField(_("id"), max_length=40)
    object_label = models.CharField(_("navn"), max_length=255)
    rows = models.PositiveIntegerField(_("antall rader"), default=1)
    source = models.CharField(_("fra filen"), max_length=255, blank=True)
    # The row of a larger act that this one is part of, e.g. an amendment; the floor that makes it knows which.
    part_of = models.UUIDField(_("del av"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["alliance", "object_kind", "object_id", "-at"], name="governance_event_of_object"),
            models.Index(
                fields=["part_of"], condition=models.Q(part_of__isnull=False), name="governance_event_part_of"
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.object_label}"
