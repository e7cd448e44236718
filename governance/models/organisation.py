from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import OrganisationKind
from governance.models.alliance import Cooperation
from governance.models.base import DatedRow, TenantRow
from governance.models.reference import County, Municipality
from governance.registerreads import MembershipQuerySet, OrganisationQuerySet


class Organisation(TenantRow):
    """Anyone with a name who can be member, partner, supplier or receiver. Belongs to one alliance."""

    name = models.CharField(_("navn"), max_length=160, db_collation="norsk")
    short_name = models.CharField(_("kortnavn"), max_length=60, blank=True)
    kind = models.CharField(_("type"), max_length=16, choices=OrganisationKind, default=OrganisationKind.OTHER)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommune")
    )
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fylke")
    )
    org_number = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    website = models.URLField(_("nettsted"), blank=True)
    note = models.TextField(_("merknad"), blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisasjon")
        verbose_name_plural = _("organisasjoner")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "name"],
                name="governance_organisation_name_once",
                violation_error_message=_("En annen organisasjon har allerede dette navnet."),
            )
        ]

    def __str__(self):
        return self.name


class Membership(DatedRow):
    """An organisation's membership in a cooperation, from-to, with the reservation it made (inventory C10)."""

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("samarbeid")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("medlem")
    )
    area = models.CharField(_("område"), max_length=80, blank=True)
    reservation = models.TextField(_("forbehold"), blank=True)
    is_assumed = models.BooleanField(
        _("antatt"), default=False, help_text=_("Kilden sier ikke sikkert at organisasjonen var med.")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        ordering = ["organisation__name", "valid_from"]

    def __str__(self):
        return f"{self.organisation} – {self.cooperation}"
