from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from governance.agendachoices import AgendaPlace, Leaving
from governance.choices import ItemRole, ItemState
from governance.models.base import DatedRow, TenantRow
from governance.models.body import GoverningBody
from governance.models.case import Case
from governance.models.meeting import Meeting
from governance.numberforms import format_number
from governance.querysets import READABLE_ITEMS, AgendaItemQuerySet
from governance.registerreads import StandingQuerySet


class AgendaItem(FSMModelMixin, TenantRow):
    """The treatment of a case by a body: one stop on the case's journey.

    `meeting` is empty while the item waits; the number is empty until convocation, then year + sequence in the body's
    own series (46/2015 in one body and 43/2015 in the other are one Case); one that is not `is_numbered` is called
    without. `registered` marks a number that was given before this system. `turn` counts the case's treatments in this
    body and stands in the address. `previous` is the stop it came from, or the item it was postponed from. `leaving` is
    what becomes of it when the next version of a reopened agenda is sent; until then it stands.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items", verbose_name=_("sak"))
    body = models.ForeignKey(GoverningBody, on_delete=models.PROTECT, related_name="items", verbose_name=_("organ"))
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("møte")
    )
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_items", verbose_name=_("kommer fra")
    )
    role = models.CharField(_("organets oppgave"), max_length=12, choices=ItemRole, default=ItemRole.DECIDES)
    is_authoritative = models.BooleanField(_("avgjøres her"), default=False)
    turn = models.PositiveSmallIntegerField(_("gang i organet"), default=1, editable=False)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)
    number_year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True, editable=False)
    number_sequence = models.PositiveIntegerField(_("løpenummer"), null=True, blank=True, editable=False)
    registered = models.BooleanField(_("nummer gitt før systemet"), default=False, editable=False)
    is_numbered = models.BooleanField(_("får saksnummer"), default=True, editable=False)
    is_late = models.BooleanField(_("ettersendt"), default=False)
    leaving = models.CharField(_("tas av som"), max_length=12, choices=Leaving, blank=True, editable=False)
    state = FSMField(_("tilstand"), default=ItemState.WAITING, choices=ItemState.choices, protected=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("behandling")
        verbose_name_plural = _("behandlinger")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number_year", "number_sequence"],
                condition=Q(number_sequence__isnull=False),
                name="governance_item_number_once",
                violation_error_message=_("Organet har allerede en sak med dette nummeret."),
            ),
            models.UniqueConstraint(fields=["case", "body", "turn"], name="governance_item_turn_once"),
            models.CheckConstraint(
                condition=Q(number_year__isnull=True, number_sequence__isnull=True)
                | Q(number_year__isnull=False, number_sequence__isnull=False),
                name="governance_item_number_whole",
            ),
        ]

    def __str__(self):
        return f"{self.number or self.get_state_display()} {self.case.title}"

    @property
    def number(self) -> str:
        """The body's own number as it prints it, empty until convocation."""
        if self.number_sequence is None:
            return ""
        return format_number(self.body.number_format, self.number_year, self.number_sequence)

    def get_role_display(self) -> str:
        """The task in words. Django's own puts all the words together anew for each row."""
        return str(ItemRole(self.role).label)

    @property
    def was_called(self) -> bool:
        """Whether it has gone out to the body: with a number, registered as from before this system, or as one that
        gets none."""
        if self.number_sequence is not None or self.registered:
            return True
        return not self.is_numbered and self.meeting_id is not None and self.state in READABLE_ITEMS

    @transition(field=state, source=[ItemState.WAITING, ItemState.LISTED], target=ItemState.LISTED)
    def list_on(self):
        """Placed on the agenda of a meeting that has not been called."""

    @transition(field=state, source=ItemState.LISTED, target=ItemState.WAITING)
    def unlist(self):
        """Taken off the agenda again, before the call."""

    @transition(field=state, source=[ItemState.WAITING, ItemState.LISTED], target=ItemState.NUMBERED)
    def give_number(self):
        """Numbered at convocation, or late onto a called meeting."""

    @transition(field=state, source=[ItemState.NUMBERED, ItemState.POSTPONED], target=ItemState.TREATED)
    def treat(self):
        """The body has dealt with it; from postponed where the result was corrected."""

    @transition(field=state, source=[ItemState.NUMBERED, ItemState.TREATED], target=ItemState.POSTPONED)
    def postpone(self):
        """Put off; a new item, linked by `previous`, carries the case to a later meeting."""

    @transition(field=state, source=[ItemState.TREATED, ItemState.POSTPONED], target=ItemState.NUMBERED)
    def untreat(self):
        """Its resolution was written here by mistake; the body has yet to deal with it."""

    @transition(
        field=state, source=[ItemState.WAITING, ItemState.LISTED, ItemState.NUMBERED], target=ItemState.WITHDRAWN
    )
    def withdraw(self):
        """Taken back; a numbered item keeps its number and is printed "trukket"."""


class StandingItem(DatedRow):
    """A case that a body treats in every meeting of a period, such as the administrative reform since 4 September 2014.

    It stands on no agenda by itself: each meeting's treatment is an AgendaItem with a paper and a number of its own.
    Together, in order, they are the template of the body's agenda: those before the other cases of the meeting and
    those after them. `is_numbered`: whether its treatments get the numbers of the body.
    """

    body = models.ForeignKey(GoverningBody, on_delete=models.PROTECT, related_name="standing", verbose_name=_("organ"))
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="standing", verbose_name=_("sak"))
    role = models.CharField(_("organets oppgave"), max_length=12, choices=ItemRole, default=ItemRole.INFORMED)
    place = models.CharField(_("plass på sakslisten"), max_length=8, choices=AgendaPlace, default=AgendaPlace.AFTER)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0, editable=False)
    is_numbered = models.BooleanField(_("får saksnummer"), default=True)

    objects = StandingQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("fast sak")
        verbose_name_plural = _("faste saker")
        ordering = ["body", "place", "position", "case__year", "case__sequence"]

    def __str__(self):
        return f"{self.case.number} i {self.body}"
