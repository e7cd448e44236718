"""Forms of bodies: the body, its procedure rules and the rights of others in its meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import CaseKind, CaseState
from governance.exemption import labels
from governance.forms.named import NamedForm
from governance.forms.row import RowForm
from governance.models import (
    AttendanceRight,
    Case,
    ChairRotation,
    GoverningBody,
    NumberSeries,
    ProcedureRules,
    StandingItem,
)
from governance.numberforms import MAX_SEQUENCE


class BodyForm(NamedForm):
    aliases = forms.CharField(
        label=_("Andre navn"), required=False, help_text=_("Navn som er brukt i dokumenter. Skill dem med komma.")
    )

    class Meta:
        model = GoverningBody
        fields = [
            "cooperation",
            "name",
            "slug",
            "aliases",
            "kind",
            "parent",
            "prepares_for",
            "composition",
            "mandate",
            "number_format",
            "position",
            "valid_from",
            "valid_to",
        ]
        help_texts = {
            "slug": _("Siste del av adressen. Står feltet tomt, lages det av navnet."),
            "number_format": _("{seq}/{year} gir 24/2017, {seq:02}/{year} gir 03/2018."),
            "composition": _("Hvem som sitter i organet, for eksempel ordførerne i medlemskommunene."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["aliases"] = ", ".join(self.instance.aliases)

    def clean_aliases(self) -> list[str]:
        return [name.strip() for name in self.cleaned_data["aliases"].split(",") if name.strip()]


class BodyChangeForm(BodyForm):
    """A body stays in the cooperation it was made in: its number series and plans are there."""

    class Meta(BodyForm.Meta):
        fields = [name for name in BodyForm.Meta.fields if name != "cooperation"]


class NumbersForm(RowForm):
    """The last number a body gave in a year before this system."""

    year = forms.IntegerField(label=_("År"), min_value=1970, max_value=2100)
    last = forms.IntegerField(
        label=_("Siste saksnummer som er brukt"),
        min_value=1,
        max_value=MAX_SEQUENCE,
        help_text=_("Bare løpenummeret: 23 for sak 23/2017. Neste sak får da 24."),
    )

    class Meta:
        model = NumberSeries
        fields = ["year", "last"]


CASE_DAYS = _("Brukes når møtene i et år planlegges. Lørdager, søndager og helligdager telles ikke.")
PREPARES_DAYS = _("Bare for organer som forbereder saker for et annet. En til tre uker er vanlig.")


class RulesForm(RowForm):
    class Meta:
        model = ProcedureRules
        fields = [
            "law",
            "valid_from",
            "valid_to",
            "notice_days",
            "paper_days",
            "case_days",
            "prepares_days",
            "quorum_share",
            "decision_method",
            "chair_breaks_tie",
            "allows_remote",
            "allows_written",
            "meetings_per_year",
            "deviation_note",
        ]
        help_texts = {
            "notice_days": _("Loven sier bare «rimelig tid». Senere innkalling gir en advarsel, aldri stopp."),
            "case_days": CASE_DAYS,
            "prepares_days": PREPARES_DAYS,
            "quorum_share": _("0,5 er halvparten, slik kommuneloven sier."),
        }


LATER = ("valid_from", "valid_to", "deviation_note", "case_days", "prepares_days")


class ShortRulesForm(RulesForm):
    """The rules a new body is asked about, each with what it means and where it comes from (docs/domain.md)."""

    class Meta(RulesForm.Meta):
        fields = [name for name in RulesForm.Meta.fields if name not in LATER]
        help_texts = {
            "law": _(
                "2018-loven kapittel 11 gjelder folkevalgte organer i nye samarbeid. Velg eget reglement når "
                "vedtektene bestemmer noe annet, og for administrative grupper."
            ),
            "notice_days": _(
                "Loven sier bare «rimelig tid» (§ 11-3); en til to uker er vanlig. Senere innkalling gir en advarsel, "
                "aldri stopp."
            ),
            "paper_days": _("Papirene følger som regel innkallingen."),
            "quorum_share": _("0,5 er halvparten, som er lovens krav (§ 11-9). 1 er alle, 0 er ingen krav."),
            "decision_method": _(
                "Flertall av stemmene er lovens regel (§ 11-9). Flere regionråd har vedtatt enighet, der et medlem "
                "kan ta forbehold."
            ),
            "chair_breaks_tie": _("Lovens regel (§ 11-9). Uten den faller forslaget ved likt stemmetall."),
            "allows_remote": _("§ 11-7: alle må kunne se, høre og snakke med hverandre."),
            "allows_written": _("§ 11-8: bare når organet har fått lov til det."),
            "meetings_per_year": _("La stå tomt når vedtektene ikke sier noe."),
        }


class RightForm(RowForm):
    class Meta:
        model = AttendanceRight
        fields = [
            "attending_body",
            "who",
            "may_attend",
            "may_speak",
            "may_propose",
            "may_vote",
            "valid_from",
            "valid_to",
        ]
        help_texts = {"who": _("Når det ikke er et organ, for eksempel tillitsvalgte eller fylkesmannen.")}


STANDING_KINDS = (
    CaseKind.STANDING,
    CaseKind.APPROVAL,
    CaseKind.ORIENTATION,
    CaseKind.DISCUSSION,
    CaseKind.OTHER,
)


class StandingChangeForm(RowForm):
    """A case stays the one it is; another is a new row."""

    class Meta:
        model = StandingItem
        fields = ["role", "is_numbered", "valid_from", "valid_to"]
        help_texts = {
            "is_numbered": _("«Eventuelt» har for eksempel ofte ikke noe nummer."),
            "valid_to": _("La stå tomt så lenge saken skal stå på hvert møte."),
        }


class StandingForm(StandingChangeForm):
    """A new case, or one of the body's own cooperation that is not closed."""

    title = forms.CharField(
        label=_("Tittel på en ny sak"),
        required=False,
        max_length=Case._meta.get_field("title").max_length,
        help_text=_("For eksempel «Godkjenning av innkalling og saksliste»."),
    )
    kind = forms.ChoiceField(
        label=_("Type for den nye saken"),
        required=False,
        initial=CaseKind.STANDING,
        choices=[(kind.value, kind.label) for kind in STANDING_KINDS],
        help_text=_("«Godkjenning» og «Eventuelt» trenger ikke saksframlegg."),
    )

    class Meta(StandingChangeForm.Meta):
        fields = ["case", "place", *StandingChangeForm.Meta.fields]

    field_order = ("title", "kind", "case", "place")

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["case"].required = False
        for name in ("title", "kind", "case"):
            self.fields[name].needed_at_times = True
        self.fields["case"].label = _("Eller en sak som finnes")
        cases = Case.objects.visible_to(self.actor).filter(cooperation=body.cooperation_id, state=CaseState.OPEN)
        self.fields["case"].queryset = cases.order_by("-year", "-sequence")
        self.fields["case"].label_from_instance = labels(self.actor)
        self.fields["case"].empty_label = _("Velg sak")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and not cleaned.get("case") and not self.errors.keys() & {"title", "case"}:
            self.add_error("title", _("Skriv en tittel, eller velg en sak som finnes."))
        elif cleaned.get("title") and cleaned.get("case"):
            self.add_error("case", _("Skriv en tittel eller velg en sak, ikke begge deler."))
        return cleaned


class ChairForm(RowForm):
    class Meta:
        model = ChairRotation
        fields = ["organisation", "valid_from", "valid_to"]
