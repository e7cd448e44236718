"""Make the index of the search anew, for all alliances or one."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from governance.models import Alliance
from governance.search.rebuilding import FIRST, rebuild
from governance.search.sources import sources


class Command(BaseCommand):
    help = "Make the index of the search anew. Safe while people work; may be stopped and started again."

    def add_arguments(self, parser):
        parser.add_argument("--alliance", help="only this alliance (its name in the address)")
        parser.add_argument("--kind", help="begin with this kind; --verbosity 2 tells how far the work has come")
        parser.add_argument("--after", type=UUID, default=FIRST, help="begin after the row with this key")

    def handle(self, *args, alliance, kind, after, verbosity, **options):
        rows = Alliance.objects.order_by("pk")
        if alliance:
            rows = rows.filter(slug=alliance)
            if not rows:
                raise CommandError(f"There is no alliance {alliance!r}.")
        kinds = [source.kind for source in sources()]
        if kind and kind not in kinds:
            raise CommandError(f"There is no kind {kind!r}. There are {', '.join(kinds)}.")
        chosen = kinds[kinds.index(kind) :] if kind else None
        for each in rows:
            tell = self._tell if verbosity > 1 else lambda *_: None
            changed = rebuild(each, kinds=chosen, after=after, tell=tell)
            self.stdout.write(f"{each.slug}: {changed} entries written or taken away")

    def _tell(self, kind, last):
        self.stdout.write(f"  --kind {kind} --after {last}")
