from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from actionplan.choices import COMING, Audience, GatheringKind, GatheringState, SignUpState
from actionplan.models.activity import Activity
from actionplan.models.networks import Network
from actionplan.models.plan import PlanSection
from actionplan.models.projects import Project
from actionplan.querysets import GatheringQuerySet, SignUpQuerySet
from governance.choices import Language
from governance.models import Cooperation, Organisation, Person, TenantRow
from governance.wording import short_day

LINK = {"on_delete": models.PROTECT, "null": True, "blank": True}
IN_WAIT = list(COMING)
OVER = [GatheringState.HELD, GatheringState.CANCELLED]


class Gathering(FSMModelMixin, TenantRow):
    """People come together: a seminar, a course, a meeting of a network. Who is to come signs up.

    `capacity` empty is no limit. `sign_up_by` is the last day to sign up; without it, the first day. `head_count` is
    how many came, where no names were taken; it goes before the ticks of the list.
    """

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="gatherings", verbose_name=_("samarbeid")
    )
    title = models.CharField(_("tittel"), max_length=200, db_collation="norsk")
    kind = models.CharField(_("type"), max_length=12, choices=GatheringKind, default=GatheringKind.SEMINAR)
    day = models.DateField(_("dato"))
    last_day = models.DateField(_("siste dag"), null=True, blank=True)
    starts_at = models.TimeField(_("fra kl."), null=True, blank=True)
    ends_at = models.TimeField(_("til kl."), null=True, blank=True)
    place = models.CharField(_("sted"), max_length=160, blank=True)
    online_link = models.URLField(_("lenke til nettmøtet"), blank=True)
    description = models.TextField(_("beskrivelse"), blank=True, max_length=4000)
    audience = models.CharField(_("hvem kan melde seg på"), max_length=8, choices=Audience, default=Audience.INSIDE)
    capacity = models.PositiveIntegerField(
        _("antall plasser"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    sign_up_by = models.DateField(_("påmeldingsfrist"), null=True, blank=True)
    asks_needs = models.BooleanField(_("spør om mat og tilrettelegging"), default=False)
    contact = models.ForeignKey(Person, related_name="+", verbose_name=_("kontaktperson"), **LINK)
    network = models.ForeignKey(Network, related_name="gatherings", verbose_name=_("nettverk"), **LINK)
    project = models.ForeignKey(Project, related_name="gatherings", verbose_name=_("prosjekt"), **LINK)
    section = models.ForeignKey(PlanSection, related_name="gatherings", verbose_name=_("del av planen"), **LINK)
    activity = models.ForeignKey(Activity, related_name="gatherings", verbose_name=_("aktivitet"), **LINK)
    state = FSMField(_("tilstand"), default=GatheringState.DRAFT, choices=GatheringState.choices, protected=True)
    cancelled_because = models.CharField(_("hvorfor det er avlyst"), max_length=500, blank=True, editable=False)
    head_count = models.PositiveIntegerField(_("antall frammøtte"), null=True, blank=True, editable=False)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrangement")
        verbose_name_plural = _("arrangementer")
        ordering = ["-day", "title"]
        indexes = [models.Index(fields=["alliance", "-day"], name="actionplan_gathering_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("day")),
                name="actionplan_gathering_days_in_order",
                violation_error_message=_("Siste dag kan ikke være før første dag."),
            ),
            models.CheckConstraint(
                condition=Q(sign_up_by__isnull=True) | Q(sign_up_by__lte=F("day")),
                name="actionplan_gathering_sign_up_before",
                violation_error_message=_("Påmeldingsfristen kan ikke være etter at arrangementet begynner."),
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.NETWORK) | Q(network__isnull=False),
                name="actionplan_gathering_of_a_network",
                violation_error_message=_("Velg nettverket som kan melde seg på."),
            ),
        ]

    def __str__(self):
        return f"{self.title} {short_day(self.day)}"

    @property
    def badge(self) -> str:
        """The code its state is drawn by: closed for sign-up is nothing that is done."""
        return "shut" if self.state == GatheringState.CLOSED else self.state

    @property
    def final_day(self):
        return self.last_day or self.day

    @property
    def closes_on(self):
        """The last day to sign up."""
        return self.sign_up_by or self.day

    @transition(field=state, source=[GatheringState.DRAFT, GatheringState.CLOSED], target=GatheringState.OPEN)
    def open_up(self):
        """People may sign up."""

    @transition(field=state, source=GatheringState.OPEN, target=GatheringState.CLOSED)
    def close(self):
        """Nobody signs up any more; the secretariat still may add somebody."""

    @transition(field=state, source=IN_WAIT, target=GatheringState.HELD)
    def hold(self):
        """It has taken place."""

    @transition(field=state, source=IN_WAIT, target=GatheringState.CANCELLED)
    def cancel(self):
        """It will not take place."""

    @transition(field=state, source=OVER, target=GatheringState.CLOSED)
    def reopen(self):
        """It was said to be held or cancelled by mistake."""


class SignUp(TenantRow):
    """One who is invited, has a place, waits for one, has withdrawn, or came without signing up.

    `number` is the order of arrival: whoever withdraws and comes back stands last. Some months after the gathering
    the row forgets who it was (`erased_at`), and still counts. `link_round` counts the addresses that mail went to
    before this one: the links that went there are dead (signuplinks.py).
    """

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="sign_ups", verbose_name=_("arrangement")
    )
    person = models.ForeignKey(Person, related_name="+", verbose_name=_("person i alliansen"), **LINK)
    name = models.CharField(_("navn"), max_length=160, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    organisation = models.ForeignKey(Organisation, related_name="+", verbose_name=_("organisasjon"), **LINK)
    workplace = models.CharField(_("arbeidssted"), max_length=160, blank=True)
    needs = models.CharField(_("mat og tilrettelegging"), max_length=500, blank=True)
    language = models.CharField(_("språk"), max_length=5, choices=Language, blank=True, editable=False)
    state = models.CharField(
        _("tilstand"), max_length=10, choices=SignUpState, default=SignUpState.PLACED, editable=False
    )
    number = models.PositiveIntegerField(_("nummer"), editable=False)
    attended = models.BooleanField(_("møtte"), default=False, editable=False)
    erased_at = models.DateTimeField(_("slettet"), null=True, blank=True, editable=False)
    link_round = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("påmelding")
        verbose_name_plural = _("påmeldinger")
        ordering = ["gathering", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name="") | Q(erased_at__isnull=False),
                name="actionplan_signup_somebody",
                violation_error_message=_("Velg en person, eller skriv et navn."),
            ),
            models.UniqueConstraint(
                fields=["gathering", "person"],
                condition=Q(person__isnull=False),
                name="actionplan_signup_person_once",
                violation_error_message=_("Personen står alt på listen."),
            ),
            models.UniqueConstraint(
                fields=["gathering", "email"],
                condition=~Q(email=""),
                name="actionplan_signup_email_once",
                violation_error_message=_("En med denne e-postadressen står alt på listen."),
            ),
            models.UniqueConstraint(fields=["gathering", "number"], name="actionplan_signup_number_once"),
        ]

    def __str__(self):
        return self.who

    @property
    def badge(self) -> str:
        """The code its state is drawn by: to have a place is what one hoped for."""
        return "approved" if self.state == SignUpState.PLACED else self.state

    @property
    def who(self) -> str:
        if self.erased_at is not None:
            return str(_("Navnet er slettet"))
        return self.person.name if self.person is not None else self.name

    @property
    def where(self) -> str:
        return self.organisation.name if self.organisation is not None else self.workplace
