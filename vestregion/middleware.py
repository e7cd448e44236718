"""What was typed is not lost when the session has run out, and pages are sent packed."""

from django.middleware.gzip import GZipMiddleware

from vestregion.errors import session_expired


class KeepTypedTextMiddleware:
    """Answers a form sent without a login with the text it carried, instead of a redirect that drops it.

    Stands before LoginRequiredMiddleware, and leaves public pages and pages of the login itself alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        needs_login = getattr(view_func, "login_required", True)
        if request.method == "POST" and needs_login and not request.user.is_authenticated:
            return session_expired(request)
        return None


class PackPagesMiddleware(GZipMiddleware):
    """Django's own, with the random bytes it adds against BREACH; but files are sent as they are.

    Nearly all of ours are packed already (PDF, Word, Excel, pictures), and a browser shows how far a download has come
    only when it knows the length.
    """

    def process_response(self, request, response):
        return response if response.streaming else super().process_response(request, response)
