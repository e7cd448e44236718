from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actionplan.models.plan import ActionPlan
from actionplan.models.platform import PriorityArea
from actionplan.querysets import PlanRowQuerySet
from governance.models import TenantRow

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


def _kroner(label, **more):
    bounds = {"max_digits": 14, "decimal_places": 2, "validators": [MinValueValidator(0)]}
    return models.DecimalField(label, null=True, blank=True, **bounds, **more)


class EconomyLimits(TenantRow):
    """What the money of a plan is held against on its economy page. An empty amount is not checked.

    Where a plan has none, those of the newest earlier plan of its cooperation hold, then the defaults below.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="limits", verbose_name=_("plan"))
    fee_share = models.PositiveSmallIntegerField(_("kontingentens andel i prosent"), default=50, validators=PERCENT)
    fee_margin = models.PositiveSmallIntegerField(_("slingringsmonn i prosentpoeng"), default=10, validators=PERCENT)
    allocation_is_fee = models.BooleanField(_("det som er avsatt i budsjettet, er kontingent"), default=False)
    turnover_from = _kroner(_("omsetning fra"))
    turnover_to = _kroner(_("omsetning til"))
    turnover_before = _kroner(_("omsetning året før"))
    turnover_change = models.PositiveSmallIntegerField(_("største endring i prosent"), default=20)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("grenser for økonomien")
        verbose_name_plural = _("grenser for økonomien")
        ordering = ["plan"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(removed_at__isnull=True),
                name="actionplan_limits_once",
                violation_error_message=_("Planen har allerede grenser. Last siden på nytt."),
            ),
            models.CheckConstraint(
                condition=Q(turnover_from__isnull=True)
                | Q(turnover_to__isnull=True)
                | Q(turnover_from__lte=F("turnover_to")),
                name="actionplan_limits_turnover_in_order",
                violation_error_message=_("Omsetningen «til» kan ikke være lavere enn «fra»."),
            ),
        ]

    def __str__(self):
        return str(_("Grenser for {plan}")).format(plan=self.plan)


class AreaBudget(TenantRow):
    """The amount a priority area was given in the budget of a plan; the sum of its sections is held against it."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="area_budgets", verbose_name=_("plan"))
    area = models.ForeignKey(
        PriorityArea, on_delete=models.PROTECT, related_name="budgets", verbose_name=_("innsatsområde")
    )
    amount = models.DecimalField(
        _("ramme i kroner"), max_digits=14, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("ramme for et innsatsområde")
        verbose_name_plural = _("rammer for innsatsområder")
        ordering = ["plan", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "area"],
                condition=Q(removed_at__isnull=True),
                name="actionplan_areabudget_once",
                violation_error_message=_("Innsatsområdet har allerede en ramme. Last siden på nytt."),
            )
        ]

    def __str__(self):
        return str(self.area)
