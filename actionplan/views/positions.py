"""Posts of a cooperation: who works, how much, from when to when."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from actionplan.forms.platform import PositionForm
from actionplan.models import Position
from actionplan.services import staff
from actionplan.views.base import own_cooperation
from governance.access import may
from governance.views.row import ActorMixin, RowActView, RowFormView


class PositionMixin(ActorMixin):
    def to(self, name: str, **kwargs) -> str:
        return reverse(f"actionplan:{name}", kwargs={"alliance": self.request.alliance.slug} | kwargs)

    def trail(self, *steps) -> list[tuple]:
        home = (_("Stillinger"), self.to("position_list"))
        plan = (_("Handlingsplan"), self.to("plan_current"))
        return [plan, home, *steps] if steps else [plan, (home[0], "")]

    def find(self, rows) -> Position:
        row = rows.select_related("cooperation").filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def get_success_url(self, row=None):
        return self.to("position_list")


class PositionListView(PositionMixin, ListView):
    """Posts with size, holder and period, and the sum of full-time equivalents today."""

    template_name = "actionplan/position_list.html"
    context_object_name = "rows"

    def get_queryset(self):
        rows = Position.objects.visible_to(self.actor).select_related("cooperation", "holder")
        return rows.order_by("-cooperation__is_main", "cooperation__name", "title")

    def get_context_data(self, **kwargs):
        edits = bool(may(self.actor, "position.edit", own_cooperation(self.actor)))
        removed = Position.objects.in_bin(self.actor)[:30] if edits else []
        now = [row.percent for row in self.object_list if row.percent and row.holds_on(self.actor.on)]
        context = {
            "posts": [(row, self._edit_url(row)) for row in self.object_list],
            "removed": [(row, self.to("position_restore", pk=row.pk)) for row in removed],
            "create_url": self.to("position_create") if edits else "",
            "equivalents": sum(now) / 100 if now else None,
            "day": self.actor.on,
        }
        return super().get_context_data(**context | kwargs)

    def _edit_url(self, row) -> str:
        return self.to("position_edit", pk=row.pk) if may(self.actor, "position.edit", row) else ""

    def breadcrumb(self):
        return self.trail()


class PositionCreateView(PositionMixin, RowFormView):
    act = "position.edit"
    form_class = PositionForm
    page_title = gettext_lazy("Ny stilling")

    def get_subject(self):
        return own_cooperation(self.actor)

    def perform(self, form):
        return staff.create_position(self.actor, **form.values())

    def get_cancel_url(self):
        return self.to("position_list")

    def breadcrumb(self):
        return self.trail((self.page_title, ""))


class PositionEditView(PositionMixin, RowFormView):
    act = "position.edit"
    form_class = PositionForm
    page_title = gettext_lazy("Endre stillingen")
    template_name = "actionplan/position_form.html"

    def get_object(self):
        return self.find(Position.objects.visible_to(self.actor))

    def perform(self, form):
        return staff.change_position(self.actor, self.object, **self.values(form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(remove_url=self.to("position_remove", pk=self.object.pk), **kwargs)

    def breadcrumb(self):
        return self.trail((str(self.object), ""))


class PositionRemoveView(PositionMixin, RowActView):
    act = "position.edit"
    title = gettext_lazy("Fjern stillingen")
    explanation = gettext_lazy("Stillingen kan hentes tilbake fra listen over stillinger.")

    def get_object(self):
        return self.find(Position.objects.visible_to(self.actor))

    def perform(self, row, reason):
        return staff.remove_position(self.actor, row, reason=reason)


class PositionRestoreView(PositionMixin, RowActView):
    act = "position.edit"
    title = gettext_lazy("Gjenopprett stillingen")
    tone = ""

    def get_object(self):
        return self.find(Position.objects.in_bin(self.actor))

    def perform(self, row, reason):
        return staff.restore_position(self.actor, row)
