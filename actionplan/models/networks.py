from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplan.choices import NetworkRole
from actionplan.models.plan import PlanSection
from governance.models import Cooperation, DatedRow, GoverningBody, Organisation, Person
from governance.rows import DatedQuerySet


class Network(DatedRow):
    """People and organisations that share a field. `purposes` has one a line. Of an open one anybody in the alliance
    becomes a member by herself; who is `responsible` keeps its list."""

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="networks", verbose_name=_("samarbeid")
    )
    name = models.CharField(_("navn"), max_length=200, db_collation="norsk")
    purposes = models.TextField(_("formål, ett på hver linje"), blank=True)
    founder_body = models.ForeignKey(
        GoverningBody,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opprettet av organet"),
    )
    founder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opprettet etter initiativ fra"),
    )
    responsible = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("nettansvarlig")
    )
    is_open = models.BooleanField(_("åpent for alle i alliansen"), default=True)
    section = models.ForeignKey(
        PlanSection,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="networks",
        verbose_name=_("del av planen"),
    )

    class Meta(DatedRow.Meta):
        verbose_name = _("nettverk")
        verbose_name_plural = _("nettverk")
        ordering = ["name"]

    def __str__(self):
        return self.name


class NetworkMember(DatedRow):
    """Who takes part: an organisation, a person of the alliance, or somebody else by name; or one on behalf of the
    other. The organisation need not be a member of the alliance."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="members", verbose_name=_("nettverk"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisasjon")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    contact_name = models.CharField(_("navn på en utenfor alliansen"), max_length=160, blank=True)
    contact_email = models.EmailField(_("e-posten til den utenfor"), blank=True)
    role = models.CharField(_("rolle"), max_length=12, choices=NetworkRole, default=NetworkRole.MEMBER)

    objects = DatedQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("nettverksmedlem")
        verbose_name_plural = _("nettverksmedlemmer")
        ordering = ["network", "role"]
        constraints = [
            *DatedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(person__isnull=False) | ~Q(contact_name=""),
                name="actionplan_networkmember_somebody",
                violation_error_message=_("Velg en organisasjon eller en person, eller skriv et navn."),
            ),
            models.UniqueConstraint(
                fields=["network", "person"],
                condition=Q(removed_at__isnull=True, valid_to__isnull=True, person__isnull=False),
                name="actionplan_networkmember_once",
                violation_error_message=_("Personen er alt med i nettverket."),
            ),
        ]

    def __str__(self):
        who = self.contact_name if self.person is None else str(self.person)
        return ", ".join(filter(None, (who, str(self.organisation) if self.organisation is not None else "")))

    @property
    def email(self) -> str:
        if self.person is not None:
            return self.person.email
        return self.contact_email or (self.organisation.email if self.organisation is not None else "")
