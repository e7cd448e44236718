"""What I hear of: one choice for each event, and how often the digest comes."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from governance.access import require
from governance.forms.notices import NoticeForm
from governance.services import notices
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin


class NoticeView(AddressMixin, ActorMixin, FormView):
    template_name = "governance/notices.html"
    form_class = NoticeForm

    def dispatch(self, request, *args, **kwargs):
        require(request.actor, "notice.choose")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        events = notices.events_for(self.actor)
        chosen, rhythm = notices.chosen_by(self.actor)
        modes = {event.key: chosen.get(event.key) or notices.mode_of(self.actor, event) for event in events}
        return super().get_form_kwargs() | {"events": events, "modes": modes, "rhythm": rhythm}

    def form_valid(self, form):
        notices.choose_notices(self.actor, modes=form.modes(), rhythm=form.cleaned_data["rhythm"])
        messages.success(self.request, _("Valgene dine er lagret."))
        return redirect(self.to("notices"))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def breadcrumb(self):
        return self.trail((_("Varsler"), ""))

    def get_context_data(self, **kwargs):
        return super().get_context_data(page_title=_("Varsler"), **kwargs)
