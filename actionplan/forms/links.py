"""Forms of the links from a plan's rows to cases and resolutions, and of the case that a question becomes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.choices import CHOSEN_LINKS, LinkKind
from actionplan.linkchoices import find
from governance.forms import plainwords
from governance.models import Case, GoverningBody

LIST = "lenke-valg"


class LinkForm(forms.Form):
    """What a row leads to, as it is typed. `choices_url` offers what fits while it is being written."""

    target = forms.CharField(
        label=_("Sak eller vedtak"),
        max_length=400,
        error_messages={"required": _("Skriv hvilken sak eller hvilket vedtak det gjelder.")},
        help_text=_("Skriv saksnummeret, for eksempel 2016/12, eller ord fra tittelen. Vedtakene står under sakene."),
    )
    kind = forms.ChoiceField(
        label=_("Sammenheng"), choices=[(each.value, each.label) for each in CHOSEN_LINKS], initial=LinkKind.FOLLOWS
    )

    def __init__(self, *args, actor, choices_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["target"].widget.attrs |= {
            "list": LIST,
            "autocomplete": "off",
            "data-hx-get": choices_url,
            "data-hx-trigger": "input changed delay:200ms",
            "data-hx-target": f"#{LIST}",
            "data-hx-swap": "innerHTML",
            "data-hx-sync": "this:replace",
        }
        for field in self.fields.values():
            plainwords.speak(field)

    def clean_target(self):
        """The case or the resolution. Raises ValidationError."""
        return find(self.actor, self.cleaned_data["target"])

    def values(self) -> dict:
        """The arguments of `add_link`."""
        target = self.cleaned_data["target"]
        where = {"case": target.case} if target.resolution is None else {"resolution": target.resolution}
        return {"kind": self.cleaned_data["kind"], **where}


class QuestionForm(forms.Form):
    """The case that a question becomes, and the body that is to answer it."""

    body = forms.ModelChoiceField(label=_("Organ"), queryset=GoverningBody.objects.none(), empty_label=None)
    title = forms.CharField(label=_("Tittel på saken"), max_length=Case._meta.get_field("title").max_length)
    summary = forms.CharField(
        label=_("Kort om saken"), required=False, widget=forms.Textarea(attrs={"rows": 5}), max_length=5000
    )

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = GoverningBody.objects.filter(pk__in=[each.pk for each in bodies])
        for field in self.fields.values():
            plainwords.speak(field)

    def values(self) -> dict:
        """The arguments of `ask_body`."""
        return dict(self.cleaned_data)

    def take_errors(self, error) -> None:
        self.add_error(None, error.messages)
