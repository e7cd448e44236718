"""The pages on which the points below a case of an agenda are written, ordered and removed."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import history
from governance.forms.subitems import SubItemForm
from governance.models import AgendaItem, SubItem
from governance.services import subitems
from governance.services.agendaversions import stands_as
from governance.views.agenda import AgendaActView
from governance.views.agendaversions import AgendaVersionMixin
from governance.views.attachments import posted_position
from governance.views.casefile import CaseFileMixin, items_of
from governance.views.row import RowActView, RowFormView

POINT = ("item__case__cooperation", "item__body__cooperation", "item__meeting", "on_behalf_of", "presenter")


def points_of(actor):
    """Points with all that their pages and their permissions need."""
    return SubItem.objects.visible_to(actor).select_related(*POINT)


class SubItemCreateView(AgendaVersionMixin, CaseFileMixin, RowFormView):
    """A new point below a case of the agenda."""

    act = "item.edit"
    form_class = SubItemForm
    page_title = title = gettext_lazy("Nytt underpunkt")
    submit_label = gettext_lazy("Legg til")
    success_message = gettext_lazy("Underpunktet er lagt til.")

    @cached_property
    def item(self) -> AgendaItem:
        return get_object_or_404(items_of(self.actor), pk=self.kwargs["item"], meeting=self.visible_meeting())

    def get_subject(self):
        return self.item

    @property
    def lead(self):
        return f"{self.item.number} {self.item.case.title}".strip()

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.request.method == "GET":
            form.stands(stands_as(self.item.meeting))
        return form

    def form_invalid(self, form, status=422):
        form.stands(stands_as(self.visible_meeting()))
        return super().form_invalid(form, status)

    def perform(self, form):
        return subitems.add_subitem(self.actor, self.item, seen=form.cleaned_data["stood"], **self.values(form))

    def get_success_url(self, row=None):
        return self.to("meeting_agenda", self.kwargs["meeting"])

    get_cancel_url = get_success_url


class SubItemEditView(SubItemCreateView):
    page_title = title = gettext_lazy("Rediger underpunktet")
    submit_label = gettext_lazy("Lagre")
    success_message = gettext_lazy("Underpunktet er lagret.")

    @property
    def item(self):
        return self.object.item

    def get_object(self):
        rows = points_of(self.actor).filter(item__meeting=self.visible_meeting())
        return get_object_or_404(rows, pk=self.kwargs["point"])

    def perform(self, form):
        return subitems.change_subitem(self.actor, self.object, seen=form.cleaned_data["stood"], **self.values(form))


class SubItemPlaceView(AgendaActView):
    """Move a point below its case: `up` or `down` by one, or `item` to `position`, counted from 1."""

    def wanted(self):
        post = self.request.POST
        return post.get("up") or post.get("down") or super().wanted()

    def _item(self, meeting):
        """The point she clicked on. 404 for one of another body, or that she may not see; Refused where its case
        stands elsewhere by now."""
        try:
            point = get_object_or_404(points_of(self.actor), pk=self.wanted(), item__body=meeting.body_id)
        except ValidationError as error:
            raise history.Refused(_("Velg et underpunkt.")) from error
        if point.item.meeting_id != self.place():
            raise history.Refused(self.gone.format(title=point.item.case.title))
        return point

    def change(self, meeting, item):
        step = -1 if "up" in self.request.POST else 1 if "down" in self.request.POST else 0
        position = posted_position(self.request)
        if step:
            keys = list(item.item.subitems.present().in_order().values_list("pk", flat=True))
            position = max(1, keys.index(item.pk) + 1 + step)
        subitems.place_subitem(self.actor, item, position=position, seen=self.seen())


class SubItemActView(CaseFileMixin, RowActView):
    """One act on a point; what is asked is the right to edit its case on the agenda."""

    act = "item.edit"

    def _point(self):
        raise NotImplementedError

    def get_object(self):
        self.point = self._point()
        return self.point.item

    def further_context(self, row):
        return {"row": self.point}


class SubItemRemoveView(AgendaVersionMixin, SubItemActView):
    title = gettext_lazy("Fjern underpunktet")
    success_message = gettext_lazy("Underpunktet er fjernet. Det ligger i papirkurven.")

    def _point(self):
        rows = points_of(self.actor).filter(item__meeting=self.visible_meeting())
        return get_object_or_404(rows, pk=self.kwargs["point"])

    def perform(self, row, reason):
        subitems.remove_subitem(self.actor, self.point)


class SubItemRestoreView(SubItemActView):
    title = gettext_lazy("Hent underpunktet tilbake")
    tone = ""
    success_message = gettext_lazy("Underpunktet er hentet tilbake.")

    def _point(self):
        rows = SubItem.objects.in_bin(self.actor).select_related(*POINT)
        return get_object_or_404(rows, item=self.visible_item(), pk=self.kwargs["pk"])

    def breadcrumb(self):
        return self.item_trail(self.point.item, self.title)

    def perform(self, row, reason):
        subitems.restore_subitem(self.actor, self.point)

    def get_success_url(self, row):
        return self.item_url(row)
