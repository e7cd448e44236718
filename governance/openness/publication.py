"""What a publication opens to everyone, and what stays closed and why: told before the act, item by item.

The lists are made of the same rules that afterwards decide who sees what (`visible_to` of a visitor), so that the page
of confirmation never promises another thing than happens.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from governance.choices import Access, ItemState, PaperState
from governance.exemption import neutral_title
from governance.models import Meeting


@dataclass
class Opening:
    """`opens` and `stays` hold (what, about it)."""

    opens: list[tuple[str, str]] = field(default_factory=list)
    stays: list[tuple[str, str]] = field(default_factory=list)


def was_withdrawn(actor, model, **which) -> bool:
    """Whether rows that were published once have been taken back. For a visitor, who sees no row of them any more."""
    once = model.history.model.objects.filter(published_at__isnull=False).values("id")
    rows = model.objects.of(actor.alliance).filter(published_at__isnull=True, pk__in=once)
    return rows.filter(**which).exists()


def meeting_opening(meeting: Meeting) -> Opening:
    """Agenda, papers, attachments and resolutions of one meeting."""
    told = Opening()
    told.opens.append((_("Møtet"), _("Tid, sted, praktisk informasjon og saksliste")))
    if not meeting.body.meetings.present().filter(published_at__isnull=False).exclude(pk=meeting.pk).exists():
        told.opens.append((str(meeting.body), _("Organets side med navnene på medlemmene, og møtekalenderen")))
    items = meeting.items.present().select_related("case", "body").in_order()
    for item in items.prefetch_related("papers", "attachments__versions", "resolutions"):
        _tell_item(item, told)
    if meeting.video_link:
        told.stays.append((_("Videolenken"), _("Bare for dem som er med i alliansen")))
    if meeting.dial_in:
        told.stays.append((_("Nummeret det ringes inn på"), _("Bare for dem som er med i alliansen")))
    return told


def _tell_item(item, told: Opening) -> None:
    name = f"{item.number} {item.case.title}".strip()
    if not item.was_called or item.state in (ItemState.WAITING, ItemState.LISTED):
        told.stays.append((name, _("Ikke innkalt ennå")))
    elif item.case.access == Access.EXEMPT:
        shown = f"{item.number} {neutral_title(item.case)}".strip()
        told.opens.append((shown, _("Bare nummeret, denne tittelen og hjemmelen")))
        told.stays.append((name, _why_exempt(item.case)))
    else:
        told.opens.append((name, ", ".join(_parts(item))))
        told.stays.extend(_closed_parts(item))


def _parts(item) -> list[str]:
    """What everyone reads of an open case."""
    papers = [each for each in item.papers.all() if each.removed_at is None and each.state == PaperState.SENT]
    parts = [_("saksframlegg, versjon {number}").format(number=each.number) for each in papers if each.is_written]
    parts += [_("vedlegg «{title}»").format(title=each.title) for each in _attachments(item) if not _why_closed(each)]
    parts += [_("vedtaket") for each in item.resolutions.all() if each.removed_at is None]
    return parts or [_("bare tittelen")]


def _closed_parts(item):
    for paper in item.papers.all():
        if paper.removed_at is None and paper.state != PaperState.SENT:
            yield f"{item.number} {item.case.title}", _("Utkast til saksframlegg, versjon {n}").format(n=paper.number)
    for each in _attachments(item):
        if reason := _why_closed(each):
            yield each.title, reason


def _attachments(item) -> list:
    return [each for each in item.attachments.all() if each.removed_at is None]


def _why_closed(attachment) -> str:
    if attachment.access != Access.PUBLIC:
        return _why_exempt(attachment)
    versions = [each for each in attachment.versions.all() if each.removed_at is None]
    newest = max(versions, key=lambda each: each.number, default=None)
    return "" if newest is not None and newest.sent_at else _("Vedlegget er ikke sendt ut")


def _why_exempt(row) -> str:
    return f"{row.exempt_words}, {row.basis_words or _('hjemmel mangler')}"


def alliance_opening(alliance) -> Opening:
    """The front page of an alliance."""
    told = Opening()
    told.opens.append((_("Forsiden"), _("Navn, formål, kontakt, og det som er publisert av møter, saker og planer")))
    told.opens.append((_("Medlemmene"), _("Navn, kart, innbyggere, og når de kom og gikk")))
    told.opens.append((_("Velg allianse"), _("Alliansen står på den første siden for alle")))
    told.stays.append((_("Personer og kontaktpersoner"), _("Bare for dem som er med i alliansen")))
    told.stays.append((_("Leverandører og andre"), _("De er ikke medlemmer")))
    told.stays.append((_("Møter, planer og rapporter"), _("De åpnes én for én, når de publiseres")))
    return told
