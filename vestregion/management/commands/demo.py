from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from vestregion.demo import LOGINS, PASSWORD, AlreadyLoaded, load


class Command(BaseCommand):
    """Bring the database up to date and load the demo alliances; an alliance that is there already is left alone."""

    help = "Migrate and load the demo data. Does nothing to a database that has an alliance, unless --reset."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="empty the database first: everything in it is lost")

    def handle(self, *, reset, verbosity, **options):
        if not settings.INVENTED:
            raise CommandError(
                "Demodata har kjente passord og lastes ikke sammen med egne data eller i produksjon. "
                "Sett VESTREGION_MODE=demo for å prøve systemet."
            )
        call_command("migrate", verbosity=0)
        if reset:
            self._empty()
        try:
            load(self.stdout.write if verbosity else lambda line: None)
        except AlreadyLoaded:
            self.stdout.write("Databasen har allerede en allianse og er ikke endret.")
        self._print_logins()

    def _empty(self) -> None:
        """Empty every table. SQLite and PostgreSQL both check foreign keys, so it is done by Django's own flush."""
        call_command("flush", interactive=False, verbosity=0)
        connection.close()

    def _print_logins(self) -> None:
        self.stdout.write(f"\nLogg inn med et av disse navnene og passordet {PASSWORD}:")
        for email, who in LOGINS:
            self.stdout.write(f"  {email:40} {who}")
