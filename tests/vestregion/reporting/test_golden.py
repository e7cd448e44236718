"""What was frozen yesterday prints the same tomorrow.

golden/<kind>-<schema version>.json holds a document and the checksum of its HTML. They stay for ever: new content gets
a new schema version with templates and a golden file of its own. `write_golden` below made them.
"""

import json
from datetime import date, time
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from django.utils import translation

from actionplan.models import FeeClaim, FeeRun
from actionplan.periods import Period
from governance import agendafacts, clock, history
from governance.access import system_actor
from governance.models import (
    AgendaItem,
    AgendaVersion,
    Attachment,
    Case,
    CasePaper,
    Meeting,
    ProgrammeEntry,
    Resolution,
    ResolutionPoint,
    Seat,
    SubItem,
)
from tests.cast import make, make_person, seat_person
from tests.vestregion.reporting.plans import CLAIMS
from vestregion.reporting.facts import casepaper, convocation, feeclaims, report
from vestregion.reporting.facts import plan as plan_facts
from vestregion.reporting.printing import KINDS, as_frozen, print_html

FOLDER = Path(__file__).parent / "golden"
VERSIONS = {
    "report": report.SCHEMA_VERSION,
    "plan": plan_facts.SCHEMA_VERSION,
    "casepaper": casepaper.SCHEMA_VERSION,
    "feeclaims": feeclaims.SCHEMA_VERSION,
    "convocation": convocation.SCHEMA_VERSION,
}
STAMP = {"document": {"version": 3, "state": "final", "made_on": "2018-03-08"}}


def golden(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def write_golden(kind: str, content: dict):
    """Write the golden file of a new schema version: called by hand once, never for a version that has one."""
    path = FOLDER / f"{kind}-{VERSIONS[kind]}.json"
    if path.exists():
        raise FileExistsError(path)
    content = as_frozen({**content, **STAMP})
    html = print_html(kind, content, schema_version=VERSIONS[kind])
    whole = {"html_sha256": sha256(html.encode()).hexdigest(), "content": content}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_it_prints_as_it_did(path, language):
    kind, version = path.stem.split("-")
    with translation.override(language):
        html = print_html(kind, golden(path)["content"], schema_version=int(version))
    assert sha256(html.encode()).hexdigest() == golden(path)["html_sha256"]


def test_every_kind_has_a_golden_file_for_its_version():
    assert {path.stem for path in FOLDER.glob("*.json")} >= {f"{kind}-{VERSIONS[kind]}" for kind in KINDS}


def shape(value):
    """The keys of content, all the way down; lists by the shapes they hold."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [each for number, each in enumerate(map(shape, value)) if each not in list(map(shape, value))[:number]]
    return ""


@pytest.fixture
def paper(alliance, cooperation, steering_group, executives):
    """A paper for the steering group, after the chief executives have recommended it."""
    case = make(alliance, Case(cooperation=cooperation, year=2015, sequence=12, title="Handlingsplan 2016"))
    meetings = [
        make(alliance, Meeting(body=body, day=day, published_at=clock.now()))
        for body, day in ((executives, date(2015, 11, 26)), (steering_group, date(2015, 12, 10)))
    ]
    items = []
    for meeting, number in zip(meetings, (46, 43), strict=True):
        item = AgendaItem(case=case, body=meeting.body, meeting=meeting, number_year=2015, number_sequence=number)
        item.__dict__["state"] = "numbered"
        items.append(make(alliance, item))
    resolution = make(alliance, Resolution(item=items[0], decided_on=date(2015, 11, 26)))
    make(alliance, ResolutionPoint(resolution=resolution, number=1, text="Rådmannsgruppen slutter seg til planen."))
    make(alliance, Attachment(item=items[1], title="Forslag til handlingsplan 2016", position=1))
    make(
        alliance,
        Attachment(item=items[1], title="Personsak", position=2, access="exempt", legal_basis="offl. § 13"),
    )
    exposition = f"<h2>Bakgrunn</h2><p>{CLAIMS}</p><ul><li><p>Ett punkt</p></li></ul>"
    recommendation = "<ol><li><p>Planen vedtas.</p></li><li><p>Status meldes hvert tertial.</p></li></ol>"
    values = {"exposition": exposition, "recommendation": recommendation}
    values |= {"alternatives": "<p>Planen kan vente et år.</p>", "economic_consequences": "<p>350 000 kroner.</p>"}
    return make(alliance, CasePaper(item=items[1], **values))


@pytest.fixture
def fee_run(alliance, cooperation, asker, lier):
    """Two claims of a run that was sent, which corrects another."""
    old = make(alliance, FeeRun(cooperation=cooperation, year=2016, title="Kontingent 2016", due_on=date(2016, 3, 1)))
    basis = {"kind": "per_inhabitant", "title": "Kontingent per innbygger", "rate": "2", "participants": "KHS"}
    fixed = {"kind": "each", "title": "Medlemskontingent", "amount": "1000", "on": "2016-01-01", "participants": "KHS"}
    run = FeeRun(cooperation=cooperation, year=2016, title="Rettet kontingent 2016", due_on=date(2016, 3, 31))
    run.corrects, run.account, run.text = old, "1234 56 78903", f"Det første kravet hadde feil sats.\n\n{CLAIMS}"
    run.basis = [basis | {"population_on": "2016-01-01"}, fixed]
    run.__dict__["state"], run.sent_on = "sent", date(2016, 3, 1)
    make(alliance, run)
    line = {"title": "Kontingent per innbygger", "inhabitants": 60781, "rate": "2", "amount": "121562"}
    each = {"title": "Medlemskontingent", "inhabitants": None, "rate": None, "amount": "1000"}
    rows = [(asker, [line, each], 122562), (lier, [each], 1000)]
    for number, (member, lines, amount) in enumerate(rows, 1):
        values = {"organisation": member, "name": member.name, "email": "post@kommune.example", "contact": "Kari Moe"}
        values |= {"org_number": "920125298", "municipality_number": "0220", "number_year": 2016}
        make(alliance, FeeClaim(run=run, lines=lines, amount=Decimal(amount), number_sequence=number, **values))
    return run


@pytest.fixture
def called(alliance, cooperation, steering_group, asker, lier):
    """A meeting of two days with an open, an exempt, a late and a withdrawn case; one of its seats is vacant."""
    values = {"day": date(2017, 9, 28), "last_day": date(2017, 9, 29), "starts_at": time(10), "ends_at": time(14, 30)}
    values |= {"form": "hybrid", "place": "Sundvolden", "video_link": "https://video.example/1", "note": CLAIMS}
    meeting = Meeting(body=steering_group, called_at=clock.oslo(date(2017, 9, 14)), **values)
    meeting.__dict__["state"] = "called"
    make(alliance, meeting)
    cases = (
        {"title": "Transport 2.0"},
        {"title": "Ansettelse av Kari Moe", "access": "exempt", "legal_basis": "offl. § 25"},
        {"title": "Ny kollektivplan"},
        {"title": "Kunst rett vest"},
    )
    for number, values in enumerate(cases, 1):
        case = make(alliance, Case(cooperation=cooperation, year=2017, sequence=number, **values))
        item = AgendaItem(case=case, body=steering_group, meeting=meeting, position=number, is_late=number == 3)
        item.number_year, item.number_sequence = 2017, number
        item.__dict__["state"] = "withdrawn" if number == 4 else "numbered"
        make(alliance, item)
        if number < 3:
            point = {"title": "Bompenger", "on_behalf_of": lier, "presenter_name": "Ola Gjest"}
            make(alliance, SubItem(item=item, position=1, **point))
            make(alliance, SubItem(item=item, position=2, title="Ansettelse"))
    items = list(meeting.items.order_by("position"))
    for values in (
        {"starts_at": time(10), "ends_at": time(11, 30), "title": "Åpning", "speaker": "Ola Gjest", "item": items[0]},
        {"starts_at": time(11, 30), "title": "Et lukket møte", "item": items[1]},
        {"starts_at": time(19), "title": "Middag", "place": "Spisesalen"},
        {"on_day": 2, "starts_at": time(9), "title": "Omvisning", "place": "Kleivstua", "speaker": "Siri Kokk"},
    ):
        make(alliance, ProgrammeEntry(meeting=meeting, **values))
    rows, values = agendafacts.rows_of(meeting), {"meeting": meeting, "facts": agendafacts.facts_of(meeting)}
    first = [{**row, "state": "numbered", "subs": []} for row in rows if not row["late"]]
    make(alliance, AgendaVersion(number=1, sent_at=meeting.called_at, rows=first, **values))
    later = {"sent_at": clock.oslo(date(2017, 9, 20)), "why": "En sak haster"}
    make(alliance, AgendaVersion(number=2, rows=rows, **later, **values))
    seat_person(steering_group, make_person(alliance, "olav@test.example", "Olav", "Ordfører"), asker)
    make(alliance, Seat(body=steering_group, on_behalf_of=lier, role="member"))
    return meeting


def test_a_convocation_tells_all_who_are_called_the_same(called):
    facts = convocation.collect_convocation(called)
    assert [(each.number, each.title, each.is_late, each.is_withdrawn) for each in facts.items] == [
        ("01/2017", "Transport 2.0", False, False),
        ("02/2017", "Sak unntatt offentlighet", False, False),
        ("03/2017", "Ny kollektivplan", True, False),
        ("04/2017", "Kunst rett vest", False, True),
    ]
    assert [each.points for each in facts.items] == [
        ("a) Lier: Bompenger (Ola Gjest)", "b) Ansettelse"),
        (),
        (),
        (),
    ]
    assert [(each.day, each.hours, each.case) for each in facts.programme] == [
        ("2017-09-28", "10.00–11.30", "01/2017 Transport 2.0"),
        ("2017-09-28", "11.30", "02/2017 Sak unntatt offentlighet"),
        ("2017-09-28", "19.00", ""),
        ("2017-09-29", "09.00", ""),
    ]
    assert [(each.seat, each.name) for each in facts.called] == [
        ("Asker kommune", "Olav Ordfører"),
        ("Lier kommune", ""),
    ]
    html = print_html("convocation", as_frozen({**facts.content(), **STAMP}), schema_version=VERSIONS["convocation"])
    assert "Kari Moe" not in html
    for words in (
        "28.–29. september 2017, kl. 10.00–14.30",
        "Sundvolden",
        "Ettersendt",
        "Trukket",
        "Ledig",
        "Saksliste versjon 2, sendt 20. september 2017",
        "En sak haster",
        "03/2017 Ny kollektivplan: Ny sak, ettersendt.",
        "<li>a) Lier: Bompenger (Ola Gjest)</li>",
        "01/2017 Transport 2.0: Nytt underpunkt a) Lier: Bompenger (Ola Gjest). Nytt underpunkt b) Ansettelse.",
        "02/2017 Sak unntatt offentlighet: Nytt underpunkt a). Nytt underpunkt b).",
        "04/2017 Kunst rett vest: Trukket, behandles ikke.",
        "<h3>29. september 2017</h3>",
        "Kleivstua, ved Siri Kokk",
        '<span class="quiet">02/2017 Sak unntatt offentlighet</span>',
    ):
        assert words in html.replace("\xa0", " ")


def test_each_claim_tells_its_own_rules(fee_run):
    facts = feeclaims.collect_claims(fee_run, list(fee_run.claims.order_by("name")))
    assert [(claim.number, claim.amount, len(claim.rules)) for claim in facts.claims] == [
        ("2016-0001", "122562.00", 2),
        ("2016-0002", "1000.00", 1),
    ]
    html = print_html("feeclaims", as_frozen({**facts.content(), **STAMP}), schema_version=VERSIONS["feeclaims"])
    assert "121\xa0562" in html
    assert "Retter" in html


def test_a_paper_with_what_came_before(paper):
    facts = casepaper.collect_paper(paper)
    assert (facts.number, facts.file_number, facts.day) == ("43/2015", "2015/12", "2015-12-10")
    assert [(stop.body, stop.number, stop.outcome, stop.points) for stop in facts.earlier] == [
        ("Rådmannsgruppen", "46/2015", "Vedtatt som foreslått", ("Rådmannsgruppen slutter seg til planen.",))
    ]
    assert [(each.title, each.exempt) for each in facts.attachments] == [
        ("Forslag til handlingsplan 2016", ""),
        ("", "Unntatt offentlighet, offl. § 13"),
    ]


def test_a_part_is_printed_where_it_is_written_and_points_are_numbered(paper):
    change(paper, recommendation="<ul><li><p>Planen vedtas.</p></li><li><p>Status meldes.</p></li></ul>")
    content = as_frozen({**casepaper.collect_paper(paper).content(), **STAMP})
    printed = print_html("casepaper", content, schema_version=casepaper.SCHEMA_VERSION)
    assert "<h2>Vurdering av alternativer</h2><p>Planen kan vente et år.</p>" in printed
    assert "<h2>Økonomiske konsekvenser</h2><p>350 000 kroner.</p>" in printed
    assert "Konsekvenser for kommunene" not in printed
    assert "<ol><li><p>Planen vedtas.</p></li><li><p>Status meldes.</p></li></ol>" in printed


def test_a_paper_names_nobody_since_visitors_fetch_it(paper, secretary):
    change(paper.item.case, responsible=secretary.person)
    facts = casepaper.collect_paper(paper)
    assert facts.responsible == ""
    printed = print_html("casepaper", as_frozen({**facts.content(), **STAMP}), schema_version=casepaper.SCHEMA_VERSION)
    assert secretary.person.family_name not in printed


def change(row, **values):
    with history.recording(system_actor(row.alliance), "test.change", row):
        return history.save(row, values)


def test_an_unpublished_meeting_leaves_only_body_and_day_in_a_paper(paper):
    """One paper serves all its readers, the public among them."""
    change(paper.item.case.items.get(number_sequence=46).meeting, published_at=None)
    facts = casepaper.collect_paper(paper)
    assert facts.earlier == (casepaper.TreatmentFact("Rådmannsgruppen", "2015-11-26", "", "", ()),)
    html = print_html("casepaper", as_frozen({**facts.content(), **STAMP}), schema_version=VERSIONS["casepaper"])
    assert "Rådmannsgruppen" in html
    assert "slutter seg" not in html


def test_a_paper_of_an_exempt_case_tells_what_its_own_body_resolved_alone(paper, steering_group):
    change(paper.item.case, access="exempt", legal_basis="offl. § 13", public_title="Personalsak")
    assert [stop.points for stop in casepaper.collect_paper(paper).earlier] == [()]
    change(paper.item.case.items.get(number_sequence=46), body=steering_group, turn=2)
    assert [len(stop.points) for stop in casepaper.collect_paper(paper).earlier] == [1]


def test_the_shape_of_content_is_that_of_its_version(plan, paper, fee_run, called):
    """A key more, less or renamed needs a new schema version."""
    found = {
        "report": report.collect_report(plan, Period.AAR),
        "casepaper": casepaper.collect_paper(paper),
        "feeclaims": feeclaims.collect_claims(fee_run, list(fee_run.claims.order_by("name"))),
        "convocation": convocation.collect_convocation(called),
    }
    for kind, facts in found.items():
        assert shape_of(facts) == shape_of_golden(kind)


def test_the_shape_of_a_plan_too(amended):
    assert shape_of(plan_facts.collect_plan(amended)) == shape_of_golden("plan")


def shape_of(facts):
    return shape(as_frozen({**facts.content(), **STAMP}))


def shape_of_golden(kind: str):
    return shape(golden(FOLDER / f"{kind}-{VERSIONS[kind]}.json")["content"])
