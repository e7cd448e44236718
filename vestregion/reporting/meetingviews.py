"""Where the convocation of a meeting is fetched. It names members, so it is for those who are known in the alliance."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.choices import MeetingState
from vestregion.reporting import addresses, making, shelf
from vestregion.reporting.views import PrintView, file_or_offer


def _meeting(request, pk):
    """A meeting that the actor may read; one that is not called is a draft for those who edit it. Raises Http404."""
    meeting = shelf.meetings_of(request.actor).filter(pk=pk).first()
    if meeting is None or not may_read(request.actor, meeting):
        raise Http404
    return meeting


def may_read(actor, meeting) -> bool:
    """Whether the convocation of a meeting that she sees is hers to read."""
    if not actor.is_known:
        return False
    return meeting.state != MeetingState.PLANNED or actor.edits(meeting.body.cooperation_id)


@require_safe
def convocation_pdf(request, meeting):
    """The convocation as it stands now, or the way to it."""
    row = _meeting(request, meeting)
    make_url = reverse("reporting:convocation_pdf_make", args=[request.alliance.slug, meeting])
    return file_or_offer(request, making.printed_convocation(row), make_url)


class ConvocationPrintView(PrintView):
    """One click: order the PDF of the convocation."""

    def get_object(self):
        self.meeting = _meeting(self.request, self.kwargs["meeting"])
        return self.meeting

    def freeze(self, row):
        return making.freeze_convocation(row)

    def file_url(self):
        return addresses.convocation_pdf(self.meeting)

    def page_url(self):
        return reverse("governance:meeting_detail", args=[self.request.alliance.slug, self.kwargs["meeting"]])
