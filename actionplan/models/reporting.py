from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.choices import LineRole, ReportKind, Status
from actionplan.models.activity import Activity
from actionplan.models.plan import PlanSection
from actionplan.periods import Period
from actionplan.querysets import PlanRowQuerySet
from governance.models import GoverningBody, Organisation, TenantRow

PERIOD_CHOICES = [(p.value, p.label) for p in Period]


class ReportingLine(TenantRow):
    """Who gets which report of a section, in which order. A section may have none; its reports say so."""

    section = models.ForeignKey(
        PlanSection, on_delete=models.PROTECT, related_name="reporting_lines", verbose_name=_("del")
    )
    kind = models.CharField(_("rapport"), max_length=8, choices=ReportKind)
    body = models.ForeignKey(
        GoverningBody, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organ")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mottaker")
    )
    role = models.CharField(_("oppgave"), max_length=8, choices=LineRole, default=LineRole.TREATS)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapporteringslinje")
        verbose_name_plural = _("rapporteringslinjer")
        ordering = ["section", "kind", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, organisation__isnull=True)
                | Q(body__isnull=True, organisation__isnull=False),
                name="actionplan_line_one_receiver",
                violation_error_message=_("Velg enten et organ eller en ekstern mottaker."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.receiver}"

    @property
    def receiver(self):
        """The body or organisation that gets the report."""
        return self.body or self.organisation


class StatusReport(TenantRow):
    """The status of one activity on the status date of one period (30.4, 31.8, 31.12)."""

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="status_reports", verbose_name=_("aktivitet")
    )
    period = models.CharField(_("periode"), max_length=4, choices=PERIOD_CHOICES)
    status = models.CharField(_("status"), max_length=12, choices=Status)
    delivered = models.PositiveSmallIntegerField(_("antall ganger gjennomført"), null=True, blank=True)
    text = models.TextField(_("hva er gjort"), blank=True)
    cause = models.TextField(_("årsak til avviket"), blank=True)
    corrective_action = models.TextField(_("hva vi gjør med det"), blank=True)
    new_deadline_text = models.CharField(_("ny frist"), max_length=80, blank=True)
    is_demo = models.BooleanField(_("demotall"), default=False)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("statusrapport")
        verbose_name_plural = _("statusrapporter")
        ordering = ["activity", "period"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "period"], name="actionplan_status_once_a_period"),
        ]

    def __str__(self):
        return f"{self.activity}: {self.get_status_display()}"
