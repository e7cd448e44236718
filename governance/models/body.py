from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import AppointmentKind, BodyKind, DecisionMethod, ProcedureAct, SeatRole
from governance.models.alliance import Cooperation
from governance.models.base import DatedRow
from governance.models.organisation import Organisation
from governance.models.people import Person
from governance.numberforms import validate_number_format
from governance.querysets import BodyQuerySet
from governance.registerreads import AppointmentQuerySet, OfBodyQuerySet


class GoverningBody(DatedRow):
    """A body with its place in the hierarchy and its own number series.

    `number_format` is a Python format with {year}, {yy}, {seq}: "{seq}/{year}" gives 24/2017, "{seq:02}/{year}" gives
    03/2018, "SR-sak {seq}/{yy:02}" SR-sak 32/14.
    """

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="bodies", verbose_name=_("samarbeid")
    )
    slug = models.SlugField(_("adressenavn"), max_length=60)
    name = models.CharField(_("navn"), max_length=120, db_collation="norsk")
    aliases = models.JSONField(_("andre navn"), default=list, blank=True)
    kind = models.CharField(_("type"), max_length=16, choices=BodyKind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("overordnet organ"),
    )
    prepares_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="prepared_by",
        verbose_name=_("forbereder saker for"),
    )
    composition = models.TextField(_("sammensetning"), blank=True)
    mandate = models.TextField(_("mandat"), blank=True)
    number_format = models.CharField(
        _("saksnummerformat"), max_length=40, default="{seq}/{year}", validators=[validate_number_format]
    )
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    objects = BodyQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("organ")
        verbose_name_plural = _("organer")
        ordering = ["cooperation", "position", "name"]
        constraints = [
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["alliance", "slug"],
                name="governance_body_slug_once",
                violation_error_message=_("Et annet organ har allerede dette adressenavnet."),
            ),
        ]

    def __str__(self):
        return self.name


class ProcedureRules(DatedRow):
    """The procedure of one body in a period: kommuneloven 1992 ch. 6, 2018 ch. 11, or own rules.

    1992 § 29 nr 3 lets a § 27 board deviate from ch. 6, so each rule is a value here and never a constant in code.
    `quorum_share` is the least share of members who must be present and vote (1992 § 33, 2018 § 11-9: one half).
    `notice_days` counts calendar days from the call to the meeting; the acts only say "reasonable notice"
    (1992 § 32 nr 3, 2018 § 11-3), so a later call is warned about and never stopped. `case_days` are working days, and
    `prepares_days` calendar days from the meeting of a body that prepares cases to that of the one it prepares them
    for: one to three weeks in practice (docs/domain.md). No law says either; both lay the meetings of a year
    (governance/bodies/yearwheel.py).
    """

    body = models.ForeignKey(GoverningBody, on_delete=models.PROTECT, related_name="rules", verbose_name=_("organ"))
    law = models.CharField(_("regelverk"), max_length=8, choices=ProcedureAct, default=ProcedureAct.ACT_2018)
    notice_days = models.PositiveSmallIntegerField(_("dager fra innkalling til møte"), default=7)
    paper_days = models.PositiveSmallIntegerField(_("dager fra sakspapirer til møte"), default=7)
    quorum_share = models.DecimalField(_("andel som må være til stede"), max_digits=4, decimal_places=3, default=0.5)
    decision_method = models.CharField(
        _("beslutningsmåte"), max_length=12, choices=DecisionMethod, default=DecisionMethod.MAJORITY
    )
    chair_breaks_tie = models.BooleanField(_("møteleders stemme avgjør ved likt stemmetall"), default=True)
    allows_remote = models.BooleanField(_("kan ha fjernmøte"), default=True)
    allows_written = models.BooleanField(_("kan behandle saker skriftlig"), default=False)
    meetings_per_year = models.PositiveSmallIntegerField(_("minste antall møter i året"), null=True, blank=True)
    case_days = models.PositiveSmallIntegerField(_("virkedager fra siste frist for nye saker til møtet"), default=15)
    prepares_days = models.PositiveSmallIntegerField(
        _("dager fra møtet til møtet i organet det forbereder saker for"), default=14
    )
    deviation_note = models.TextField(_("avvik fra loven, med begrunnelse"), blank=True)

    objects = OfBodyQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("saksbehandlingsregler")
        verbose_name_plural = _("saksbehandlingsregler")
        ordering = ["body", "valid_from"]
        constraints = [
            *DatedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quorum_share__gte=0) & Q(quorum_share__lte=1),
                name="governance_rules_quorum_is_share",
                violation_error_message=_("Andelen må være mellom 0 og 1, for eksempel 0,5 for halvparten."),
            ),
        ]

    def __str__(self):
        return f"{self.body}: {self.get_law_display()}"


class AttendanceRight(DatedRow):
    """What the members of another body, or a named kind of guest, may do in this body's meetings (docs/domain.md)."""

    body = models.ForeignKey(GoverningBody, on_delete=models.PROTECT, related_name="rights", verbose_name=_("organ"))
    attending_body = models.ForeignKey(
        GoverningBody,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attends",
        verbose_name=_("medlemmene i"),
    )
    who = models.CharField(_("hvem"), max_length=120, blank=True)
    may_attend = models.BooleanField(_("møterett"), default=True)
    may_speak = models.BooleanField(_("talerett"), default=False)
    may_propose = models.BooleanField(_("forslagsrett"), default=False)
    may_vote = models.BooleanField(_("stemmerett"), default=False)

    class Meta(DatedRow.Meta):
        verbose_name = _("rett i møtet")
        verbose_name_plural = _("retter i møtet")
        ordering = ["body", "who"]

    def __str__(self):
        return f"{self.who or self.attending_body} i {self.body}"


class Seat(DatedRow):
    """A place in a body, held on behalf of an organisation where that is set."""

    body = models.ForeignKey(GoverningBody, on_delete=models.PROTECT, related_name="seats", verbose_name=_("organ"))
    on_behalf_of = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("på vegne av"),
    )
    area = models.CharField(_("for området"), max_length=80, blank=True)
    role = models.CharField(_("rolle"), max_length=12, choices=SeatRole, default=SeatRole.MEMBER)
    title = models.CharField(_("verv"), max_length=80, blank=True)
    may_vote = models.BooleanField(_("stemmerett"), default=True)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)

    objects = OfBodyQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("plass")
        verbose_name_plural = _("plasser")
        ordering = ["body", "position", "on_behalf_of__name"]

    def __str__(self):
        return f"{self.title or self.get_role_display()}, {self.on_behalf_of or self.area or self.body}"


class Appointment(DatedRow):
    """The person who holds a seat from-to; substitutes are called in the order of `substitute_order` (fvl § 8)."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("plass"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("person"))
    kind = models.CharField(_("type"), max_length=12, choices=AppointmentKind, default=AppointmentKind.MEMBER)
    substitute_order = models.PositiveSmallIntegerField(_("vararekkefølge"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("verv")
        verbose_name_plural = _("verv")
        ordering = ["seat", "kind", "substitute_order"]

    def __str__(self):
        return f"{self.person} – {self.seat}"


class ChairRotation(DatedRow):
    """Which member leads a body in a period; its seat there is the chair's."""

    body = models.ForeignKey(GoverningBody, on_delete=models.PROTECT, related_name="chairs", verbose_name=_("organ"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="chairs", verbose_name=_("ledes av")
    )

    objects = OfBodyQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("lederperiode")
        verbose_name_plural = _("lederperioder")
        ordering = ["body", "-valid_from"]

    def __str__(self):
        return f"{self.body}: {self.organisation}"
