"""The steps of the alliance itself: how it looks, and whom mail comes from. And the logo, which every page shows."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from governance.filing import files
from governance.forms.alliance import LookForm, SenderForm
from governance.openness.public import public
from governance.services import alliances
from governance.views.colours import ColoursMixin
from governance.views.setup_step import SetupStep

A_MONTH = 30 * 24 * 60 * 60


class AllianceStep(SetupStep, FormView):
    act = "alliance.edit"
    home_view = ("alliance_edit", gettext_lazy("Innstillinger for alliansen"))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"actor": self.actor, "instance": self.request.alliance}


class SetupLookView(ColoursMixin, AllianceStep):
    view_name = "setup_look"
    page_title = gettext_lazy("Logo og farger")
    form_class = LookForm
    template_name = "governance/setup_look.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"colours_url": self.to("setup_look")}

    def perform(self, form) -> str:
        alliances.change_look(self.actor, self.request.alliance, **form.values())
        return _("Utseendet er lagret.")


class SetupSenderView(AllianceStep):
    view_name = "setup_sender"
    page_title = gettext_lazy("Avsender og kontakt")
    form_class = SenderForm
    template_name = "governance/setup_sender.html"

    def perform(self, form) -> str:
        alliances.change_alliance(self.actor, self.request.alliance, **form.values())
        return _("Avsenderen er lagret.")


@public
@require_safe
def logo(request, pk):
    """The logo, for everyone who sees a page of the alliance. A new one has a new address, so browsers keep it."""
    if request.alliance.logo_id != pk:
        raise Http404
    answer = files.response(request.alliance.logo, "logo.png", inline=True)
    answer["Cache-Control"] = f"public, max-age={A_MONTH}, immutable"
    return answer
