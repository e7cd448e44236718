"""What follows an act: the service says that it is done, and a higher floor has said what shall come of it.

The service tells inside its own transaction, when its rows are written, so that what follows is there with the act or
neither is; a follower that raises stops the act. The higher app calls `follow` in `AppConfig.ready()`, and keeps the
announcements of its own acts beside its services (actionplan/announcements.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Follower = Callable[[Any], None]


class Announcement:
    """One kind of act that others may follow, told with the row it was done to."""

    def __init__(self):
        self._followers: list[Follower] = []

    def follow(self, follower: Follower) -> None:
        """Let `follower(row)` be called at each act. Registering the same one twice changes nothing."""
        if follower not in self._followers:
            self._followers.append(follower)

    def tell(self, row, *, at=None) -> None:
        """Call the followers. Inside the recording of the act, whose date `at` is.

        An act with a date is the past being entered (demo data, imports): a hundred papers of earlier years must not
        order a hundred PDFs that nobody waits for. Whoever enters it orders what is wanted of it.
        """
        if at is None:
            for follower in self._followers:
                follower(row)


@dataclass(frozen=True)
class MeetingChange:
    """A called meeting as it is now; `was`: what stood in its changed fields, by name, of those that say when and where
    it is. `programme`: the marks of another programme before and now, where it is changed since they had it last."""

    meeting: Any
    was: Mapping[str, Any]
    programme: tuple[str, str] | None = None

    @property
    def is_moved(self) -> bool:
        """Whether it has got another day: who has answered, answered for the old one."""
        return not {"day", "last_day"}.isdisjoint(self.was)


@dataclass(frozen=True)
class AgendaSent:
    """A reopened agenda has been sent: the version its readers had, and the one they have now."""

    before: Any
    version: Any


@dataclass(frozen=True)
class MeetingCancelled:
    """A meeting that was called and will not take place; `reason` is empty where none was given."""

    meeting: Any
    reason: str


paper_sent = Announcement()  # a version of a case paper has gone out to its body
meeting_published = Announcement()  # agenda and papers of a meeting are open to everyone
case_opened = Announcement()  # a case is no longer exempt: what is published of it is open to everyone
meeting_called = Announcement()  # the convocation of a meeting goes out
meeting_changed = Announcement()  # a called meeting has another day, hour or place; told with a MeetingChange
meeting_cancelled = Announcement()  # a called meeting is called off; told with a MeetingCancelled
agenda_sent = Announcement()  # the new agenda of a called meeting goes out; told with an AgendaSent
agenda_changed = Announcement()  # readers of a called meeting have another version of its agenda; told with the version
paper_added = Announcement()  # after the call, a paper or an attachment was sent; told with the treatment it belongs to
role_given = Announcement()  # a person has got a role, or it was changed; told with the role
alliance_made = Announcement()  # an alliance is founded; told with its administrator
job_stopped = Announcement()  # work that a person waits for has failed; told with the job
