"""What the pages of cases, meetings and papers share: their addresses, and who may open a list that is public."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance.choices import Access
from governance.models import AgendaItem, Attachment, Case, Meeting
from governance.readiness import findings_of, marks_of
from governance.views.address import PublicTrailMixin
from governance.views.row import ActorMixin
from governance.views.withdrawn import withdrawn_page

REASSESS = _("Åpne eller forleng unntaket")


class CaseFileMixin(PublicTrailMixin, ActorMixin):
    """Addresses of cases, treatments and meetings, and their rows through `visible_to`."""

    def trail(self, *steps):
        """A visitor begins at the front page, where the alliance has one."""
        return super().trail(*steps) if self.actor.is_known or self.actor.alliance.is_open else list(steps)

    def item_trail(self, item, title: str) -> list:
        """The way to a page below a treatment."""
        return self.trail(
            (_("Saker"), self.to("case_list")),
            (item.case.number, self.case_url(item.case)),
            (str(item.body), self.item_url(item)),
            (title, ""),
        )

    def case_url(self, case) -> str:
        return self.to("case_detail", case.year, case.sequence)

    def item_url(self, item) -> str:
        turn = [item.turn] if item.turn > 1 else []
        return self.to("item_detail", item.case.year, item.case.sequence, item.body.slug, *turn)

    def meeting_url(self, meeting) -> str:
        return self.to("meeting_detail", meeting.pk)

    def hint_lines(self, hints, item) -> list[dict]:
        """What a paper lacks (governance/paperhints.py), each with the way to where it is mended."""
        case = (item.case.year, item.case.sequence)
        lines = []
        for hint in hints:
            place = case if hint.page == "case_edit" else (item.pk,)
            lines.append({"words": hint.words, "label": hint.label, "url": self.to(hint.page, *place)})
        return lines

    def readiness(self, meeting) -> dict:
        """What is missing before the meeting can be called (governance/readiness.py), each with the way to it, and
        whether any of it needs a reason to be passed over."""
        found = findings_of(meeting, self.actor.on)
        needs_reason = any(each.needs_reason for each in found)
        lines = self.finding_lines(found)
        return {"findings": lines, "is_ready": not found, "needs_reason": needs_reason, "told": marks_of(found)}

    def finding_lines(self, found) -> list[dict]:
        """What was found before an act, each with the way to where it is mended."""
        return [each._asdict() | {"url": self.to(each.page, *each.args)} for each in found]

    def visible_case(self, **asked) -> Case:
        """The case of the address, with what else is `asked` of it; 404 for those who may not see it."""
        cases = (
            Case.objects.visible_to(self.actor)
            .select_related("cooperation", "responsible", "disclosure_by")
            .annotate(**asked)
        )
        return get_object_or_404(cases, year=self.kwargs["year"], sequence=self.kwargs["sequence"])

    def visible_item(self) -> AgendaItem:
        return get_object_or_404(items_of(self.actor), pk=self.kwargs["item"])

    def visible_meeting(self) -> Meeting:
        meetings = Meeting.objects.visible_to(self.actor).select_related("body__cooperation")
        return get_object_or_404(meetings, pk=self.kwargs["meeting"])

    def visible_attachment(self) -> Attachment:
        attachments = Attachment.objects.visible_to(self.actor)
        attachments = attachments.select_related("item__case", "item__body__cooperation")
        return get_object_or_404(attachments, pk=self.kwargs["attachment"])


class AttachmentMixin(CaseFileMixin):
    """A page or file of one attachment: where everyone could read it once, it says that it was taken back."""

    def withdrawn(self):
        wanted = {"pk": self.kwargs["attachment"], "access": Access.PUBLIC, "sent_at__isnull": False}
        wanted |= {"removed_at__isnull": True}
        which = {f"items__attachments__{name}": value for name, value in wanted.items()}
        return withdrawn_page(self.request, Meeting, items__case__access=Access.PUBLIC, **which)


class PublicListMixin:
    """A list that is open to everyone, once the alliance has published something in it.

    Until then a visitor is asked to log in, and a stranger gets 404, as on every other page of the alliance.
    """

    def dispatch(self, request, *args, **kwargs):
        if not self.actor.is_known and not self.model.objects.visible_to(self.actor).exists():
            if request.user.is_authenticated:
                raise Http404
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)


def items_of(actor):
    """Treatments with all that their addresses and their permissions need."""
    return AgendaItem.objects.visible_to(actor).select_related("case__cooperation", "body__cooperation", "meeting")
