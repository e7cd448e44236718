"""What the registers beside the plan let be found: by those inside the alliance, each row with its own page."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy

from actionplan.choices import GatheringState
from actionplan.models import Gathering, GrantApplication, Network, Project
from governance.search.sources import Shown, Source, Text


def _application_texts(rows):
    for pk, alliance, title, note, year in rows.order_by().values_list("pk", "alliance_id", "title", "note", "year"):
        yield Text(pk, alliance, title, note, date(year, 1, 1), year)


def _gathering_texts(rows):
    said = rows.order_by().values_list("pk", "alliance_id", "title", "description", "place", "day")
    for pk, alliance, title, description, place, day in said:
        yield Text(pk, alliance, title, "\n".join(filter(None, (place, description))), day, day.year)


def _texts(*said: str):
    """Names and words of rows without a year: they stand before all that has a day."""

    def texts(rows):
        for pk, alliance, name, *more in rows.order_by().values_list("pk", "alliance_id", "name", *said):
            yield Text(pk, alliance, name, "\n".join(filter(None, more)))

    return texts


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
PROJECT = Source(
    "project",
    "prosjekt",
    gettext_lazy("Prosjekter"),
    Project,
    Project.objects.visible_to,
    _texts("purpose", "money_from"),
    _show(Project, "actionplan:project_detail"),
    says=frozenset({"name", "purpose", "money_from", "removed_at"}),
    opens=frozenset({"removed_at"}),
    one=gettext_lazy("Prosjekt"),
)
NETWORK = Source(
    "network",
    "nettverk",
    gettext_lazy("Nettverk"),
    Network,
    Network.objects.visible_to,
    _texts("purposes"),
    _show(Network, "actionplan:network_detail"),
    says=frozenset({"name", "purposes", "removed_at"}),
    opens=frozenset({"removed_at"}),
    one=gettext_lazy("Nettverk"),
)


def gatherings_inside(actor):
    """A visitor who has the address of an open page reads that page, and finds it nowhere. A draft is found by the
    secretariat alone: the index knows readers, and not who is the contact of what."""
    rows = Gathering.objects.visible_to(actor)
    if actor is None or not actor.is_known:
        return rows.none()
    return rows if actor.edits_everything or actor.edited_cooperations else rows.exclude(state=GatheringState.DRAFT)


GATHERING = Source(
    "gathering",
    "arrangement",
    gettext_lazy("Arrangementer"),
    Gathering,
    gatherings_inside,
    _gathering_texts,
    _show(Gathering, "actionplan:gathering_detail"),
    says=frozenset({"title", "description", "place", "day", "state", "removed_at"}),
    opens=frozenset({"state", "removed_at"}),
    one=gettext_lazy("Arrangement"),
)
SOURCES = (APPLICATION, PROJECT, NETWORK, GATHERING)
