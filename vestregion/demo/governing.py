"""The governing documents of Vestregionen, with the cases about them."""

from datetime import date

from governance.services import governing
from vestregion.demo.cases import CaseBook
from vestregion.demo.files import facts, moment

FOUND = moment(date(2015, 1, 5))  # when they were entered


def write_documents(cases: CaseBook, *, opened: bool) -> None:
    """Each with its versions and cases; with `opened` everyone may read them."""
    made = {}
    for values in facts("governing")["document"]:
        versions, ties = values.pop("version"), values.pop("tie", ())
        values["supersedes"] = made.get(values.pop("supersedes", None))
        cooperation = cases.registers.cooperations["vestregionen"]
        document = governing.create_document(cases.actor, cooperation=cooperation, at=FOUND, **values)
        made[document.title] = document
        for version in versions:
            version["case"] = cases.cases[version["case"]] if "case" in version else None
            governing.add_version(cases.actor, document, at=FOUND, **version)
        for tie in ties:
            case = cases.cases[tie["case"]]
            governing.tie_case(cases.actor, case, document=document, kind=tie["kind"], at=moment(date(2018, 1, 8)))
        if opened:
            governing.open_document(cases.actor, document, at=FOUND)
