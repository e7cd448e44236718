"""The doors of the house: the chooser, my page, the demo day and the health check."""

from django import forms
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

from governance.access import load_actor, require
from governance.forms.day import DayField
from governance.jobs import UNFINISHED
from governance.models import Job, Organisation
from governance.mypage import visits
from governance.mypage.asks import FRESH, SOON, WAITING, asks_of
from governance.mypage.following import followed_cases
from governance.openness import opened
from governance.openness.public import indexable, public
from governance.operation import condition
from governance.panels import panels_for
from governance.services import alliances
from governance.services.founding import is_new_installation
from governance.views.address import own_page
from governance.views.front import FrontPageView
from governance.views.outbox import mail_trouble
from governance.views.row import ActorMixin


@public
@require_safe
def chooser(request):
    """One alliance: go there. Several: choose. Nobody logged in: what this is, and the way in.

    A new installation opens its set-up.

    An alliance in which the login has neither role, seat nor contact today is left out: its pages would answer 404.
    With `innlogget` it is the end of a login that a page asked for beside itself: that page is the one to go back to.
    """
    if "innlogget" in request.GET and request.user.is_authenticated:
        return render(request, "governance/logged_in_again.html")
    own = [alliance for alliance in request.alliances if load_actor(alliance, request.user).is_known]
    if len(own) == 1:
        return redirect("governance:my_page", alliance=own[0].slug)
    if not own and is_new_installation():
        return redirect("setup")
    others = [] if own else opened.alliances()
    return render(request, "governance/chooser.html", {"own": own, "others": others})


@indexable
@public
@require_safe
def home(request):
    """My page for those who are known in the alliance; for everyone else the front page of the alliance."""
    view = MyPageView if request.actor.is_known else FrontPageView
    return view.as_view()(request)


class MyPageView(ActorMixin, TemplateView):
    """What waits for this person, what comes soon, the cases she follows, and where she was last."""

    template_name = "governance/my_page.html"
    SHOWN = 8

    def get_context_data(self, **kwargs):
        actor = self.actor
        waiting = asks_of(actor, WAITING)
        return super().get_context_data(
            page_title=_("Hei, {name}").format(name=actor.person.given_name),
            late=sum(ask.late for ask in waiting),
            waiting=waiting[: self.SHOWN],
            more=waiting[self.SHOWN :],
            soon=asks_of(actor, SOON)[: self.SHOWN],
            fresh=asks_of(actor, FRESH)[: self.SHOWN],
            followed=followed_cases(actor, visits.opened(self.request, "case")),
            recent=visits.recent(self.request),
            organisations=self._organisations(),
            panels=panels_for("my_page", actor.person, actor),
            jobs=self._jobs(),
            trouble=mail_trouble(actor),
            day=actor.on,
            **kwargs,
        )

    def _organisations(self):
        """Those she is the contact of."""
        if not self.actor.organisations:
            return []
        return Organisation.objects.visible_to(self.actor).filter(pk__in=self.actor.organisations)

    def _jobs(self) -> list[Job]:
        """What is being made now, for those who may have to ask how it goes."""
        if not self.actor.edits_everything:
            return []
        return list(Job.objects.visible_to(self.actor).filter(state__in=UNFINISHED)[: self.SHOWN])


class DemoDayForm(forms.Form):
    day = DayField()


@require_POST
def demo_day(request):
    """Move the day a demo alliance stands on, and go back to the page one came from."""
    require(request.actor, "alliance.demo_day")
    form = DemoDayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv dagen som en dato, for eksempel 15.03.2018. Demodagen er som før."))
        return render(request, "governance/demo_day.html", {"form": form}, status=422)
    alliances.set_demo_day(request.actor, day=form.cleaned_data["day"])
    back = own_page(request, request.POST.get("next", ""))
    return redirect(back or reverse("governance:my_page", args=[request.alliance.slug]))


@public
@never_cache
@require_safe
def health(request):
    """200 when the installation can do its work, else 503, with each part; `?kun=web` asks this process alone.

    Open to everyone who watches over a server, so it tells no more than which part is not well.
    """
    parts = condition.parts(web_only=request.GET.get("kun") == "web")
    well = all(parts.values())
    words = {name: "ok" if answer else "feil" for name, answer in parts.items()}
    response = JsonResponse({"status": "ok" if well else "feil", **words}, status=200 if well else 503)
    response._has_been_logged = True  # asked every minute: the answer is the alarm, and Django need not log an error
    return response
