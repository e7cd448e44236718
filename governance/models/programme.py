from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.agendareads import ProgrammeQuerySet
from governance.models.agenda import AgendaItem
from governance.models.base import TenantRow
from governance.models.meeting import Meeting

HOURS_IN_ORDER = _("Sluttiden må være etter starttiden. Går punktet over midnatt, lar du sluttiden stå tom.")


class ProgrammeEntry(TenantRow):
    """What happens at an hour of a meeting: a case, a lecture, a dinner.

    `on_day` is counted from the first day of the meeting, which is 1, so that a meeting that is moved takes its
    programme with it. What has no end, or goes on past midnight, has no `ends_at`.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="programme", verbose_name=_("møte"), editable=False
    )
    on_day = models.PositiveSmallIntegerField(_("dag"), default=1, validators=[MinValueValidator(1)])
    starts_at = models.TimeField(_("fra kl."))
    ends_at = models.TimeField(_("til kl."), null=True, blank=True)
    title = models.CharField(_("hva som skjer"), max_length=255)
    place = models.CharField(_("sted"), max_length=160, blank=True)
    speaker = models.CharField(_("hvem som innleder eller leder"), max_length=160, blank=True)
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sak på sakslisten"),
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programpunkt")
        verbose_name_plural = _("programpunkter")
        ordering = ["meeting", "on_day", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="governance_programme_hours_in_order",
                violation_error_message=HOURS_IN_ORDER,
            )
        ]

    def __str__(self):
        return self.title
