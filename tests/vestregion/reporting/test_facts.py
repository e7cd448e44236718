"""The numbers of a report, each by itself."""

import io
from datetime import date
from decimal import Decimal
from functools import partial

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from actionplan.models import Activity, AreaName, FocusArea, StatusReport
from actionplan.periods import Period
from governance.documents import canonical_json
from tests.cast import make
from vestregion.reporting.facts import report as report_facts
from vestregion.reporting.facts.delivery import delivery_of
from vestregion.reporting.facts.failure import FactsFailed
from vestregion.reporting.facts.plan import collect_plan
from vestregion.reporting.facts.report import collect_report
from vestregion.reporting.printing import as_frozen, print_html
from vestregion.reporting.word import word_of

STAMP = {"document": {"version": 1, "state": "final", "made_on": "2016-01-31"}}
# deadline, status, delivered by hand, period -> due, delivered, late
DELIVERIES = [
    ("Q1", "done", None, "t1", 1, 1, False),
    ("Q1", "on_track", None, "t1", 1, 0, True),
    ("Q1", "delayed", None, "t1", 1, 0, True),
    ("Q1", None, None, "t1", 1, 0, True),
    ("Q1", "on_track", 1, "t1", 1, 1, False),
    ("Q1", "done", 0, "t1", 1, 1, False),
    ("Q3", "on_track", None, "t1", 0, 0, False),
    ("Q3", "not_started", None, "t1", 0, 0, False),
    ("Q1 + Q3", "on_track", None, "t1", 1, 1, False),
    ("Q1 + Q3", "on_track", None, "aar", 2, 0, True),
    ("Q1 + Q3", "delayed", 1, "aar", 2, 1, True),
    ("Q1 + Q3", "done", None, "aar", 2, 2, False),
    ("Q1 - Q4", "on_track", None, "t2", 0, 0, False),
    ("Q1 - Q4", "done", None, "aar", 1, 1, False),
    ("Kvartalsvis", "on_track", None, "t1", 1, 1, False),
    ("Kvartalsvis", "on_track", 1, "t2", 2, 1, True),
    ("Månedlig", "on_track", 12, "aar", 12, 12, False),
    ("Løpende", "on_track", None, "aar", 0, 0, False),
    ("Løpende", None, None, "aar", 0, 0, False),
    ("", "delayed", None, "aar", 0, 0, False),
    ("når det passer", "delayed", None, "aar", 0, 0, False),
    ("Q1-15 - Q4-17", "on_track", None, "aar", 0, 0, False),
]


@pytest.mark.parametrize(("deadline", "status", "typed", "period", "due", "delivered", "late"), DELIVERIES)
def test_due_against_delivered(deadline, status, typed, period, due, delivered, late):
    activity = Activity(deadline_text=deadline, deadline={})
    report = StatusReport(status=status, delivered=typed) if status else None
    found = delivery_of(activity, report, Period(period), 2016)
    assert (found.due, found.delivered, found.late) == (due, delivered, late)


def test_the_summary(plan):
    counts = collect_report(plan, Period.AAR).counts
    assert (counts.activities, counts.reported, counts.deviations) == (7, 6, 3)
    # Due: Q1 done, Q1 + Q3 half, quarterly none, Q2 stopped, Q3 not reported; continuous and undated never are.
    assert (counts.due, counts.kept, counts.late) == (5, 1, 4)
    assert {status.code: number for status, number in counts.by_status} == {
        "not_started": 1,
        "on_track": 2,
        "done": 1,
        "delayed": 1,
        "stopped": 1,
        "missing": 1,
    }


def test_areas_add_up_to_the_whole(plan):
    facts = collect_report(plan, Period.AAR)
    assert [area.title for area in facts.areas] == ["Regional utvikling", "Helse"]
    for name in ("activities", "due", "kept", "late", "deviations", "reported"):
        assert sum(getattr(area.counts, name) for area in facts.areas) == getattr(facts.counts, name)


def test_rows_stand_in_the_order_of_the_plan_under_their_measures(plan):
    section = collect_report(plan, Period.AAR).areas[0].sections[0]
    assert [(row.key, row.measures, row.title) for row in section.activities] == [
        ("1.1.1", ("Knutepunkt i vest",), "Felles innspill til NTP"),
        ("1.1.2", ("Knutepunkt i vest",), "Samle kommunene om bussveien"),
        ("1.1.3", ("Ren luft",), "Måle trafikken"),
    ]
    assert section.activities[0].deadline == "Q1"
    assert section.activities[0].responsible == "Daglig leder"


def test_who_leads_a_section_answers_for_it(plan):
    areas = collect_report(plan, Period.AAR).areas
    assert [section.responsible for area in areas for section in area.sections] == ["Daglig leder", ""]


def test_nested_measures(build):
    section = build.section(build.area("Helse"), "KHS")
    strategy = build.measure(section, "Strategi")
    first, second = (build.measure(section, title, strategy, n) for n, title in enumerate(("Først", "Så")))
    build.activity(section, "B", measure=second)
    build.activity(section, "A", measure=first)
    build.activity(section, "Uten tiltak")
    rows = collect_report(build.plan, Period.T1).areas[0].sections[0].activities
    assert [(row.title, row.measures) for row in rows] == [
        ("Uten tiltak", ()),
        ("A", ("Strategi", "Først")),
        ("B", ("Strategi", "Så")),
    ]


def test_an_area_with_sections_apart_is_one_chapter(build):
    first, second = build.area("En"), build.area("To")
    for area, title in ((first, "a"), (second, "b"), (first, "c")):
        build.section(area, title)
    areas = collect_report(build.plan, Period.T1).areas
    assert [(area.title, [section.title for section in area.sections]) for area in areas] == [
        ("En", ["a", "c"]),
        ("To", ["b"]),
    ]


def test_deviations(plan):
    facts = collect_report(plan, Period.AAR)
    deviating = [
        row for area in facts.areas for section in area.sections for row in section.activities if row.is_deviation
    ]
    assert [(row.title, row.cause, row.new_deadline) for row in deviating] == [
        ("Samle kommunene om bussveien", "", ""),
        ("Måle trafikken", "Utstyret kom sent.", ""),
        ("Evaluere avtalen", "Avtalen falt bort.", "Q2-17"),
    ]


def test_the_summary_counts_the_deviations_that_are_described(plan):
    facts = collect_report(plan, Period.AAR)
    assert facts.counts.deviation_kinds == (("forsinket", 1), ("stoppet", 1), ("forfalt og ikke levert", 1))
    content = as_frozen({**facts.content(), "document": {"version": 1, "state": "final", "made_on": "2017-01-31"}})
    html = print_html("report", content, schema_version=facts.schema_version)
    assert html.count('<section class="deviation ') == facts.counts.deviations == 3
    assert "3 avvik: 1 forsinket, 1 stoppet, 1 forfalt og ikke levert." in html


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({"status": "delayed", "cause": "Sykdom"}, (("forsinket", 1),)),
        ({"status": "stopped"}, (("stoppet", 1),)),
        ({"status": "on_track"}, (("forfalt og ikke levert", 1),)),
        ({"status": "on_track", "cause": "Sykdom"}, (("forfalt og ikke levert", 1),)),
        ({"status": "done", "cause": "Sykdom"}, ()),
        ({"status": "done"}, ()),
        (None, ()),
    ],
)
def test_each_deviation_is_counted_once(build, values, kinds):
    activity = build.activity(build.section(build.area("Helse"), "KHS"), "A", "Q1")
    if values:
        build.status(activity, period="t1", **values)
    assert collect_report(build.plan, Period.T1).counts.deviation_kinds == kinds


@pytest.mark.parametrize(("code", "cause"), [("on_track", "Sykdom"), ("stopped", "Sykdom"), ("done", "")])
def test_only_a_deviation_has_a_cause(build, code, cause):
    activity = build.activity(build.section(build.area("Helse"), "KHS"), "A", "Q1")
    build.status(activity, period="t1", status=code, cause="Sykdom")
    assert collect_report(build.plan, Period.T1).areas[0].sections[0].activities[0].cause == cause


def test_warnings(plan):
    warnings = collect_report(plan, Period.AAR).warnings
    assert warnings.sections_without_line == ("Kommunehelsesamarbeidet",)
    assert warnings.without_status == ("2.1.3",)
    assert warnings.late_without_text == ("1.1.2", "2.1.3")
    assert collect_report(plan, Period.T1).warnings.sections_without_line == ()


def test_a_deadline_nobody_understands_is_a_warning(build):
    build.activity(build.section(build.area("Helse"), "KHS"), "Noe", "når det passer")
    assert collect_report(build.plan, Period.T1).warnings.unread_deadlines == ("når det passer",)


def test_receivers_in_order(build, steering_group, executives, asker):
    section = build.section(build.area("Helse"), "KomUt")
    build.reports_to(section, steering_group, "annual", "adopts", 2)
    build.reports_to(section, executives, "annual", "prepares", 1)
    build.reports_to(section, asker, "annual", "receives", 3)
    build.reports_to(section, asker, "tertial")
    found = collect_report(build.plan, Period.AAR).areas[0].sections[0]
    assert [(one.name, one.role) for one in found.receivers] == [
        ("Rådmannsgruppen", "Forbereder"),
        ("Styringsgruppen", "Vedtar"),
        (str(asker), "Får tilsendt"),
    ]


def test_by_deadline(plan):
    facts = collect_report(plan, Period.AAR)
    rows = {row.key: row.deadline for area in facts.areas for section in area.sections for row in section.activities}
    assert [rows[key] for key in facts.by_deadline] == ["Q1", "Q2", "Q1 + Q3", "Q3", "Kvartalsvis", "Løpende", ""]


# ---- money ----


def money(facts):
    return facts.areas[0].sections[0].money


def test_money_of_the_year(plan):
    facts = collect_report(plan, Period.AAR)
    row = money(facts)
    assert (row.planned, row.revised, row.actual, row.forecast) == (350_000, 400_000, 320_000, None)
    assert (row.deviation, row.percent) == (Decimal(-80_000), Decimal("-20.0"))
    total = facts.money
    assert (total.planned, total.revised, total.actual) == (950_000, 1_000_000, 944_000)
    assert (total.deviation, total.percent) == (Decimal(-56_000), Decimal("-5.6"))


def test_amounts_after_the_status_date_are_not_known_yet(plan):
    row = money(collect_report(plan, Period.T1))
    assert (row.planned, row.revised, row.actual, row.deviation) == (350_000, None, None, None)


def test_a_tertial_report_compares_the_forecast(build):
    section = build.section(build.area("Helse"), "KHS")
    build.money(section, planned=200_000, forecast=(210_000, date(2016, 4, 30)), actual=(1, date(2016, 4, 30)))
    row = money(collect_report(build.plan, Period.T1))
    assert (row.deviation, row.percent) == (Decimal(10_000), Decimal("5.0"))


def test_the_newest_amount_counts(build):
    section = build.section(build.area("Helse"), "KHS")
    line = build.money(section, planned=100, forecast=(110, date(2016, 2, 1)))
    build.money(section, "B", planned=5)
    from actionplan.models import FundingEntry
    from tests.cast import make

    make(build.alliance, FundingEntry(line=line, kind="forecast", amount=120, status_date=date(2016, 4, 1)))
    assert money(collect_report(build.plan, Period.T1)).forecast == 120


def test_no_deviation_while_an_outcome_is_missing(build):
    section = build.section(build.area("Helse"), "KHS")
    build.money(section, planned=100, actual=(90, date(2016, 12, 31)))
    build.money(section, "Tilskudd", planned=50)
    row = money(collect_report(build.plan, Period.AAR))
    assert (row.planned, row.actual, row.deviation, row.percent) == (150, 90, None, None)


def test_nothing_is_not_nought(build):
    build.section(build.area("Helse"), "KHS")
    facts = collect_report(build.plan, Period.AAR)
    assert money(facts) is None
    assert facts.money.planned is None


def test_a_budget_of_nought_has_no_percent(build):
    build.money(build.section(build.area("Helse"), "KHS"), planned=0, actual=(10, date(2016, 12, 31)))
    row = money(collect_report(build.plan, Period.AAR))
    assert (row.deviation, row.percent) == (Decimal(10), None)


# ---- the whole ----


def test_an_empty_plan_has_a_report(build):
    facts = collect_report(build.plan, Period.T1)
    assert (facts.counts.activities, facts.areas) == (0, ())


def test_removed_rows_are_gone(plan, alliance):
    from governance import history
    from governance.access import system_actor

    row = Activity.objects.get(title="Felles innspill til NTP")
    with history.recording(system_actor(alliance), "test.remove", row):
        history.remove(row)
    assert collect_report(plan, Period.AAR).counts.activities == 6


@pytest.mark.parametrize("language", ["nn", "en"])
@pytest.mark.parametrize(
    "collect", [*[partial(collect_report, period=period) for period in Period], collect_plan], ids=[*Period, "plan"]
)
def test_words_are_bokmaal_whatever_the_page_speaks(plan, collect, language):
    nb = canonical_json(collect(plan).content())
    with translation.override(language):
        assert canonical_json(collect(plan).content()) == nb


def test_what_was_expected_is_said_in_bokmaal(plan):
    with translation.override("en"):
        areas = collect_report(plan, Period.T1).areas
    expected = {row.delivery.expected for area in areas for section in area.sections for row in section.activities}
    assert expected == {
        "Skal være ferdig",
        "1 av 2 kvartaler skal være levert",
        "1 av 4 ganger",
        "Løpende",
        "I arbeid, frist om 61 dager",
        "Ikke startet",
        "Ingen frist",
    }


def test_a_failure_names_its_part(plan, monkeypatch):
    def broken(activity, *rest):
        raise KeyError("kind")

    monkeypatch.setattr(report_facts, "delivery_of", broken)
    with pytest.raises(FactsFailed, match="«Areal og transport»"):
        collect_report(plan, Period.AAR)


@pytest.mark.parametrize("collect", [lambda plan: collect_report(plan, Period.AAR), collect_plan])
def test_queries_do_not_grow_with_the_plan(build, steering_group, collect):
    section = build.section(build.area("Helse"), "KHS")
    build.reports_to(section, steering_group)
    build.money(section, planned=10)
    build.many(build.activity_row(section, f"Aktivitet {n}", "Q1", position=n) for n in range(10))
    with CaptureQueriesContext(
        connection,
    ) as few:
        collect(build.plan)
    rows = build.many(build.activity_row(section, f"Mer {n}", "Kvartalsvis", position=n) for n in range(290))
    build.many(StatusReport(activity=row, period="aar", status="done") for row in rows)
    for number in range(5):
        build.money(build.section(build.area(f"Nytt {number}"), "Del"), planned=number)
    with CaptureQueriesContext(connection) as many:
        collect(build.plan)
    assert len(many) == len(few)
    assert len(few) <= 15


@pytest.mark.parametrize(
    ("first", "last", "name", "other"),
    [
        (date(2015, 1, 1), None, "Forvaltningsreformen", "før: Kommunereformen"),
        (date(2017, 1, 1), None, "Kommunereformen", "senere: Forvaltningsreformen"),
        (None, None, "Kommunereformen", "også kalt Forvaltningsreformen"),
    ],
)
def test_an_area_has_the_name_of_the_plans_year_on_all_paper(build, first, last, name, other):
    area = build.area("Kommunereformen")
    focus = make(area.alliance, FocusArea(area=area, name="Kommunereformen"))
    build.money(build.section(area, "Reformen", focus_area=focus), planned=1000)
    for of in ({"area": area}, {"focus_area": focus}):
        make(area.alliance, AreaName(**of, name="Forvaltningsreformen", valid_from=first, valid_to=last))
    (plan_area,) = collect_plan(build.plan).areas
    assert (plan_area.title, plan_area.other, plan_area.money.label) == (name, other, name)
    assert plan_area.sections[0].focus_area == name
    assert collect_report(build.plan, Period.AAR).areas[0].title == name
    page = print_html("plan", as_frozen({**collect_plan(build.plan).content(), **STAMP}), schema_version=2)
    assert f'{name} <span class="other">({other})</span></h2>' in page
    document = docx.Document(io.BytesIO(word_of(as_frozen(collect_plan(build.plan).content()))))
    assert f"Innsatsområde: {name}" in [each.text for each in document.paragraphs]
