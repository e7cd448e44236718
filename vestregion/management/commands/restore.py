from pathlib import Path

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Put a backup back into this installation's database and folder of files, then run later migrations.

    All checksums are verified before anything is touched. An interrupted restore leaves the database as it was.
    """

    help = "Put a backup from DIR back. Refuses a database with alliances or users in it, unless --replace."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("dir", metavar="DIR", type=Path, help="a backup, or a folder of dated ones: the newest")
        parser.add_argument("--replace", action="store_true", help="put it in the place of what is here, which is lost")
        parser.add_argument("--check", action="store_true", help="only verify the backup; change nothing")

    def handle(self, *, dir, replace, check, **options):
        from vestregion.backup import restoring
        from vestregion.backup.failure import BackupFailed

        folder = restoring.find(dir)
        try:
            found = restoring.examine(folder) if check else restoring.restore(folder, replace=replace)
        except BackupFailed as failure:
            raise CommandError(str(failure)) from failure
        rows = sum(found.tables.values())
        done = "is whole" if check else "is restored; rows and files are counted and agree"
        self.stdout.write(f"The backup of {found.made_at} in {folder} {done}:")
        self.stdout.write(f"  {len(found.tables)} tables with {rows} rows, {len(found.files)} files.")
        if found.missing:
            self.stdout.write(f"  {len(found.missing)} files were missing already when it was taken.")
