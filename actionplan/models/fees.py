from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from actionplan.choices import FeeRunState
from actionplan.querysets import FeeRunQuerySet
from governance.models import Cooperation, Organisation, TenantRow


class FeeRun(FSMModelMixin, TenantRow):
    """The fees of a cooperation claimed from its members, frozen as they were reckoned.

    `basis` is what they were reckoned from, as plain values: no later change of rate, population or membership alters
    a run. What was wrong is put right by a new run, which names the one it corrects.
    """

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="fee_runs", verbose_name=_("samarbeid")
    )
    year = models.PositiveSmallIntegerField(_("år"))
    title = models.CharField(_("tittel"), max_length=160)
    basis = models.JSONField(_("grunnlag"), default=list, editable=False)
    due_on = models.DateField(_("forfall"))
    account = models.CharField(_("kontonummer"), max_length=20, blank=True)
    text = models.TextField(_("tekst i kravet"), blank=True)
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("retter kravet"),
    )
    state = FSMField(_("tilstand"), default=FeeRunState.DRAFT, choices=FeeRunState.choices, protected=True)
    sent_on = models.DateField(_("sendt"), null=True, blank=True, editable=False)
    sent_by = models.CharField(_("sendt av"), max_length=200, blank=True, editable=False)

    objects = FeeRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontingentkrav")
        verbose_name_plural = _("kontingentkrav")
        ordering = ["-year", "title"]

    def __str__(self):
        return self.title

    @transition(field=state, source=FeeRunState.DRAFT, target=FeeRunState.SENT)
    def send(self):
        """Each claim has its number from now on, and nothing of the run changes any more."""


class FeeClaim(TenantRow):
    """What one organisation is to pay, with its name and addresses as they were. `lines` are plain values: title,
    inhabitants, rate and amount. The number is taken when the run is sent, so that no draft leaves a gap."""

    run = models.ForeignKey(FeeRun, on_delete=models.PROTECT, related_name="claims", verbose_name=_("kontingentkrav"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisasjon")
    )
    name = models.CharField(_("navn"), max_length=160, db_collation="norsk")
    org_number = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True)
    municipality_number = models.CharField(_("kommunenummer"), max_length=4, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    contact = models.CharField(_("kontaktperson"), max_length=300, blank=True)
    lines = models.JSONField(_("linjer"), default=list)
    inhabitants = models.PositiveIntegerField(_("innbyggere"), null=True, blank=True)
    amount = models.DecimalField(_("beløp i kroner"), max_digits=14, decimal_places=2)
    number_year = models.PositiveSmallIntegerField(_("nummerår"), null=True, blank=True)
    number_sequence = models.PositiveIntegerField(_("løpenummer"), null=True, blank=True)

    objects = FeeRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("krav")
        verbose_name_plural = _("krav")
        ordering = ["run", "name"]
        constraints = [
            models.UniqueConstraint(fields=["run", "organisation"], name="actionplan_feeclaim_once"),
            models.UniqueConstraint(
                fields=["alliance", "number_year", "number_sequence"],
                condition=Q(number_sequence__isnull=False),
                name="actionplan_feeclaim_number_once",
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, (self.number, self.name)))

    @property
    def number(self) -> str:
        """ "2016-0007", empty until the run is sent."""
        return f"{self.number_year}-{self.number_sequence:04d}" if self.number_sequence else ""
