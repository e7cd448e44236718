"""What the registers beside the plan let be found: by those inside the alliance, each row with its own page."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy

from actionplan.models import GrantApplication
from governance.search.sources import Shown, Source, Text


def _application_texts(rows):
    for pk, alliance, title, note, year in rows.order_by().values_list("pk", "alliance_id", "title", "note", "year"):
        yield Text(pk, alliance, title, note, date(year, 1, 1), year)


def _show(model, name: str):
    def show(actor, pks) -> dict:
        rows = model.objects.visible_to(actor).filter(pk__in=pks).select_related("cooperation")
        return {
            row.pk: Shown(str(row), reverse(name, args=[actor.alliance.slug, row.pk]), where=str(row.cooperation))
            for row in rows
        }

    return show


APPLICATION = Source(
    "application",
    "soknad",
    gettext_lazy("Søknader"),
    GrantApplication,
    GrantApplication.objects.visible_to,
    _application_texts,
    _show(GrantApplication, "actionplan:application_detail"),
    says=frozenset({"title", "note", "year", "removed_at"}),
    opens=frozenset({"removed_at"}),
    one=gettext_lazy("Søknad"),
)
SOURCES = (APPLICATION,)
