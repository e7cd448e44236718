"""Writes about the tenant itself."""

from governance import clock, history
from governance.access import Actor, require
from governance.models import Alliance, Cooperation


def create_alliance(*, slug: str, name: str, by: str = "Vestregion", at=None, **values) -> tuple[Alliance, Cooperation]:
    """A new, empty alliance and its main cooperation, which gets the alliance's name. No actor exists before it does:
    `by` is the name that the history shows. Raises ValidationError for a taken or reserved slug."""
    alliance = Alliance(slug=slug, name=name, **values)
    actor = Actor(alliance=alliance, on=clock.today(alliance), label=by, is_system=True)
    with history.recording(actor, "alliance.create", alliance, at=at):
        history.create(alliance)
        main = Cooperation(alliance=alliance, slug=slug, name=name, is_main=True)
        return alliance, history.create(main)


def change_alliance(actor, alliance: Alliance, *, reason="", at=None, **values) -> Alliance:
    """Change the alliance's name, colours, contact details or modules."""
    require(actor, "alliance.edit")
    with history.recording(actor, "alliance.change", alliance, reason=reason, at=at):
        return history.save(alliance, values)


def set_demo_day(actor, *, day) -> Alliance:
    """Let a demo alliance stand still on `day`. Refused in an alliance that is no demo."""
    require(actor, "alliance.demo_day")
    with history.recording(actor, "alliance.demo_day", actor.alliance):
        return history.save(actor.alliance, {"demo_day": day})
