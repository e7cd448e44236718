"""The steps of the guided set-up in their order, and how far an alliance has come with each."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.access import Actor
from governance.models import Alliance, GoverningBody, Membership, ProcedureRules


@dataclass(frozen=True)
class Step:
    """One step: the name of its view, its title, whether something has been saved there, and what. An alliance can
    begin to work without the steps that are not needed."""

    view: str
    title: object
    is_done: bool
    told: str
    is_needed: bool = True


def steps_of(actor: Actor) -> list[Step]:
    """Every step with what stands there now. Three queries."""
    alliance = actor.alliance
    members, bodies, rules = (
        model.objects.visible_to(actor).order_by().count() for model in (Membership, GoverningBody, ProcedureRules)
    )
    return [
        _counted("setup_members", _("Medlemmer"), members, ngettext("{n} medlemskap", "{n} medlemskap", members)),
        _counted("setup_bodies", _("Organer"), bodies, ngettext("{n} organ", "{n} organer", bodies)),
        _counted("setup_rules", _("Regler"), rules, ngettext("{n} organ har regler", "{n} organer har regler", rules)),
        Step("setup_look", _("Utseende"), has_own_look(alliance), "", is_needed=False),
        Step("setup_sender", _("Avsender"), bool(alliance.sender_address), alliance.sender_address, is_needed=False),
    ]


def _counted(view: str, title, number: int, words: str) -> Step:
    return Step(view, title, bool(number), words.format(n=number) if number else "")


def has_own_look(alliance: Alliance) -> bool:
    """Whether the alliance has a logo or colours that are not the ones every alliance begins with."""
    colours = ("primary_colour", "accent_colour")
    return bool(alliance.logo_id) or any(
        getattr(alliance, name) != Alliance._meta.get_field(name).default for name in colours
    )
