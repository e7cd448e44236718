from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import DocumentState
from governance.models.alliance import Cooperation
from governance.models.base import TenantRow
from governance.models.paper import StoredFile
from governance.querysets import FrozenDocumentQuerySet


class FrozenDocument(TenantRow):
    """A self-contained document: canonical JSON with its hash. Every file of it is a pure function of the JSON.

    `subject` names what it is about, e.g. "plan:<uuid>" plus `period` for a report. A new freeze is a new version;
    an earlier one is never changed.
    """

    kind = models.CharField(_("dokumenttype"), max_length=24)
    subject = models.CharField(_("gjelder"), max_length=80)
    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, null=True, related_name="documents", verbose_name=_("samarbeid")
    )
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    period = models.CharField(_("periode"), max_length=8, blank=True)
    number = models.PositiveIntegerField(_("dokumentversjon"))
    title = models.CharField(_("tittel"), max_length=255)
    state = models.CharField(_("status"), max_length=8, choices=DocumentState, default=DocumentState.DRAFT)
    schema_version = models.PositiveSmallIntegerField(_("skjemaversjon"))
    content = models.TextField(_("innhold"), help_text="Canonical JSON: sorted keys, UTF-8, no blanks.")
    sha256 = models.CharField(_("kontrollsum"), max_length=64)
    frozen_at = models.DateTimeField(_("fryst"))
    version_reason = models.CharField(_("grunn til ny versjon"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("publisert"), null=True, blank=True, editable=False)

    objects = FrozenDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("fryst dokument")
        verbose_name_plural = _("fryste dokumenter")
        ordering = ["kind", "subject", "period", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "kind", "subject", "period", "number"], name="governance_document_version_once"
            )
        ]

    def __str__(self):
        return f"{self.title} (v{self.number})"


class DocumentFile(TenantRow):
    """A rendered file of a frozen document, kept so that asking again is a file send."""

    document = models.ForeignKey(
        FrozenDocument, on_delete=models.PROTECT, related_name="files", verbose_name=_("dokument")
    )
    format = models.CharField(_("format"), max_length=8)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("fil"))
    file_name = models.CharField(_("filnavn"), max_length=200)
    pages = models.PositiveIntegerField(_("sider"), null=True, blank=True)

    class Meta:
        verbose_name = _("dokumentfil")
        verbose_name_plural = _("dokumentfiler")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "format"], condition=Q(removed_at__isnull=True), name="governance_documentfile_once"
            )
        ]

    def __str__(self):
        return self.file_name
