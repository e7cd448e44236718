"""Cases as the search finds them: in full for those who may read them, by the neutral title alone for others who may
know of them (governance/exemption.py).
"""

from collections import defaultdict
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from governance.choices import Access
from governance.exemption import reveal
from governance.models import AgendaItem, Case, CaseReference, Meeting
from governance.search.sources import Follow, Shown, Source, Text

ITEM_OPENS = frozenset({"state", "number_sequence", "registered", "removed_at", "meeting", "body"})
MEETING_OPENS = frozenset({"published_at", "removed_at"})


def _treated_in(rows) -> dict:
    """Case -> the bodies whose treatments of it do not lie in the bin."""
    bodies: dict = {}
    stops = AgendaItem.objects.present().filter(case__in=[case.pk for case in rows])
    for case, body in stops.values_list("case", "body").distinct().order_by("body"):
        bodies.setdefault(case, []).append(body)
    return bodies


def _seen_places(actor, pks):
    """Treatments the actor sees: a case she may read can wait for a body that she must not know of."""
    stops = AgendaItem.objects.visible_to(actor)
    return stops if pks is None else stops.filter(case__in=pks)


def _case(case: Case, title: str, text: str, bodies: dict) -> Text:
    day = end_of(case.year)
    return Text(case.pk, case.alliance_id, title, text, day, case.year, bodies=tuple(bodies.get(case.pk, ())))


def _case_texts(rows):
    bodies = _treated_in(rows)
    told: dict = defaultdict(list)
    for each in CaseReference.objects.present().filter(case__in=[case.pk for case in rows]).order_by("position"):
        told[each.case_id] += filter(None, (each.title, each.issuer, each.archive_reference, each.note))
    for case in rows:
        yield _case(case, case.title, "\n".join([case.summary, *told[case.pk]]), bodies)


def _neutral_texts(rows):
    with override("nb"):  # the same whoever writes
        unnamed = _("Sak unntatt offentlighet")
    rows = rows.filter(access=Access.EXEMPT)
    bodies = _treated_in(rows)
    for case in rows:
        yield _case(case, case.public_title or unnamed, "", bodies)


def end_of(year: int) -> date:
    """Where a case stands among what has a day: with the last of its year."""
    return date(min(max(year, 1900), 2200), 12, 31)


def readable_cases(actor):
    return Case.objects.readable_by(actor)


def masked_cases(actor):
    """Exempt cases of which the actor sees the neutral title alone."""
    rows = Case.objects.visible_to(actor).filter(access=Access.EXEMPT)
    if actor.edits_everything:
        return rows.none()
    return rows.exclude(pk__in=Case.objects.readable_by(actor).filter(access=Access.EXEMPT).values("pk"))


def _show_cases(actor, pks) -> dict:
    rows = list(Case.objects.visible_to(actor).filter(pk__in=pks).select_related("cooperation"))
    reveal(actor, rows)
    return {
        case.pk: Shown(
            case.shown_title,
            reverse("governance:case_detail", args=[actor.alliance.slug, case.year, case.sequence]),
            where=_("Sak {number}").format(number=case.number),
            is_exempt=case.access == Access.EXEMPT,
        )
        for case in rows
    }


_CASE_FOLLOWS = {
    AgendaItem: Follow("items", frozenset({"body", "case", "removed_at"}), ITEM_OPENS, is_part=True),
    Meeting: Follow("items__meeting", frozenset(), MEETING_OPENS),
}


def _cases(kind: str, visible, texts, follows) -> Source:
    label, one = gettext_lazy("Saker"), gettext_lazy("Sak")
    return Source(kind, "sak", label, Case, visible, texts, _show_cases, follows, places=_seen_places, one=one)


# What a case refers to is part of what it says, but never of the neutral title.
CASE = _cases("case", readable_cases, _case_texts, _CASE_FOLLOWS | {CaseReference: Follow("references", is_part=True)})
NEUTRAL = _cases("caseneutral", masked_cases, _neutral_texts, _CASE_FOLLOWS)
