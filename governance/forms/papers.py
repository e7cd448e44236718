"""Forms of case papers, attachments and resolutions."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from governance.choices import ResolutionResult
from governance.filing import uploads
from governance.filing.filetypes import TYPES
from governance.forms.exempt import ExemptForm
from governance.forms.row import RowForm
from governance.models import Attachment, CasePaper, Resolution
from governance.paperparts import BELOW, RECOMMENDATION
from governance.recommendation import as_list, points_of, unnumbered
from governance.services.resolutions import OtherWords
from governance.textcompare import compare


class PaperForm(RowForm):
    """The text of a draft."""

    class Meta:
        model = CasePaper
        fields = [*(part.name for part in BELOW), RECOMMENDATION.name]
        help_texts = {
            "exposition": _("Hva saken gjelder, hva som har skjedd, og hvordan sekretariatet vurderer den."),
            "alternatives": _("Andre løsninger, og hvorfor de ikke er foreslått. Står feltet tomt, vises ikke delen."),
            "economic_consequences": _("Hva det koster, og hvem som betaler. Står feltet tomt, vises ikke delen."),
            "municipal_consequences": _("Hva det betyr for medlemmene. Står feltet tomt, vises ikke delen."),
            "recommendation": _("Hvert punkt i en liste får et nummer som vedtaket kan vise til."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("exposition", RECOMMENDATION.name):
            self.fields[name].needed_at_times = True  # not called optional: a paper without them is told to lack them


class NewVersionForm(RowForm):
    """What a new version of the paper is for; the text is copied from the version before."""

    class Meta:
        model = CasePaper
        fields = ["change_note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["change_note"].required = True


class UploadField(forms.FileField):
    """A file that has passed every check of governance/filing/uploads.py."""

    def __init__(self, **kwargs):
        accept = ",".join(f".{extension}" for extension in TYPES)
        widget = forms.FileInput(attrs={"accept": accept})
        told = format_lazy(
            _("Høyst {limit} MB. Filtyper: {types}."), limit=settings.UPLOAD_LIMIT_MB, types=", ".join(TYPES)
        )
        shown = {"label": _("Fil"), "help_text": told, "widget": widget}
        super().__init__(max_length=None, allow_empty_file=True, **shown | kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            uploads.check(upload)
        return upload


class AttachmentForm(ExemptForm):
    """Title and access of an attachment, and whether it is printed."""

    class Meta(ExemptForm.Meta):
        model = Attachment
        fields = ["title", "in_pack", *ExemptForm.Meta.fields]
        labels = {"in_pack": _("Tas med i den trykte sakspakken")}
        help_texts = ExemptForm.Meta.help_texts | {
            "in_pack": _("Uten haken står det i saksframlegget at vedlegget bare leses på skjerm."),
        }


class AttachmentExemptionForm(ExemptForm):
    """What an attachment says of its exemption, alone."""

    class Meta(ExemptForm.Meta):
        model = Attachment


class NewAttachmentForm(AttachmentForm):
    """A new attachment with its file; without a title it is called what the file is called."""

    upload = UploadField()
    field_order = ["upload", *AttachmentForm.Meta.fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Står feltet tomt, brukes filnavnet.")
        del self.fields["in_pack"]  # the kind of the file says it first

    def values(self):
        return super().values() | {"upload": self.cleaned_data["upload"]}

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"title"}


class AttachmentVersionForm(RowForm):
    """A newer file for an attachment."""

    upload = UploadField()

    class Meta:
        model = Attachment
        fields = []

    def values(self):
        return {"upload": self.cleaned_data["upload"]}


NOT_ADOPTED = (ResolutionResult.REJECTED, ResolutionResult.POSTPONED, ResolutionResult.SENT_BACK)


class ResolutionForm(RowForm):
    """What the body resolved; the points are paragraphs of one text.

    Where outcome and points say different things of the wording, the form comes back with the other outcome chosen and
    the outcome it asked about in `asked`: whoever chooses that one again means it.
    """

    points = forms.CharField(
        label=_("Vedtakspunkter"),
        required=False,
        strip=True,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Ett punkt i hvert avsnitt, med en tom linje mellom. Numrene kommer av seg selv."),
    )
    asked = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["result", "kind", "decided_on", "points", "remark"]
    compared = None  # the proposal against the points, where they were asked about

    class Meta:
        model = Resolution
        fields = ["result", "kind", "decided_on", "remark"]
        widgets = {"remark": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        """A body that did not adopt the recommendation did not resolve its points, which a new form starts with."""
        cleaned = super().clean()
        points = "\n\n".join(cleaned.get("points") or ())
        is_proposed = self.instance._state.adding and points and points == self.initial.get("points")
        if is_proposed and cleaned.get("result") in NOT_ADOPTED:
            message = _("Punktene er forslaget slik det ble sendt. Fjern dem, eller velg et annet utfall.")
            self.add_error("points", message)
        return cleaned

    def clean_points(self) -> list[str]:
        text = self.cleaned_data["points"].replace("\r\n", "\n")
        points = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
        if len(points) > 100:
            raise ValidationError(_("Et vedtak kan ha høyst 100 punkter."))
        return unnumbered(points)

    def values(self):
        is_meant = self.cleaned_data["asked"] == self.cleaned_data["result"]
        return super().values() | {"points": self.cleaned_data["points"], "is_meant": is_meant}

    def take_errors(self, error):
        super().take_errors(error)
        if isinstance(error, OtherWords):
            self.data = self.data.copy()
            self.data[self.add_prefix("result")], self.data[self.add_prefix("asked")] = error.fitting, error.result
            told = {"fitting": ResolutionResult(error.fitting).label, "asked": ResolutionResult(error.result).label}
            self.add_error(
                "result", _("Vi har valgt «{fitting}». Mener du «{asked}», velger du det igjen.").format(**told)
            )
            if error.fitting == ResolutionResult.CHANGED:
                before, after = (as_list(each) for each in (points_of(error.proposal), self.cleaned_data["points"]))
                self.compared = compare(before, after, rich=True, whole=True)

    def _shown(self, name, value):
        # The points are rows of their own, not a field of the resolution.
        return (value or _("(tomt)")) if name == "points" else super()._shown(name, value)
