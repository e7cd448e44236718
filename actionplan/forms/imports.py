"""The form that takes in a plan as a file, and reads it before anything is kept."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.forms.base import year_field
from actionplan.importing import MAX_BYTES, UnreadableFile, read_plan
from actionplan.services.imports import known_names, taken_by
from governance.filing.uploads import clean_name

MAX_REASONS = 10


class PlanUploadForm(forms.Form):
    """File and year. A valid form holds `data` (bytes), `file_name` and `parsed` (ParsedPlan)."""

    upload = forms.FileField(
        label=gettext_lazy("Fil"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.txt,.tsv"}),
    )

    def __init__(self, *args, actor, cooperation, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor, self.cooperation = actor, cooperation
        self.data_read, self.parsed = b"", None
        self.fields["year"] = year_field(
            actor,
            label=_("Planen gjelder for året"),
            help_text=_("Året her gjelder, også om filen har et annet årstall over fristene."),
        )
        self.fields["upload"].help_text = _(
            "Word (.docx), Excel (.xlsx) eller tabulatordelt tekst (.txt, .tsv), høyst {limit} MB."
        ).format(limit=self.limit // 1024 // 1024)

    @property
    def limit(self) -> int:
        """The largest file, in bytes."""
        return min(MAX_BYTES, settings.UPLOAD_LIMIT_MB * 1024 * 1024)

    @property
    def file_name(self) -> str:
        return clean_name(self.cleaned_data["upload"].name)

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload.size > self.limit:
            raise forms.ValidationError(
                _("Filen er for stor. Grensen er {limit} MB.").format(limit=self.limit // 1024 // 1024)
            )
        return upload

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if plan := taken_by(self.cooperation, year):
            raise forms.ValidationError(
                _("«{plan}» finnes allerede og er ikke et tomt utkast. Velg et annet år.").format(plan=plan)
            )
        return year

    def clean(self):
        """Read the file. Each reason why it cannot become a plan stands at the file."""
        cleaned = super().clean()
        if "upload" not in cleaned:
            return cleaned
        try:
            self._read(cleaned.get("year") or self.actor.on.year)
        except UnreadableFile as error:
            self.add_error("upload", error.reason)
        return cleaned

    def _read(self, year: int) -> None:
        self.data_read = self.cleaned_data["upload"].read()
        self.parsed = read_plan(self.data_read, self.file_name, year, known_names(self.actor), self.limit)
        errors = self.parsed.errors
        for problem in errors[:MAX_REASONS]:
            self.add_error("upload", f"{capfirst(problem.place)}: {problem.message}")
        if len(errors) > MAX_REASONS:
            self.add_error("upload", _("… og {count} feil til.").format(count=len(errors) - MAX_REASONS))
        if not errors and not self.parsed.sections:
            self.add_error("upload", _("Fant ingen deler i filen. Hver del må ha en overskrift og en tabell."))
