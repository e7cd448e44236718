from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.colours import contrast_words
from governance.forms.alliance import AllianceForm
from governance.models import Alliance
from governance.services import alliances
from governance.views.address import AddressMixin
from governance.views.row import RowFormView

COLOURS = ("primary_colour", "accent_colour")


class AllianceEditView(AddressMixin, RowFormView):
    """The alliance itself: name, contact, colours with how they are read, modules. For administrators."""

    act = "alliance.edit"
    form_class = AllianceForm
    page_title = _("Innstillinger for alliansen")
    success_message = _("Innstillingene er lagret.")

    def get_template_names(self):
        """While a colour is chosen htmx asks only for how it is read."""
        return ["governance/_colours.html" if self.request.htmx else "governance/alliance_form.html"]

    def get_object(self):
        return self.request.alliance

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"colours_url": self.to("alliance_edit")}

    def perform(self, form):
        return alliances.change_alliance(self.actor, self.object, **self.values(form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(colours=[self._words(name) for name in COLOURS], **kwargs)

    def _words(self, name: str) -> tuple[str, str]:
        """(label, how it is read) of a colour that was sent, also while it is chosen, else of the stored one."""
        field = Alliance._meta.get_field(name)
        sent = (self.request.POST or self.request.GET).get(name, "")
        try:
            colour = field.clean(sent, None)
        except ValidationError:
            colour = getattr(self.object, name)
        return str(field.verbose_name).capitalize(), contrast_words(colour)

    def breadcrumb(self):
        return self.trail((self.page_title, ""))

    def get_success_url(self):
        return self.to("alliance_edit")

    def get_cancel_url(self):
        return self.to("my_page")
