"""How far the mails about a meeting have come; that part of its page asks for itself while some wait."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.views.generic import View

from governance.access import require
from governance.mail.progress import progress_of
from governance.views.casefile import CaseFileMixin


def mailed(view, meeting) -> dict:
    """What the page of a meeting shows of its mails: None for those who do not look after them."""
    page = view.meeting_url(meeting)
    return {
        "mailed": progress_of(view.actor, page),
        "mails_url": f"{view.to('mail_list')}?{urlencode({'om': page})}",
    }


class MeetingMailsView(CaseFileMixin, View):
    """The part by itself."""

    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        request.is_quiet = True
        meeting = self.visible_meeting()
        require(request.actor, "mail.manage")
        return render(request, "governance/_mail_progress.html", {"meeting": meeting} | mailed(self, meeting))
