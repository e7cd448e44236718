"""What happened, in the words of the reader: acts of the history as they stand in the list of who did what."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Event

SHOWN = 50

WORDS = {
    "case.create": _("Opprettet saken"),
    "case.register": _("Registrerte saken med gammelt nummer"),
    "case.change": _("Endret saken"),
    "case.close": _("Avsluttet saken"),
    "case.reopen": _("Åpnet saken igjen"),
    "case.withdraw": _("Trakk saken"),
    "case.link": _("Knyttet saken til en annen sak"),
    "case.unlink": _("Fjernet knytningen til en annen sak"),
    "case.relink": _("Hentet tilbake knytningen til en annen sak"),
    "item.create": _("Sendte saken til et organ"),
    "item.register": _("Registrerte en tidligere behandling"),
    "item.change": _("Endret behandlingen"),
    "item.list": _("Satte saken på en saksliste"),
    "item.unlist": _("Tok saken av sakslisten"),
    "item.place": _("Flyttet saken på sakslisten"),
    "item.withdraw": _("Trakk saken fra organet"),
    "item.postpone": _("Utsatte saken"),
    "item.send_on": _("Sendte saken videre"),
    "item.remove": _("Slettet behandlingen"),
    "item.restore": _("Hentet behandlingen tilbake"),
    "paper.edit": _("Skrev i saksframlegget"),
    "paper.new_version": _("Laget en ny versjon av saksframlegget"),
    "paper.send": _("Sendte ut saksframlegget"),
    "attachment.add": _("La ved et vedlegg"),
    "attachment.new_version": _("Lastet opp en ny versjon av et vedlegg"),
    "attachment.send": _("Sendte ut et vedlegg"),
    "attachment.change": _("Endret et vedlegg"),
    "attachment.place": _("Flyttet et vedlegg"),
    "attachment.remove": _("Fjernet et vedlegg"),
    "attachment.restore": _("Hentet et vedlegg tilbake"),
    "resolution.register": _("Registrerte vedtaket"),
    "resolution.change": _("Endret vedtaket"),
    "resolution.remove": _("Slettet vedtaket"),
    "resolution.restore": _("Hentet vedtaket tilbake"),
    "meeting.create": _("Opprettet møtet"),
    "meeting.change": _("Endret møtet"),
    "meeting.new_case": _("Opprettet en sak fra sakslisten"),
    "meeting.call": _("Innkalte til møtet"),
    "meeting.hold": _("Merket møtet som avholdt"),
    "meeting.cancel": _("Avlyste møtet"),
    "meeting.publish": _("Publiserte møtet"),
    "meeting.unpublish": _("Tok møtet av nettet"),
}


def events_of_case(case) -> list:
    """The latest acts on a case and its treatments, newest first, each with `words`."""
    items = [str(pk) for pk in case.items.values_list("pk", flat=True)]
    about = Q(object_kind="governance.case", object_id=str(case.pk))
    about |= Q(object_kind="governance.agendaitem", object_id__in=items)
    return in_words(Event.objects.filter(about, alliance=case.alliance_id).order_by("-at")[:SHOWN])


def in_words(events) -> list:
    """The events with `words` on each; an act without words of its own keeps its name."""
    shown = list(events)
    for event in shown:
        event.words = WORDS.get(event.act, event.act)
    return shown
