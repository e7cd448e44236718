from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from actionplan.choices import ApplicationState
from actionplan.models.activity import Activity
from actionplan.models.money import FundingLine
from actionplan.models.plan import PlanSection
from actionplan.models.projects import Project
from governance.models import Case, Cooperation, Organisation, TenantRow

KRONER = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}
NOT_BELOW_NOUGHT = {"validators": [MinValueValidator(Decimal(0))]}


class GrantApplication(FSMModelMixin, TenantRow):
    """Money sought from somebody outside: to whom, how much, by when, and what came of it.

    An amount nobody knows stays empty. `funding_line` is the line of the plan that tells of the money, where one does.
    """

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="applications", verbose_name=_("samarbeid")
    )
    title = models.CharField(_("søknaden gjelder"), max_length=200, db_collation="norsk")
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("søkes hos"))
    year = models.PositiveSmallIntegerField(_("år"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    section = models.ForeignKey(
        PlanSection,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("del av planen"),
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("aktivitet"),
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("prosjekt"),
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("sak")
    )
    amount_sought = models.DecimalField(_("søkt beløp i kroner"), **KRONER, **NOT_BELOW_NOUGHT)
    deadline = models.DateField(_("søknadsfrist"), null=True, blank=True)
    state = FSMField(_("tilstand"), default=ApplicationState.IDEA, choices=ApplicationState.choices, protected=True)
    sent_on = models.DateField(_("sendt"), null=True, blank=True)
    amount_granted = models.DecimalField(_("innvilget beløp i kroner"), **KRONER, **NOT_BELOW_NOUGHT)
    result_on = models.DateField(_("svar kom"), null=True, blank=True)
    report_by = models.DateField(_("rapporteres innen"), null=True, blank=True)
    reported_on = models.DateField(_("rapportert"), null=True, blank=True)
    funding_line = models.ForeignKey(
        FundingLine,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("linje i planen"),
        editable=False,
    )
    note = models.TextField(_("merknad"), blank=True)

    class Meta:
        verbose_name = _("søknad")
        verbose_name_plural = _("søknader")
        ordering = ["-year", "title"]

    def __str__(self):
        return self.title

    @transition(field=state, source=ApplicationState.IDEA, target=ApplicationState.WORKING)
    def start(self):
        """Somebody has begun to write it."""

    @transition(field=state, source=[ApplicationState.IDEA, ApplicationState.WORKING], target=ApplicationState.SENT)
    def send(self):
        """The giver has it."""

    @transition(field=state, source=ApplicationState.SENT, target=ApplicationState.GRANTED)
    def grant(self):
        """The giver said yes."""

    @transition(field=state, source=ApplicationState.SENT, target=ApplicationState.REFUSED)
    def refuse(self):
        """The giver said no."""

    @transition(
        field=state,
        source=[ApplicationState.IDEA, ApplicationState.WORKING, ApplicationState.SENT],
        target=ApplicationState.WITHDRAWN,
    )
    def withdraw(self):
        """We ask no more."""

    @transition(
        field=state, source=[ApplicationState.SENT, ApplicationState.WITHDRAWN], target=ApplicationState.WORKING
    )
    def resume(self):
        """It is worked on again."""

    @transition(field=state, source=[ApplicationState.GRANTED, ApplicationState.REFUSED], target=ApplicationState.SENT)
    def await_answer(self):
        """The answer was registered by mistake."""
