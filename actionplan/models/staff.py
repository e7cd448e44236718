from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.models.plan import PlanSection
from actionplan.querysets import PlanRowQuerySet
from governance.models import Cooperation, DatedRow, Organisation, Person, TenantRow


class Position(DatedRow):
    """A post in the secretariat or a project. `percent` is the post's size (100 = one full-time equivalent);
    an hourly post has none. Work is tied to the post, so it survives a change of staff."""

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="positions", verbose_name=_("samarbeid")
    )
    title = models.CharField(_("stilling"), max_length=120, db_collation="norsk")
    percent = models.DecimalField(_("stillingsprosent"), max_digits=5, decimal_places=2, null=True, blank=True)
    is_hourly = models.BooleanField(_("timelønnet"), default=False)
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="positions", verbose_name=_("innehaver")
    )

    class Meta(DatedRow.Meta):
        verbose_name = _("stilling")
        verbose_name_plural = _("stillinger")
        ordering = ["title"]
        constraints = [
            *DatedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gt=0, percent__lte=100),
                name="actionplan_position_percent_in_range",
                violation_error_message=_("Stillingsprosenten må være over 0 og høyst 100."),
            ),
            models.CheckConstraint(
                condition=Q(is_hourly=False) | Q(percent__isnull=True),
                name="actionplan_position_hourly_has_no_percent",
                violation_error_message=_("En timelønnet stilling har ingen stillingsprosent."),
            ),
        ]

    def __str__(self):
        return self.title


class SectionPosition(TenantRow):
    """A post that works on a section; `is_lead` marks who is responsible for it (may edit and report it)."""

    section = models.ForeignKey(PlanSection, on_delete=models.PROTECT, related_name="posts", verbose_name=_("del"))
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="sections", verbose_name=_("stilling")
    )
    percent = models.DecimalField(_("prosent av stilling"), max_digits=5, decimal_places=2, null=True, blank=True)
    is_lead = models.BooleanField(_("ansvarlig for delen"), default=False)
    order = models.PositiveIntegerField(_("rekkefølge"), default=0)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("stilling i delen")
        verbose_name_plural = _("stillinger i delen")
        ordering = ["section", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "position"],
                condition=Q(removed_at__isnull=True),
                name="actionplan_sectionposition_once",
                violation_error_message=_("Stillingen står allerede i denne delen."),
            )
        ]

    def __str__(self):
        return f"{self.position} – {self.section}"


class SectionPartner(TenantRow):
    """An organisation the section's work is done together with."""

    section = models.ForeignKey(PlanSection, on_delete=models.PROTECT, related_name="partners", verbose_name=_("del"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("samarbeidspart")
    )

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("samarbeidspart")
        verbose_name_plural = _("samarbeidsparter")
        ordering = ["section", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "organisation"],
                condition=Q(removed_at__isnull=True),
                name="actionplan_partner_once",
                violation_error_message=_("Samarbeidsparten står allerede i denne delen."),
            )
        ]

    def __str__(self):
        return f"{self.organisation} – {self.section}"
