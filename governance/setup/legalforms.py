"""What each form of cooperation is, in one sentence, for the one who has to choose (docs/domain.md)."""

from django.utils.translation import gettext_lazy as _

from governance.choices import LegalForm

LEGAL_FORMS = {
    LegalForm.POLITICAL_COUNCIL: _(
        "Kommuneloven 2018 kapittel 18. Politisk samarbeid på tvers av grenser; har et representantskap og yter ikke "
        "tjenester."
    ),
    LegalForm.TASK_COMMUNITY: _(
        "Kommuneloven 2018 kapittel 19. Kommuner løser oppgaver sammen; har et representantskap og kan yte tjenester."
    ),
    LegalForm.AGREEMENT: _("Kommunene har skrevet en avtale, uten en egen form i kommuneloven."),
    LegalForm.HOST: _("Kommuneloven 2018 kapittel 20. En kommune utfører oppgaver for de andre."),
    LegalForm.COMPANY: _("Et eget selskap etter lov om interkommunale selskaper, med representantskap og styre."),
    LegalForm.SECTION_27: _(
        "Kommuneloven 1992 § 27. Formen er avviklet; velg den for et samarbeid som ble ført under den gamle loven."
    ),
    LegalForm.INFORMAL: _("Møteplass uten skriftlig avtale."),
}
