from django.utils.translation import gettext_lazy as _

from governance.forms.alliance import AllianceForm
from governance.services import alliances
from governance.views.address import AddressMixin
from governance.views.colours import ColoursMixin
from governance.views.row import RowFormView


class AllianceEditView(ColoursMixin, AddressMixin, RowFormView):
    """The alliance itself: name, contact, sender, colours with how they are read, modules. For administrators."""

    act = "alliance.edit"
    form_class = AllianceForm
    page_title = _("Innstillinger for alliansen")
    success_message = _("Innstillingene er lagret.")
    template_name = "governance/alliance_form.html"

    def get_object(self):
        return self.request.alliance

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"colours_url": self.to("alliance_edit")}

    def perform(self, form):
        return alliances.change_alliance(self.actor, self.object, **self.values(form))

    def breadcrumb(self):
        return self.trail((self.page_title, ""))

    def get_success_url(self):
        return self.to("alliance_edit")

    def get_cancel_url(self):
        return self.to("my_page")
