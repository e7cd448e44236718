from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.choices import Access, Disclosure, Extent
from governance.grounds import MUST, Ground, words_of
from governance.models.people import Person


class ExemptRow(models.Model):
    """What is told of a row that may be exempt from public disclosure: a case or an attachment.

    No field but `access` decides who reads it: what is exempt in part is closed as a whole, and nothing opens by itself
    when `exempt_until`, the last day of the exemption, has passed: whoever edits it is asked (mypage/exemptasks.py).
    """

    access = models.CharField(_("tilgang"), max_length=8, choices=Access, default=Access.PUBLIC)
    ground = models.CharField(_("hjemmel"), max_length=12, choices=Ground, blank=True)
    legal_basis = models.CharField(_("hjemmelen med egne ord"), max_length=120, blank=True)
    extent = models.CharField(_("hvor mye som er unntatt"), max_length=8, choices=Extent, default=Extent.WHOLE)
    withheld = models.CharField(_("hva som er unntatt"), max_length=300, blank=True)
    exempt_until = models.DateField(_("unntatt til og med"), null=True, blank=True)
    disclosure = models.CharField(_("merinnsyn"), max_length=8, choices=Disclosure, blank=True)
    disclosure_note = models.CharField(_("vurderingen av merinnsyn"), max_length=500, blank=True)
    disclosure_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("merinnsyn vurdert av"),
    )
    disclosure_on = models.DateField(_("merinnsyn vurdert"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_exempt(self) -> bool:
        return self.access == Access.EXEMPT

    @property
    def exempt_words(self) -> str:
        """How much is exempt, in words; nothing of what is open."""
        if not self.is_exempt:
            return ""
        return _now("Delvis unntatt offentlighet") if self.extent == Extent.PART else _now("Unntatt offentlighet")

    @property
    def basis_words(self) -> str:
        """The legal basis in words: "offl. § 14: organinterne dokumenter"."""
        return words_of(self.ground, self.legal_basis)

    @property
    def lacks_disclosure(self) -> bool:
        """Exempt on a ground that only may be used, and nobody has said whether the public can have it all the same
        (offentleglova § 11)."""
        return self.is_exempt and bool(self.ground) and self.ground not in MUST and not self.disclosure
