"""Who asks, in which alliance."""

from django.http import Http404
from django.utils.functional import SimpleLazyObject

from governance.access import load_actor
from governance.language import speak_for
from governance.models import Alliance

AS, VISITOR = "som", "publikum"  # ?som=publikum: a public page as a visitor sees it, for those who would see more


class AllianceMiddleware:
    """Sets `request.alliance` and `request.actor` for addresses that begin with an alliance's slug.

    A stranger (logged in, but nobody in this alliance) gets 404 on every page that is not public. What names people is
    open to everyone who comes, but not to be found by searching for a name: every answer, files included, tells search
    engines so, unless its view is marked `indexable`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.alliance = None
        request.actor = None
        request.alliances = SimpleLazyObject(lambda: _alliances_of(request.user))
        request.is_indexable = False
        request.seen_as_visitor = False
        response = self.get_response(request)
        if request.alliance is not None and not request.is_indexable:
            response["X-Robots-Tag"] = "noindex"
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        slug = view_kwargs.pop("alliance", None)
        if slug is None:
            return
        request.alliance = Alliance.objects.filter(slug=slug).first()
        if request.alliance is None:
            raise Http404
        speak_for(request, request.alliance)
        request.is_indexable = getattr(view_func, "is_indexable", False)
        request.actor = load_actor(request.alliance, request.user)
        is_public = getattr(view_func, "is_public", False)
        if not request.actor.is_known and not is_public:
            raise Http404
        asked = request.GET.get(AS) == VISITOR and request.method in ("GET", "HEAD")
        if is_public and asked and request.actor.is_known:
            request.actor = load_actor(request.alliance, None)
            request.seen_as_visitor = True


def _alliances_of(user) -> list[Alliance]:
    return list(Alliance.objects.of_user(user)) if user.is_authenticated else []
