"""Acts while a body meets, and on what was written of it."""

from django.utils.translation import gettext_lazy as _

from governance.access import allow
from governance.choices import SENT_MEETINGS
from governance.permissions import EDITOR, LAST_MEETING

CALLED = _("Frammøtet føres når møtet er innkalt, og ikke når det er avlyst.")
allow("meeting.attendance", EDITOR, (lambda a, m: m.state in SENT_MEETINGS, CALLED), outlives=LAST_MEETING)
allow("attendance.edit", EDITOR, (lambda a, row: row.meeting.state in SENT_MEETINGS, CALLED), outlives=LAST_MEETING)
