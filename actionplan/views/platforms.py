"""The strategic platforms: what a period stands for, its areas and focus areas and the names they went by."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView

from actionplan.forms.platform import NewPlatformForm, PlatformForm
from actionplan.models import AreaName, FocusArea, PlatformPoint, PriorityArea, StrategicPlatform
from actionplan.services import platforms
from actionplan.views.base import own_cooperation
from governance.access import may
from governance.views.row import ActorMixin, RowFormView


class PlatformMixin(ActorMixin):
    """Addresses and breadcrumb of the platform pages."""

    def to(self, name: str, **kwargs) -> str:
        return reverse(f"actionplan:{name}", kwargs={"alliance": self.request.alliance.slug} | kwargs)

    def trail(self, *steps) -> list[tuple]:
        plan = (_("Handlingsplan"), self.to("plan_current"))
        return [plan, (_("Strategisk plattform"), self.to("platform_list") if steps else ""), *steps]

    def find_platform(self, key) -> StrategicPlatform:
        rows = StrategicPlatform.objects.visible_to(self.actor).select_related("cooperation")
        row = rows.filter(pk=key).first()
        if row is None:
            raise Http404
        return row


class PlatformListView(PlatformMixin, ListView):
    """All platforms of the alliance, the newest first."""

    template_name = "actionplan/platform_list.html"
    context_object_name = "rows"

    def get_queryset(self):
        rows = StrategicPlatform.objects.visible_to(self.actor).select_related("cooperation")
        return rows.order_by("-cooperation__is_main", "cooperation__name", "-valid_from")

    def get_context_data(self, **kwargs):
        may_create = may(self.actor, "platform.edit", own_cooperation(self.actor))
        create_url = self.to("platform_create") if may_create else ""
        rows = [(row, self.to("platform_detail", pk=row.pk)) for row in self.object_list]
        return super().get_context_data(**{"create_url": create_url, "platforms": rows} | kwargs)

    def breadcrumb(self):
        return self.trail()


class PlatformDetailView(PlatformMixin, DetailView):
    """One platform with everything under it; editors get the ways to change it."""

    template_name = "actionplan/platform_detail.html"
    context_object_name = "platform"

    def get_object(self, queryset=None):
        return self.find_platform(self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        names = list(self._of(AreaName, "area__platform")) + list(self._of(AreaName, "focus_area__area__platform"))
        focus = [
            {"row": row, "names": [name for name in names if name.focus_area_id == row.pk]}
            for row in self._of(FocusArea, "area__platform").order_by("position")
        ]
        areas = [
            {
                "row": row,
                "focus": [each for each in focus if each["row"].area_id == row.pk],
                "names": [name for name in names if name.area_id == row.pk],
            }
            for row in self._of(PriorityArea, "platform").order_by("position")
        ]
        context = {
            "points": self._of(PlatformPoint, "platform").order_by("kind", "position"),
            "areas": areas,
            "edits": bool(may(self.actor, "platform.edit", self.object)),
            "edit_url": self.to("platform_edit", pk=self.object.pk),
            "base": self.to("platform_detail", pk=self.object.pk),
            "removed": self._removed(),
        }
        return super().get_context_data(**context | kwargs)

    def _of(self, model, path: str):
        return model.objects.visible_to(self.actor).filter(**{path: self.object})

    def _removed(self) -> list[tuple]:
        if not may(self.actor, "platform.edit", self.object):
            return []
        paths = {
            "punkt": (PlatformPoint, "platform"),
            "omrade": (PriorityArea, "platform"),
            "fokusomrade": (FocusArea, "area__platform"),
            "omradenavn": (AreaName, "area__platform"),
            "fokusnavn": (AreaName, "focus_area__area__platform"),
        }
        return [
            (row, kind)
            for kind, (model, path) in paths.items()
            for row in model.objects.in_bin(self.actor).filter(**{path: self.object})[:30]
        ]

    def breadcrumb(self):
        return self.trail((self.object.title, ""))


class PlatformCreateView(PlatformMixin, RowFormView):
    """A platform for a new period."""

    act = "platform.edit"
    form_class = NewPlatformForm
    page_title = gettext_lazy("Ny strategisk plattform")

    def get_subject(self):
        return own_cooperation(self.actor)

    def perform(self, form):
        return platforms.create_platform(self.actor, **form.values())

    def get_success_url(self):
        return self.to("platform_detail", pk=self.object.pk)

    def get_cancel_url(self):
        return self.to("platform_list")

    def breadcrumb(self):
        return self.trail((self.page_title, ""))


class PlatformEditView(PlatformMixin, RowFormView):
    """Vision, goal, period and resolution of a platform."""

    act = "platform.edit"
    form_class = PlatformForm
    page_title = gettext_lazy("Endre plattformen")

    def get_object(self):
        return self.find_platform(self.kwargs["pk"])

    def perform(self, form):
        return platforms.change_platform_row(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return self.to("platform_detail", pk=self.object.pk)

    def breadcrumb(self):
        return self.trail((self.object.title, self.get_success_url()), (self.page_title, ""))
