import signal
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Copy database and files, as they are at one moment, to a folder; people may work meanwhile.

    The copy is read back and verified before it gets its name. Ends with 1 when there is no backup, and with 3 when
    there is one but files were missing on the server already.
    """

    help = "Copy the database and every file to DIR, verified by checksum. SECRET_KEY is not in it: keep it elsewhere."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("dir", metavar="DIR", type=Path, help="a new folder; with --keep, one that holds several")
        parser.add_argument(
            "--keep", type=int, metavar="N", help="make a dated backup in DIR and let the N newest stay"
        )

    def handle(self, *, dir, keep, **options):
        from vestregion.backup import making
        from vestregion.backup.failure import BackupFailed

        if keep is not None and keep < 1:
            raise CommandError("--keep must be 1 or more.")
        usual = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is unfinished is removed
        try:
            place, made = making.make_in_series(dir, keep) if keep else (dir, making.make(dir))
        except BackupFailed as failure:
            raise CommandError(str(failure)) from failure
        finally:
            signal.signal(signal.SIGTERM, usual)
        rows, size = sum(made.tables.values()), sum(made.files.values())
        self.stdout.write(f"Backup in {place}: {len(made.tables)} tables with {rows} rows, {len(made.files)} files.")
        self.stdout.write(f"Every checksum is verified ({size} bytes of files). SECRET_KEY and .env are not in it.")
        if made.missing:
            some = "\n  ".join(made.missing[:20])
            lost = f"{len(made.missing)} files that rows name were missing or damaged on the server:\n  {some}"
            raise CommandError(f"{lost}\nThe rest is whole. Look for them in earlier backups.", returncode=3)
