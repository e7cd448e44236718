"""Rows of a platform: points, areas, focus areas and their names. Add, change, move, remove, restore."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from actionplan.forms.platform import AreaForm, AreaNameForm, FocusAreaForm, PointForm
from actionplan.models import AreaName, FocusArea, PlatformPoint, PriorityArea, StrategicPlatform
from actionplan.permissions import platform_of
from actionplan.services import platforms
from actionplan.services.bin import remove_row, restore_row
from actionplan.services.ordering import ORDERS, move_row
from actionplan.views.platforms import PlatformMixin
from governance.access import require
from governance.history import Refused
from governance.saying import sentence_of
from governance.views.row import RowFormView

# slug -> (model, form, service, what it hangs under: argument and model, words for a new one)
UNDER_PLATFORM, UNDER_AREA = ("platform", StrategicPlatform), ("area", PriorityArea)
NEW_NAME = gettext_lazy("Nytt navn")
KINDS = {
    "punkt": (PlatformPoint, PointForm, platforms.create_point, UNDER_PLATFORM, gettext_lazy("Nytt punkt")),
    "omrade": (PriorityArea, AreaForm, platforms.create_area, UNDER_PLATFORM, gettext_lazy("Nytt innsatsområde")),
    "fokusomrade": (
        FocusArea,
        FocusAreaForm,
        platforms.create_focus_area,
        UNDER_AREA,
        gettext_lazy("Nytt fokusområde"),
    ),
    "omradenavn": (AreaName, AreaNameForm, platforms.add_area_name, UNDER_AREA, NEW_NAME),
    "fokusnavn": (AreaName, AreaNameForm, platforms.add_area_name, ("focus_area", FocusArea), NEW_NAME),
}


class PlatformRowMixin(PlatformMixin):
    """The platform and the kind of row of the address."""

    def dispatch(self, request, *args, **kwargs):
        self.platform = self.find_platform(kwargs["platform"])
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.model_, self.form_class, self.service, self.under, self.new = KINDS[kwargs["kind"]]
        return super().dispatch(request, *args, **kwargs)

    def find(self, model, key, rows=None):
        """A row of this platform. Raises Http404 for any other."""
        row = (model.objects.visible_to(self.actor) if rows is None else rows).filter(pk=key).first()
        if row is None or platform_of(row) != self.platform:
            raise Http404
        return row

    def get_success_url(self):
        return self.to("platform_detail", pk=self.platform.pk)

    def get_cancel_url(self):
        return self.get_success_url()


class PlatformRowAddView(PlatformRowMixin, RowFormView):
    """A new point, area, focus area or name; `?under=` says what it hangs under."""

    act = "platform.edit"

    @property
    def page_title(self):
        return self.new

    def get_subject(self):
        """The platform, area or focus area that the new row hangs under."""
        _name, model = self.under
        if model is StrategicPlatform:
            return self.platform
        try:
            return self.find(model, self.request.GET.get("under", ""))
        except ValidationError as error:
            raise Http404 from error

    def perform(self, form):
        return self.service(self.actor, **{self.under[0]: self.get_subject()}, **form.values())

    def breadcrumb(self):
        return self.trail((self.platform.title, self.get_success_url()), (self.page_title, ""))


class PlatformRowEditView(PlatformRowMixin, RowFormView):
    """Change a point, area, focus area or name."""

    act = "platform.edit"

    @property
    def page_title(self):
        return _("Endre {row}").format(row=self.object)

    def get_object(self):
        return self.find(self.model_, self.kwargs["pk"])

    def perform(self, form):
        return platforms.change_platform_row(self.actor, self.object, **self.values(form))

    def breadcrumb(self):
        return self.trail((self.platform.title, self.get_success_url()), (self.page_title, ""))


class PlatformRowActView(PlatformRowMixin, View):
    """Move up or down, remove, restore: POST only."""

    def post(self, request, *args, **kwargs):
        act = kwargs["act"]
        removed = self.model_.objects.in_bin(self.actor) if act == "gjenopprett" else None
        row = self.find(self.model_, kwargs["pk"], removed)
        require(self.actor, "platform.edit", row)
        try:
            messages.success(request, self._perform(act, row))
        except (Refused, ValidationError) as error:
            messages.error(request, sentence_of(error))
        return redirect(self.get_success_url())

    def _perform(self, act: str, row) -> str:
        if act in ("opp", "ned") and self.model_ in ORDERS:
            move_row(self.actor, row, direction="up" if act == "opp" else "down")
            return _("Flyttet: {row}").format(row=row)
        if act == "fjern":
            remove_row(self.actor, row)
            return _("Fjernet: {row}. Du finner det nederst på siden.").format(row=row)
        if act == "gjenopprett":
            restore_row(self.actor, row)
            return _("Gjenopprettet: {row}").format(row=row)
        raise Http404
