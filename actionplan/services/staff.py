"""Posts of a cooperation, and which of them work on a section."""

from django.utils.translation import gettext as _

from actionplan.models import Activity, Position, SectionPosition
from actionplan.services.changing import changing, keep_targets
from actionplan.services.ordering import put_last
from governance import history
from governance.access import require
from governance.services.claims import claim, claim_back, claim_change, claim_new, keep


def create_position(actor, *, cooperation, at=None, **values) -> Position:
    """Set up a post, with its size in per cent or hourly, and its holder where there is one."""
    position = Position(cooperation=cooperation, **values)
    with history.recording(actor, "position.create", position, at=at):
        claim_new(actor, "position.edit", position, below=cooperation)
        return history.create(position)


def change_position(actor, position: Position, *, base_version=None, reason: str = "", at=None, **values) -> Position:
    """Change a post: its holder, size or period; another cooperation's editors take it in. Raises Clash."""
    with history.recording(actor, "position.change", position, reason=reason, at=at):
        # Both cooperations before the post, as an import holds them.
        claim_change(actor, "position.edit", position, values)
        if values.get("cooperation", position.cooperation) != position.cooperation:
            require(actor, "position.edit", values["cooperation"])
        return history.save(position, values, base_version=base_version)


def remove_position(actor, position: Position, *, reason: str = "", at=None) -> Position:
    """Put a post in the bin. Refused while it works on a section or answers for an activity."""
    with history.recording(actor, "position.remove", position, reason=reason, at=at):
        claim(actor, "position.edit", position)
        answers = Activity.objects.of(position.alliance).filter(responsible_position=position)
        if position.sections.present().exists() or answers.exists():
            raise history.Refused(
                _("Stillingen «{name}» er brukt i en plan. Sett en siste dag på den i stedet.").format(name=position)
            )
        return history.remove(position)


def restore_position(actor, position: Position, *, at=None) -> Position:
    """Take a post out of the bin. Refused while its holder lies there too."""
    with history.recording(actor, "position.restore", position, at=at):
        claim_back(actor, "position.edit", position)
        return history.restore(position)


def assign_position(actor, *, section, position: Position, reason: str = "", at=None, **values) -> SectionPosition:
    """Let a post work on a section; `is_lead` makes its holder responsible for it, so editors alone give it."""
    post = SectionPosition(section=section, position=position, **values)
    with changing(actor, "sectionposition.create", post, about=section, reason=reason, at=at):
        if post.is_lead:
            require(actor, "section.arrange", section)
        keep(position, weak=True)
        put_last(post, actor.alliance)
        return history.create(post)


def change_assignment(actor, post: SectionPosition, *, base_version=None, reason: str = "", at=None, **values):
    """Change how much of a post works on the section, or as an editor which post leads it. Raises Clash."""
    with changing(actor, "sectionposition.change", post, reason=reason, at=at):
        leads = values.get("is_lead", post.is_lead)
        other = "position" in values and values["position"].pk != post.position_id
        if leads != post.is_lead or (leads and other):
            require(actor, "section.arrange", post.section)
        keep_targets(post, values, "position")
        return history.save(post, values, base_version=base_version)
