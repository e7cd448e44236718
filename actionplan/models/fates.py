from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.choices import Fate
from actionplan.models.activity import Activity
from actionplan.querysets import PlanRowQuerySet
from governance.models import TenantRow


class ActivityFate(TenantRow):
    """What becomes of an activity in the plan of the next year, as chosen by whoever goes through its section.

    `title` is the new text of one that is changed, and one line for each new activity of one that is split.
    `carried_version` is the version the activity had when the choice was carried out; empty until then.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="fates", verbose_name=_("aktivitet"))
    fate = models.CharField(_("neste år"), max_length=12, choices=Fate)
    title = models.TextField(_("ny tekst"), blank=True)
    deadline_text = models.CharField(_("ny frist"), max_length=80, blank=True)
    grounds = models.CharField(_("begrunnelse"), max_length=300, blank=True)
    carried_version = models.PositiveIntegerField(_("tatt med"), null=True, blank=True, editable=False)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("valg for neste år")
        verbose_name_plural = _("valg for neste år")
        ordering = ["activity"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity"],
                condition=Q(removed_at__isnull=True),
                name="actionplan_activityfate_once",
                violation_error_message=_("Noen andre valgte samtidig. Prøv en gang til."),
            )
        ]

    def __str__(self):
        return f"{self.activity}: {self.get_fate_display()}"
