"""The case paper's editor and its versions, and what the body resolved."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from governance.choices import ItemRole, PaperState, ResolutionKind
from governance.editorwords import editor_words
from governance.forms.papers import NewVersionForm, PaperForm, ResolutionForm
from governance.models import CasePaper, Resolution
from governance.paperhints import hints_of
from governance.readiness import sending_findings
from governance.recommendation import points_of
from governance.route import treated_of
from governance.services import papers, resolutions
from governance.views.casefile import CaseFileMixin
from governance.views.items import ItemActView, ItemEditView
from governance.views.row import RowFormView


def editor_media(request, form) -> Media:
    """The editor's scripts and styles with the page's nonce: its import map is an inline script."""
    return Media.from_media(form.media, nonce=str(request.csp_nonce))


class PaperEditView(CaseFileMixin, RowFormView):
    """The latest draft, in the rich-text editor; without script the text is edited as HTML."""

    act = "paper.edit"
    form_class = PaperForm
    template_name = "governance/item_paper_form.html"
    page_title = _("Rediger saksframlegget")
    success_message = _("Saksframlegget er lagret.")

    def get_object(self):
        self.item = self.visible_item()
        papers_seen = CasePaper.objects.visible_to(self.actor).select_related("item__case", "item__body__cooperation")
        return get_object_or_404(papers_seen.filter(item=self.item).order_by("-number")[:1])

    def breadcrumb(self):
        return self.item_trail(self.item, self.page_title)

    def perform(self, form):
        return papers.edit_paper(self.actor, self.object, **self.values(form))

    def get_context_data(self, **kwargs):
        hints = self.hint_lines(hints_of(self.actor, self.item, self.object), self.item)
        context = super().get_context_data(item=self.item, paper=self.object, hints=hints, **kwargs)
        return context | {"editor_media": editor_media(self.request, context["form"]), "editor_words": editor_words()}

    def get_success_url(self):
        return self.item_url(self.item) + f"?versjon={self.object.number}"


class PaperVersionView(ItemEditView):
    """Start a new version of a paper that has been sent."""

    act = "paper.create"
    form_class = NewVersionForm
    page_title = _("Ny versjon av saksframlegget")
    submit_label = _("Lag ny versjon")
    success_message = _("Den nye versjonen er et utkast til du sender den ut.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def perform(self, form):
        return papers.new_version(self.actor, self.visible_item(), **self.values(form))

    def get_success_url(self):
        return self.to("item_paper_edit", self.kwargs["item"])

    def get_cancel_url(self):
        return self.item_url(self.visible_item())


class PaperSendView(ItemActView):
    """Send a new version to the readers of a case that has been called."""

    act = "paper.edit"
    title = _("Send ut saksframlegget")
    asks_reason = False
    success_message = _("Saksframlegget er sendt ut.")

    def get_object(self):
        papers_seen = CasePaper.objects.visible_to(self.actor)
        papers_seen = papers_seen.select_related("item__case", "item__meeting", "item__body__cooperation")
        self.paper = get_object_or_404(papers_seen.filter(item=self.kwargs["item"]).order_by("-number")[:1])
        return self.paper

    @property
    def explanation(self) -> str:
        """What happens, and first what those who were asked to read the draft would say to it."""
        seen = _("Medlemmene ser denne versjonen med en gang. Etterpå kan teksten bare endres i en ny versjon.")
        found = sending_findings(self.paper.item.meeting, [self.paper.item])
        return " ".join([*(each.words for each in found), str(seen)])

    def perform(self, row, reason):
        return papers.send_paper(self.actor, row)

    def get_success_url(self, row):
        return self.item_url(row.item)


class ResolutionView(ItemEditView):
    """Write down, or correct, what the body resolved."""

    act = "resolution.register"
    form_class = ResolutionForm
    template_name = "governance/resolution_form.html"
    submit_label = _("Lagre vedtaket")
    success_message = _("Vedtaket er lagret.")

    @property
    def page_title(self):
        return _("Endre vedtaket") if self.resolution else _("Registrer vedtak")

    def get_object(self):
        item = super().get_object()
        self.resolution = Resolution.objects.visible_to(self.actor).filter(item=item).first()
        return item

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"instance": self.resolution}
        return kwargs | {"initial": self._stored() if self.resolution else self._proposed()}

    def _stored(self) -> dict:
        return {"points": "\n\n".join(resolutions.point_texts(self.resolution))}

    def _proposed(self) -> dict:
        """The day of the meeting, the type by the task of the body, and the recommendation the body had then, point by
        point with the same numbers."""
        day = self.object.meeting.day if self.object.meeting else None
        sent = CasePaper.objects.visible_to(self.actor).filter(item=self.object, state=PaperState.SENT)
        paper = treated_of(sent, day)
        proposed = points_of(paper.recommendation) if paper else []
        kind = ResolutionKind.PROPOSAL if self.object.role == ItemRole.RECOMMENDS else ResolutionKind.OWN
        return {"decided_on": day, "kind": kind, "points": "\n\n".join(proposed)}

    def perform(self, form):
        values = self.values(form)
        if self.resolution is None:
            resolutions.register_resolution(self.actor, self.object, **values)
        else:
            resolutions.change_resolution(self.actor, self.resolution, **values)
        return self.object


class ResolutionRemoveView(ItemActView):
    """Take back a resolution that was written on the wrong treatment."""

    act = "resolution.remove"
    title = _("Slett vedtaket")
    explanation = _(
        "Bruk dette når vedtaket er ført på feil sak. Saken står da som innkalt til den får sitt eget vedtak."
    )
    tone = "danger"
    success_message = _("Vedtaket ligger i papirkurven.")

    def get_object(self):
        item = self.visible_item()
        self.resolution = get_object_or_404(Resolution.objects.visible_to(self.actor), item=item)
        return item

    def perform(self, row, reason):
        resolutions.remove_resolution(self.actor, self.resolution, reason=reason)


class ResolutionRestoreView(ResolutionRemoveView):
    act = "resolution.restore"
    title = _("Hent vedtaket tilbake")
    explanation = ""
    tone = ""
    asks_reason = False
    success_message = _("Vedtaket er hentet tilbake.")

    def get_object(self):
        item = self.visible_item()
        self.resolution = get_object_or_404(Resolution.objects.in_bin(self.actor), item=item, pk=self.kwargs["pk"])
        return item

    def perform(self, row, reason):
        resolutions.restore_resolution(self.actor, self.resolution)
