"""Saved views of a register: the list of them, and what is done to one. A register gives its key to `as_view`."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance import savedviews
from governance.forms.savedviews import SavedViewForm
from governance.models import SavedView
from governance.services import savedviews as services
from governance.views.address import AddressMixin
from governance.views.row import RowActView, RowFormView, RowListView


class RegisterMixin(AddressMixin):
    """The register, and those of its views that the reader has."""

    register = ""

    def page(self) -> savedviews.Register:
        return savedviews.register_of(self.register)

    def register_url(self, query: str = "") -> str:
        return self.to(self.page().page) + (f"?{query}" if query else "")

    def trail(self, *steps):
        return super().trail((self.page().title, self.register_url("alle")), *steps)

    def views(self):
        return SavedView.objects.visible_to(self.actor).filter(register=self.register)

    def get_object(self):
        return get_object_or_404(self.views().select_related("person"), pk=self.kwargs["view"])


class SavedViewListView(RegisterMixin, RowListView):
    """Her own and the shared ones, each with the way to it."""

    model = SavedView
    template_name = "governance/savedview_list.html"

    def get_queryset(self):
        return self.views().select_related("person").order_by("name")

    def breadcrumb(self):
        return self.trail((_("Lagrede visninger"), ""))

    def get_context_data(self, **kwargs):
        return super().get_context_data(register_url=self.register_url(), **kwargs)


class SavedViewCreateView(RegisterMixin, RowFormView):
    """Keep the choice that stands in the address under a name."""

    act = "view.save"
    form_class = SavedViewForm
    page_title = _("Lagre visningen")
    submit_label = _("Lagre visningen")
    success_message = _("Visningen er lagret. Den står over listen.")
    explanation = _("Visningen husker valgene, ikke sakene: den viser alltid det som passer den dagen du åpner den.")

    def get_object(self):
        return None

    @property
    def query(self) -> str:
        return self.page().narrowed(QueryDict(self.request.META["QUERY_STRING"]))

    def breadcrumb(self):
        return self.trail((self.page_title, ""))

    def perform(self, form):
        return services.save_view(self.actor, register=self.register, query=self.query, **self.values(form))

    def get_success_url(self):
        return self.register_url(self.query or "alle")

    def get_cancel_url(self):
        return self.register_url(self.query or "alle")


class SavedViewEditView(SavedViewCreateView):
    act = "view.change"
    page_title = _("Rediger visningen")
    submit_label = _("Lagre")
    success_message = _("Visningen er lagret.")
    explanation = ""

    def get_object(self):
        return RegisterMixin.get_object(self)

    def perform(self, form):
        return services.change_view(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return self.to("case_views")

    def get_cancel_url(self):
        return self.to("case_views")


class SavedViewRemoveView(RegisterMixin, RowActView):
    act = "view.change"
    title = _("Slett visningen")
    tone = "danger"
    explanation = _("Bare valgene blir borte. Sakene blir stående.")
    success_message = _("Visningen er slettet.")

    def breadcrumb(self):
        return self.trail((self.title, ""))

    def perform(self, row, reason):
        return services.remove_view(self.actor, row, reason=reason)

    def get_success_url(self, row):
        return self.to("case_views")
