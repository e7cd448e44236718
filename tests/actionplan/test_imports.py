"""A parsed plan becomes rows: all of them, in one change, or none; and the preview says what will happen."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.html import escape

from actionplan.importing import read_plan
from actionplan.models import (
    ActionPlan,
    Activity,
    AreaName,
    FocusArea,
    FundingLine,
    Measure,
    PlanSection,
    Position,
    PriorityArea,
    ReportingLine,
    StrategicPlatform,
)
from actionplan.services.imports import import_plan, plan_preview
from actionplan.services.plans import create_plan, propose_plan
from governance import history
from governance.choices import Role
from governance.models import AgendaItem, Case, Cooperation, Event, Organisation
from tests.actionplan.importing.make_files import fixture_text
from tests.cast import make, make_person, with_role

FIXTURE = Path(__file__).parents[2] / "fixtures" / "plan_2016.tsv"
# Section -> focus area, cooperation, (sum or rate, source), (percent, leads), receivers of tertial and annual reports.
GROUP, ASSEMBLY, NET = "Styringsgruppen", "Generalforsamlingen", "Norsk Helsenett"
USUAL = ([GROUP], [GROUP, ASSEMBLY])
SECTIONS = {
    "Arealbruk, transport og knutepunktutvikling": (
        "Arealbruk, transport og knutepunktutvikling", None, [(350000, "allocation")], [(None, True)], *USUAL,
    ),
    "Fremtidig behov for arbeidskraft og kompetanse": (
        "Framtidig behov for arbeidskraft og kompetanse", None, [(100000, "allocation")], [(None, True)], *USUAL,
    ),
    "Kommunehelsesamarbeidet": (
        "Kommunehelsesamarbeidet i Vestre Viken tjenesteområde", "KHS",
        [(2, "fee_per_inhabitant"), (None, "grant")], [(75, True)], ["Styret i KHS", GROUP], [],
    ),
    "Samfunn og Folkehelse": (
        "Samfunn og folkehelse", None, [(350000, "allocation")], [(25, True), (None, False)], *USUAL,
    ),
    "Kommunal elektronisk meldingsutbredelse (KomUt)": (
        None, None, [(None, "full_external")], [(100, True)], [NET, GROUP], [ASSEMBLY, NET],
    ),
    "Brukerstyrt personlig assistanse": (
        None, "BPA", [(Decimal("0.5"), "fee_per_inhabitant")], [(None, True)], *USUAL,
    ),
    "Kunst rett vest": (
        "Kunst rett vest", None,
        [(1000000, "fee_share"), (300000, "equity"), (200000, "host"), (None, "grant")], [(100, True)], *USUAL,
    ),
    "Vestregionens Ungdomssymfionrkester": (
        "Vestregionens Ungdomssymfoniorkester", None, [(600000, "allocation"), (250000, "grant")],
        [(20, True), (None, False), (None, False)], *USUAL,
    ),
    "Forvaltningsreformen": (None, None, [], [], [], []),
}  # fmt: skip


def parsed(text: str | None = None):
    return read_plan((text or fixture_text()).encode(), "plan_2016.tsv", 2016)


@pytest.fixture
def imported(secretary, cooperation, bodies):
    return import_plan(secretary, parsed(), cooperation=cooperation, year=2016)


def described(section: PlanSection) -> tuple:
    lines = section.reporting_lines.order_by("position")
    money = []
    for line in section.funding.all():
        entry = line.entries.first()
        money.append((entry.amount if entry else line.rate, line.source))
    return (
        section.focus_area.name if section.focus_area else None,
        str(section.cooperation) if section.cooperation else None,
        money,
        [(post.percent, post.is_lead) for post in section.posts.all()],
        [str(line.receiver) for line in lines if line.kind == "tertial"],
        [str(line.receiver) for line in lines if line.kind == "annual"],
    )


def nothing_is_stored() -> bool:
    kinds = (ActionPlan, PlanSection, Measure, Activity, StrategicPlatform, PriorityArea, Position, ReportingLine)
    return not any(kind.objects.exists() or kind.history.exists() for kind in kinds)


# ---- What the plan of 2016 becomes ----


def test_the_plan_of_2016_lands_whole(imported):
    activities = Activity.objects.filter(section__plan=imported)
    deadlines = [text for text in activities.values_list("deadline_text", flat=True) if text]
    assert imported.sections.count() == 9
    assert Measure.objects.filter(section__plan=imported, parent=None).count() == 38
    assert (activities.count(), len(deadlines), len(set(deadlines))) == (86, 72, 16)
    assert activities.filter(mode="question").count() == 4
    assert (imported.title, imported.year, imported.state) == ("Handlingsplan 2016", 2016, "draft")


def test_each_section_has_its_links_money_posts_and_receivers(imported):
    assert {section.title: described(section) for section in imported.sections.all()} == SECTIONS


def test_a_fee_says_which_population_and_who_pays(imported):
    fees = FundingLine.objects.filter(basis="per_inhabitant").order_by("-rate")
    assert [(str(fee.participants), fee.population_on) for fee in fees] == [
        ("KHS", date(2016, 1, 1)),
        ("BPA", date(2016, 1, 1)),
    ]
    assert FundingLine.objects.get(source="full_external").payer.name == "Norsk Helsenett"


def test_a_shared_post_is_one_and_a_part_post_is_the_sections_own(imported):
    assert Position.objects.filter(title="Daglig leder").count() == 1
    assert Position.objects.get(title="Medarbeider, Kommunehelsesamarbeidet").percent == 75
    assert Position.objects.get(title__startswith="Dirigent, ").is_hourly


def test_rows_keep_the_order_and_the_tree_of_the_document(imported):
    section = imported.sections.get(title="Samfunn og Folkehelse")
    assert section.level_labels == ["Område", "Tiltak", "Aktiviteter"]
    assert [measure.position for measure in section.measures.filter(parent=None)] == [1, 2, 3]
    activity = section.activities.get(title__startswith="Finne fram til relevante")
    assert (activity.position, activity.measure.title) == (2, "Kontakt med statlige aktører")
    assert activity.measure.parent.title == "Påvirkningsarbeid"


def test_texts_are_paragraphs_and_a_deadline_is_read(imported):
    section = imported.sections.get(title="Kunst rett vest")
    assert section.organisation.startswith("<p>")
    activity = Activity.objects.filter(deadline_text="Q1 + Q2").first()
    assert activity.deadline_end == date(2016, 6, 30)


def test_one_import_is_one_change(imported):
    event = Event.objects.get(act="plan.import")
    assert event.object_label == "Handlingsplan 2016"
    kinds = (ActionPlan, PlanSection, Measure, Activity, ReportingLine, FundingLine, PriorityArea)
    assert {row.change_id for kind in kinds for row in kind.history.all()} == {event.change_id}
    assert event.by_name == "Sara Sekretær"


def test_the_case_is_linked_by_its_number_in_the_body(alliance, secretary, cooperation, bodies, executives):
    case = make(alliance, Case(cooperation=cooperation, year=2015, sequence=9, title="Handlingsplan 2016"))
    other = make(alliance, Case(cooperation=cooperation, year=2015, sequence=10, title="En annen sak"))
    numbers = {"number_year": 2015, "number_sequence": 46, "state": "numbered"}
    make(alliance, AgendaItem(case=case, body=executives, **numbers))
    make(alliance, AgendaItem(case=other, body=bodies["assembly"], **numbers))
    assert import_plan(secretary, parsed(), cooperation=cooperation, year=2016).case == case


# ---- What is known already ----


def test_known_areas_are_matched_by_name_and_by_other_name(alliance, secretary, cooperation, bodies):
    platform = StrategicPlatform(
        cooperation=cooperation, title="2015–2018", valid_from=date(2015, 1, 1), valid_to=date(2018, 12, 31)
    )
    make(alliance, platform)
    health = make(alliance, PriorityArea(platform=platform, name="HELSE ", position=1))
    reform = make(alliance, PriorityArea(platform=platform, name="Kommunereformen", position=2))
    make(alliance, AreaName(area=reform, name="Forvaltningsreformen"))
    focus = make(alliance, FocusArea(area=health, name="samfunn  og folkehelse"))
    plan = import_plan(secretary, parsed(), cooperation=cooperation, year=2016)
    assert plan.platform == platform
    assert plan.sections.get(title="Forvaltningsreformen").area == reform
    assert plan.sections.get(title="Samfunn og Folkehelse").focus_area == focus
    assert PriorityArea.objects.count() == 4


def test_the_next_year_finds_what_this_year_made(imported, secretary, cooperation):
    before = {kind: kind.objects.count() for kind in (PriorityArea, FocusArea, Position, Organisation)}
    later = read_plan(fixture_text().encode(), "plan_2017.tsv", 2017)
    import_plan(secretary, later, cooperation=cooperation, year=2017)
    assert {kind: kind.objects.count() for kind in before} == before


def test_an_unknown_receiver_becomes_an_organisation_and_the_preview_says_so(secretary, cooperation):
    preview = plan_preview(secretary, parsed(), cooperation=cooperation, year=2016)
    names = {row.name for row in preview.landing.rows(Organisation)}
    assert names == {
        "Vestregionens styringsgruppe", "generalforsamlingen i Vestregionen", "Vestregionens generalforsamling",
        "Kommunehelsesamarbeidets samhandlingsstyre", "Norsk Helsenett",
    }  # fmt: skip
    said = {problem.text for problem in preview.landing.notes if problem.code == "organisation_new"}
    assert said == names


# ---- The preview ----


def test_the_preview_says_what_the_import_does(secretary, cooperation, bodies):
    preview = plan_preview(secretary, parsed(), cooperation=cooperation, year=2016)
    assert nothing_is_stored()
    assert preview.refusal == ""
    promised = {(each.kind, each.name) for each in preview.landing.new}
    tables = [[(row.title, row.deadline_text) for row in here.activities] for here in preview.landing.sections]
    plan = import_plan(secretary, parsed(), cooperation=cooperation, year=2016)
    kinds = (StrategicPlatform, PriorityArea, FocusArea, Position, Organisation)
    stored = {(str(kind._meta.verbose_name), str(row)) for kind in kinds for row in kind.objects.all()}
    assert promised == stored
    assert [section.title for section in plan.sections.all()] == [
        here.section.title for here in preview.landing.sections
    ]
    rows = {section.pk: [] for section in plan.sections.all()}
    for activity in Activity.objects.all():
        rows[activity.section_id].append((activity.title, activity.deadline_text))
    assert [sorted(table) for table in tables] == [sorted(table) for table in rows.values()]
    assert preview.counts == {
        "sections": 9, "measures": 48, "activities": 86, "funding": 13, "posts": 11, "lines": 24,
    }  # fmt: skip


def test_what_the_document_does_not_say_is_said(secretary, cooperation, bodies):
    preview = plan_preview(secretary, parsed(), cooperation=cooperation, year=2016)
    codes = {problem.code for problem in preview.landing.notes}
    assert {"population_assumed", "label_missing", "platform_new", "case_unknown", "payer_unknown"} <= codes


def test_what_nobody_knows_stays_in_the_note(secretary, cooperation, bodies, alliance, lier):
    text = "Innsatsområde: Helse\n\nFolkehelse\n\nTiltak\tAktiviteter\tFrist\tAnsvar\tStatus\n"
    text += "Møter\tHolde møter\tQ1\tLier kommune\tgodt i gang\n\tSkrive brev\tQ2\tOla\t\n"
    plan = import_plan(secretary, parsed(text), cooperation=cooperation, year=2016)
    first, second = Activity.objects.filter(section__plan=plan).order_by("position")
    assert (first.responsible, first.note) == (lier, "Status: godt i gang")
    assert (second.responsible, second.note) == (None, "Ansvarlig i dokumentet: Ola")


# ---- What is refused ----


def test_a_failure_in_the_last_row_leaves_nothing(secretary, cooperation, monkeypatch):
    real = history.save_many

    def breaks_at_last(rows):
        rows = list(rows)
        if rows and rows[0]._meta.model_name == "fundingentry":
            raise history.Refused("Nei.")
        return real(rows)

    monkeypatch.setattr(history, "save_many", breaks_at_last)
    with pytest.raises(history.Refused, match="Nei"):
        import_plan(secretary, parsed(), cooperation=cooperation, year=2016)
    assert nothing_is_stored()
    assert not Event.objects.filter(act="plan.import").exists()


def test_a_value_that_does_not_fit_is_refused_at_its_row(secretary, cooperation):
    text = fixture_text().replace("kr 600 000", "kr 600 000 000 000 mrd")
    preview = plan_preview(secretary, parsed(text), cooperation=cooperation, year=2016)
    assert preview.landing.errors
    assert "Ungdomssymfionrkester" in preview.refusal
    with pytest.raises(history.Refused, match="Beløp"):
        import_plan(secretary, parsed(text), cooperation=cooperation, year=2016)
    assert nothing_is_stored()


def test_a_second_import_is_refused(imported, secretary, cooperation):
    with pytest.raises(history.Refused, match="«Handlingsplan 2016» finnes allerede"):
        import_plan(secretary, parsed(), cooperation=cooperation, year=2016)
    assert Activity.objects.count() == 86


def test_an_empty_draft_is_filled_but_a_proposed_plan_is_not(secretary, cooperation, bodies, platform):
    values = {"cooperation": cooperation, "title": "Vår plan", "platform": platform}
    draft = create_plan(secretary, year=2016, **values)
    assert import_plan(secretary, parsed(), cooperation=cooperation, year=2016).pk == draft.pk
    assert draft.sections.count() == 9
    proposed = create_plan(secretary, year=2017, **values)
    propose_plan(secretary, proposed)
    later = read_plan(fixture_text().encode(), "plan.tsv", 2017)
    with pytest.raises(history.Refused, match="ikke et tomt utkast"):
        import_plan(secretary, later, cooperation=cooperation, year=2017)


def test_a_file_read_for_another_year_or_without_a_plan_is_refused(secretary, cooperation):
    with pytest.raises(history.Refused, match="lest som en plan for 2016"):
        import_plan(secretary, parsed(), cooperation=cooperation, year=2017)
    with pytest.raises(history.Refused, match="Fant ingen tabell"):
        import_plan(secretary, parsed("Kjære alle sammen\n"), cooperation=cooperation, year=2016)
    assert nothing_is_stored()


def test_an_organisation_in_the_bin_stops_the_import(alliance, secretary, cooperation, bodies):
    row = make(alliance, Organisation(name="Norsk Helsenett"))
    with history.recording(secretary, "test.remove", row):
        history.remove(row)
    with pytest.raises(history.Refused, match="ligger i papirkurven"):
        import_plan(secretary, parsed(), cooperation=cooperation, year=2016)


# ---- Who may ----


def test_editors_alone_import(alliance, secretary, admin, coordinator, reader, mayor_asker, cooperation, khs):
    for actor in (coordinator, reader, mayor_asker):
        for act in (import_plan, plan_preview):
            with pytest.raises(PermissionDenied):
                act(actor, parsed(), cooperation=cooperation, year=2016)
    assert nothing_is_stored()
    own = with_role(make_person(alliance, "khs@test.example", "Kim", "Helse"), Role.SECRETARIAT, khs)
    assert import_plan(own, parsed(), cooperation=khs, year=2016).cooperation == khs
    with pytest.raises(PermissionDenied):
        import_plan(own, parsed(), cooperation=cooperation, year=2016)


def test_who_works_for_one_cooperation_registers_no_organisation_by_importing(alliance, khs):
    """Its receivers stay as text, and the preview names them at their rows; the rest of the plan lands."""
    own = with_role(make_person(alliance, "khs@test.example", "Kim", "Helse"), Role.SECRETARIAT, khs)
    preview = plan_preview(own, parsed(), cooperation=khs, year=2016)
    said = [problem for problem in preview.landing.warnings if problem.code == "receiver_as_text"]
    assert said
    assert all(problem.row and problem.place for problem in said)
    assert not preview.refusal
    plan = import_plan(own, parsed(), cooperation=khs, year=2016)
    assert not Organisation.objects.of(alliance).exists()
    texts = " ".join(plan.sections.values_list("reporting", flat=True))
    assert all(escape(problem.text) in texts for problem in said)


def test_nothing_of_another_alliance_is_matched(imported, outsider, other_alliance, cooperation):
    with pytest.raises(PermissionDenied, match="annen allianse"):
        import_plan(outsider, parsed(), cooperation=cooperation, year=2016)
    theirs = Cooperation.objects.get(alliance=other_alliance)
    plan = import_plan(outsider, parsed(), cooperation=theirs, year=2016)
    assert set(plan.sections.values_list("cooperation", flat=True)) == {None}
    for kind in (PlanSection, Activity, Measure, ReportingLine, FundingLine, PriorityArea, Position, Organisation):
        assert kind.objects.of(other_alliance).exists()
        assert not kind.objects.of(other_alliance).filter(pk__in=kind.objects.of(cooperation.alliance)).exists()
    receivers = ReportingLine.objects.of(other_alliance)
    assert not receivers.exclude(body=None).exists()
    assert not receivers.exclude(organisation__alliance=other_alliance).exists()


# ---- Cost ----


def test_the_number_of_statements_follows_the_rows_only_by_their_checks(secretary, cooperation, bodies):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        import_plan(secretary, parsed(), cooperation=cooperation, year=2016)
    written = [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(written) < 60


def test_a_large_plan_lands_within_bounds(secretary, cooperation, bodies):
    import tracemalloc

    head = "Innsatsområde: Helse\n\nFolkehelse\n\nTiltak\tAktiviteter\tFrist\n"
    text = head + "".join(f"Tiltak {n}\tAktivitet {n}\tQ{n % 4 + 1}\n" for n in range(300))
    large = parsed(text)
    tracemalloc.start()
    import_plan(secretary, large, cooperation=cooperation, year=2016)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert Activity.objects.count() == 300
    assert peak < 40 * 1024 * 1024


def test_the_title_of_the_plan_is_no_area(secretary, cooperation):
    for year in (2021, 2022):
        text = f"Handlingsplan {year}\nSamferdsel\nTiltak\tAktivitet\tFrist\nVeg\tBygge\tQ1\n"
        parsed = read_plan(text.encode(), "plan.txt", year)
        landing = plan_preview(secretary, parsed, cooperation=cooperation, year=year).landing
        assert [note.code for note in landing.notes if note.code == "area_missing"] == ["area_missing"]
        import_plan(secretary, parsed, cooperation=cooperation, year=year)
    assert [area.name for area in PriorityArea.objects.all()] == [str(cooperation)]
