from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import SEATED, Capacity
from governance.models.agenda import AgendaItem
from governance.models.base import TenantRow
from governance.models.body import Seat
from governance.models.meeting import Meeting
from governance.models.people import Person
from governance.roomreads import AttendanceQuerySet


class Attendance(TenantRow):
    """That somebody takes part in a meeting, from one case until another: who comes back later has a row more.

    Empty `first_item`: from the opening. Empty `until_item`: to the end; else she has left when that case is treated.
    Who sits in a seat is a member of the body or a substitute for one. The others have no seat and no vote.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("møte"), editable=False
    )
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances", verbose_name=_("plass")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances", verbose_name=_("person")
    )
    name = models.CharField(_("navn på en utenfor alliansen"), max_length=160, blank=True)
    capacity = models.CharField(_("møter som"), max_length=12, choices=Capacity)
    first_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fra og med sak"),
    )
    until_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gikk før sak")
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("frammøte")
        verbose_name_plural = _("frammøte")
        ordering = ["meeting", "seat", "first_item"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__isnull=False, capacity__in=SEATED) | Q(seat__isnull=True) & ~Q(capacity__in=SEATED),
                name="governance_attendance_seat_of_members",
                violation_error_message=_("Medlemmer og vara sitter på en plass. Andre gjør det ikke."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | Q(person__isnull=True, seat__isnull=True) & ~Q(name=""),
                name="governance_attendance_is_somebody",
                violation_error_message=_("Velg en person, eller skriv et navn. Ikke begge."),
            ),
        ]

    def __str__(self):
        return f"{self.who}, {self.meeting}"

    @property
    def who(self) -> str:
        return self.person.name if self.person else self.name
