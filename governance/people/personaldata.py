"""What is stored about persons, table by table: the source of the privacy page.

Every table with a field about a person has its entry here or in the app that owns it; a test compares the entries with
the models. `seen_by` says who may read it, `kept` how long it stays.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

TASK = _("Oppgave i allmennhetens interesse (personvernforordningen art. 6 nr. 1 e)")
DUTY = _("Rettslig plikt: arkivlova og offentleglova (art. 6 nr. 1 c)")
SAFETY = _("Berettiget interesse i å holde innloggingen trygg (art. 6 nr. 1 f)")
INSIDE = _("De som er med i alliansen")
OFFICE = _("Sekretariatet og administratoren")
SELF = _("Bare du selv")
ARCHIVE = _("Så lenge alliansen varer; det som er arkivverdig, avleveres")
OPENED = format_lazy(_("I {days} dager"), days=settings.OPENINGS_KEPT_DAYS)
WHILE_HERE = _("Til du slutter og opplysningene slettes")


@dataclass(frozen=True)
class Entry:
    """One kind of information: `models` are the tables ("governance.person") that hold it."""

    what: Any
    why: Any
    basis: Any
    kept: Any
    seen_by: Any
    models: tuple[str, ...]


# What the ground floor holds.
_entries: list[Entry] = [
    Entry(
        what=_("Navn, tittel, arbeidssted, e-post og telefon"),
        why=_("For å vite hvem som sitter i organene, svarer for en kommune og skal ha papirene"),
        basis=TASK,
        kept=ARCHIVE,
        seen_by=INSIDE,
        models=(
            "governance.person",
            "governance.differentpersons",
            "governance.organisationcontact",
        ),
    ),
    Entry(
        what=_(
            "Verv i organer, møter du var på, saker du er ansvarlig for, punkter du orienterer om, og hvem som gjorde "
            "hva og når"
        ),
        why=_(
            "For at vedtak skal kunne etterprøves. Navn på medlemmer i organer med publiserte møter er åpne for alle"
        ),
        basis=DUTY,
        kept=ARCHIVE,
        seen_by=INSIDE,
        models=(
            "governance.appointment",
            "governance.case",
            "governance.attachment",
            "governance.subitem",
            "governance.programmeentry",
            "governance.attendance",
            "governance.event",
        ),
    ),
    Entry(
        what=_("E-post, passord som kontrollsum, tofaktor, og nettleser og IP-adresse for økter som er åpne"),
        why=_("For at du kan logge inn, og se og avslutte øktene dine"),
        basis=SAFETY,
        kept=WHILE_HERE,
        seen_by=OFFICE,
        models=(
            "governance.user",
            "account.emailaddress",
            "mfa.authenticator",
            "socialaccount.socialaccount",
            "usersessions.usersession",
            "admin.logentry",
        ),
    ),
    Entry(
        what=_("Roller i alliansen og arbeid du har bestilt"),
        why=_("For å styre hvem som får lese og gjøre hva"),
        basis=TASK,
        kept=ARCHIVE,
        seen_by=OFFICE,
        models=(
            "governance.alliancerole",
            "governance.job",
        ),
    ),
    Entry(
        what=_("E-post vi har sendt deg, og lenker du har fått til å svare med"),
        why=_("For å kunne vise hva som er sendt, og sende på nytt når noe går galt"),
        basis=TASK,
        kept=ARCHIVE,
        seen_by=OFFICE,
        models=(
            "governance.outgoingmail",
            "governance.signedlink",
        ),
    ),
    Entry(
        what=_("Om du kommer på møter du er kalt inn til, og hva du skrev da du meldte forfall"),
        why=_("For å vite hvem som møter, og kalle inn vara for den som ikke kommer"),
        basis=TASK,
        kept=ARCHIVE,
        seen_by=_("Du selv, sekretariatet og administratoren"),
        models=("governance.meetinganswer",),
    ),
    Entry(
        what=_("Utkast du er bedt om å lese gjennom, kommentarene dine og hva du svarte"),
        why=_("For at sekretariatet skal kunne rette saksframlegget før det sendes ut"),
        basis=TASK,
        kept=ARCHIVE,
        seen_by=_("Du selv mens du er bedt, sekretariatet og administratoren"),
        models=("governance.paperreview", "governance.papercomment"),
    ),
    Entry(
        what=_(
            "Varslene du har valgt, saker du følger, visninger du har lagret, og kontrollsummen av kalenderadressen din"
        ),
        why=_("For å sende deg det du har bedt om"),
        basis=TASK,
        kept=WHILE_HERE,
        seen_by=SELF,
        models=(
            "governance.casefollow",
            "governance.savedview",
            "governance.noticechoice",
            "governance.digestchoice",
            "governance.calendarlink",
        ),
    ),
    Entry(
        what=_("At du har åpnet en sak eller et vedlegg som er unntatt offentlighet, og når"),
        why=_("For å kunne vise hvem som har lest det som er taushetsbelagt"),
        basis=SAFETY,
        kept=OPENED,
        seen_by=OFFICE,
        models=("governance.opening",),
    ),
    Entry(
        what=_("At du har en plan oppe til redigering akkurat nå, og hvor i den du står"),
        why=_("For at de som redigerer samtidig, skal se hverandre"),
        basis=TASK,
        kept=_("Vises i ti sekunder, og slettes etter et minutt når noen andre redigerer, ellers samme natt"),
        seen_by=_("De som redigerer den samme planen"),
        models=("governance.presence",),
    ),
    Entry(
        what=_("Kontaktadresser til alliansen og medlemmene"),
        why=_("For at alle skal finne fram. De kan være til en person"),
        basis=TASK,
        kept=ARCHIVE,
        seen_by=INSIDE,
        models=(
            "governance.alliance",
            "governance.organisation",
            "governance.mailsettings",
        ),
    ),
]


def describe(*models: str, what, why, basis=TASK, kept=ARCHIVE, seen_by=INSIDE) -> None:
    """Say what the tables hold about persons. For each app's `AppConfig.ready()`."""
    entry = Entry(what, why, basis, kept, seen_by, models)
    if all(known.models != models for known in _entries):
        _entries.append(entry)


def entries() -> tuple[Entry, ...]:
    return tuple(_entries)


def described() -> frozenset[str]:
    """The tables that have an entry."""
    return frozenset(model for entry in _entries for model in entry.models)
