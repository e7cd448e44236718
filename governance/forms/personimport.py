"""The form that takes in a list of persons, as a file or as pasted cells, and reads it before anything is kept."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.filing.filetypes import TYPES
from governance.filing.uploads import clean_name
from governance.importing.people import read_people
from governance.importing.safety import MAX_BYTES, UnreadableFile
from governance.importing.tables import PASTED, read_table

MAX_REASONS = 10


class PeopleUploadForm(forms.Form):
    """A file or pasted cells. A valid form holds `data` (bytes) and `file_name`."""

    upload = forms.FileField(
        label=gettext_lazy("Fil"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.txt,.tsv"}),
        help_text=gettext_lazy("Excel (.xlsx) eller tabulatordelt tekst (.txt, .tsv)."),
    )
    cells = forms.CharField(
        label=gettext_lazy("Eller lim inn fra Excel"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Ta med raden med overskrifter."),
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.data_read, self.file_name = b"", PASTED
        for field in self.fields.values():
            field.needed_at_times = True  # not called optional: one of the two is needed

    @property
    def content_type(self) -> str:
        return TYPES["xlsx"] if self.file_name.endswith(".xlsx") else "text/plain"

    def clean(self):
        """Read the list. Each reason why it cannot be used stands at the field."""
        cleaned = super().clean()
        upload, cells = cleaned.get("upload"), cleaned.get("cells", "")
        if not upload and not cells.strip():
            raise forms.ValidationError(_("Velg en fil, eller lim inn rader."))
        limit = min(MAX_BYTES, settings.UPLOAD_LIMIT_MB * 1024 * 1024)
        if upload and upload.size > limit:
            self.add_error("upload", _("Filen er for stor. Grensen er {limit} MB.").format(limit=limit // 1024 // 1024))
            return cleaned
        self.data_read = upload.read() if upload else cells.encode()
        self.file_name = clean_name(upload.name) if upload else PASTED
        self._read("upload" if upload else "cells", limit)
        return cleaned

    def _read(self, field: str, limit: int) -> None:
        try:
            errors = read_people(*read_table(self.data_read, self.file_name, limit)).errors
        except UnreadableFile as error:
            self.add_error(field, error.reason)
            return
        for problem in errors[:MAX_REASONS]:
            text = f" «{problem.text}»" if problem.text else ""
            self.add_error(field, f"{capfirst(problem.place)}: {problem.message}{text}")
        if len(errors) > MAX_REASONS:
            self.add_error(field, _("… og {count} feil til.").format(count=len(errors) - MAX_REASONS))
