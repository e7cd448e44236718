from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import Role
from governance.models.alliance import Cooperation
from governance.models.base import DatedRow, TenantRow
from governance.models.organisation import Organisation


class Person(TenantRow):
    """A human being as one alliance knows her; the optional `user` is her login."""

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
