"""The form that takes back a plan that was edited as a workbook, and reads it before anything is kept."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.importing import MAX_BYTES, UnreadableFile
from governance.filing.uploads import clean_name


def limit() -> int:
    """The largest workbook, in bytes."""
    return min(MAX_BYTES, settings.UPLOAD_LIMIT_MB * 1024 * 1024)


class WorkbookForm(forms.Form):
    """A valid form holds `data_read` (bytes), of a workbook that was made of this plan."""

    upload = forms.FileField(
        label=gettext_lazy("Arbeidsboken du har endret"),
        help_text=gettext_lazy("Excel (.xlsx). Ingenting lagres før du har sett over endringene."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args, actor, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor, self.plan, self.data_read = actor, plan, b""

    @property
    def file_name(self) -> str:
        return clean_name(self.cleaned_data["upload"].name)

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload.size > limit():
            raise forms.ValidationError(
                _("Filen er for stor. Grensen er {limit} MB.").format(limit=limit() // 1024 // 1024)
            )
        self.data_read = upload.read()
        try:
            read_for(self.plan, self.data_read, clean_name(upload.name))
        except UnreadableFile as error:
            raise forms.ValidationError(error.reason) from error
        return upload


def read_for(plan, data: bytes, file_name: str):
    """The sheet of a workbook that was made of this plan. Raises UnreadableFile."""
    from actionplan.workbook.reading import read_workbook

    sheet = read_workbook(data, file_name, limit())
    if sheet.plan != plan.pk:
        raise UnreadableFile(
            _("Arbeidsboken er hentet fra en annen plan enn «{plan}». Last den opp der den hører til.").format(
                plan=plan
            )
        )
    return sheet
