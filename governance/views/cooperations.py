from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance.forms.cooperation import CooperationForm
from governance.models import Cooperation
from governance.services import cooperations as services
from governance.views.address import AddressMixin
from governance.views.row import RowFormView, RowListView


class CooperationListView(AddressMixin, RowListView):
    """Every cooperation of the alliance with its legal form, life span and number of members."""

    model = Cooperation
    template_name = "governance/cooperation_list.html"

    def get_queryset(self):
        day = self.actor.on
        since = Q(memberships__valid_from__isnull=True) | Q(memberships__valid_from__lte=day)
        until = Q(memberships__valid_to__isnull=True) | Q(memberships__valid_to__gte=day)
        members = Count("memberships", filter=since & until & Q(memberships__removed_at__isnull=True))
        return super().get_queryset().annotate(members=members)

    def breadcrumb(self):
        return self.trail((_("Samarbeid"), ""))

    def get_context_data(self, **kwargs):
        return super().get_context_data(day=self.actor.on, **kwargs)


class CooperationFormView(AddressMixin, RowFormView):
    act = "cooperation.edit"
    form_class = CooperationForm
    success_message = _("Samarbeidet er lagret.")

    def breadcrumb(self):
        return self.trail((_("Samarbeid"), self.to("cooperation_list")), (self.page_title, ""))

    def get_success_url(self):
        return self.to("cooperation_list")

    def get_cancel_url(self):
        return self.get_success_url()


class CooperationCreateView(CooperationFormView):
    page_title = _("Nytt samarbeid")

    def perform(self, form):
        return services.create_cooperation(self.actor, **self.values(form))


class CooperationEditView(CooperationFormView):
    page_title = _("Endre samarbeidet")

    def get_object(self):
        return get_object_or_404(Cooperation.objects.visible_to(self.request.actor), slug=self.kwargs["slug"])

    def perform(self, form):
        return services.change_cooperation(self.actor, self.object, **self.values(form))
