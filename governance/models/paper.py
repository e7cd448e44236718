from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from governance.choices import Access, PaperState
from governance.models.agenda import AgendaItem
from governance.models.base import TenantRow
from governance.models.exempt import ExemptRow
from governance.paperparts import texts_of
from governance.querysets import AttachmentQuerySet, AttachmentVersionQuerySet, PaperQuerySet, StoredFileQuerySet
from governance.richtext import RichTextField


class CasePaper(FSMModelMixin, TenantRow):
    """One version of the paper for one treatment, in parts (paperparts.py). A sent version is never changed."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers", verbose_name=_("behandling"))
    number = models.PositiveIntegerField(_("versjon av saksframlegget"), default=1, editable=False)
    based_on = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("bygger på"),
    )
    exposition = RichTextField(_("saksutredning"))
    alternatives = RichTextField(_("vurdering av alternativer"))
    economic_consequences = RichTextField(_("økonomiske konsekvenser"))
    municipal_consequences = RichTextField(_("konsekvenser for kommunene"))
    recommendation = RichTextField(_("forslag til vedtak"))
    change_note = models.CharField(_("hva er nytt i denne versjonen"), max_length=300, blank=True)
    state = FSMField(_("tilstand"), default=PaperState.DRAFT, choices=PaperState.choices, protected=True)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("saksframlegg")
        verbose_name_plural = _("saksframlegg")
        ordering = ["item", "-number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="governance_paper_number_once")]

    def __str__(self):
        return f"{self.item} (v{self.number})"

    @property
    def is_written(self) -> bool:
        """Whether there is any text in it; a case may be called before anything is written of it."""
        return any(texts_of(self).values())

    @transition(field=state, source=PaperState.DRAFT, target=PaperState.SENT)
    def send(self):
        """Goes out with the convocation; from now on only a new version can change the text."""


class StoredFile(TenantRow):
    """The bytes of an upload, stored once per alliance under their SHA-256."""

    sha256 = models.CharField(_("kontrollsum"), max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("størrelse i byte"), editable=False)
    content_type = models.CharField(_("filtype"), max_length=100, editable=False)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        constraints = [models.UniqueConstraint(fields=["alliance", "sha256"], name="governance_file_once")]

    def __str__(self):
        return self.sha256[:12]


class Attachment(ExemptRow, TenantRow):
    """A document that follows a case to one treatment; its bytes live in its versions.

    It waits with the draft of the paper: `sent_at` is empty until a version of it has gone out to the members.
    """

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="attachments", verbose_name=_("behandling")
    )
    title = models.CharField(_("tittel"), max_length=200)
    position = models.PositiveIntegerField(_("rekkefølge"), default=0)
    in_pack = models.BooleanField(_("tas med i den trykte sakspakken"), default=True)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("vedlegg")
        verbose_name_plural = _("vedlegg")
        ordering = ["item", "position", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(access=Access.PUBLIC) | ~Q(legal_basis=""),
                name="governance_attachment_exempt_has_basis",
                violation_error_message=_(
                    "Et vedlegg som er unntatt offentlighet, må ha en hjemmel, for eksempel offl. § 14."
                ),
            )
        ]

    def __str__(self):
        return self.title


class AttachmentVersion(TenantRow):
    """One uploaded version of an attachment; old versions that were sent stay readable for the members."""

    attachment = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, related_name="versions", verbose_name=_("vedlegg")
    )
    number = models.PositiveIntegerField(_("versjon av vedlegget"), editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uses", verbose_name=_("fil"))
    file_name = models.CharField(_("filnavn"), max_length=200)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True, editable=False)

    objects = AttachmentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versjon av vedlegg")
        verbose_name_plural = _("versjoner av vedlegg")
        ordering = ["attachment", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["attachment", "number"], name="governance_attachmentversion_once")
        ]

    def __str__(self):
        return f"{self.file_name} (v{self.number})"
