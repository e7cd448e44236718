"""What is new to read on my page: the resolutions of meetings that were published lately."""

from datetime import timedelta

from django.utils.translation import gettext as _

from governance.addresses import to
from governance.clock import day_of, oslo
from governance.models import Meeting
from governance.mypage.asks import FRESH_FOR, Ask
from governance.templatetags.norwegian import norwegian_days

MOST = 5


def published_meetings(actor) -> list[Ask]:
    """The newest published meetings, for everyone but those who publish them."""
    if actor.edits_everything:
        return []
    since, until = oslo(actor.on - FRESH_FOR), oslo(actor.on + timedelta(days=1))
    rows = Meeting.objects.visible_to(actor).filter(published_at__gte=since, published_at__lt=until)
    return [_reading(actor, each) for each in rows.select_related("body").order_by("-published_at")[:MOST]]


def _reading(actor, meeting) -> Ask:
    words = _("Les vedtakene fra møtet i {body} {day}").format(
        body=meeting.body, day=norwegian_days(meeting.day, meeting.last_day)
    )
    return Ask(words, to(actor, "meeting_detail", meeting.pk), "calendar", due=day_of(meeting.published_at))
