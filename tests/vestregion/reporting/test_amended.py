"""What was changed after the adoption, on paper: the table, the marks, and what paper for everybody does not tell."""

from dataclasses import asdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.grounds import Grounds
from actionplan.models import Activity
from actionplan.services import plans
from actionplan.services.activities import change_activity, create_activity
from actionplan.services.bin import remove_row
from governance import clock, history
from governance.access import load_actor, system_actor
from governance.documents import content_of
from tests.vestregion.reporting.plans import resolved
from vestregion.reporting import making
from vestregion.reporting.facts.amended import WasFact
from vestregion.reporting.facts.plan import collect_plan
from vestregion.reporting.isolation import render_in_child
from vestregion.reporting.printing import as_frozen, pdf_arguments, print_html
from vestregion.reporting.wordamended import was_words

pytestmark = pytest.mark.django_db
STAMP = {"document": {"version": 2, "state": "final", "made_on": "2016-06-01"}}


def the_row(plan, start: str):
    return Activity.objects.of_plan(plan).get(title__startswith=start)


def printed(plan, **more) -> str:
    facts = collect_plan(plan, **more)
    return print_html("plan", as_frozen({**facts.content(), **STAMP}), schema_version=facts.schema_version)


def told(plan, **more) -> list[tuple]:
    return [
        (each.number, each.reason, each.decision, [(row.fate, row.kind, row.title[:12]) for row in each.rows])
        for each in collect_plan(plan, **more).amendments
    ]


def test_the_amendments_in_order_with_what_each_did(amended):
    decision = "07/2016 i Styringsgruppen, 03.03.2016"
    assert told(amended) == [
        (1, "Fristen ble flyttet", decision, [("changed", "aktivitet", "Innspill <b>")]),
        (2, "Nytt behov", "", [("new", "aktivitet", "Kom til i ju"), ("removed", "aktivitet", "Måle trafikk")]),
        (3, "Feil rad", "", [("changed", "del av planen", "Kommunehelse")]),
    ]
    first = collect_plan(amended).amendments[0]
    values = {field.name: (field.before, field.after) for field in first.rows[0].fields}
    assert values["frist"] == ("Q1", "Q2")
    assert values["ansvarlig organisasjon"] == ("", "Lier kommune")
    assert values["ordlyd"] == ("", "")  # too long for a table: only that it was changed
    assert first.day == clock.today(amended.alliance).isoformat()


def test_rows_say_what_was_adopted(amended):
    section = collect_plan(amended).areas[0].sections[0]
    rows = {row.title[:8]: row for row in section.rows}
    was = rows["Innspill"].was
    assert (was.title, was.deadline, was.responsible) == ("Felles innspill til NTP", "Q1", "Daglig leder")
    assert (was.number, was.is_new) == (1, False)
    assert rows["Samle ko"].was is None
    assert (rows["Kom til "].was.is_new, rows["Kom til "].was.number, rows["Kom til "].steered_by) == (
        True,
        2,
        "Staten",
    )
    assert [(row.title, row.number) for row in section.gone] == [("Måle trafikken", 2)]


def test_a_row_that_was_changed_in_what_does_not_stand_beside_has_the_number_too(amended, secretary, asker):
    def numbers():
        rows = [row for area in collect_plan(amended).areas for section in area.sections for row in section.rows]
        return {row.title[:8]: row.was.number for row in rows if row.was}

    before = {"Innspill": 1, "Kom til ": 2}
    assert numbers() == before
    change_activity(secretary, the_row(amended, "Samle"), note="Mer om dette", reason="Merknad")
    assert numbers() == before | {"Samle ko": 4}
    change_activity(secretary, the_row(amended, "Felles opp"), partners=[asker], reason="Med Asker")
    assert numbers() == before | {"Samle ko": 4, "Felles o": 5}
    change_activity(secretary, the_row(amended, "Samle"), note="Enda mer", reason="Prøve")
    change_activity(secretary, the_row(amended, "Samle"), note="Mer om dette", reason="Prøve")
    assert numbers() == before | {"Samle ko": 4, "Felles o": 5}  # set back by the amendment itself
    assert printed(amended).count('class="amended">endring 4<') == 1
    assert was_words(asdict(WasFact(None, None, None, 4, is_new=False))) == "Endring 4"


def test_it_is_on_the_paper(amended):
    page = printed(amended)
    assert "Endringer etter vedtaket" in page
    assert "frist fra «Q1» til «Q2»" in page
    assert "Innspill &lt;b&gt;" in page
    assert "Vedtatt: Q1<" in page
    assert "Vedtatt: Daglig leder" in page
    assert "Ny etter vedtaket" in page
    assert "Fjernet aktivitet: <strong>Måle trafikken</strong>" in page
    assert "3 ganger, sist" in page
    assert "Begrunnelse og vedtak" in page


def test_paper_for_everybody_tells_no_reasons_and_nothing_between(amended, secretary, reader):
    change_activity(secretary, the_row(amended, "Innspill"), deadline_text="Q3", reason="Mellomtrinn")
    plans.publish_plan(secretary, amended)
    page = printed(amended)
    assert "Fristen ble flyttet" not in page
    assert "fra «" not in page
    assert "Vedtatt: Q1<" in page
    assert "07/2016 i Styringsgruppen" in page
    assert "Begrunnelsene leses på planens side" in page
    # One who is known gets them in what is made for her alone.
    assert "Fristen ble flyttet" in printed(amended, reader=reader)
    assert "Fristen ble flyttet" not in printed(amended, reader=load_actor(amended.alliance, None))


def test_the_decision_of_an_exempt_case_is_not_told(plan, secretary, steering_group):
    with history.recording(system_actor(plan.alliance), "test.adopt", plan):
        history.save(plan, {"adopted_on": clock.today(plan.alliance)})
    grounds = Grounds("Drøftet", resolved(steering_group, access="exempt"))
    change_activity(secretary, the_row(plan, "Måle"), deadline_text="Q4", reason=grounds)
    assert told(plan)[0][1:3] == ("Drøftet", "")
    assert told(plan, reader=secretary)[0][2]  # who may read it, in what is made for her


def test_what_was_set_back_or_came_and_went_is_nothing(amended, secretary):
    row = the_row(amended, "Samle")
    old = row.deadline_text
    change_activity(secretary, row, deadline_text="Q4", reason="Prøve")
    row.refresh_from_db()
    change_activity(secretary, row, deadline_text=old, reason="Prøve")
    short = create_activity(secretary, section=row.section, title="Kort", reason="Prøve")
    remove_row(secretary, short, reason="Prøve")
    assert told(amended)[-1] == (4, "Prøve", "", [])
    assert "Ingenting står igjen av endringen" in printed(amended)


def test_what_only_goes_along_is_not_told(amended, secretary, asker, lier):
    row = the_row(amended, "Samle")
    change_activity(secretary, row, partners=[asker], reason="Med Asker")
    assert told(amended)[-1][3] == [("new", "samarbeidspart i aktivitet", "Samle kommun")]
    assert collect_plan(amended).amendments[-1].rows[0].title == "Samle kommunene om bussveien: Asker kommune"
    row.refresh_from_db()
    remove_row(secretary, row, reason="Uten Asker")
    assert told(amended)[-1][3] == [("removed", "aktivitet", "Samle kommun")]
    create_activity(secretary, section=row.section, title="Med to", partners=[asker, lier], reason="Ny")
    assert told(amended)[-1][3] == [("new", "aktivitet", "Med to")]
    remove_row(secretary, row.section, reason="Hele delen")
    assert told(amended)[-1][3] == [("removed", "del av planen", "Areal og tra")]
    assert collect_plan(amended).gone_sections == ("Areal og transport",)
    assert "Deler som er fjernet etter vedtaket: Areal og transport." in printed(amended)


def test_a_closed_plan_says_when_it_was_adopted(amended, secretary):
    assert "<td>Vedtatt 10.\xa0desember\xa02015</td>" in printed(amended)
    plans.close_plan(secretary, amended)
    assert "<td>Avsluttet, vedtatt 10.\xa0desember\xa02015</td>" in printed(amended)


def test_many_rows_of_one_amendment_are_counted(amended, secretary):
    section = the_row(amended, "Samle").section
    for number in range(70):
        create_activity(secretary, section=section, title=f"Ny {number}", reason="Mange")
    last = collect_plan(amended).amendments[-1]
    assert (len(last.rows), last.more) == (60, 10)
    assert "og 10 rader til" in printed(amended)


def test_the_same_number_of_questions_for_one_change_and_for_many(amended, secretary):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            collect_plan(amended)
        return len(queries)

    few = asked()
    section = the_row(amended, "Samle").section
    for number in range(20):
        create_activity(secretary, section=section, title=f"Ny {number}", reason=f"Grunn {number}")
    assert asked() == few


def test_what_was_frozen_with_the_adoption_has_none_of_it(amended):
    content = content_of(making.adopted_document(amended))
    assert (content["amendments"], content["gone_sections"]) == ([], [])
    assert {row["was"] for area in content["areas"] for each in area["sections"] for row in each["rows"]} == {None}


@pytest.mark.verapdf
def test_an_amended_plan_passes_ua_and_archive(amended, verapdf):
    facts = collect_plan(amended)
    content = as_frozen({**facts.content(), **STAMP})
    html = print_html("plan", content, schema_version=facts.schema_version)
    assert verapdf(render_in_child(html, **pdf_arguments("plan", content)).data) == []
