from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.choices import PlatformPointKind
from governance.models import Cooperation, DatedRow, Resolution, TenantRow


class StrategicPlatform(DatedRow):
    """What the cooperation stands for in a period: vision, main goal, pillars and values. Plans hang under it."""

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="platforms", verbose_name=_("samarbeid")
    )
    title = models.CharField(_("tittel"), max_length=160)
    vision = models.TextField(_("visjon"), blank=True)
    main_goal = models.TextField(_("hovedmål"), blank=True)
    adopted_on = models.DateField(_("vedtatt"), null=True, blank=True)
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vedtak")
    )
    supersedes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("erstatter"),
    )
    note = models.TextField(_("merknad"), blank=True)

    class Meta(DatedRow.Meta):
        verbose_name = _("strategisk plattform")
        verbose_name_plural = _("strategiske plattformer")
        ordering = ["-valid_from"]

    def __str__(self):
        return self.title


class PlatformPoint(TenantRow):
    """One goal, pillar or value of a platform."""

    platform = models.ForeignKey(
        StrategicPlatform, on_delete=models.PROTECT, related_name="points", verbose_name=_("plattform")
    )
    kind = models.CharField(_("type"), max_length=8, choices=PlatformPointKind, default=PlatformPointKind.PILLAR)
    title = models.CharField(_("tittel"), max_length=200)
    text = models.TextField(_("beskrivelse"), blank=True)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    class Meta:
        verbose_name = _("plattformpunkt")
        verbose_name_plural = _("plattformpunkter")
        ordering = ["platform", "kind", "position"]

    def __str__(self):
        return self.title


class PriorityArea(DatedRow):
    """A priority area of a platform. Its name may change over time: see AreaName."""

    platform = models.ForeignKey(
        StrategicPlatform, on_delete=models.PROTECT, related_name="areas", verbose_name=_("plattform")
    )
    name = models.CharField(_("navn"), max_length=120)
    goal = models.TextField(_("mål"), blank=True)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    class Meta(DatedRow.Meta):
        verbose_name = _("innsatsområde")
        verbose_name_plural = _("innsatsområder")
        ordering = ["platform", "position"]

    def __str__(self):
        return self.name


class FocusArea(DatedRow):
    """A focus area under a priority area, e.g. Inkluderende folkestyre, which exists from 2017."""

    area = models.ForeignKey(
        PriorityArea, on_delete=models.PROTECT, related_name="focus_areas", verbose_name=_("innsatsområde")
    )
    name = models.CharField(_("navn"), max_length=160)
    goal = models.TextField(_("mål"), blank=True)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    class Meta(DatedRow.Meta):
        verbose_name = _("fokusområde")
        verbose_name_plural = _("fokusområder")
        ordering = ["area", "position"]

    def __str__(self):
        return self.name


class AreaName(DatedRow):
    """Another name an area or focus area goes or went by (Kommunereformen / Forvaltningsreformen)."""

    area = models.ForeignKey(PriorityArea, on_delete=models.PROTECT, null=True, blank=True, related_name="names")
    focus_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, null=True, blank=True, related_name="names")
    name = models.CharField(_("navn"), max_length=160)

    class Meta(DatedRow.Meta):
        verbose_name = _("annet navn")
        verbose_name_plural = _("andre navn")
        ordering = ["name"]
        constraints = [
            *DatedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(area__isnull=False, focus_area__isnull=True)
                | Q(area__isnull=True, focus_area__isnull=False),
                name="actionplan_areaname_of_one_thing",
            ),
        ]

    def __str__(self):
        return self.name
