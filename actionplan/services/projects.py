"""Projects: who owns and leads them, which phase they are in, and who takes part."""

from datetime import date

from actionplan.choices import ProjectPhase
from actionplan.models import PhaseChange, Project, ProjectPartner
from actionplan.services.changing import keep_targets
from governance import history
from governance.services.claims import claim, claim_back, claim_new, keep


def create_project(actor, *, cooperation, phase: str = ProjectPhase.PROPOSAL, reason: str = "", at=None, **values):
    """List a project, in a phase."""
    row = Project(cooperation=cooperation, phase=phase, **values)
    with history.recording(actor, "project.create", row, reason=reason, at=at):
        claim_new(actor, "project.make", row, below=cooperation)
        history.create(row)
        history.create(PhaseChange(project=row, phase=phase, since=row.valid_from))
        return row


def change_project(actor, row: Project, *, base_version=None, reason: str = "", at=None, **values) -> Project:
    """Change what is known of a project; its phase is moved by an act of its own. Raises Clash."""
    with history.recording(actor, "project.change", row, reason=reason, at=at):
        claim(actor, "project.edit", row)
        keep_targets(row, values, "owner", "leader", "leader_position", "section")
        return history.save(row, values, base_version=base_version)


def set_phase(actor, row: Project, *, phase: str, since: date | None, note: str = "", reason: str = "", at=None):
    """The project came into another phase. Ended, it has its last day, unless it had one."""
    with history.recording(actor, "project.phase", row, reason=reason, at=at):
        claim(actor, "project.edit", row)
        change = history.create(PhaseChange(project=row, phase=phase, since=since, note=note))
        _follow(row)
        if row.phase == ProjectPhase.ENDED and row.valid_to is None and since is not None:
            history.save(row, {"valid_to": since})
        return change


def _follow(row: Project) -> None:
    """The phase of the project is that of its newest change; what has no day came before the rest."""
    changes = sorted(row.phases.present(), key=lambda each: (each.since or date.min, _place(each.phase)))
    if changes and changes[-1].phase != row.phase:
        history.save(row, {"phase": changes[-1].phase})


def _place(phase: str) -> int:
    return ProjectPhase.values.index(phase)


def add_partner(actor, *, project: Project, organisation, role: str = "", reason: str = "", at=None) -> ProjectPartner:
    """An organisation takes part. Raises ValidationError where it does already."""
    row = ProjectPartner(project=project, organisation=organisation, role=role)
    with history.recording(actor, "projectpartner.create", row, reason=reason, at=at):
        claim(actor, "project.edit", project)
        keep(organisation, weak=True)
        return history.create(row)


def change_partner(actor, row: ProjectPartner, *, base_version=None, reason: str = "", at=None, **values):
    """Change which organisation it is, or as what it takes part. Raises Clash."""
    with history.recording(actor, "projectpartner.change", row, reason=reason, at=at):
        claim(actor, "project.edit", row.project)
        keep_targets(row, values, "organisation")
        return history.save(row, values, base_version=base_version)


def change_phase(actor, row: PhaseChange, *, base_version=None, reason: str = "", at=None, **values) -> PhaseChange:
    """Correct when a project came into a phase, and which. Raises Clash."""
    with history.recording(actor, "phasechange.change", row, reason=reason, at=at):
        claim(actor, "project.edit", row.project)
        history.save(row, values, base_version=base_version)
        _follow(row.project)
        return row


def remove_part(actor, row: ProjectPartner | PhaseChange, *, reason: str = "", at=None):
    """Put a partner or a change of phase in the bin. The newest change that is left says the phase."""
    with history.recording(actor, f"{row._meta.model_name}.remove", row, reason=reason, at=at):
        claim(actor, "project.edit", row.project)
        history.remove(row)
        _follow(row.project)
        return row


def restore_part(actor, row: ProjectPartner | PhaseChange, *, at=None):
    """Take a partner or a change of phase out of the bin."""
    with history.recording(actor, f"{row._meta.model_name}.restore", row, at=at):
        claim(actor, "project.edit", row.project)
        if isinstance(row, ProjectPartner):
            keep(row.organisation, weak=True)
        history.restore(row)
        _follow(row.project)
        return row


def remove_project(actor, row: Project, *, reason: str = "", at=None) -> Project:
    """Put a project in the bin; its partners and phases come back with it."""
    with history.recording(actor, "project.remove", row, reason=reason, at=at):
        claim(actor, "project.remove", row)
        return history.remove(row)


def restore_project(actor, row: Project, *, at=None) -> Project:
    """Take a project out of the bin. Refused while what it points to lies there too."""
    with history.recording(actor, "project.restore", row, at=at):
        claim_back(actor, "project.remove", row)
        return history.restore(row)
