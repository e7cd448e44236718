from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from governance.choices import Access, CaseKind, CaseLinkKind, CaseState
from governance.models.alliance import Cooperation
from governance.models.base import TenantRow
from governance.models.exempt import ExemptRow
from governance.models.people import Person
from governance.querysets import CaseLinkQuerySet, CaseQuerySet


class Case(FSMModelMixin, ExemptRow, TenantRow):
    """The matter itself, with its file number year-sequence; lives across bodies and years.

    `public_title` replaces `title` for those who may not read an exempt case (eInnsyn offentligTittel).
    """

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="cases", verbose_name=_("samarbeid")
    )
    year = models.PositiveSmallIntegerField(_("år"))
    sequence = models.PositiveIntegerField(_("løpenummer"))
    title = models.CharField(_("tittel"), max_length=255)
    public_title = models.CharField(_("offentlig tittel"), max_length=255, blank=True)
    kind = models.CharField(_("sakstype"), max_length=16, choices=CaseKind, default=CaseKind.DECISION)
    summary = models.TextField(_("kort om saken"), blank=True)
    responsible = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("saksansvarlig")
    )
    state = FSMField(_("tilstand"), default=CaseState.OPEN, choices=CaseState.choices, protected=True)
    published_at = models.DateTimeField(_("publisert"), null=True, blank=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("sak")
        verbose_name_plural = _("saker")
        ordering = ["-year", "-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "year", "sequence"], name="governance_case_number_once"),
            models.CheckConstraint(
                condition=Q(access=Access.PUBLIC) | ~Q(legal_basis=""),
                name="governance_case_exempt_has_basis",
                violation_error_message=_(
                    "En sak som er unntatt offentlighet, må ha en hjemmel, for eksempel offl. § 14."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        """The file number as people write it: 2016/12."""
        return f"{self.year}/{self.sequence}"

    @property
    def key(self) -> str:
        """The file number as it stands in the address: 2016-12."""
        return f"{self.year}-{self.sequence}"

    @transition(field=state, source=CaseState.OPEN, target=CaseState.CLOSED)
    def close(self):
        """The matter has been dealt with."""

    @transition(field=state, source=[CaseState.CLOSED, CaseState.WITHDRAWN], target=CaseState.OPEN)
    def reopen(self):
        """Work on the matter goes on."""

    @transition(field=state, source=CaseState.OPEN, target=CaseState.WITHDRAWN)
    def withdraw(self):
        """The matter is taken back; it keeps its number and is shown as withdrawn."""


class CaseLink(TenantRow):
    """One case points to another: related, follows up, supersedes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links", verbose_name=_("sak"))
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked_from", verbose_name=_("annen sak"))
    kind = models.CharField(_("sammenheng"), max_length=12, choices=CaseLinkKind, default=CaseLinkKind.RELATED)

    objects = CaseLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("sakslenke")
        verbose_name_plural = _("sakslenker")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "other", "kind"],
                condition=Q(removed_at__isnull=True),
                name="governance_caselink_once",
                violation_error_message=_("Sakene er allerede knyttet sammen på denne måten."),
            ),
            models.CheckConstraint(
                condition=~Q(case=models.F("other")),
                name="governance_caselink_not_self",
                violation_error_message=_("En sak kan ikke vise til seg selv."),
            ),
        ]

    def __str__(self):
        return f"{self.case.number} {self.get_kind_display()} {self.other.number}"


class NumberSeries(TenantRow):
    """The last number taken in one series and year. `key` is "case" or the id of a governing body."""

    key = models.CharField(_("serie"), max_length=40)
    year = models.PositiveSmallIntegerField(_("år"))
    last = models.PositiveIntegerField(_("siste nummer"), default=0)

    class Meta:
        verbose_name = _("nummerserie")
        verbose_name_plural = _("nummerserier")
        constraints = [models.UniqueConstraint(fields=["alliance", "key", "year"], name="governance_series_once")]

    def __str__(self):
        return f"{self.key} {self.year}: {self.last}"
