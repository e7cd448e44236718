"""Who a document comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """The alliance with its colours (#rrggbb) and the cooperation the document is about, as they were named then."""

    alliance: str
    cooperation: str
    is_main: bool
    email: str
    primary_colour: str
    accent_colour: str

    @property
    def name(self) -> str:
        return self.alliance if self.is_main else self.cooperation


def sender_of(alliance, cooperation) -> Sender:
    """The sender of documents of a cooperation."""
    return Sender(
        alliance=alliance.name,
        cooperation=cooperation.name,
        is_main=cooperation.is_main,
        email=alliance.contact_email,
        primary_colour=alliance.primary_colour,
        accent_colour=alliance.accent_colour,
    )
