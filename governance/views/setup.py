"""The guided set-up of one alliance: its steps, how far it has come, and putting it away.

Each step saves at once through the services and has an address of its own, so that nothing is lost when a browser or
the server stops, and one may leave and come back. The steps are open later too, from the pages they belong to.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from governance.access import require
from governance.mail import mailserver
from governance.services import founding
from governance.setup.steps import steps_of
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin


class SetupView(AddressMixin, ActorMixin, TemplateView):
    """How far the set-up has come, and what comes after it. POST puts it away."""

    template_name = "governance/setup.html"

    def dispatch(self, request, *args, **kwargs):
        require(request.actor, "alliance.edit")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        founding.end_setup(self.actor)
        messages.success(request, _("Oppsettet er lagt bort. Du finner stegene igjen under innstillinger."))
        return redirect(self.to("my_page"))

    def breadcrumb(self):
        return self.trail((_("Oppsett"), ""))

    def get_context_data(self, **kwargs):
        steps = steps_of(self.actor)
        waiting = next((step for step in steps if step.is_needed and not step.is_done), None)
        context = {"steps": steps, "waiting": waiting, "wants_server": self._wants_server(), "view_name": "setup"}
        return super().get_context_data(**context | kwargs)

    def _wants_server(self) -> bool:
        """Whether the mail of the alliance waits for somebody to name a server."""
        alliance = self.request.alliance
        return bool(mailserver.why_held(alliance)) and not mailserver.is_demo(alliance)
