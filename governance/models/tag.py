from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models.base import TenantRow
from governance.models.case import Case
from governance.tagreads import CaseTagQuerySet


class Tag(TenantRow):
    """A word of the alliance under which cases and activities of any year are found. `key` is the name regardless of
    case: two tags never differ by that alone."""

    name = models.CharField(_("emneord"), max_length=80)
    key = models.CharField(_("navn uten store bokstaver"), max_length=160, editable=False)
    description = models.TextField(_("beskrivelse"), blank=True)

    class Meta:
        verbose_name = _("emneord")
        verbose_name_plural = _("emneord")
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "key"],
                condition=Q(removed_at__isnull=True),
                name="governance_tag_once",
                violation_error_message=_("Dette emneordet finnes allerede."),
            )
        ]

    def __str__(self):
        return self.name


class CaseTag(TenantRow):
    """A case is about what the tag says."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tags", verbose_name=_("sak"))
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="cases", verbose_name=_("emneord"))

    objects = CaseTagQuerySet.as_manager()

    class Meta:
        verbose_name = _("emneord på sak")
        verbose_name_plural = _("emneord på saker")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "tag"],
                condition=Q(removed_at__isnull=True),
                name="governance_casetag_once",
                violation_error_message=_("Emneordet står allerede på saken."),
            )
        ]

    def __str__(self):
        return f"{self.tag} – {self.case.number}"  # never the title, which may be exempt
