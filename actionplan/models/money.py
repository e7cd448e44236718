from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.choices import Certainty, CostKind, EntryKind, EntryOrigin, FundingBasis, FundingSource
from actionplan.models.plan import PlanSection
from actionplan.querysets import PlanRowQuerySet
from governance.models import Cooperation, Organisation, TenantRow


class FundingLine(TenantRow):
    """One source of money for a section. Amounts are entries; totals derive. All amounts are whole or decimal kroner.

    `rate` is kroner per inhabitant where the basis is per inhabitant: then `population_on` says which 1 January counts
    and `participants` whose members pay. Rounding: half up per member to whole kroner; the total sums the rounded.
    """

    section = models.ForeignKey(PlanSection, on_delete=models.PROTECT, related_name="funding", verbose_name=_("del"))
    title = models.CharField(_("tekst"), max_length=200)
    source = models.CharField(_("kilde"), max_length=20, choices=FundingSource)
    basis = models.CharField(_("grunnlag"), max_length=16, choices=FundingBasis, default=FundingBasis.FIXED)
    rate = models.DecimalField(_("sats i kroner"), max_digits=10, decimal_places=4, null=True, blank=True)
    population_on = models.DateField(_("folketall per"), null=True, blank=True)
    participants = models.ForeignKey(
        Cooperation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("betales av medlemmene i"),
    )
    payer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("betales av")
    )
    certainty = models.CharField(_("sikkerhet"), max_length=12, choices=Certainty, default=Certainty.SET_ASIDE)
    restriction = models.CharField(_("bundet til"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("finansiering")
        verbose_name_plural = _("finansiering")
        ordering = ["section", "position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis=FundingBasis.PER_INHABITANT) | Q(rate__isnull=False),
                name="actionplan_funding_rate_given",
                violation_error_message=_("Skriv hvor mange kroner det er per innbygger."),
            )
        ]

    def __str__(self):
        return self.title


class AmountRow(TenantRow):
    """An amount of a line: planned, revised, actual or forecast, as it stood on a date. Kroner."""

    kind = models.CharField(_("type"), max_length=8, choices=EntryKind)
    amount = models.DecimalField(_("beløp i kroner"), max_digits=14, decimal_places=2)
    status_date = models.DateField(_("per dato"), null=True, blank=True)
    origin = models.CharField(_("kommer fra"), max_length=8, choices=EntryOrigin, default=EntryOrigin.DECISION)
    note = models.CharField(_("merknad"), max_length=200, blank=True)

    class Meta:
        abstract = True
        verbose_name = _("beløp")
        verbose_name_plural = _("beløp")
        ordering = ["line", "kind", "status_date"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"


def once_each(name: str) -> list:
    """An amount of a kind stands once on a date, and once without a date: no date equals no other to the first."""
    return [
        models.UniqueConstraint(
            fields=["line", "kind", "status_date"],
            condition=Q(removed_at__isnull=True),
            name=f"actionplan_{name}_once_a_date",
            violation_error_message=_("Det finnes allerede et slikt beløp på denne datoen."),
        ),
        # Of two amounts without a date none would be the newest.
        models.UniqueConstraint(
            fields=["line", "kind"],
            condition=Q(removed_at__isnull=True, status_date__isnull=True),
            name=f"actionplan_{name}_undated_once",
            violation_error_message=_(
                "Det finnes allerede et beløp av denne typen uten dato. "
                "Endre det beløpet, eller skriv datoen som dette gjelder per."
            ),
        ),
    ]


class FundingEntry(AmountRow):
    """An amount of a funding line."""

    line = models.ForeignKey(
        FundingLine, on_delete=models.PROTECT, related_name="entries", verbose_name=_("finansiering")
    )

    objects = PlanRowQuerySet.as_manager()

    class Meta(AmountRow.Meta):
        constraints = once_each("entry")


class CostLine(TenantRow):
    """What the money of a section goes to. Amounts are entries, as those of a funding line; costs are above nought."""

    section = models.ForeignKey(PlanSection, on_delete=models.PROTECT, related_name="costs", verbose_name=_("del"))
    kind = models.CharField(_("kostnadsart"), max_length=12, choices=CostKind)
    title = models.CharField(_("tekst"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("kostnad")
        verbose_name_plural = _("kostnader")
        ordering = ["section", "position"]

    def __str__(self):
        return self.title or str(self.get_kind_display())


class CostEntry(AmountRow):
    """An amount of a cost. One below nought is money that came back, such as refunded sick pay."""

    line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="entries", verbose_name=_("kostnad"))

    objects = PlanRowQuerySet.as_manager()

    class Meta(AmountRow.Meta):
        verbose_name = _("beløp av en kostnad")
        verbose_name_plural = _("beløp av kostnader")
        constraints = once_each("costentry")
