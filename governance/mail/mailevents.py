"""What people are written to about. Each app registers its events in AppConfig.ready(); a leaf.

A text holds places in braces: `{name}`, `{alliance}` and `{link}` in every text, and those that the event names. The
text in the code is Bokmål through gettext; an alliance may put its own words in its place (MailTemplate).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.choices import Notice

PLACE = re.compile(r"\{(\w*)\}")
COMMON = {
    "name": gettext_lazy("navnet på mottakeren"),
    "alliance": gettext_lazy("navnet på alliansen"),
    "link": gettext_lazy("lenken til det brevet gjelder"),
}


class UnknownPlace(Exception):
    """A text has a place that the event does not fill; the message is a sentence with the line."""


@dataclass(frozen=True)
class Part:
    """A file that comes with a mail."""

    name: str
    data: bytes
    mimetype: str


def no_part(alliance, key: str) -> None:
    """Nothing comes with the mail."""


@dataclass(frozen=True)
class MailEvent:
    """One kind of mail. `receives(actor)`: whether somebody with these roles and seats can ever be written to of it.
    `part(alliance, key)`: what comes with it, of the row with that key as it is when the mail is sent."""

    key: str
    title: Any
    audience: Any
    subject: Any
    body: Any
    places: Mapping[str, Any] = field(default_factory=dict)
    mode: Notice = Notice.NOW
    modes: Mapping[str, Notice] = field(default_factory=dict)  # by role, where it differs
    mandatory: bool = False
    receives: Callable[[Any], bool] = lambda actor: True
    part: Callable[[Any, str], Part | None] = no_part

    @property
    def all_places(self) -> dict[str, Any]:
        return COMMON | dict(self.places)

    def mode_for(self, roles) -> Notice:
        """The mode before anyone has chosen: the most eager of those of her roles."""
        eager = [Notice.NOW, Notice.DIGEST, Notice.NEVER]
        wanted = [self.modes[role] for role in roles if role in self.modes]
        return min(wanted, key=eager.index) if wanted else self.mode


_events: dict[str, MailEvent] = {}


def register_event(event: MailEvent) -> MailEvent:
    """Make an event known. Registering the same one twice changes nothing."""
    known = _events.setdefault(event.key, event)
    if known is not event:
        raise ValueError(f"The event {event.key!r} is registered twice.")
    for text in (event.subject, event.body):
        check_places(event, str(text))
    return event


def event_of(key: str) -> MailEvent:
    """Raises KeyError for an event that nobody registered."""
    return _events[key]


def all_events() -> list[MailEvent]:
    return list(_events.values())


def check_places(event: MailEvent, text: str) -> None:
    """Raises UnknownPlace, with the line, for a place that the event does not fill."""
    for number, line in enumerate(text.splitlines(), 1):
        for name in PLACE.findall(line):
            if name not in event.all_places:
                sentence = _("Linje {number}: «{place}» finnes ikke her. Bruk en av plassene i listen.")
                raise UnknownPlace(sentence.format(number=number, place="{" + name + "}"))


def fill(text: str, values: Mapping[str, Any]) -> str:
    """The text with its places filled; one without a value stays as it is."""
    return PLACE.sub(lambda found: str(values.get(found[1], found[0])), text)
