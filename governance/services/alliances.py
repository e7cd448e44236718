"""Writes about the tenant itself."""

from hashlib import sha256

from django.utils.translation import gettext as _

from governance import clock, history
from governance.access import Actor, require
from governance.filing import files, logos
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


SETTINGS = (
    "name",
    "contact_email",
    "contact_phone",
    "language",
    "sender_name",
    "sender_address",
    "reply_to",
    "privacy_contact",
    "primary_colour",
    "accent_colour",
    "has_health",
    "has_culture",
)


def settings_mark(alliance: Alliance, names=SETTINGS) -> str:
    """A mark of the named settings as they stand: another mark means that somebody has changed them."""
    return sha256(repr([getattr(alliance, name) for name in SETTINGS if name in names]).encode()).hexdigest()


def change_alliance(actor, alliance: Alliance, *, base_mark="", reason="", at=None, **values) -> Alliance:
    """Change the alliance's name, colours, contact details, sender or modules.

    The alliance is no tenant row and has no version: `base_mark` is the `settings_mark` of the same settings that the
    page was made from. Refused when they have changed since.
    """
    require(actor, "alliance.edit")
    with history.recording(actor, "alliance.change", alliance, reason=reason, at=at):
        held = history.hold(alliance)
        if base_mark and base_mark != settings_mark(held, values):
            raise history.Refused(
                _("Noen har endret innstillingene etter at du åpnet siden. Åpne siden på nytt og gjør endringen igjen.")
            )
        return history.save(alliance, values, held=held)


def change_look(actor, alliance: Alliance, *, logo=None, remove_logo=False, reason="", at=None, **colours) -> Alliance:
    """Change the alliance's logo (an upload, or none) and its colours. Raises ValidationError when the logo is no
    picture that can be used."""
    require(actor, "alliance.edit")
    picture = logos.picture_of(logo) if logo else None
    with history.recording(actor, "alliance.change", alliance, reason=reason, at=at):
        change_alliance(actor, alliance, **colours)
        if picture is not None:
            return history.save(alliance, {"logo": files.store(alliance, picture, content_type=logos.CONTENT_TYPE)})
        return history.save(alliance, {"logo": None}) if remove_logo else alliance


def set_demo_day(actor, *, day) -> Alliance:
    """Let a demo alliance stand still on `day`. Refused in an alliance that is no demo."""
    require(actor, "alliance.demo_day")
    with history.recording(actor, "alliance.demo_day", actor.alliance):
        return history.save(actor.alliance, {"demo_day": day})


def open_pages(actor, *, at=None) -> Alliance:
    """Show everyone, without login, who the alliance is: its front page, its members and its cooperations."""
    return _show(actor, "alliance.open", True, at)


def close_pages(actor, *, reason="", at=None) -> Alliance:
    """Close the front page and the list of members again. What has been published stays so at its own address."""
    return _show(actor, "alliance.close", False, at, reason)


def _show(actor, act: str, is_open: bool, at, reason="") -> Alliance:
    with history.recording(actor, act, actor.alliance, reason=reason, at=at):
        held = history.hold(actor.alliance)
        require(actor, act, held)
        return history.save(actor.alliance, {"is_open": is_open}, held=held)
