from django.core.management.base import BaseCommand, CommandError

from governance import clock, daily


class Command(BaseCommand):
    """Do what is done once a day: retry silent jobs, put away unused files, clear the queue of tasks.

    Safe at any time and by several at once. The worker does the same every night, ordered by `--schedule`.
    """

    help = "Do the daily chores."

    def add_arguments(self, parser):
        parser.add_argument(
            "--schedule",
            action="store_true",
            help="do nothing now; let the worker do them at once, and then every night",
        )

    def handle(self, *, schedule, **options):
        if schedule:
            daily.schedule(clock.now())
            return
        results = daily.do_chores()
        for name, count in results.items():
            self.stdout.write(f"{name}: {'failed' if count is None else count}")
        if None in results.values():
            raise CommandError("A chore failed; its reason stands above.")
