"""manage.py render_document: one document to a file, with what it cost."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from actionplan.models import ActionPlan
from actionplan.periods import Period
from governance import clock
from governance.history import Refused
from governance.models import Alliance, CasePaper, Cooperation
from vestregion.reporting import printing
from vestregion.reporting.errors import RenderError
from vestregion.reporting.facts.casepaper import collect_paper
from vestregion.reporting.facts.plan import collect_plan
from vestregion.reporting.facts.report import collect_report
from vestregion.reporting.isolation import render_in_child

KINDS = ("report", "plan", "casepaper")  # claims are printed from their own page alone


class Command(BaseCommand):
    help = "Skriver en handlingsplan, en rapport eller et saksframlegg til en PDF-fil. Lagrer ingenting i databasen."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("--alliance", required=True, metavar="SLUG")
        parser.add_argument("--cooperation", metavar="SLUG", help="Uten: hovedsamarbeidet.")
        parser.add_argument("--year", type=int, help="Planens år (plan, report).")
        parser.add_argument(
            "--period", choices=[period.value for period in Period], help="Rapportens periode (report)."
        )
        parser.add_argument("--meeting", metavar="ID", help="Møtet behandlingen står på (casepaper).")
        parser.add_argument("--item", metavar="ID", help="Behandlingen saksframlegget hører til (casepaper).")
        parser.add_argument("--output", required=True, metavar="FILE")

    def handle(self, **options):
        """Prints pages, seconds and peak memory in MiB. CommandError, in Bokmål, for what is not found or not made."""
        output = Path(options["output"])
        if not output.parent.is_dir():
            raise CommandError(f"Mappen {output.parent} finnes ikke. Lag den først.")
        try:
            made = self._render(options)
        except (Refused, RenderError) as error:
            raise CommandError(str(error)) from error
        output.write_bytes(made.data)
        cost = f"{made.pages} sider, {made.seconds:.1f} s, {made.peak_memory_mib:.0f} MiB"
        self.stdout.write(f"{output}: {cost}")

    def _render(self, options):
        alliance = Alliance.objects.filter(slug=options["alliance"]).first()
        if alliance is None:
            raise CommandError(f"Det finnes ingen allianse med adressenavnet «{options['alliance']}».")
        kind = options["kind"]
        facts = self._paper(alliance, options) if kind == "casepaper" else self._plan(alliance, options)
        stamp = {"version": 0, "state": "draft", "made_on": clock.today(alliance)}
        content = printing.as_frozen({**facts.content(), "document": stamp})
        html = printing.print_html(kind, content, schema_version=facts.schema_version)
        return render_in_child(html, timeout_s=printing.TIMEOUT_S, **printing.pdf_arguments(kind, content))

    def _plan(self, alliance, options):
        if options["year"] is None or (options["kind"] == "report" and options["period"] is None):
            raise CommandError("Oppgi --year, og for en rapport også --period (t1, t2 eller aar).")
        plans = ActionPlan.objects.of(alliance).select_related("alliance", "cooperation", "platform", "case")
        plan = plans.filter(cooperation=self._cooperation(alliance, options), year=options["year"]).first()
        if plan is None:
            raise CommandError(f"Det finnes ingen handlingsplan for {options['year']} i dette samarbeidet.")
        return collect_plan(plan) if options["kind"] == "plan" else collect_report(plan, Period(options["period"]))

    def _cooperation(self, alliance, options):
        slug = options["cooperation"]
        wanted = {"slug": slug} if slug else {"is_main": True}
        found = Cooperation.objects.of(alliance).filter(**wanted).first()
        if found is None:
            raise CommandError(f"Alliansen har ikke samarbeidet «{slug or 'hovedsamarbeid'}».")
        return found

    def _paper(self, alliance, options):
        if not options["item"]:
            raise CommandError("Oppgi hvilken behandling saksframlegget hører til, med --item.")
        related = ("alliance", "item__case__cooperation", "item__body", "item__meeting")
        related += ("item__previous__body", "item__previous__meeting")
        papers = CasePaper.objects.of(alliance).select_related(*related)
        wanted = {"item": options["item"]} | ({"item__meeting": options["meeting"]} if options["meeting"] else {})
        try:
            paper = papers.filter(**wanted).order_by("-number").first()
        except (ValueError, ValidationError) as error:
            raise CommandError("--item og --meeting er id-er slik de står i adressen.") from error
        if paper is None:
            raise CommandError("Behandlingen finnes ikke, eller den har ikke noe saksframlegg.")
        return collect_paper(paper)
