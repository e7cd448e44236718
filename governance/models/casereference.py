from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.casereads import OfCaseQuerySet
from governance.choices import ReferenceKind
from governance.models.base import TenantRow
from governance.models.case import Case


class CaseReference(TenantRow):
    """A document that lies elsewhere and that a case rests on: a white paper, a plan, a letter. Where it is found is a
    web address or an archive reference; neither is demanded, since a title and a sender are often all there is."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="references", verbose_name=_("sak"))
    position = models.PositiveIntegerField(_("rekkefølge"), default=0, editable=False)
    title = models.CharField(_("tittel"), max_length=255)
    kind = models.CharField(_("type dokument"), max_length=12, choices=ReferenceKind, default=ReferenceKind.OTHER)
    issuer = models.CharField(_("utgiver eller avsender"), max_length=200, blank=True)
    dated = models.DateField(_("dato"), null=True, blank=True)
    url = models.URLField(_("nettadresse"), max_length=500, blank=True)
    archive_reference = models.CharField(_("arkivreferanse"), max_length=120, blank=True)
    note = models.CharField(_("merknad"), max_length=500, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("henvisning til dokument")
        verbose_name_plural = _("henvisninger til dokumenter")
        ordering = ["case", "position", "title"]

    def __str__(self):
        return self.title
