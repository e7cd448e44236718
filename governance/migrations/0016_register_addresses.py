"""Four more words that no cooperation may have as its address. One that has, gets a number behind it first."""

from django.db import migrations, models

NEW = ["soknader", "prosjekter", "nettverk", "arrangementer"]
BEFORE = [
    "api", "demodag", "filer", "handlingsplan", "helse", "hjelp", "import", "innstillinger", "jobber", "kultur",
    "logo", "medlemmer", "moter", "okonomi", "oppsett", "organer", "personer", "plattform", "rapporter", "runder",
    "saker", "samarbeid", "sok", "utboks",
]  # fmt: skip


def make_room(apps, schema_editor):
    """A free slug for each cooperation that has one of the words."""
    Cooperation = apps.get_model("governance", "Cooperation")
    for row in Cooperation.objects.filter(slug__in=NEW):
        taken = set(Cooperation.objects.filter(alliance=row.alliance_id).values_list("slug", flat=True))
        number = next(each for each in range(2, 1000) if f"{row.slug}-{each}" not in taken)
        Cooperation.objects.filter(pk=row.pk).update(slug=f"{row.slug}-{number}")


def constraint(words):
    return models.CheckConstraint(
        condition=models.Q(("slug__in", sorted(words)), _negated=True),
        name="governance_cooperation_slug_not_reserved",
        violation_error_message="Dette adressenavnet er opptatt av systemet. Velg et annet.",
    )


class Migration(migrations.Migration):
    dependencies = [("governance", "0015_pulse")]

    operations = [
        migrations.RunPython(make_room, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="cooperation", name="governance_cooperation_slug_not_reserved"),
        migrations.AddConstraint(model_name="cooperation", constraint=constraint(BEFORE + NEW)),
    ]
