"""Load both demo alliances into an empty database."""

from django.core.management import call_command
from django.db import transaction

from governance import written
from governance.models import Alliance
from vestregion.demo import vaernesregionen, vestregionen
from vestregion.demo.beside import RegisterBook
from vestregion.demo.cases import CaseBook
from vestregion.demo.files import facts
from vestregion.demo.governing import write_documents
from vestregion.demo.orders import order_documents
from vestregion.demo.plans import PlanBook
from vestregion.demo.publishing import publish
from vestregion.demo.status import write_spending, write_status
from vestregion.demo.tags import make_tags, tag_cases

PASSWORD = "vestregion-demo-2018"  # noqa: S105  printed on purpose; the demo refuses to load in production
LOGINS = (
    ("admin@vestregionen.example", "administrator"),
    ("sekretariat@vestregionen.example", "sekretariatet"),
    ("ordforer.asker@vestregionen.example", "ordfører i Asker"),
    ("ordforer.drammen@vestregionen.example", "ordfører i Drammen"),
    ("radmann.barum@vestregionen.example", "rådmann i Bærum"),
    ("kontakt.lier@vestregionen.example", "kontaktperson i Lier"),
    ("koordinator.khs@vestregionen.example", "koordinator i Kommunehelsesamarbeidet"),
    ("leser@vestregionen.example", "leser"),
    ("sekretariat@vaernesregionen.example", "sekretariatet i Værnesregionen"),
)


class AlreadyLoaded(Exception):
    """The database has an alliance; demo data are only put into an empty one."""


def load(say=lambda line: None, *, opened: bool = True) -> None:
    """Write reference data and both alliances in one transaction: all of it or nothing. Without `opened` nothing is
    published yet. Raises AlreadyLoaded."""
    if Alliance.objects.exists():
        raise AlreadyLoaded
    with transaction.atomic(), written.together():
        call_command("load_reference", verbosity=0)
        say("Vestregionen: medlemmer, organer og personer")
        registers = vestregionen.make_registers(PASSWORD)
        say("Vestregionen: saker og møter")
        cases = CaseBook(registers, facts("vestregionen_cases"))
        cases.write()
        write_documents(cases, opened=opened)
        say("Vestregionen: plattformer og handlingsplaner")
        tags = make_tags(registers.actor)
        tag_cases(registers.actor, tags, cases.cases.values())
        plans = PlanBook(registers, cases, tags)
        plans.write()
        say("Vestregionen: status for 2016")
        write_status(registers.actor, plans.plans[2016])
        write_spending(registers.actor, plans.plans[2016])
        say("Vestregionen: prosjekter, nettverk og søknader")
        RegisterBook(registers, plans).write()
        if opened:
            say("Vestregionen: åpne sider, møter og planer")
            publish(cases, plans)
        say("Vestregionen: bestilling av PDF-er")
        order_documents(cases, plans)
        say("Værnesregionen")
        second = vaernesregionen.make_registers(PASSWORD)
        vaernesregionen.write_platform(second)
        vaernesregionen.write_process(second)
