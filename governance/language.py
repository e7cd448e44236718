"""The language a person reads: her own choice, else that of the browser, else the alliance's.

Mail and other text that is made without a request asks `language_of` and speaks inside `speaking`.
"""

from contextlib import AbstractContextManager

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ChosenLanguageMiddleware(LocaleMiddleware):
    """What was chosen, or Bokmål until the alliance is known (`speak_for`). Stands behind the login.

    Django would follow the browser's language, but a Norwegian clerk's browser is often set to English: she would meet
    half a year's papers in Norwegian under English headings.
    """

    def process_request(self, request):
        request.language_chosen = _chosen(request)
        _speak(request, request.language_chosen or settings.LANGUAGE_CODE)


def speak_for(request, alliance) -> None:
    """Speak the alliance's own language to whoever has chosen none."""
    if not getattr(request, "language_chosen", ""):
        _speak(request, known(alliance.language) or settings.LANGUAGE_CODE)


def language_of(user, alliance=None) -> str:
    """The language to write to this login in: her own choice, else the alliance's, else Bokmål. `user` may be None."""
    return known(getattr(user, "language", "")) or known(getattr(alliance, "language", "")) or settings.LANGUAGE_CODE


def speaking(user, alliance=None) -> AbstractContextManager:
    """A block in which gettext speaks the language of the one the text is for."""
    return translation.override(language_of(user, alliance))


def known(language: str) -> str:
    """The language if we speak it, else an empty text."""
    return language if language in dict(settings.LANGUAGES) else ""


def _chosen(request) -> str:
    """Her own choice follows a person to every machine; a visitor's stays in the browser."""
    own = known(request.user.language) if request.user.is_authenticated else ""
    return own or known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))


def _speak(request, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = language
