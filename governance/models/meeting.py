from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from governance.choices import MeetingForm, MeetingKind, MeetingState
from governance.models.base import TenantRow
from governance.models.body import GoverningBody
from governance.querysets import MeetingQuerySet
from governance.wording import short_day


class Meeting(FSMModelMixin, TenantRow):
    """A meeting of one body. Two bodies that meet on one day have two meetings.

    `reopened_at` is set while the agenda of a called meeting is worked on before its next version is sent.

    `starts_at` is empty only for a past meeting whose hour nobody wrote down; `day` is always known (Oslo).
    """

    body = models.ForeignKey(GoverningBody, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("organ"))
    day = models.DateField(_("dato"))
    last_day = models.DateField(_("siste dag"), null=True, blank=True)
    starts_at = models.TimeField(_("fra kl."), null=True, blank=True)
    ends_at = models.TimeField(_("til kl."), null=True, blank=True)
    kind = models.CharField(_("møtetype"), max_length=16, choices=MeetingKind, default=MeetingKind.ORDINARY)
    form = models.CharField(_("møteform"), max_length=12, choices=MeetingForm, default=MeetingForm.PHYSICAL)
    title = models.CharField(_("tittel"), max_length=160, blank=True)
    place = models.CharField(_("sted"), max_length=160, blank=True)
    video_link = models.URLField(_("videolenke"), blank=True)
    dial_in = models.CharField(_("ring inn på"), max_length=120, blank=True)
    note = models.TextField(_("praktisk informasjon"), blank=True)
    state = FSMField(_("tilstand"), default=MeetingState.PLANNED, choices=MeetingState.choices, protected=True)
    called_at = models.DateTimeField(_("innkalt"), null=True, blank=True, editable=False)
    reopened_at = models.DateTimeField(_("sakslisten åpnet igjen"), null=True, blank=True, editable=False)
    reopened_why = models.CharField(_("hvorfor sakslisten er åpnet"), max_length=300, blank=True, editable=False)
    published_at = models.DateTimeField(_("publisert"), null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("møte")
        verbose_name_plural = _("møter")
        ordering = ["-day", "starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("day")),
                name="governance_meeting_days_in_order",
                violation_error_message=_("Siste dag kan ikke være før første dag."),
            )
        ]

    def __str__(self):
        return f"{self.body} {short_day(self.day)}"

    @property
    def where(self) -> str:
        """Where those who are called come to, or what they ring; "" where neither is known. Not for the public."""
        rings = _now("ring {number}").format(number=self.dial_in) if self.dial_in else ""
        place = self.place or (_now("på telefon") if self.form == MeetingForm.TELEPHONE else "")
        return ", ".join(filter(None, (place, rings)))

    @transition(field=state, source=MeetingState.PLANNED, target=MeetingState.CALLED)
    def call(self):
        """The convocation is sent: the agenda gets its numbers."""

    @transition(field=state, source=[MeetingState.PLANNED, MeetingState.CALLED], target=MeetingState.HELD)
    def hold(self):
        """The meeting has taken place."""

    @transition(field=state, source=[MeetingState.PLANNED, MeetingState.CALLED], target=MeetingState.CANCELLED)
    def cancel(self):
        """The meeting will not take place."""
