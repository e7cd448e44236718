import json
from dataclasses import asdict
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from actionplan.importing import UnreadableFile, read_plan, summary
from actionplan.landing.text import landing_lines
from actionplan.services.imports import Preview, import_plan, known_names, plan_preview
from governance.access import system_actor
from governance.history import Refused
from governance.models import Alliance, Cooperation


class Command(BaseCommand):
    """A plan in Word (.docx), Excel (.xlsx) or tab-separated text becomes the plan of a year. All or nothing.

    Prints what was understood, row by row, and every warning; with --json one object instead (docs/import.md).
    Exit code 1 with a plain sentence when the file cannot be read or the import is refused.
    """

    help = "Read an action plan from a file and store it as the plan of a year."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the plan as .docx, .xlsx, .txt or .tsv")
        parser.add_argument("--alliance", required=True, help="the alliance's address, e.g. vestregionen")
        parser.add_argument("--cooperation", default="", help="the cooperation's address; the main one when left out")
        parser.add_argument("--year", type=int, required=True, help="the year the plan is for")
        parser.add_argument("--dry-run", action="store_true", help="only look; store nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, file, alliance, cooperation, year, dry_run, **options):
        row = _cooperation(alliance, cooperation)
        actor = system_actor(row.alliance, "import_plan")
        parsed = _read(file, year, known_names(actor))
        preview = plan_preview(actor, parsed, cooperation=row, year=year)
        plan = None
        try:
            if not dry_run and not preview.refusal:
                plan = import_plan(actor, parsed, cooperation=row, year=year)
        except (Refused, ValidationError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(_json(preview, plan) if options["json"] else "\n".join(landing_lines(preview.landing)))
        if preview.refusal:
            raise CommandError(preview.refusal)
        if not options["json"]:
            stored = _("Lagret: {plan}.").format(plan=plan) if plan else _("Ingenting er lagret (--dry-run).")
            self.stdout.write(stored)


def _cooperation(alliance: str, slug: str) -> Cooperation:
    row = Alliance.objects.filter(slug=alliance).first()
    if row is None:
        raise CommandError(_("Fant ingen allianse med adressenavnet «{slug}».").format(slug=alliance))
    rows = Cooperation.objects.of(row).select_related("alliance")
    found = (rows.filter(slug=slug) if slug else rows.filter(is_main=True)).first()
    if found is None:
        known = ", ".join(rows.values_list("slug", flat=True))
        message = _("Fant ikke samarbeidet «{slug}». {alliance} har: {known}.")
        raise CommandError(message.format(slug=slug or _("hovedsamarbeidet"), alliance=row.name, known=known or "–"))
    return found


def _read(file: Path, year: int, names: list[str]):
    if not 1990 <= year <= 2100:
        raise CommandError(_("Året må være mellom 1990 og 2100."))
    try:
        return read_plan(file.read_bytes(), file.name, year, names)
    except OSError as error:
        raise CommandError(_("Kan ikke lese filen {file}: {why}.").format(file=file, why=error.strerror)) from error
    except UnreadableFile as error:
        raise CommandError(error.reason) from error


def _json(preview: Preview, plan) -> str:
    landing = preview.landing
    found = summary(landing.parsed) | {
        "stored": plan is not None,
        "refusal": preview.refusal,
        "rows": preview.counts,
        "new": [{"kind": each.kind, "name": each.name, "place": each.place} for each in landing.new],
        "matching": [asdict(problem) for problem in landing.notes],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)
