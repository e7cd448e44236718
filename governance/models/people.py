from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import Role
from governance.models.alliance import Cooperation
from governance.models.base import DatedRow, TenantRow
from governance.models.organisation import Organisation
from governance.querysets import PersonQuerySet


class Person(TenantRow):
    """A human being as one alliance knows her; the optional `user` is her login.

    From the day after `last_day` she is deactivated: the login opens nothing here, and nobody chooses her for anything.
    `merged_into` is who took over when two rows were the same human; then this one lies in the bin.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="persons",
        verbose_name=_("innlogging"),
    )
    given_name = models.CharField(_("fornavn"), max_length=80, db_collation="norsk")
    family_name = models.CharField(_("etternavn"), max_length=80, db_collation="norsk")
    title = models.CharField(_("tittel"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("arbeidssted"),
    )
    email = models.EmailField(_("e-post"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    is_demo = models.BooleanField(_("demoperson"), default=False)
    last_day = models.DateField(_("siste dag"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("slått sammen med"),
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ["family_name", "given_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "user"],
                name="governance_person_user_once",
                violation_error_message=_("Denne innloggingen er allerede knyttet til en annen person i alliansen."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def successor(self) -> "Person":
        """She herself, or who took over when two rows were the same human."""
        return self.merged_into.successor if self.merged_into_id else self

    def is_active_on(self, day) -> bool:
        return self.last_day is None or day <= self.last_day


class DifferentPersons(TenantRow):
    """Two persons who look alike and are not the same: somebody has said so, and nobody is asked again."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("den ene"))
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("den andre"))

    class Meta:
        verbose_name = _("to ulike personer")
        verbose_name_plural = _("ulike personer")
        ordering = ["first", "second"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="governance_different_persons_once",
                violation_error_message=_("Det er alt sagt at disse to ikke er samme person."),
            )
        ]

    def __str__(self):
        return f"{self.first} – {self.second}"


class AllianceRole(DatedRow):
    """A role given to a person in the alliance, limited to one cooperation where that is set."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles", verbose_name=_("person"))
    role = models.CharField(_("rolle"), max_length=16, choices=Role)
    cooperation = models.ForeignKey(
        Cooperation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bare for samarbeidet"),
    )

    class Meta(DatedRow.Meta):
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")
        ordering = ["person", "role"]

    def __str__(self):
        return f"{self.person}: {self.get_role_display()}"


class OrganisationContact(DatedRow):
    """A person who answers and reports for an organisation (the municipal contact)."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("organisasjon")
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_for", verbose_name=_("person"))

    class Meta(DatedRow.Meta):
        verbose_name = _("kontaktperson")
        verbose_name_plural = _("kontaktpersoner")
        ordering = ["organisation", "person"]

    def __str__(self):
        return f"{self.person} – {self.organisation}"
