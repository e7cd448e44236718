from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import CaseDocumentKind, GoverningKind
from governance.governingreads import CaseDocumentQuerySet, GoverningDocumentQuerySet, GoverningVersionQuerySet
from governance.models.alliance import Cooperation
from governance.models.base import DatedRow, TenantRow
from governance.models.case import Case
from governance.models.paper import StoredFile


class GoverningDocument(TenantRow):
    """Statutes, a platform, a strategy, an agreement: what binds a cooperation. Its text lives in its versions."""

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="governing_documents", verbose_name=_("samarbeid")
    )
    kind = models.CharField(_("type dokument"), max_length=20, choices=GoverningKind)
    title = models.CharField(_("tittel"), max_length=200)
    supersedes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("erstatter"),
    )
    note = models.TextField(_("merknad"), blank=True)
    published_at = models.DateTimeField(_("åpnet for alle"), null=True, blank=True, editable=False)

    objects = GoverningDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("styringsdokument")
        verbose_name_plural = _("styringsdokumenter")
        ordering = ["kind", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=models.F("id")),
                name="governance_governing_not_self",
                violation_error_message=_("Et dokument kan ikke erstatte seg selv."),
            )
        ]

    def __str__(self):
        return self.title


class GoverningVersion(DatedRow):
    """One version of a governing document: when it was adopted, by which case, and the period in which it holds. A
    later version takes over from the day it holds from."""

    document = models.ForeignKey(
        GoverningDocument, on_delete=models.PROTECT, related_name="versions", verbose_name=_("styringsdokument")
    )
    label = models.CharField(_("navn på versjonen"), max_length=80)
    adopted_on = models.DateField(_("vedtatt"), null=True, blank=True)
    adopted_by = models.CharField(_("vedtatt av"), max_length=160, blank=True)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vedtatt i sak")
    )
    url = models.URLField(_("nettadresse"), max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="governing_versions",
        verbose_name=_("fil"),
    )
    file_name = models.CharField(_("filnavn"), max_length=200, blank=True, editable=False)
    note = models.TextField(_("merknad"), blank=True)

    objects = GoverningVersionQuerySet.as_manager()

    class Meta(DatedRow.Meta):
        verbose_name = _("versjon av styringsdokument")
        verbose_name_plural = _("versjoner av styringsdokumenter")
        ordering = ["document", "-valid_from", "-adopted_on"]

    def __str__(self):
        return f"{self.document.title} {self.label}"


class CaseDocument(TenantRow):
    """A case adopts, amends or follows from a governing document."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="governing", verbose_name=_("sak"))
    document = models.ForeignKey(
        GoverningDocument, on_delete=models.PROTECT, related_name="cases", verbose_name=_("styringsdokument")
    )
    kind = models.CharField(_("sammenheng"), max_length=12, choices=CaseDocumentKind, default=CaseDocumentKind.FOLLOWS)

    objects = CaseDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("styringsdokument for sak")
        verbose_name_plural = _("styringsdokumenter for saker")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "document", "kind"],
                condition=Q(removed_at__isnull=True),
                name="governance_casedocument_once",
                violation_error_message=_("Saken er alt knyttet til dokumentet på denne måten."),
            )
        ]

    def __str__(self):
        return f"{self.case.number} {self.get_kind_display()} {self.document}"
