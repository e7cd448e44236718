from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import Answer
from governance.models.base import TenantRow
from governance.models.body import Seat
from governance.models.meeting import Meeting
from governance.models.people import Person
from governance.registerreads import AnswerQuerySet


class MeetingAnswer(TenantRow):
    """What one person says to being asked to a meeting for one seat: her newest word; earlier ones are its history.

    Of who holds the seat the row comes with her answer, of a substitute with the summons (`summoned_at`), which gives
    her the right to read the papers of the meeting until it is over, she says no, or the summons is withdrawn.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="answers", verbose_name=_("møte"))
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="answers", verbose_name=_("plass"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="answers", verbose_name=_("person"))
    answer = models.CharField(_("svar"), max_length=8, choices=Answer, blank=True)
    why = models.CharField(_("grunn"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("svarte"), null=True, blank=True, editable=False)
    summoned_at = models.DateTimeField(_("kalt inn som vara"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("innkallingen trukket"), null=True, blank=True, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("svar på innkalling")
        verbose_name_plural = _("svar på innkalling")
        ordering = ["meeting", "seat", "summoned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat", "person"],
                condition=Q(removed_at__isnull=True),
                name="governance_answer_once",
                violation_error_message=_("Svaret er registrert alt."),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.get_answer_display() or '–'}"

    @property
    def stands(self) -> bool:
        """A summons that holds: the substitute may come, and her seat has nobody else."""
        return self.summoned_at is not None and self.withdrawn_at is None and self.answer != Answer.ABSENT
