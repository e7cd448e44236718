"""The page of a link to answer a convocation by. To open it changes nothing; a button does, as often as she likes until
the meeting is over."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.bodies.convened import asked_to
from governance.choices import MeetingState
from governance.history import Refused
from governance.links import LinkState, state_of, token_of
from governance.models import Meeting
from governance.services import answers, invitations
from governance.views.answers import answer_context
from governance.views.meetings import meeting_title


def answer_page(request, link):
    """The answer to a request for the link, whatever its state."""
    try:
        meeting = answers.meeting_of(link)
    except Meeting.DoesNotExist:
        meeting = None
    closed = _why_closed(link, meeting)
    asked = [] if closed else asked_to(meeting).get(link.person_id, (None, []))[1]
    if not closed and not asked:
        closed = (_("Innkallingen gjelder ikke lenger"), str(answers.NOT_ASKED))
    if closed:
        return _closed(request, closed)
    if request.method != "POST":
        return _page(request, link, meeting, asked)
    typed = {name: request.POST.get(name, "") for name in ("answer", "reason")}
    try:
        answers.answer_by_link(link, **typed)
    except Refused as refused:
        return _page(request, link, meeting, asked, error=str(refused), typed=typed, status=422)
    return redirect("signed_link", token=token_of(link))


def _why_closed(link, meeting) -> tuple[str, str] | None:
    """(what happened, what to do) where the link opens nothing."""
    if meeting is None or not invitations.is_admitted(link):
        return _("Lenken kan ikke brukes"), _("Snakk med sekretariatet hvis du skal på møtet.")
    named = {"meeting": meeting_title(meeting)}
    if meeting.state == MeetingState.CANCELLED:
        return _("Møtet er avlyst"), _("«{meeting}» er avlyst. Du trenger ikke å svare.").format(**named)
    if meeting.state == MeetingState.HELD:
        return _("Møtet er avholdt"), _("«{meeting}» er avholdt, så svaret kan ikke endres.").format(**named)
    if state_of(link) != LinkState.OPEN or meeting.state != MeetingState.CALLED:
        return _("Lenken har gått ut"), _("Logg inn og svar på siden til møtet, eller snakk med sekretariatet.")
    return None


def _closed(request, words):
    title, text = words
    return render(request, "governance/signed_closed.html", {"page_title": title, "text": text}, status=410)


def _page(request, link, meeting, asked, *, status=200, **more):
    context = answer_context(meeting, asked, **more) | {"link": link}
    context["papers"] = reverse("governance:meeting_detail", args=[link.alliance.slug, meeting.pk])
    return render(request, "governance/signed_answer.html", context, status=status)
