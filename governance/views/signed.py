"""The page of a signed link. To open it changes nothing: mail scanners follow every address; only POST acts."""

from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.access import load_actor
from governance.choices import LinkPurpose
from governance.forms.invitation import PasswordForm
from governance.history import Refused
from governance.language import known, language_of
from governance.links import LinkState, find_link, state_of
from governance.openness.public import public
from governance.services import invitations
from governance.views.signedanswer import answer_page

WORDS = {
    LinkState.USED: lambda: (_("Lenken er brukt"), _("Du har alt valgt et passord. Logg inn med det.")),
    LinkState.REVOKED: lambda: (
        _("Lenken er trukket tilbake"),
        _("Det kan være sendt en ny. Bruk lenken i det siste brevet, eller spør den som inviterte deg."),
    ),
    LinkState.EXPIRED: lambda: (_("Lenken har gått ut"), _("Be den som inviterte deg om å sende en ny.")),
}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signed_link(request: HttpRequest, token: str):
    """GET: what the link is for, and one button. POST: the act."""
    link = find_link(token)
    if link is None:
        words = _("Lenken finnes ikke"), _("Sjekk at hele adressen er kommet med, eller åpne lenken i brevet på nytt.")
        return _closed(request, words, status=404)
    request.link_alliance = link.alliance
    with translation.override(_language(request, link)):
        response = _answer(request, link)
    response["X-Robots-Tag"] = "noindex"
    # Not "no-referrer": a browser then sends the button's form without its origin, and the guard against forged forms
    # refuses it. The policy of every page keeps the address from others.
    response["Referrer-Policy"] = "same-origin"
    return response


def _language(request, link) -> str:
    """The invited person's own choice, else that of this browser, else the alliance's."""
    user = link.person.user
    own = known(user.language) if user else ""
    return own or getattr(request, "language_chosen", "") or language_of(user, link.alliance)


def _answer(request, link):
    if link.purpose == LinkPurpose.ANSWER:
        return answer_page(request, link)
    state = state_of(link)
    if state != LinkState.OPEN:
        return _closed(request, WORDS[state](), status=410)
    if not invitations.is_admitted(link):
        return _closed(request, _not_usable(invitations.CLOSED), status=410)
    if request.method != "POST":
        return render(request, "governance/signed_invitation.html", {"link": link, **_titled(link)})
    form = PasswordForm(link.person.user, request.POST if "password" in request.POST else None)
    try:
        if not form.is_bound:
            invitations.open_invitation(link)
        elif form.is_valid():
            return _let_in(request, link, form)
    except Refused as refused:
        return _closed(request, _not_usable(refused), status=410)
    return _ask_password(request, link, form)


def _let_in(request, link, form):
    try:
        user = invitations.accept_invitation(link, password=form.cleaned_data["password"])
    except ValidationError as error:
        form.add_error("password", error)
        return _ask_password(request, link, form)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    if load_actor(link.alliance, user).is_known:
        return redirect("governance:my_page", alliance=link.alliance.slug)
    return redirect("chooser")


def _ask_password(request, link, form):
    context = {"form": form, "link": link, **_titled(link)}
    status = 422 if form.is_bound else 200
    return render(request, "governance/signed_password.html", context, status=status)


def _not_usable(why) -> tuple[str, str]:
    return _("Lenken kan ikke brukes"), str(why)


def _titled(link) -> dict:
    return {"page_title": _("Velkommen til {alliance}").format(alliance=link.alliance.name)}


def _closed(request, words, *, status: int):
    title, text = words
    return render(request, "governance/signed_closed.html", {"page_title": title, "text": text}, status=status)
