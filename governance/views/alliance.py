from django.utils.translation import gettext_lazy as _

from governance.forms.alliance import AllianceForm
from governance.openness.publication import alliance_opening
from governance.services import alliances
from governance.views.address import AddressMixin
from governance.views.colours import ColoursMixin
from governance.views.row import RowActView, RowFormView


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


class AllianceShownView(AddressMixin, RowActView):
    """The front page for everyone: opened or closed by an administrator, after seeing what that shows."""

    def get_object(self):
        return self.request.alliance

    def breadcrumb(self):
        return self.trail((AllianceEditView.page_title, self.to("alliance_edit")), (self.title, ""))

    def get_success_url(self, row):
        return self.to("alliance_edit")


class AllianceOpenView(AllianceShownView):
    act = "alliance.open"
    template_name = "governance/publish.html"
    title = _("Åpne alliansens sider")
    explanation = _("Alle kan lese dette uten å logge inn, med en gang.")
    submit_label = _("Åpne sidene")
    success_message = _("Alliansen har fått åpne sider.")
    tone = ""

    def further_context(self, row):
        return {"told": alliance_opening(row)}

    def perform(self, row, reason):
        return alliances.open_pages(self.actor)


class AllianceCloseView(AllianceShownView):
    act = "alliance.close"
    title = _("Lukk alliansens sider")
    explanation = _(
        "Forsiden og medlemmene kan ikke lenger leses uten innlogging. Publiserte møter, planer og rapporter står åpne "
        "som før."
    )
    submit_label = _("Lukk sidene")
    success_message = _("Alliansens sider er lukket.")
    asks_reason = True

    def perform(self, row, reason):
        return alliances.close_pages(self.actor, reason=reason)
