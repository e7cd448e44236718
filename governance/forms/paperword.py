"""The form that takes in a Word document for a case paper, and reads it before anything is kept."""

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.filing.uploads import clean_name
from governance.importing.safety import MAX_BYTES, UnreadableFile
from governance.importing.wordtext import read_word


class WordForm(forms.Form):
    """A valid form holds `data_read` (bytes) and `file_name`."""

    upload = forms.FileField(
        label=gettext_lazy("Word-dokument"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=format_lazy(gettext_lazy("Word (.docx), høyst {limit} MB."), limit=settings.UPLOAD_LIMIT_MB),
        error_messages={"required": gettext_lazy("Velg et Word-dokument.")},
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.data_read, self.file_name = b"", ""

    def clean_upload(self):
        """Read it. The reason why it cannot be used stands at the field."""
        upload = self.cleaned_data["upload"]
        limit = min(MAX_BYTES, settings.UPLOAD_LIMIT_MB * 1024 * 1024)
        if upload.size > limit:
            raise forms.ValidationError(
                _("Filen er for stor. Grensen er {limit} MB.").format(limit=limit // 1024 // 1024)
            )
        self.data_read, self.file_name = upload.read(), clean_name(upload.name)
        try:
            found = read_word(self.data_read, self.file_name, limit)
        except UnreadableFile as error:
            raise forms.ValidationError(error.reason) from error
        if not found.blocks:
            raise forms.ValidationError(_("Dokumentet har ingen tekst som kan hentes."))
        return upload
