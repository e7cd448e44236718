"""The pages in the footer: accessibility and privacy. Open to everyone, also without a front page of the alliance."""

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.mypage import visits
from governance.openness import statements
from governance.people import personaldata
from governance.views.help import SEEN


@require_safe
def accessibility(request):
    context = {"page_title": _("Tilgjengelighet"), "facts": statements.accessibility()}
    return render(request, "governance/accessibility.html", context)


@require_safe
def privacy(request):
    context = {"page_title": _("Personvern"), "entries": personaldata.entries(), "cookies": cookies()}
    return render(request, "governance/privacy.html", context)


def cookies() -> list[tuple[str, str, str]]:
    """(name, what for, how long) of every cookie that the site sets."""
    hours = settings.SESSION_COOKIE_AGE // 3600
    return [
        (settings.SESSION_COOKIE_NAME, _("Holder deg innlogget"), _("{hours} timer").format(hours=hours)),
        (settings.CSRF_COOKIE_NAME, _("Hindrer at andre nettsteder sender skjemaer i ditt navn"), _("Ett år")),
        (settings.LANGUAGE_COOKIE_NAME, _("Husker språket du har valgt"), _("Til du lukker nettleseren")),
        (visits.COOKIE, _("Husker hva du åpnet sist, til listen på Min side"), _("30 dager")),
        (SEEN, _("Husker hvilke nyheter du har sett på hjelpesiden"), _("Ett år")),
        ("messages", _("Viser deg om det du gjorde, gikk bra"), _("Til du lukker nettleseren")),
    ]
