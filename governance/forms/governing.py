"""Forms of governing documents, their versions, and the cases about them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.exemption import labels
from governance.forms.papers import UploadField
from governance.forms.row import RowForm
from governance.models import CaseDocument, Cooperation, GoverningDocument, GoverningVersion


class GoverningForm(RowForm):
    class Meta:
        model = GoverningDocument
        fields = ["title", "kind", "supersedes", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"supersedes": _("Et tidligere dokument som dette tar over for. En ny utgave er en versjon.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supersedes"].queryset = self.fields["supersedes"].queryset.exclude(pk=self.instance.pk)
        self.fields["supersedes"].empty_label = _("Ingen")


class NewGoverningForm(GoverningForm):
    """A document of one of the cooperations the actor edits."""

    class Meta(GoverningForm.Meta):
        fields = ["cooperation", *GoverningForm.Meta.fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = [each.pk for each in Cooperation.objects.visible_to(self.actor) if self.actor.edits(each.pk)]
        self.fields["cooperation"].queryset = Cooperation.objects.visible_to(self.actor).filter(pk__in=own)
        if len(own) == 1:
            self.fields["cooperation"].initial = own[0]


class GoverningVersionForm(RowForm):
    upload = UploadField(label=_("Fil"), required=False)

    class Meta:
        model = GoverningVersion
        fields = ["label", "adopted_on", "adopted_by", "case", "valid_from", "valid_to", "url", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "label": _("For eksempel «2010» eller «Revidert 2015»."),
            "adopted_by": _("Når vedtaket ikke er en sak her, for eksempel «Generalforsamlingen»."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["case"].label_from_instance = labels(self.actor)
        self.fields["case"].empty_label = _("Ingen sak her")

    def values(self):
        return super().values() | {"upload": self.cleaned_data.get("upload")}


class CaseDocumentForm(RowForm):
    """What a case does with a governing document."""

    class Meta:
        model = CaseDocument
        fields = ["document", "kind"]
