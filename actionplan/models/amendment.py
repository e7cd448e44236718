from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from actionplan.models.plan import ActionPlan
from actionplan.querysets import PlanRowQuerySet
from governance.models import Resolution, TenantRow


class PlanAmendment(TenantRow):
    """One numbered change of an adopted plan: what one person changed on one day for one reason, in one go or in many.

    The acts it is made of point to it (`Event.part_of`). Numbers have no gaps, and an amendment is never removed.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="amendments", verbose_name=_("plan"))
    number = models.PositiveIntegerField(_("nummer"), editable=False)
    grounds = models.CharField(_("begrunnelse"), max_length=500)
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vedtak")
    )
    day = models.DateField(_("dato"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bruker"),
    )
    made_by = models.CharField(_("utført av"), max_length=200, blank=True)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("endring etter vedtaket")
        verbose_name_plural = _("endringer etter vedtaket")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="actionplan_amendment_number_once",
                violation_error_message=_("Planen har allerede en endring med dette nummeret."),
            )
        ]

    def __str__(self):
        return _("Endring {number}").format(number=self.number)
