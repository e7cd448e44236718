from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.choices import ActivityMode
from actionplan.models.plan import PlanSection
from actionplan.models.staff import Position
from actionplan.querysets import PlanRowQuerySet
from actionplan.textroom import NOTE, TITLE, room
from governance.models import Organisation, Person, Tag, TenantRow


class Measure(TenantRow):
    """A measure of a section, nested as deep as the document (Strategi > Tiltak)."""

    section = models.ForeignKey(PlanSection, on_delete=models.PROTECT, related_name="measures", verbose_name=_("del"))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    title = models.CharField(_("tiltak"), max_length=500)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("tiltak")
        verbose_name_plural = _("tiltak")
        ordering = ["section", "position"]

    def __str__(self):
        return self.title

    @property
    def level(self) -> int:
        """How many measures stand above it, itself included."""
        return 1 if self.parent is None else self.parent.level + 1


class Activity(TenantRow):
    """The lowest row of a plan: what will be done, and by when.

    `deadline_text` is what people typed and is printed unchanged; `deadline` is its reading (actionplan.deadlines),
    with `deadline_end` beside it so that lists can sort and filter. The responsible is a post, an organisation or a
    person, never a login.
    """

    section = models.ForeignKey(PlanSection, on_delete=models.PROTECT, related_name="activities", verbose_name=_("del"))
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("tiltak")
    )
    title = models.TextField(_("aktivitet"), **room(TITLE))
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)
    deadline_text = models.CharField(_("frist"), max_length=80, blank=True)
    deadline = models.JSONField(_("lest frist"), default=dict, blank=True, editable=False)
    deadline_end = models.DateField(_("siste frist"), null=True, blank=True, editable=False)
    mode = models.CharField(_("arbeidsform"), max_length=12, choices=ActivityMode, default=ActivityMode.OWN)
    steered_by = models.CharField(_("styres av"), max_length=120, blank=True)
    note = models.TextField(_("merknad"), blank=True, **room(NOTE))
    responsible_position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarlig stilling"),
    )
    responsible_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarlig organisasjon"),
    )
    responsible_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarlig person")
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("fortsetter"),
    )

    objects = PlanRowQuerySet.as_manager()

    # Who answers for it is one choice, though three columns hold it: two people's choices are never mixed.
    ONE_CHOICE = {_("ansvarlig"): ("responsible_position", "responsible_organisation", "responsible_person")}

    class Meta:
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        ordering = ["section", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(responsible_position__isnull=True, responsible_organisation__isnull=True)
                | Q(responsible_position__isnull=True, responsible_person__isnull=True)
                | Q(responsible_organisation__isnull=True, responsible_person__isnull=True),
                name="actionplan_activity_one_responsible",
                violation_error_message=_("Velg én ansvarlig: en stilling, en organisasjon eller en person."),
            )
        ]

    def __str__(self):
        return self.title[:120]

    @property
    def responsible(self):
        """The post, organisation or person that answers for the activity, or None."""
        return self.responsible_position or self.responsible_organisation or self.responsible_person


class ActivityPartner(TenantRow):
    """An organisation that takes part in an activity."""

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="partners", verbose_name=_("aktivitet")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("samarbeidspart")
    )

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("samarbeidspart i aktivitet")
        verbose_name_plural = _("samarbeidsparter i aktiviteter")
        ordering = ["activity", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation"],
                condition=Q(removed_at__isnull=True),
                name="actionplan_activitypartner_once",
                violation_error_message=_("Samarbeidsparten står allerede på aktiviteten."),
            )
        ]

    def __str__(self):
        return f"{self.organisation} – {self.activity}"


class ActivityTag(TenantRow):
    """An activity is about what the tag says. It is found by it, and no less adopted for it."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="tags", verbose_name=_("aktivitet"))
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="activities", verbose_name=_("emneord"))

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("emneord på aktivitet")
        verbose_name_plural = _("emneord på aktiviteter")
        ordering = ["activity", "tag__key"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "tag"],
                condition=Q(removed_at__isnull=True),
                name="actionplan_activitytag_once",
                violation_error_message=_("Emneordet står allerede på aktiviteten."),
            )
        ]

    def __str__(self):
        return f"{self.tag} – {self.activity}"
