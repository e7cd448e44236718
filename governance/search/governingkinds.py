"""Governing documents as the search finds them, with what their versions say."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from governance.models import GoverningDocument, GoverningVersion
from governance.search.sources import Follow, Shown, Source, Text


def _governing_texts(rows):
    told: dict = {}
    versions = GoverningVersion.objects.present().filter(document__in=[row.pk for row in rows]).order_by("label")
    for each in versions:
        told.setdefault(each.document_id, []).extend(filter(None, (each.label, each.adopted_by, each.note)))
    for row in rows:
        text = "\n".join([row.note, *told.get(row.pk, ())])
        yield Text(row.pk, row.alliance_id, row.title, text)


def _show_governing(actor, pks) -> dict:
    rows = GoverningDocument.objects.visible_to(actor).filter(pk__in=pks)
    slug = actor.alliance.slug
    return {
        row.pk: Shown(
            row.title, reverse("governance:governing_detail", args=[slug, row.pk]), where=row.get_kind_display()
        )
        for row in rows
    }


GOVERNING = Source(
    "governing",
    "styringsdokument",
    gettext_lazy("Styringsdokumenter"),
    GoverningDocument,
    GoverningDocument.objects.visible_to,
    _governing_texts,
    _show_governing,
    {GoverningVersion: Follow("versions", is_part=True)},
    one=gettext_lazy("Styringsdokument"),
)
