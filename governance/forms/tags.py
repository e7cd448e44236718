"""Forms of the tags of the alliance, and of what has them."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.forms.row import RowForm
from governance.models import Case, Tag


class TagForm(RowForm):
    class Meta:
        model = Tag
        fields = ["name", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class MergeForm(RowForm):
    """Which tag everything gets instead of this one."""

    into = forms.ModelChoiceField(label=_("Slå sammen med"), queryset=Tag.objects.none(), empty_label=_("Velg emneord"))

    class Meta:
        model = Tag
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = self.fields["into"].queryset.exclude(pk=self.instance.pk)

    def values(self):
        return {"into": self.cleaned_data["into"]}


class TagsMixin(forms.Form):
    """The tags of a row as boxes to tick, and those that were ticked when the page was made."""

    tags = forms.ModelMultipleChoiceField(
        label=_("Emneord"), queryset=Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    base_tags = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_tags(self) -> None:
        """Tick what the row has. Where the alliance has no tags, or the page had no boxes, they are left out."""
        if not self._has_boxes():
            del self.fields["tags"], self.fields["base_tags"]
        elif not self.instance._state.adding:
            self.fields["tags"].initial = self._have
            self.fields["base_tags"].initial = lambda: ",".join(map(str, self._have()))

    def _has_boxes(self) -> bool:
        """What is sent in tells it by itself, so that saving reads no list."""
        if self.is_bound:
            return any(self.add_prefix(name) in self.data for name in ("tags", "base_tags"))
        return self.fields["tags"].queryset.exists()

    def _have(self) -> list:
        return list(self.instance.tags.present().order_by().values_list("tag_id", flat=True))

    def clean_base_tags(self) -> list[UUID] | None:
        """Keys of the tags the form was opened with; None where the form did not say."""
        if self.add_prefix("base_tags") not in self.data:
            return None
        try:
            return [UUID(each) for each in self.cleaned_data["base_tags"].split(",") if each]
        except ValueError as error:
            raise ValidationError(_("Siden du startet fra, finnes ikke lenger. Last siden på nytt.")) from error

    def tag_values(self) -> dict:
        """The arguments of the row's service; none where no tags were offered."""
        if "tags" not in self.fields:
            return {}
        values = {"tags": self.cleaned_data["tags"]}
        return values if self.instance._state.adding else values | {"base_tags": self.cleaned_data["base_tags"]}


class CaseTagsForm(TagsMixin, RowForm):
    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.show_tags()

    def values(self):
        said = self.tag_values()
        return {"tags": said.get("tags", ()), "base": said.get("base_tags")}
