from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actionplan.choices import ProjectPhase
from actionplan.models.plan import PlanSection
from actionplan.models.staff import Position
from governance.models import Cooperation, DatedRow, Organisation, Person, TenantRow

KRONER = {
    "max_digits": 14,
    "decimal_places": 2,
    "null": True,
    "blank": True,
    "validators": [MinValueValidator(Decimal(0))],
}


class Project(DatedRow):
    """A project with an owner of its own, often another than the alliance: listed, and no part of its budget.

    `phase` is the one it is in; each change of it is a `PhaseChange`. `our_share` is what the cooperation pays of the
    `budget`, and `money_from` says in words where the money comes from.
    """

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="projects", verbose_name=_("samarbeid")
    )
    name = models.CharField(_("navn"), max_length=200, db_collation="norsk")
    purpose = models.TextField(_("formål"), blank=True)
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("eier")
    )
    leader = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("prosjektleder")
    )
    leader_position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stillingen som leder prosjektet"),
    )
    leader_text = models.CharField(_("leder utenfor alliansen"), max_length=200, blank=True)
    phase = models.CharField(
        _("fase"), max_length=12, choices=ProjectPhase, default=ProjectPhase.PROPOSAL, editable=False
    )
    budget = models.DecimalField(_("budsjett i kroner"), **KRONER)
    our_share = models.DecimalField(_("egen andel i kroner"), **KRONER)
    money_from = models.CharField(_("hvor pengene kommer fra"), max_length=300, blank=True)
    website = models.URLField(_("nettsted"), blank=True)
    section = models.ForeignKey(
        PlanSection,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("del av planen"),
    )

    class Meta(DatedRow.Meta):
        verbose_name = _("prosjekt")
        verbose_name_plural = _("prosjekter")
        ordering = ["name"]
        constraints = [
            *DatedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(our_share__isnull=True) | Q(our_share__lte=F("budget")),
                name="actionplan_project_share_within",
                violation_error_message=_("Den egne andelen kan ikke være større enn budsjettet."),
            ),
        ]

    def __str__(self):
        return self.name


class PhaseChange(TenantRow):
    """A project came into a phase on a day; without a day nobody knows when."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="phases", verbose_name=_("prosjekt"))
    phase = models.CharField(_("fase"), max_length=12, choices=ProjectPhase)
    since = models.DateField(_("fra"), null=True, blank=True)
    note = models.CharField(_("merknad"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("faser")
        ordering = ["project", "since"]

    def __str__(self):
        return str(self.get_phase_display())


class ProjectPartner(TenantRow):
    """An organisation that takes part in a project, and as what."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="partners", verbose_name=_("prosjekt"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisasjon")
    )
    role = models.CharField(_("rolle"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("prosjektdeltaker")
        verbose_name_plural = _("prosjektdeltakere")
        ordering = ["project", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"],
                condition=Q(removed_at__isnull=True),
                name="actionplan_projectpartner_once",
                violation_error_message=_("Organisasjonen er alt med i prosjektet."),
            )
        ]

    def __str__(self):
        return str(self.organisation)
