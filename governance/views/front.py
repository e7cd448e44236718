"""The front page of an alliance for everyone: who it is, when it meets, what it treats and what it has resolved."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import TemplateView

from governance import members
from governance.exemption import reveal
from governance.models import AgendaItem, Cooperation, Meeting, Resolution
from governance.openness import opened
from governance.panels import panels_for
from governance.views.members import map_of
from governance.views.row import ActorMixin


class FrontPageView(ActorMixin, TemplateView):
    """Until the alliance has opened its pages a visitor is led to the meetings that are published, or else asked to
    log in, and a stranger gets 404."""

    template_name = "governance/front.html"
    SHOWN = 5

    def dispatch(self, request, *args, **kwargs):
        if not request.alliance.is_open:
            if request.user.is_authenticated:
                raise Http404
            if Meeting.objects.visible_to(request.actor).exists():
                return redirect("governance:meeting_list", request.alliance.slug)
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        actor = self.actor
        main = Cooperation.objects.visible_to(actor).filter(is_main=True).first()
        rows = members.members_on(actor, main, actor.on) if main else []
        municipalities = members.by_kind(rows)[0]
        return super().get_context_data(
            page_title=actor.alliance.name,
            main=main,
            meetings=Meeting.objects.visible_to(actor).upcoming(actor.on).select_related("body")[: self.SHOWN],
            items=self._items(),
            resolutions=self._resolutions(),
            members=rows,
            inhabitants=sum(member.inhabitants or 0 for member in municipalities),
            map=map_of(actor, municipalities),
            opened=opened.shown_to(actor),
            panels=panels_for("front", actor.alliance, actor),
            **kwargs,
        )

    def _items(self) -> list[AgendaItem]:
        """The newest treatments without a resolution yet: what comes up."""
        rows = AgendaItem.objects.visible_to(self.actor).undecided().select_related("case", "body", "meeting")
        items = list(rows.order_by("-meeting__day", "position")[: self.SHOWN])
        reveal(self.actor, [item.case for item in items])
        return items

    def _resolutions(self) -> list[Resolution]:
        rows = Resolution.objects.visible_to(self.actor).select_related("item__case", "item__body", "item__meeting")
        resolutions = list(rows.order_by("-decided_on", "item__position")[: self.SHOWN])
        reveal(self.actor, [resolution.item.case for resolution in resolutions])
        return resolutions
