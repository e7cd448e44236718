from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from governance import reference
from governance.models import County, Municipality, Population


class Command(BaseCommand):
    """Load counties, municipalities, populations and borders. Safe to run again: it changes what differs, adds what
    is missing and never removes. The rows are global and carry no history; files and sources are in docs/data.md.
    """

    help = "Load counties, municipalities, populations and borders from fixtures/reference/."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "fixtures" / "reference")

    @transaction.atomic
    def handle(self, *, folder, verbosity, **options):
        rows = reference.municipalities(folder)
        counties = self._counties({row.county for row in rows.values()})
        stored = self._municipalities(rows, counties, reference.borders(folder))
        self._successors(rows, stored)
        self._populations(reference.populations(folder), stored)
        if verbosity:
            self.stdout.write(f"{len(counties)} counties, {len(rows)} municipalities")

    def _counties(self, wanted) -> dict:
        known = {(county.number, county.name) for county in County.objects.all()}
        missing = [County(number=number, name=name) for number, name in sorted(wanted - known)]
        County.objects.bulk_create(missing)
        return {(county.number, county.name): county for county in County.objects.all()}

    def _municipalities(self, rows, counties, borders) -> dict:
        fields = ["name", "county", "area_km2", "language_form", "valid_from", "valid_to", "border"]
        Municipality.objects.bulk_create(
            [
                Municipality(
                    number=row.number,
                    name=row.name,
                    county=counties[row.county],
                    area_km2=row.area_km2,
                    language_form=row.language_form,
                    valid_from=row.valid_from,
                    valid_to=row.valid_to,
                    border=borders.get(row.number),
                )
                for row in rows.values()
            ],
            update_conflicts=True,
            unique_fields=["number"],
            update_fields=fields,
        )
        return {municipality.number: municipality for municipality in Municipality.objects.all()}

    def _successors(self, rows, stored) -> None:
        for row in rows.values():
            stored[row.number].successor = stored[row.successor] if row.successor else None
        Municipality.objects.bulk_update([stored[number] for number in rows], ["successor"], batch_size=200)

    def _populations(self, rows, stored) -> None:
        Population.objects.bulk_create(
            [Population(municipality=stored[number], year=year, inhabitants=count) for number, year, count in rows],
            update_conflicts=True,
            unique_fields=["municipality", "year"],
            update_fields=["inhabitants"],
        )
