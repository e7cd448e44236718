"""Signing up without a login: the open page of a gathering, and the page of one's own sign-up.

Neither names anybody who comes. The answer to a form is the same whether or not the address stands on the list
already: what became of it is told in the mail. Only POST acts, since mail scanners follow every address.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from actionplan.attendance import Tally, tallies_of
from actionplan.choices import ON_THE_LIST, Audience, GatheringState, SignUpState
from actionplan.forms.gatherings import NeedsForm, PublicSignUpForm
from actionplan.gatheringmail import when
from actionplan.models import Gathering
from actionplan.retention import FORGOTTEN_AFTER_MONTHS
from actionplan.services import signups
from actionplan.signuplinks import find_sign_up
from governance.access import may, system_actor
from governance.history import Refused
from governance.openness.throttle import is_too_often
from governance.saying import sentence_of

MOST_AN_HOUR = 60  # from one address on the net: a whole town hall may share one


def _facts(gathering: Gathering) -> dict:
    """What a page tells of a gathering to whoever has the address."""
    tally = tallies_of([gathering.pk]).get(gathering.pk, Tally())
    free = None if gathering.capacity is None else max(gathering.capacity - tally.placed, 0)
    return {
        "row": gathering,
        "when": when(gathering),
        "page_title": gathering.title,
        "free": 0 if tally.waiting else free,
        "is_limited": gathering.capacity is not None,
        "months": FORGOTTEN_AFTER_MONTHS,
    }


def _why_not(gathering: Gathering, act: str) -> str:
    """Why nobody without a login may do the act now; empty where they may."""
    return getattr(may(system_actor(gathering.alliance), f"gathering.{act}", gathering), "reason", "")


@method_decorator(never_cache, "dispatch")
class PublicSignUpView(View):
    """The open page. A gathering that is none for everyone is not there."""

    template_name = "actionplan/public_sign_up.html"

    def dispatch(self, request, *args, **kwargs):
        rows = Gathering.objects.visible_to(request.actor).exclude(state=GatheringState.DRAFT)
        self.row = rows.filter(pk=kwargs["pk"], audience=Audience.PUBLIC).select_related("cooperation").first()
        if self.row is None:
            raise Http404
        self.row.alliance = request.alliance
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        return self._page(PublicSignUpForm(gathering=self.row))

    def post(self, request, **kwargs):
        form = PublicSignUpForm(request.POST, gathering=self.row)
        if not form.is_valid() or _why_not(self.row, "sign_up"):
            return self._page(form, status=422)
        if is_too_often(request, f"sign-up {self.row.pk}", most=MOST_AN_HOUR, seconds=3600):
            words = _("Det kommer for mange påmeldinger herfra nå. Prøv igjen om en time.")
            return self._page(form, error=words, status=429)
        if not form.is_by_a_robot:
            try:
                language = translation.get_language()
                signups.sign_up_outside(request.alliance, self.row, language=language, **form.values())
            except Refused as refused:
                return self._page(form, error=sentence_of(refused), status=422)
        return redirect("actionplan:gathering_thanks", request.alliance.slug, self.row.pk)

    def _page(self, form, *, error="", status=200):
        closed = _why_not(self.row, "sign_up")
        context = _facts(self.row) | {"form": form, "error": error, "closed": closed}
        if not closed:
            context["places"] = signups.member_names(self.row, self.request.actor.on)
        return render(self.request, self.template_name, context, status=status)


class ThanksView(PublicSignUpView):
    http_method_names = ("get", "head", "options")

    def get(self, request, **kwargs):
        return render(request, "actionplan/sign_up_thanks.html", _facts(self.row) | {"page_title": _("Takk")})


@method_decorator(never_cache, "dispatch")
class OwnSignUpView(View):
    """The page of one's own sign-up, by the address in the mail."""

    def dispatch(self, request, *args, **kwargs):
        self.row = find_sign_up(request.alliance, kwargs["token"])
        if self.row is None:
            raise Http404
        self.row.gathering.alliance = request.alliance
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        return response

    def get(self, request, **kwargs):
        return self._page()

    def post(self, request, **kwargs):
        try:
            self._act(request)
        except Refused as refused:
            return self._page(error=sentence_of(refused), status=422)
        return redirect(reverse("actionplan:own_sign_up", args=[request.alliance.slug, kwargs["token"]]))

    def _act(self, request) -> None:
        act = request.POST.get("act")
        why = _why_not(self.row.gathering, "withdraw" if act == "withdraw" else "sign_up")
        if why:
            raise Refused(why)
        if act == "withdraw":
            signups.withdraw_by_link(self.row)
        elif act == "accept":
            form = NeedsForm(request.POST)
            needs = form.cleaned_data["needs"] if form.is_valid() and self.row.gathering.asks_needs else ""
            signups.accept(self.row, needs=needs)

    def _page(self, *, error="", status=200):
        gathering, state = self.row.gathering, self.row.state
        on_list, came = state in ON_THE_LIST, self.row.attended
        context = _facts(gathering) | {
            "sign_up": self.row,
            "error": error,
            "may_withdraw": not came
            and (on_list or state == SignUpState.INVITED)
            and not _why_not(gathering, "withdraw"),
            "may_accept": not came and not on_list and not _why_not(gathering, "sign_up"),
            "form": NeedsForm() if gathering.asks_needs else None,
        }
        return render(self.request, "actionplan/own_sign_up.html", context, status=status)
