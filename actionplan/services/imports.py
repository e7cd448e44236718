"""A plan read from a file becomes rows: looked at first, then stored as one change or not at all (docs/import.md)."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from actionplan.choices import PlanState
from actionplan.importing import ParsedPlan, read_plan
from actionplan.landing import Landing, land
from actionplan.models import ActionPlan, FocusArea, Position, PriorityArea
from governance import history
from governance.access import require
from governance.filing import files
from governance.filing.filetypes import TYPES
from governance.models import Cooperation, GoverningBody, Organisation, StoredFile
from governance.services.claims import claim, keep

CONTENT_TYPES = {f".{each}": TYPES[each] for each in ("docx", "xlsx")}


@dataclass(frozen=True)
class Preview:
    """What an import would do. `refusal` is the sentence that stops it, empty when it may be carried out."""

    landing: Landing
    refusal: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind will be made."""
        sections = self.landing.sections
        kinds = ("measures", "activities", "funding", "posts", "lines")
        return {"sections": len(sections)} | {
            kind: sum(len(getattr(each, kind)) for each in sections) for kind in kinds
        }


def plan_preview(actor, parsed: ParsedPlan, *, cooperation, year: int) -> Preview:
    """What `import_plan` would do with the same arguments, row by row. Stores nothing."""
    require(actor, "plan.import", cooperation)
    existing = _existing(cooperation, year)
    refusal = _refusal(parsed, existing, year)
    plan = ActionPlan(cooperation=cooperation, year=year) if existing is None or _taken(existing) else existing
    landing = land(actor, parsed, plan)
    return Preview(landing, refusal or _errors(landing))


def import_plan(actor, parsed: ParsedPlan, *, cooperation, year: int, reason: str = "", at=None) -> ActionPlan:
    """Store a parsed plan as the plan of a cooperation and year, with all its rows, in one change.

    An empty draft of that year is filled. Raises Refused with the reason, and then nothing is stored.
    """
    plan = _existing(cooperation, year) or ActionPlan(cooperation=cooperation, year=year)
    with history.recording(actor, "plan.import", plan, reason=reason, at=at):
        claim(actor, "plan.import", cooperation, weak=True)
        now = _existing(cooperation, year)
        _refuse(_refusal(parsed, now, year))
        if (now is None) != plan._state.adding:
            _refuse(_("Noen andre endret planen samtidig. Prøv en gang til."))
        landing = land(actor, parsed, plan)
        _refuse(_errors(landing))
        if landing.rows(Organisation):
            require(actor, "organisation.edit")
        return _store(landing)


def keep_upload(actor, data: bytes, file_name: str, *, cooperation, at=None) -> StoredFile:
    """Keep an upload that has been read, so that the person can look at it and confirm without sending it again."""
    require(actor, "plan.import", cooperation)
    content_type = CONTENT_TYPES.get(Path(file_name).suffix.lower(), "text/plain")
    with history.recording(actor, "plan.upload", cooperation, at=at):
        return files.store(actor.alliance, data, content_type=content_type)


def read_upload(actor, sha256: str, file_name: str, *, cooperation, year: int) -> ParsedPlan:
    """Read a kept upload again. Raises Refused when it is gone."""
    require(actor, "plan.import", cooperation)
    stored = StoredFile.objects.of(actor.alliance).filter(sha256=sha256).first()
    if stored is None:
        raise files.FileGone
    return read_plan(files.path_of(stored).read_bytes(), file_name, year, known_names(actor))


def taken_by(cooperation, year: int) -> ActionPlan | None:
    """The plan that stands in the way of an import: one that has rows, or is no longer a draft."""
    plan = _existing(cooperation, year)
    return plan if plan is not None and _taken(plan) else None


def known_names(actor) -> list[str]:
    """Names of members, bodies and cooperations, which the reading compares spellings with."""
    kinds = (Organisation, GoverningBody, Cooperation)
    return [name for kind in kinds for name in kind.objects.of(actor.alliance).values_list("name", flat=True)]


def _existing(cooperation, year: int) -> ActionPlan | None:
    return ActionPlan.objects.of(cooperation.alliance).filter(cooperation=cooperation, year=year).first()


def _taken(plan: ActionPlan) -> bool:
    return plan.state != PlanState.DRAFT or plan.sections.present().exists()


def _refusal(parsed: ParsedPlan, existing: ActionPlan | None, year: int) -> str:
    if parsed.year != year:
        return _("Filen er lest som en plan for {read}. Les den på nytt for {year}.").format(
            read=parsed.year, year=year
        )
    if parsed.errors:
        return _at(parsed.errors[0])
    if not parsed.sections:
        return _("Fant ingen deler i filen. Hver del må ha en overskrift og en tabell eller en fast underoverskrift.")
    if existing is not None and _taken(existing):
        return _("«{plan}» finnes allerede og er ikke et tomt utkast. Ingenting er importert.").format(plan=existing)
    return ""


def _errors(landing: Landing) -> str:
    return _at(landing.errors[0]) if landing.errors else ""


def _at(problem) -> str:
    return f"{problem.place}: {problem.message}" if problem.place else problem.message


def _refuse(sentence: str) -> None:
    if sentence:
        raise history.Refused(sentence)


def _store(landing: Landing) -> ActionPlan:
    """Parents before children; one statement per kind of row. Tags are held, so that nobody merges or removes them."""
    for tag in sorted({row.tag for here in landing.sections for row in here.tags}, key=lambda tag: tag.pk):
        keep(tag, weak=True)
    history.save_many(landing.rows(Organisation))
    history.save_many([landing.platform] if landing.is_new(landing.platform) else [])
    for kind in (PriorityArea, FocusArea, Position):
        history.save_many(landing.rows(kind))
    _store_plan(landing)
    history.save_many(here.section for here in landing.sections)
    for kind in ("measures", "activities", "posts", "lines", "funding", "entries", "partners", "tags"):
        history.save_many(row for here in landing.sections for row in getattr(here, kind))
    return landing.plan


def _store_plan(landing: Landing) -> None:
    plan = landing.plan
    if landing.is_new(plan):
        history.create(plan)
        return
    fields = {name: getattr(plan, name) for name in ("title", "platform", "introduction", "case")}
    history.save(plan, fields)
