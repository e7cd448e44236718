from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.models.money import CostLine, FundingLine
from governance.models import Cooperation, TenantRow


class AccountMapping(TenantRow):
    """Where amounts booked on a combination of department, project and account belong: on a line, or nowhere.

    Remembered for a cooperation from one import to the next. In the plan of another year the line of the same text in a
    section of the same title is offered.
    """

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="account_mappings", verbose_name=_("samarbeid")
    )
    department = models.CharField(_("ansvar"), max_length=60, blank=True)
    project = models.CharField(_("prosjekt"), max_length=60, blank=True)
    account = models.CharField(_("konto"), max_length=60, blank=True)
    funding = models.ForeignKey(
        FundingLine, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("finansiering")
    )
    cost = models.ForeignKey(
        CostLine, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kostnad")
    )

    class Meta:
        verbose_name = _("kontering")
        verbose_name_plural = _("konteringer")
        ordering = ["cooperation", "department", "project", "account"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "department", "project", "account"],
                condition=Q(removed_at__isnull=True),
                name="actionplan_accountmapping_once",
            ),
            models.CheckConstraint(
                condition=Q(funding__isnull=True) | Q(cost__isnull=True), name="actionplan_accountmapping_one_line"
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, (self.department, self.project, self.account)))
