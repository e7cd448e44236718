"""The form of a row that may be exempt from public disclosure: a case or an attachment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import Access, Disclosure, Extent
from governance.forms.row import RowForm
from governance.grounds import MUST, Ground, section_of

# The fields of an exemption, in the order in which they are asked for (models/exempt.py).
EXEMPTION = ("ground", "legal_basis", "extent", "withheld", "exempt_until", "disclosure", "disclosure_note")
IS_EXEMPT = f"access={Access.EXEMPT}"
# When each is asked for: what the other fields say then. Read by shown-when.js; without script all are there.
SHOWN_WHEN = dict.fromkeys((*EXEMPTION, "public_title"), IS_EXEMPT) | {
    "withheld": f"{IS_EXEMPT} extent={Extent.PART}",
    "disclosure": f"{IS_EXEMPT} ground={'|'.join(['', *(each for each in Ground.values if each not in MUST)])}",
    "disclosure_note": f"{IS_EXEMPT} disclosure={'|'.join(Disclosure.values)}",
}


class ExemptForm(RowForm):
    """Asks what an exemption says of itself, and tells at its field what the database demands of every such row: an
    exemption has its legal basis (offentleglova; docs/domain.md 2.3)."""

    shown_when = True
    groups = ((_("Unntak fra offentlighet"), (*EXEMPTION, "public_title")),)

    class Meta:
        fields = ["access", *EXEMPTION]
        widgets = {"disclosure_note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "ground": _("Står ikke hjemmelen i listen, velger du «Annen hjemmel» og skriver den."),
            "legal_basis": _(
                "Valgfritt når du har valgt fra listen: hvilket ledd, eller hvilken lov som gir taushetsplikt."
            ),
            "extent": _(
                "Det som er unntatt i deler, er lukket i sin helhet til du åpner det eller legger ut en sladdet utgave."
            ),
            "withheld": _("For eksempel: tilbudssummene i punkt 4."),
            "exempt_until": _("Dagen etter blir du spurt om å åpne eller forlenge. Ingenting åpnes av seg selv."),
            "disclosure": _(
                "Bør det gis innsyn selv om det kan unntas (offentleglova § 11)? Kan alt gis ut, velger du «Offentlig»."
            ),
            "disclosure_note": _("Kort: hvorfor behovet for unntak veier tyngst, eller hva som kan gis ut."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        told = [(each.value, f"{section_of(each)}: {each.label}") for each in Ground]
        self.fields["ground"].choices = [("", _("Annen hjemmel")), *told]
        self.fields["disclosure"].choices = [("", _("Ikke vurdert ennå")), *Disclosure.choices]
        self.fields["extent"].required = False
        for name, when in SHOWN_WHEN.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-shown-when"] = when
                self.fields[name].needed_at_times = True  # not called optional: some are needed with the others

    def clean_extent(self) -> str:
        """Who says nothing of how much, says the whole."""
        return self.cleaned_data["extent"] or Extent.WHOLE

    def clean(self):
        cleaned = super().clean()
        is_named = cleaned.get("ground") or (cleaned.get("legal_basis") or "").strip()
        if cleaned.get("access") == Access.EXEMPT and not is_named:
            self.add_error("legal_basis", _("Velg hjemmelen i listen, eller skriv den, for eksempel offl. § 14."))
        return cleaned
