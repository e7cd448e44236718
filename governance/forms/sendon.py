"""The form that sends a case on to the next body."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance import handover
from governance.choices import Access
from governance.forms.meetings import NewItemForm
from governance.models import Attachment, CasePaper
from governance.readiness import marks_of
from governance.wording import short_day


class SendOnForm(NewItemForm):
    """The next stop of a case, and what follows it there.

    `load` is what the stop has to give and `attachments` those it has, with their newest version as `newest`. `found`
    is what is to be said of the choices: first of those the page begins with, then of those that were sent.
    """

    version = forms.ModelChoiceField(
        CasePaper.objects.none(), label=_("Versjon av saksframlegget som går videre"), widget=forms.RadioSelect
    )
    attachments = forms.ModelMultipleChoiceField(
        Attachment.objects.none(),
        label=_("Vedlegg som følger saken"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ta bort haken ved det som det neste organet ikke skal ha."),
    )
    reason = forms.CharField(
        label=_("Hvorfor sendes saken videre likevel?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Begrunnelsen blir stående i historikken."),
    )

    class Meta(NewItemForm.Meta):
        fields = ["body", "role", "is_authoritative", "meeting"]

    def __init__(self, *args, load: handover.Load, attachments, **kwargs):
        super().__init__(*args, **kwargs)
        self.load = load
        del self.fields["stood"]  # what has become of the agenda is told among what is found
        self._offer_versions([paper for paper in load.papers if paper.is_written])
        self._offer_attachments(attachments)
        body = self.fields["body"].queryset.filter(pk=self.initial.get("body")).first()
        self.found = handover.findings_of(load, self.actor.on, body=body)

    def _offer_versions(self, papers) -> None:
        if len(papers) < 2:
            del self.fields["version"]
            return
        field = self.fields["version"]
        field.queryset = CasePaper.objects.visible_to(self.actor).filter(pk__in=[each.pk for each in papers])
        field.queryset = field.queryset.order_by("-number")
        field.initial, field.empty_label = self.load.usual, None
        field.label_from_instance = self._version_label

    def _offered_then(self) -> list:
        shown = set(self.data["offered"].split())
        return [pk for pk in self.fields["attachments"].initial if str(pk) in shown]

    def _version_label(self, paper: CasePaper) -> str:
        treated = self.load.treated
        if treated is not None and paper.pk == treated.pk:
            words = _("Versjon {n}, den {body} fikk (sendt {day})")
        elif paper.sent_at is None:
            words = _("Versjon {n}, et utkast som ikke er sendt ut")
        else:
            words = _("Versjon {n}, sendt {day}")
        sent = short_day(paper.sent_at) if paper.sent_at else ""
        return words.format(n=paper.number, body=self.load.item.body, day=sent)

    def _offer_attachments(self, attachments) -> None:
        if not attachments:
            del self.fields["attachments"]
            return
        field, newest = self.fields["attachments"], {each.pk: each.newest for each in attachments}
        field.queryset = Attachment.objects.visible_to(self.actor).filter(pk__in=newest).order_by("position", "title")
        field.initial = list(newest)
        field.label_from_instance = lambda each: attachment_label(each, newest[each.pk])

    @property
    def needs_reason(self) -> bool:
        return any(each.needs_reason for each in self.found)

    @property
    def marks(self) -> str:
        """The marks of what the page has said; they are sent with the form."""
        return marks_of(self.found)

    @property
    def shown(self) -> list:
        """The fields that are drawn. A reason is asked for where one is needed, and is then not said to be optional."""
        self.fields["reason"].required = self.needs_reason
        return [field for field in self.visible_fields() if field.name != "reason" or self.needs_reason]

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        chosen = {name: cleaned.get(name) for name in ("body", "meeting", "version")}
        self.found = handover.findings_of(self.load, self.actor.on, **chosen)
        if not set(self.marks.split()) <= set(self.data.get("told", "").split()):
            self.add_error(None, _("Det er noe du bør vite om det du valgte. Se over listen, og send videre på nytt."))
        elif self.needs_reason and not cleaned["reason"]:
            self.add_error("reason", _("Skriv hvorfor saken sendes videre likevel."))
        return cleaned

    @property
    def offered(self) -> str:
        """The attachments that the page names, sent with it: what came since follows too."""
        return " ".join(str(pk) for pk in self.fields["attachments"].initial) if "attachments" in self.fields else ""

    def values(self):
        sent = {name: self.cleaned_data[name] for name in ("version", "attachments") if name in self.fields}
        if "offered" in self.data and "attachments" in sent:
            unseen = self.fields["attachments"].queryset.exclude(pk__in=self._offered_then())
            sent["attachments"] = [*sent["attachments"], *unseen]
        return super().values() | sent | {"reason": self.cleaned_data["reason"]}


def attachment_label(attachment: Attachment, newest) -> str:
    """An attachment as a choice: its title, the version that follows, and what keeps it from being read by all."""
    words = [_("{title} (versjon {n})").format(title=attachment.title, n=newest.number)]
    if attachment.access == Access.EXEMPT:
        words.append(str(attachment.exempt_words).lower())
    if newest.sent_at is None:
        words.append(_("ikke sendt ut"))
    return ", ".join(map(str, words))
