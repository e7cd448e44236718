"""The form that takes in an export of the accounts, and reads it before anything is kept."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.ledger import read_ledger
from actionplan.pastdays import need_past_days
from governance.filing.filetypes import TYPES
from governance.filing.uploads import clean_name
from governance.forms.day import DayField
from governance.importing.safety import MAX_BYTES, UnreadableFile

MAX_REASONS = 10


class LedgerForm(forms.Form):
    """File, date, and how income is booked. A valid form holds `data_read` (bytes) and `file_name`."""

    upload = forms.FileField(
        label=gettext_lazy("Fil fra regnskapet"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        help_text=gettext_lazy(
            "CSV, tekst eller Excel, med en rad overskrifter: «Beløp» (eller «Debet» og «Kredit») og minst én av "
            "«Konto», «Ansvar» og «Prosjekt»."
        ),
    )
    status_date = DayField(
        label=gettext_lazy("Regnskapet gjelder per"), help_text=gettext_lazy("Datoen står ved hvert beløp som føres.")
    )
    credit_is_income = forms.BooleanField(
        label=gettext_lazy("Inntekter står med minus i filen"), required=False, initial=True
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.data_read, self.file_name = b"", ""

    @property
    def content_type(self) -> str:
        return TYPES["xlsx"] if self.file_name.casefold().endswith(".xlsx") else "text/plain"

    def clean(self):
        """Read the file. Each row that cannot be read is named at the file."""
        cleaned = super().clean()
        try:
            need_past_days(self.actor, cleaned, ("status_date",))
        except forms.ValidationError as error:
            self.add_error(None, error)
        upload = cleaned.get("upload")
        if upload is None:
            return cleaned
        limit = min(MAX_BYTES, settings.UPLOAD_LIMIT_MB * 1024 * 1024)
        if upload.size > limit:
            self.add_error("upload", _("Filen er for stor. Grensen er {limit} MB.").format(limit=limit // 1024 // 1024))
            return cleaned
        self.data_read, self.file_name = upload.read(), clean_name(upload.name)
        try:
            errors = read_ledger(self.data_read, self.file_name, limit).errors
        except UnreadableFile as error:
            self.add_error("upload", error.reason)
            return cleaned
        for problem in errors[:MAX_REASONS]:
            words = f" «{problem.text}»" if problem.text else ""
            self.add_error("upload", f"{capfirst(problem.place)}: {problem.message}{words}")
        if len(errors) > MAX_REASONS:
            self.add_error("upload", _("… og {count} feil til.").format(count=len(errors) - MAX_REASONS))
        return cleaned
