"""Forms of reading through a draft: whom to ask, a comment, an answer, her word."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import Verdict
from governance.forms.namesakes import PersonChoices
from governance.forms.row import RowForm
from governance.models import PaperComment, PaperReview, Person
from governance.paperparts import PARTS
from governance.reviewstates import ALL_OF_IT


class _Readers(forms.ModelMultipleChoiceField):
    iterator = PersonChoices

    def label_from_instance(self, person):
        what = ", ".join(filter(None, (person.title, person.organisation.name if person.organisation_id else "")))
        return f"{person} ({what})" if what else str(person)


class AskForm(RowForm):
    """Persons who have a login, a word to them and the day an answer is wanted."""

    people = _Readers(
        label=_("Hvem skal lese?"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De får lese utkastet og vedleggene til du trekker forespørselen eller sender ut saksframlegget."),
    )
    field_order = ["people", "word", "wanted_by"]

    class Meta:
        model = PaperReview
        fields = ["word", "wanted_by"]
        widgets = {"word": forms.Textarea(attrs={"rows": 3})}
        labels = {"word": _("Beskjed til dem")}
        help_texts = {
            "word": _("Hva du vil ha svar på. Er saken unntatt offentlighet, står beskjeden ikke i e-posten."),
        }

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.fields["people"]
        rows = Person.objects.visible_to(self.actor).active_on(self.actor.on).filter(user__isnull=False)
        if self.actor.person is not None:
            rows = rows.exclude(pk=self.actor.person.pk)
        chosen.queryset = rows.select_related("organisation").order_by("given_name", "family_name", "pk")
        if item.case.responsible_id is not None:
            self.initial.setdefault("people", [item.case.responsible_id])

    def values(self):
        return super().values() | {"people": self.cleaned_data["people"]}


class CommentForm(RowForm):
    """A remark on a part, if wanted on some words of it."""

    part = forms.ChoiceField(label=_("Hva gjelder det?"), required=False)
    field_order = ["part", "quote", "text"]

    class Meta:
        model = PaperComment
        fields = ["part", "quote", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"quote": _("Lim inn ordene, så finner sekretariatet stedet.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [("", ALL_OF_IT), *((part.name, part.heading) for part in PARTS)]


class CommentAnswerForm(RowForm):
    """The answer of the secretariat, and whether the comment is done with."""

    is_settled = forms.BooleanField(label=_("Kommentaren er ferdig behandlet"), required=False)

    class Meta:
        model = PaperComment
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_settled"].initial = self.instance.settled_at is not None

    def values(self):
        return super().values() | {"is_settled": self.cleaned_data["is_settled"]}


class JudgeForm(forms.Form):
    """Her word on the text that the page showed (`seen`)."""

    verdict = forms.ChoiceField(
        label=_("Hva mener du om utkastet?"),
        choices=Verdict,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg «Godkjent» eller «Må endres».")},
    )
    reason = forms.CharField(
        label=_("Grunn"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Må det endres, skriv kort hva. Ellers valgfritt."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
