from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Bokmål unless the user has chosen otherwise.

    Django would follow the browser's language, but a Norwegian clerk's browser is often set to English: she would meet
    half a year's papers in Norwegian under English headings.
    """

    def process_request(self, request):
        translation.activate(_chosen(request))
        request.LANGUAGE_CODE = translation.get_language()


def _chosen(request) -> str:
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    try:
        return translation.get_supported_language_variant(wanted)
    except LookupError:
        return settings.LANGUAGE_CODE
