"""What is shown to someone who is logged in stays in no cache."""

from django.conf import settings


class NoStoreMiddleware:
    """`private, no-store` on every answer of a session, so that nothing of it is left in a shared machine's browser or
    in a proxy (OWASP ASVS 14.3.2). A view that says otherwise about its own answer is left alone, and so are visitors.

    Asks for the cookie, not for the user: an error page must come out when the database does not answer.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        has_session = (
            settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
        )
        if has_session and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
