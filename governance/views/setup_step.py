"""What every step of the guided set-up shares: the list of steps, the way on, and one form that saves at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.access import may, require
from governance.history import Refused
from governance.models import Cooperation
from governance.setup.steps import steps_of
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin

ON = "videre"  # the button that saves and goes to the next step


class SetupStep(AddressMixin, ActorMixin):
    """A page that is a step while the alliance is being set up, and a page of its own later.

    Subclasses give `view_name`, `act`, `page_title`, `home_view` (where the page belongs later: name and title), and
    `perform(form)`, which calls services and returns the sentence that is shown, empty when nothing was done.
    """

    view_name = ""
    act = ""
    page_title = ""
    home_view = ("my_page", gettext_lazy("Min side"))
    object = None

    def dispatch(self, request, *args, **kwargs):
        require(request.actor, self.act)
        return super().dispatch(request, *args, **kwargs)

    @property
    def is_guided(self) -> bool:
        """Whether the page is shown as one of the steps: the set-up goes on, and this is the one who runs it."""
        return self.actor.alliance.in_setup and bool(may(self.actor, "alliance.edit"))

    def breadcrumb(self):
        if self.is_guided:
            return self.trail((_("Oppsett"), self.to("setup")), (self.page_title, ""))
        name, title = self.home_view
        return self.trail((title, self.to(name)), (self.page_title, ""))

    def form_valid(self, form):
        try:
            sentence = self.perform(form)
        except (ValidationError, Refused) as error:
            return self.refused(form, error)
        if sentence:
            messages.success(self.request, sentence)
        return redirect(self.next_url() if ON in self.request.POST else self.request.get_full_path())

    def refused(self, form, error):
        """Show what a service refused, at its field where the form has it."""
        for name, sentences in getattr(error, "message_dict", {None: getattr(error, "messages", [str(error)])}).items():
            form.add_error(name if name in form.fields else None, sentences)
        return self.form_invalid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def next_url(self) -> str:
        """The step after this one, the summary after the last; outside the guide the page this one belongs to."""
        if not self.is_guided:
            return self.to(self.home_view[0])
        views = [step.view for step in steps_of(self.actor)]
        place = views.index(self.view_name) + 1
        return self.to(views[place] if place < len(views) else "setup")

    def get_context_data(self, **kwargs):
        shown = {"page_title": self.page_title, "view_name": self.view_name, "is_guided": self.is_guided}
        shown |= {"steps": steps_of(self.actor) if self.is_guided else [], "home_url": self.to(self.home_view[0])}
        return super().get_context_data(**shown | kwargs)


class MainCooperation:
    """`self.cooperation`: the one named in the address (`?samarbeid=`), else the main one. The act is asked of it."""

    def dispatch(self, request, *args, **kwargs):
        rows = Cooperation.objects.visible_to(request.actor)
        slug = request.GET.get("samarbeid", "")
        self.cooperation = get_object_or_404(rows, slug=slug) if slug else get_object_or_404(rows, is_main=True)
        require(request.actor, self.act, self.cooperation)
        return super().dispatch(request, *args, **kwargs)
