"""What happened, in the words of the reader: acts of the history as they stand in the list of who did what."""

from django.apps import apps
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.models import Event

SHOWN = 50

WORDS = {
    "case.create": _("Opprettet saken"),
    "case.register": _("Registrerte saken med gammelt nummer"),
    "case.change": _("Endret saken"),
    "exemption.change": _("Vurderte unntaket på nytt"),
    "case.close": _("Avsluttet saken"),
    "case.reopen": _("Åpnet saken igjen"),
    "case.withdraw": _("Trakk saken"),
    "case.tag": _("Endret emneordene på saken"),
    "tag.create": _("Laget et emneord"),
    "tag.change": _("Endret et emneord"),
    "tag.merge": _("Slo sammen to emneord"),
    "tag.remove": _("Slettet et emneord"),
    "tag.restore": _("Hentet et emneord tilbake"),
    "case.link": _("Knyttet saken til en annen sak"),
    "case.unlink": _("Fjernet knytningen til en annen sak"),
    "case.relink": _("Hentet tilbake knytningen til en annen sak"),
    "case.follow": _("Følger saken"),
    "case.unfollow": _("Følger ikke saken lenger"),
    "item.create": _("Sendte saken til et organ"),
    "item.register": _("Registrerte en tidligere behandling"),
    "item.change": _("Endret behandlingen"),
    "item.list": _("Satte saken på en saksliste"),
    "item.unlist": _("Tok saken av sakslisten"),
    "item.place": _("Flyttet saken på sakslisten"),
    "item.take_off": _("Satte saken opp til å tas av sakslisten"),
    "item.keep_on": _("Lot saken stå på sakslisten"),
    "item.withdraw": _("Trakk saken fra organet"),
    "item.postpone": _("Utsatte saken"),
    "item.send_on": _("Sendte saken videre"),
    "item.remove": _("Slettet behandlingen"),
    "item.restore": _("Hentet behandlingen tilbake"),
    "paper.edit": _("Skrev i saksframlegget"),
    "paper.new_version": _("Laget en ny versjon av saksframlegget"),
    "paper.send": _("Sendte ut saksframlegget"),
    "governing.add_version": _("La til en versjon av et styringsdokument"),
    "governing.change_version": _("Endret en versjon av et styringsdokument"),
    "governing.remove_version": _("Fjernet en versjon av et styringsdokument"),
    "governing.restore_version": _("Hentet en versjon av et styringsdokument tilbake"),
    "governing.create": _("Førte opp et styringsdokument"),
    "governing.change": _("Endret et styringsdokument"),
    "governing.remove": _("Fjernet et styringsdokument"),
    "governing.restore": _("Hentet et styringsdokument tilbake"),
    "governing.open": _("Åpnet et styringsdokument for alle"),
    "governing.close": _("Lukket et styringsdokument for publikum"),
    "governing.tie": _("Knyttet saken til et styringsdokument"),
    "governing.untie": _("Fjernet knytningen til et styringsdokument"),
    "paper.upload_word": _("Lastet opp saksframlegget fra Word"),
    "review.ask": _("Ba om gjennomlesing av utkastet"),
    "review.ask_again": _("Ba om gjennomlesing på nytt"),
    "review.remind": _("Sendte en purring om gjennomlesing"),
    "review.withdraw": _("Trakk en forespørsel om gjennomlesing"),
    "review.judge": _("Svarte etter å ha lest gjennom utkastet"),
    "view.save": _("Lagret en visning"),
    "view.change": _("Endret en lagret visning"),
    "view.remove": _("Slettet en lagret visning"),
    "reference.add": _("Lot saken vise til et dokument"),
    "reference.change": _("Endret en henvisning"),
    "reference.place": _("Flyttet en henvisning"),
    "reference.remove": _("Fjernet en henvisning"),
    "reference.restore": _("Hentet en henvisning tilbake"),
    "attendance.seat": _("Førte hvem som sitter på en plass"),
    "attendance.admit": _("Førte at noen andre er til stede"),
    "attendance.change": _("Endret når noen var til stede"),
    "attendance.remove": _("Fjernet noen fra frammøtet"),
    "attendance.restore": _("Hentet noen tilbake til frammøtet"),
    "subitem.add": _("La til et underpunkt"),
    "subitem.change": _("Endret et underpunkt"),
    "subitem.place": _("Flyttet et underpunkt"),
    "subitem.remove": _("Fjernet et underpunkt"),
    "subitem.restore": _("Hentet et underpunkt tilbake"),
    "programme.add": _("La til et programpunkt"),
    "programme.change": _("Endret et programpunkt"),
    "programme.remove": _("Fjernet et programpunkt"),
    "programme.restore": _("Hentet et programpunkt tilbake"),
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
    "meeting.plan_year": _("Planla møtene i et år"),
    "meeting.list_standing": _("Satte faste saker på sakslisten"),
    "standing.open": _("La en fast sak i malen for sakslisten"),
    "standing.begin": _("Tok den vanlige malen for sakslisten"),
    "standing.place": _("Flyttet en fast sak i malen for sakslisten"),
    "meeting.change": _("Endret møtet"),
    "meeting.new_case": _("Opprettet en sak fra sakslisten"),
    "meeting.call": _("Innkalte til møtet"),
    "meeting.reopen_agenda": _("Åpnet sakslisten igjen"),
    "meeting.send_agenda": _("Sendte ny saksliste"),
    "meeting.close_agenda": _("Lukket sakslisten uten endringer"),
    "meeting.answer": _("Svarte på innkallingen"),
    "meeting.summon": _("Kalte inn vara"),
    "meeting.unsummon": _("Trakk innkallingen av vara"),
    "meeting.remind": _("Purret på svar"),
    "meeting.hold": _("Merket møtet som avholdt"),
    "meeting.cancel": _("Avlyste møtet"),
    "meeting.publish": _("Publiserte møtet"),
    "meeting.unpublish": _("Tok møtet av nettet"),
    "person.give_login": _("Ga personen innlogging"),
    "person.take_login": _("Tok fra personen innloggingen"),
    "person.deactivate": _("Deaktiverte personen"),
    "person.reactivate": _("Aktiverte personen igjen"),
    "person.merge": _("Slo sammen to personer"),
    "person.tell_apart": _("Sa at to ikke er samme person"),
    "person.import": _("Hentet personer fra en liste"),
    "person.upload": _("Lastet opp en liste med personer"),
    "election.apply": _("Byttet plassene etter valget"),
    "chair.propose": _("Tok forslaget til hvem som leder"),
    "plan.propose": _("La fram planen"),
    "plan.take_back": _("Tok planen tilbake til utkast"),
    "plan.adopt": _("Vedtok planen"),
    "plan.undo_adoption": _("Tok tilbake vedtaket av planen"),
    "plan.close": _("Avsluttet planen"),
    "plan.reopen": _("Åpnet planen igjen"),
    "plan.publish": _("Publiserte planen"),
    "plan.unpublish": _("Tok planen av nettet"),
    "plan.import": _("Leste inn planen fra en fil"),
    "activity.write_many": _("Skrev flere rader i planen"),
    "fundingline.amounts": _("Endret beløp i økonomien"),
    "costline.amounts": _("Endret beløp i økonomien"),
    "plan.import_accounts": _("Førte regnskapet fra en fil"),
    "accountmapping.remember": _("Husket hvor regnskapet hører hjemme"),
    "plan.upload": _("Lastet opp en fil til planen"),
    "feerun.create": _("Laget kontingentkrav"),
    "feerun.send": _("Sendte kontingentkrav"),
    "project.phase": _("Flyttet prosjektet til en ny fase"),
    "network.join": _("Ble med i nettverket"),
    "network.leave": _("Meldte seg ut av nettverket"),
    "gathering.open": _("Åpnet påmeldingen"),
    "gathering.close": _("Stengte påmeldingen"),
    "gathering.hold": _("Merket arrangementet som avholdt"),
    "gathering.cancel": _("Avlyste arrangementet"),
    "gathering.reopen": _("Tok arrangementet opp igjen"),
    "gathering.sign_up": _("Meldte seg på arrangementet"),
    "gathering.withdraw": _("Meldte av fra arrangementet"),
    "gathering.enrol": _("Meldte på en deltaker"),
    "gathering.correct": _("Rettet en påmelding"),
    "gathering.tick": _("Førte oppmøte"),
    "gathering.count": _("Førte antall frammøtte"),
    "gathering.forget": _("Slettet navn på deltakere"),
    "grantapplication.start": _("Begynte på søknaden"),
    "grantapplication.send": _("Merket søknaden som sendt"),
    "grantapplication.grant": _("Registrerte tilskudd til søknaden"),
    "grantapplication.refuse": _("Registrerte avslag på søknaden"),
    "grantapplication.withdraw": _("Trakk søknaden"),
    "grantapplication.resume": _("Tok søknaden opp igjen"),
    "grantapplication.await": _("Angret svaret på søknaden"),
    "economylimits.change": _("Endret grensene for økonomien"),
    "plan.write_workbook": _("Tok inn planen fra en arbeidsbok"),
    "plan.undo_workbook": _("Angret det som kom fra en arbeidsbok"),
    "activity.change_many": _("Endret flere rader i planen"),
    "activity.remove_many": _("Fjernet rader i planen"),
    "activity.copy_many": _("Dupliserte rader i planen"),
    "activity.move_many": _("Flyttet rader i planen"),
    "status.report": _("Meldte status"),
    "report.publish": _("Publiserte rapporten"),
    "report.unpublish": _("Tok rapporten av nettet"),
    "alliance.open": _("Åpnet alliansens sider for alle"),
    "alliance.close": _("Lukket alliansens sider"),
    "alliance.end_setup": _("Avsluttet oppsettet"),
    "alliance.demo_day": _("Byttet demodag"),
    "person.invite": _("Inviterte personen"),
    "person.revoke_invitation": _("Trakk invitasjonen"),
    "person.open_invitation": _("Åpnet invitasjonen"),
    "person.accept_invitation": _("Tok imot invitasjonen"),
    "mail.settings": _("Endret oppsettet av e-post"),
    "mail.template": _("Endret teksten i en e-post"),
    "mail.again": _("Sendte en e-post på nytt"),
    "mail.take_back": _("Trakk en e-post som ikke var sendt"),
    "mail.bounce": _("Merket en e-post som returnert"),
    "mail.hold": _("Holdt tilbake e-posten som ventet"),
    "mail.release": _("Slapp fram e-posten som ventet"),
    "mail.test": _("Sendte en prøve på e-post"),
    "notice.choose": _("Valgte varsler"),
    "calendar.link": _("Laget en lenke til kalenderen"),
    "calendar.renew": _("Byttet lenken til kalenderen"),
    "calendar.revoke": _("Stengte lenken til kalenderen"),
    "demo.order": _("Bestilte PDF av demoens papirer"),
    "document.freeze.final": _("Laget dokumentet"),
    "document.freeze.draft": _("Laget et utkast av dokumentet"),
    "document.render": _("Laget filen"),
    "position.change": _("Endret stillingen"),
    "plan.change": _("Endret planen"),
    "plan.create": _("Opprettet planen"),
    "activity.take_over": _("Tok stilling til en endring i fjorårets plan"),
    "plan.roll_over": _("Tok planen videre til neste år"),
    "activity.choose_fate": _("Valgte hva som skjer med aktiviteter neste år"),
    "planlink.add": _("Lenket raden til en sak eller et vedtak"),
    "planlink.remove": _("Fjernet en lenke til en sak eller et vedtak"),
    "planlink.restore": _("Hentet tilbake en lenke til en sak eller et vedtak"),
    "activity.ask": _("Laget sak av spørsmålet"),
    "change.undo": _("Angret en endring"),
}
# Where the row can be named its own words are told instead: VERBS.
OF_A_REMARK = {
    "review.comment": _("Kommenterte utkastet"),
    "comment.change": _("Endret en kommentar til utkastet"),
    "comment.answer": _("Svarte på en kommentar til utkastet"),
    "comment.settle": _("Merket en kommentar til utkastet som ferdig, eller åpnet den igjen"),
}
# Acts without words of their own end in one of these; the kind and the name of the row follow.
VERBS = {
    "create": _("la til {kind} «{name}»"),
    "add": _("la til {kind} «{name}»"),
    "change": _("endret {kind} «{name}»"),
    "edit": _("endret {kind} «{name}»"),
    "move": _("flyttet {kind} «{name}»"),
    "place": _("flyttet {kind} «{name}»"),
    "remove": _("slettet {kind} «{name}»"),
    "restore": _("hentet tilbake {kind} «{name}»"),
    "register": _("registrerte {kind} «{name}»"),
    "publish": _("publiserte {kind} «{name}»"),
    "unpublish": _("tok {kind} «{name}» av nettet"),
    "end": _("avsluttet {kind} «{name}»"),
}
ANYTHING = _("endret {kind} «{name}»")


def events_of_case(case) -> list:
    """The latest acts on a case and its treatments, newest first, each with `words`."""
    items = [str(pk) for pk in case.items.values_list("pk", flat=True)]
    about = Q(object_kind="governance.case", object_id=str(case.pk))
    about |= Q(object_kind="governance.agendaitem", object_id__in=items)
    return in_words(Event.objects.filter(about, alliance=case.alliance_id).order_by("-at")[:SHOWN])


def in_words(events) -> list:
    """The events with `words` on each."""
    shown = list(events)
    for event in shown:
        event.words = capfirst(bare_sentence(event))
    return shown


def sentence(act: str, row, count: int) -> str:
    """What the act was, ready to stand after a name: "endret saken". `row` has `kind` and `label`; `count` is how many
    rows the act wrote."""
    known = WORDS.get(act)
    if known:
        return f"{str(known)[:1].lower()}{str(known)[1:]}"
    words = str(VERBS.get(act.rpartition(".")[2], ANYTHING)).format(kind=row.kind, name=row.label or row.kind)
    if count < 2:
        return words
    return ngettext("{words} og {n} rad til", "{words} og {n} rader til", count - 1).format(words=words, n=count - 1)


def bare_sentence(event) -> str:
    """What an act was, where nothing is known of the rows it wrote."""
    known = WORDS.get(event.act) or OF_A_REMARK.get(event.act)
    if known:
        return f"{str(known)[:1].lower()}{str(known)[1:]}"
    verb = str(VERBS.get(event.act.rpartition(".")[2], ANYTHING))
    return verb.format(kind=kind_words(event.object_kind), name=event.object_label)


def kind_words(label: str) -> str:
    """What a kind of row is called, by the name of its model."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return ""
