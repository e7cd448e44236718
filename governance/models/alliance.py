from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from governance.choices import Language, LegalForm
from governance.models.base import DatedRow, HistoryRow
from governance.querysets import AllianceQuerySet
from governance.registerreads import CooperationQuerySet

RESERVED_SLUGS = frozenset(
    {
        *("konto", "oppsett", "svar", "admin", "static", "helse-sjekk", "api", "media", "om", "personvern"),
        "tilgjengelighet",
    }
)
RESERVED_COOPERATION_SLUGS = frozenset(
    {
        *("moter", "saker", "handlingsplan", "rapporter", "okonomi", "helse", "kultur", "organer", "medlemmer"),
        *("sok", "hjelp", "utboks", "api", "runder", "personer", "plattform", "filer", "import", "jobber"),
        *("demodag", "samarbeid", "oppsett", "innstillinger", "logo"),
        *("soknader", "prosjekter", "nettverk", "arrangementer"),
    }
)
colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Skriv fargen som # og seks tegn, for eksempel #1e4d6b."))
# What stands before an address in a mail: no sign that would end the name or begin another header.
sender = RegexValidator(r'^[^\x00-\x1f\x7f<>"]*$', _("Skriv navnet uten linjeskift, anførselstegn og vinkler."))


class Alliance(models.Model):
    """The tenant: one secretariat's workspace. Everything else belongs to exactly one alliance."""

    slug = models.SlugField(_("adressenavn"), max_length=40, unique=True)
    name = models.CharField(_("navn"), max_length=120, db_collation="norsk")
    primary_colour = models.CharField(_("hovedfarge"), max_length=7, default="#1f4f4a", validators=[colour])
    accent_colour = models.CharField(_("kontrastfarge"), max_length=7, default="#b3541e", validators=[colour])
    contact_email = models.EmailField(_("kontaktadresse"), blank=True)
    contact_phone = models.CharField(_("telefon"), max_length=40, blank=True)
    language = models.CharField(_("språk"), max_length=5, choices=Language, default=Language.BOKMAL.value)
    sender_name = models.CharField(_("avsendernavn på e-post"), max_length=120, blank=True, validators=[sender])
    sender_address = models.EmailField(_("avsenderadresse"), blank=True)
    reply_to = models.EmailField(_("svaradresse"), blank=True)
    logo = models.ForeignKey(
        "governance.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        editable=False,
    )
    in_setup = models.BooleanField(_("under oppsett"), default=False, editable=False)
    has_health = models.BooleanField(_("bruker helsemodulen"), default=False)
    has_culture = models.BooleanField(_("bruker kulturmodulen"), default=False)
    is_demo = models.BooleanField(_("demo"), default=False)
    demo_day = models.DateField(_("demodag"), null=True, blank=True)
    is_open = models.BooleanField(_("har åpne sider"), default=False, editable=False)
    privacy_contact = models.CharField(_("personvernombud"), max_length=200, blank=True)

    objects = AllianceQuerySet.as_manager()
    history = HistoricalRecords(bases=[HistoryRow])

    class Meta:
        verbose_name = _("allianse")
        verbose_name_plural = _("allianser")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="governance_alliance_slug_not_reserved",
                violation_error_message=_("Dette adressenavnet er opptatt av systemet. Velg et annet."),
            ),
            models.CheckConstraint(
                condition=Q(demo_day__isnull=True) | Q(is_demo=True),
                name="governance_alliance_demo_day_only_in_demo",
                violation_error_message=_("Bare en demoallianse kan ha en demodag."),
            ),
        ]

    def __str__(self):
        return self.name


class Cooperation(DatedRow):
    """A set of members with its own life: bodies, number series, platform, plan, report and budget.

    `valid_from`/`valid_to` are its first and last day; after the last day it is read-only (docs/domain.md).
    """

    slug = models.SlugField(_("adressenavn"), max_length=40)
    name = models.CharField(_("navn"), max_length=160, db_collation="norsk")
    short_name = models.CharField(_("kortnavn"), max_length=40, blank=True)
    legal_form = models.CharField(_("organisasjonsform"), max_length=12, choices=LegalForm, default=LegalForm.AGREEMENT)
    is_main = models.BooleanField(_("hovedsamarbeid"), default=False)
    purpose = models.TextField(_("formål"), blank=True)
    note = models.TextField(_("merknad"), blank=True)

    objects = CooperationQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("samarbeid")
        verbose_name_plural = _("samarbeid")
        ordering = ["-is_main", "name"]
        constraints = [
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["alliance", "slug"],
                name="governance_cooperation_slug_once",
                violation_error_message=_("Et annet samarbeid har allerede dette adressenavnet."),
            ),
            models.UniqueConstraint(
                fields=["alliance"],
                condition=Q(is_main=True),
                name="governance_cooperation_one_main",
                violation_error_message=_("Alliansen har allerede et hovedsamarbeid."),
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_COOPERATION_SLUGS)),
                name="governance_cooperation_slug_not_reserved",
                violation_error_message=_("Dette adressenavnet er opptatt av systemet. Velg et annet."),
            ),
        ]

    def __str__(self):
        return self.short_name or self.name
