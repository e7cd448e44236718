"""What was typed is not lost when the session has run out, a wrong method gets a page, and pages are sent packed."""

from django.middleware.gzip import GZipMiddleware

from vestregion.errors import method_not_allowed, needs_login, session_expired


class KeepTypedTextMiddleware:
    """Answers a form sent without a login with the text it carried, instead of a redirect that drops it.

    Stands before LoginRequiredMiddleware, and leaves public pages and pages of the login itself alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method == "POST" and needs_login(view_func) and not request.user.is_authenticated:
            return session_expired(request)
        return None


class WrongMethodMiddleware:
    """Gives an address that was asked in the wrong way an error page of ours, instead of an answer without a body.

    Stands last, so that the page knows who asks and in which alliance.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or request.method == "HEAD":
            return response
        page = method_not_allowed(request)
        page["Allow"] = response.get("Allow", "")
        return page


class PackPagesMiddleware(GZipMiddleware):
    """Django's own, with the random bytes it adds against BREACH; but files are sent as they are.

    Nearly all of ours are packed already (PDF, Word, Excel, pictures), and a browser shows how far a download has come
    only when it knows the length.
    """

    def process_response(self, request, response):
        return response if response.streaming else super().process_response(request, response)
