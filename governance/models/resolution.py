from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import ResolutionKind, ResolutionResult
from governance.models.agenda import AgendaItem
from governance.models.base import TenantRow
from governance.querysets import ResolutionPointQuerySet, ResolutionQuerySet


class Resolution(TenantRow):
    """What a body resolved when it treated a case. A case has at most one resolution per treatment."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="resolutions", verbose_name=_("behandling")
    )
    kind = models.CharField(_("type"), max_length=16, choices=ResolutionKind, default=ResolutionKind.OWN)
    result = models.CharField(_("utfall"), max_length=12, choices=ResolutionResult, default=ResolutionResult.ADOPTED)
    decided_on = models.DateField(_("vedtatt"))
    remark = models.TextField(_("merknad"), blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("vedtak")
        verbose_name_plural = _("vedtak")
        ordering = ["-decided_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(removed_at__isnull=True),
                name="governance_resolution_one_per_item",
                violation_error_message=_("Behandlingen har allerede et vedtak."),
            )
        ]

    def __str__(self):
        return f"{self.item}: {self.get_result_display()}"


class ResolutionPoint(TenantRow):
    """One numbered point of a resolution."""

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="points", verbose_name=_("vedtak")
    )
    number = models.PositiveSmallIntegerField(_("punkt"))
    text = models.TextField(_("tekst"))

    objects = ResolutionPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("vedtakspunkt")
        verbose_name_plural = _("vedtakspunkter")
        ordering = ["resolution", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "number"],
                condition=models.Q(removed_at__isnull=True),
                name="governance_point_number_once",
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.text[:60]}"
