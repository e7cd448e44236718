import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from governance.models import Alliance, SearchEntry
from vestregion import scale


class Command(BaseCommand):
    """Fill the database with invented alliances, to measure how the pages bear many years of many.

    The same numbers give the same rows. Alliances made before are left as they are, so that a run that was stopped
    goes on where it was.
    """

    help = "Synthetic load for benchmarks. Refuses a database that holds other alliances, unless --among-others."

    def add_arguments(self, parser):
        add = parser.add_argument
        add("--alliances", type=int, required=True, metavar="N", help="how many synthetic alliances in all")
        add("--years", type=int, default=20, metavar="N", help="years with cases, meetings and a plan (20)")
        add("--activities", type=int, default=86, metavar="N", help="activities in each plan (86)")
        add("--attendees", type=int, default=30, metavar="N", help="people with a seat in each alliance (30)")
        add("--among-others", action="store_true", help="also where the database holds alliances of people")

    def handle(self, *, alliances, years, activities, attendees, among_others, verbosity, **options):
        if min(alliances, years) < 1 or min(activities, attendees) < 0:
            raise CommandError("--alliances and --years must be 1 or more; --activities and --attendees 0 or more.")
        if years > 100:
            raise CommandError("--years must be 100 or less.")
        self._refuse_among(among_others)
        start, size = time.monotonic(), scale.Size(years, activities, attendees)
        rows = scale.seed(alliances, size, tell=self.stdout.write if verbosity > 1 else lambda line: None)
        with connection.cursor() as cursor:  # without it the database guesses by what it held before
            cursor.execute("ANALYZE")
        synthetic = Alliance.objects.filter(slug__startswith=scale.PREFIX)
        texts = SearchEntry.objects.filter(alliance__in=synthetic).count()
        self.stdout.write(
            f"{synthetic.count()} synthetic alliances are there, with {texts} texts in the search. "
            f"{rows} rows were made in {time.monotonic() - start:.0f} seconds, each with its history."
        )

    def _refuse_among(self, among_others: bool) -> None:
        others = Alliance.objects.exclude(slug__startswith=scale.PREFIX).count()
        if others and not among_others:
            raise CommandError(
                f"The database holds {others} alliances that are not synthetic. Nothing is made. Point DATABASE_URL to "
                "another database, or use --among-others."
            )
