from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from actionplan.choices import PlanState
from actionplan.models.platform import FocusArea, PriorityArea, StrategicPlatform
from actionplan.querysets import PlanQuerySet, PlanRowQuerySet
from governance.models import Case, Cooperation, Resolution, TenantRow
from governance.richtext import RichTextField


class ActionPlan(FSMModelMixin, TenantRow):
    """The yearly plan of a cooperation, under its platform."""

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="plans", verbose_name=_("samarbeid")
    )
    platform = models.ForeignKey(
        StrategicPlatform,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("plattform"),
    )
    year = models.PositiveSmallIntegerField(_("år"))
    title = models.CharField(_("tittel"), max_length=160)
    introduction = RichTextField(_("innledning"))
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("sak")
    )
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vedtak")
    )
    adopted_on = models.DateField(_("vedtatt"), null=True, blank=True)
    state = FSMField(_("tilstand"), default=PlanState.DRAFT, choices=PlanState.choices, protected=True)
    published_at = models.DateTimeField(_("publisert"), null=True, blank=True, editable=False)
    amended: int | None = None  # the number of the amendment that was just written, not stored

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("handlingsplan")
        verbose_name_plural = _("handlingsplaner")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "year"],
                condition=models.Q(removed_at__isnull=True),
                name="actionplan_plan_once_a_year",
                violation_error_message=_("Samarbeidet har allerede en handlingsplan for dette året."),
            )
        ]

    def __str__(self):
        return self.title

    @transition(field=state, source=PlanState.DRAFT, target=PlanState.PROPOSED)
    def propose(self):
        """Put forward to the bodies that treat it."""

    @transition(field=state, source=PlanState.PROPOSED, target=PlanState.DRAFT)
    def take_back(self):
        """Back to the drawing board."""

    @transition(field=state, source=[PlanState.DRAFT, PlanState.PROPOSED], target=PlanState.ADOPTED)
    def adopt(self):
        """Adopted by resolution."""

    @transition(field=state, source=PlanState.ADOPTED, target=PlanState.PROPOSED)
    def undo_adoption(self):
        """It was registered as adopted by mistake."""

    @transition(field=state, source=PlanState.ADOPTED, target=PlanState.CLOSED)
    def close(self):
        """The year is reported; the plan is only read from now on."""

    @transition(field=state, source=PlanState.CLOSED, target=PlanState.ADOPTED)
    def reopen(self):
        """It was closed by mistake, or too early."""


class PlanSection(TenantRow):
    """A section of the plan: under a priority area, optionally a focus area, optionally about a cooperation.

    `level_labels` are the column heads of the section's table, lowest level last, e.g. ["Tiltak", "Aktiviteter"].
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="sections", verbose_name=_("plan"))
    area = models.ForeignKey(
        PriorityArea, on_delete=models.PROTECT, related_name="sections", verbose_name=_("innsatsområde")
    )
    focus_area = models.ForeignKey(
        FocusArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("fokusområde"),
    )
    cooperation = models.ForeignKey(
        Cooperation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_sections",
        verbose_name=_("gjelder samarbeidet"),
    )
    title = models.CharField(_("tittel"), max_length=160)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)
    level_labels = models.JSONField(_("kolonnenavn"), default=list, blank=True)
    deadline_label = models.CharField(_("kolonnenavn for frist"), max_length=40, blank=True)
    introduction = RichTextField(_("innledning"))
    organisation = RichTextField(_("organisering"))
    resources = RichTextField(_("ressurser"))
    reporting = RichTextField(_("rapportering"))

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("del av planen")
        verbose_name_plural = _("deler av planen")
        ordering = ["plan", "position"]

    def __str__(self):
        return self.title

    def word_of_level(self, level: int) -> str:
        """What a measure of this level (1 at the top) is called, where measures of more than one hang under each other;
        empty for a level that has no column of its own."""
        words = self.level_labels[:-1]
        return str(words[level - 1]) if 0 < level <= len(words) > 1 else ""
