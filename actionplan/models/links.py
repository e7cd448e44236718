from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.choices import LinkKind
from actionplan.models.activity import Activity, Measure
from actionplan.models.plan import ActionPlan
from actionplan.querysets import PlanLinkQuerySet
from governance.models import Case, Resolution, TenantRow


def _once(row: str, target: str) -> models.UniqueConstraint:
    """One link of a kind from a row to a case, or to a resolution; databases hold two empty values to be different."""
    there = Q(resolution__isnull=target == "case")
    return models.UniqueConstraint(
        fields=[row, target, "kind"],
        condition=Q(removed_at__isnull=True) & there & Q(**{f"{row}__isnull": False}),
        name=f"actionplan_planlink_{row}_{target}_once",
        violation_error_message=_("Raden har allerede denne lenken."),
    )


class PlanLink(TenantRow):
    """A measure or an activity leads to a case, or to one of its resolutions: what it rests on, follows up, is written
    of in, or was brought before a body as.

    It is no part of what was adopted. `plan` is where the row stands, which never changes; `case` is also the case of
    the resolution, so that a reader's right to it is asked once.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="links", verbose_name=_("plan"))
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="links", verbose_name=_("tiltak")
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="links", verbose_name=_("aktivitet")
    )
    kind = models.CharField(_("sammenheng"), max_length=12, choices=LinkKind, default=LinkKind.FOLLOWS)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_links", verbose_name=_("sak"))
    resolution = models.ForeignKey(
        Resolution,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_links",
        verbose_name=_("vedtak"),
    )

    objects = PlanLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("lenke til sak eller vedtak")
        verbose_name_plural = _("lenker til saker og vedtak")
        ordering = ["plan", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__isnull=True, activity__isnull=False)
                | Q(measure__isnull=False, activity__isnull=True),
                name="actionplan_planlink_of_one_row",
            ),
            *(_once(row, target) for row in ("measure", "activity") for target in ("case", "resolution")),
        ]

    def __str__(self):
        return f"{self.row}: {self.get_kind_display()} {self.case.number}"

    @property
    def row(self):
        """The measure or activity that leads there."""
        return self.activity or self.measure
