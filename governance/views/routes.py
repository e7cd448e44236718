"""The route of a case: a stop's text held against that of the stop before, and the act that sends the case on."""

from typing import NamedTuple

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.access import require
from governance.exemption import reveal
from governance.forms.sendon import SendOnForm
from governance.handover import load_of
from governance.models import AgendaItem, Attachment, AttachmentVersion
from governance.route import same_words
from governance.routefacts import Drawn, drawn, with_resolutions
from governance.services import agenda
from governance.story import openings
from governance.textcompare import Comparison, compare
from governance.views.casefile import CaseFileMixin, items_of
from governance.views.items import ItemEditView, bodies_with
from governance.views.row import RowDetailView


class ItemSendOnView(ItemEditView):
    """Carry the case to the next body; what is to be said of it is said first."""

    act = "item.send_on"
    form_class = SendOnForm
    template_name = "governance/item_send_on.html"
    page_title = gettext_lazy("Send saken videre")
    submit_label = gettext_lazy("Send videre")
    success_message = gettext_lazy("Saken er sendt videre. Saksframlegget bygger på teksten herfra.")

    def get_object(self):
        """What the service will refuse for the case's sake is refused before the form is filled in."""
        item = super().get_object()
        require(self.actor, "case.edit", item.case)
        return item

    def get_form_kwargs(self):
        item = self.object
        usual = {"instance": None, "initial": {"body": item.body.prepares_for_id}}
        carried = {
            "load": load_of(item),
            "attachments": self._attachments(),
            "waits_in": bodies_with(self.actor, item.case),
        }
        return super().get_form_kwargs() | usual | carried

    def _attachments(self) -> list[Attachment]:
        """Those of this stop, each with its newest version as `newest`."""
        versions = AttachmentVersion.objects.visible_to(self.actor).order_by("-number")
        rows = Attachment.objects.visible_to(self.actor).filter(item=self.object).order_by("position", "title")
        rows = list(rows.prefetch_related(Prefetch("versions", versions, to_attr="shown_versions")))
        for row in rows:
            row.newest = row.shown_versions[0]
        return rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"item": self.object, "findings": self.finding_lines(context["form"].found)}

    def perform(self, form):
        return agenda.send_on(self.actor, self.visible_item(), **self.values(form))


class Held(NamedTuple):
    """Two texts held against each other, and what each is."""

    before: str
    after: str
    same: bool
    comparison: Comparison


class ItemRouteView(CaseFileMixin, RowDetailView):
    """The wording on its way to and through a stop: the text an earlier stop ended with against the one this body was
    asked to adopt, and that against what it resolved. ?fra= names another earlier stop than the one before.

    404 for those who may read neither the paper nor the resolution: they learn of nothing more.
    """

    model = AgendaItem
    template_name = "governance/item_route.html"
    page_title = gettext_lazy("Ordlyden fra stopp til stopp")

    def get_object(self, queryset=None):
        item = self.visible_item()
        stops = items_of(self.actor).filter(case=item.case).journey()
        self.line = drawn(self.actor, list(with_resolutions(self.actor, stops)))
        self.here = next(each for each in self.line if each.item.pk == item.pk)
        if not self.here.stop.papers and not self.here.item.shown_resolutions:
            raise Http404
        place = self.line.index(self.here)
        earlier = [each for each in self.line if each.stop.ended and each is not self.here]
        self.earlier = [each for each in earlier if self.line.index(each) < place or each.item == self.here.previous]
        self.start = self._start()
        return item

    def _start(self) -> Drawn | None:
        """The stop the text is held against: the one of the address, else the one before."""
        wanted = self.request.GET.get("fra") or str(self.here.previous.pk if self.here.previous else "")
        found = next((each for each in self.earlier if str(each.item.pk) == wanted), None)
        if found is None and self.request.GET.get("fra"):
            raise Http404
        return found

    def breadcrumb(self):
        return self.item_trail(self.object, self.page_title)

    def get_context_data(self, **kwargs):
        item, stop = self.object, self.here.stop
        reveal(self.actor, [item.case])
        held = None
        if self.start is not None and stop.proposal is not None:
            held = self._held(self._ended_as(self.start), _paper_of(self.here), self.start.stop.ended, stop.proposal)
        resolved = None
        if stop.points and stop.proposal:
            resolved = self._held(_paper_of(self.here), _("Vedtaket"), stop.proposal, stop.resolved)
        for each in filter(None, (self.start, self.here)):
            if each.stop.treated is not None:
                each.stop.treated.item = each.item
                openings.note(self.actor, each.stop.treated, number=each.stop.treated.number)
        return super().get_context_data(
            page_title=self.page_title,
            item=item,
            here=self.here,
            start=self.start,
            earlier=self.earlier,
            held=held,
            resolved=resolved,
            **kwargs,
        )

    def _held(self, before: str, after: str, was: str, becomes: str) -> Held:
        found = compare(was, becomes, rich=True, whole=True)
        return Held(before, after, same_words(was, becomes) and not found.only_form, found)

    def _ended_as(self, each: Drawn) -> str:
        if each.stop.points and each.stop.ended != each.stop.proposal:
            return _("Vedtaket i {body} {number}").format(body=each.item.body, number=each.item.number).strip()
        return _paper_of(each)


def _paper_of(each: Drawn) -> str:
    """Which version of which paper a text stands in."""
    told = {"n": each.stop.treated.number, "body": each.item.body, "number": each.item.number}
    if each.stop.treated.sent_at is None:
        return _("Saksframlegg til {body} {number}, versjon {n} (utkast)").format(**told).replace(" ,", ",")
    return _("Saksframlegg til {body} {number}, versjon {n}").format(**told).replace(" ,", ",")
