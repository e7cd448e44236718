"""My page tells readers of final reports, once for each report, and to which of their organisations it goes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import clock
from governance.models import FrozenDocument
from vestregion.reporting.freshasks import final_reports

pytestmark = pytest.mark.django_db


def frozen(alliance, cooperation, subject, number=1, state="final", **values):
    words = {"kind": "report", "title": f"Årsrapport {subject}", "year": 2016, "period": "aar", "schema_version": 1}
    words |= {"content": "{}", "sha256": "0" * 64, "frozen_at": clock.now()} | values
    return FrozenDocument.objects.bulk_create(
        [
            FrozenDocument(
                alliance=alliance, cooperation=cooperation, subject=subject, number=number, state=state, **words
            )
        ]
    )[0]


def today(actor):
    return replace(actor, on=clock.now().date(), cache={})


def test_the_newest_version_of_a_final_report_is_told_once(reader, alliance, cooperation):
    frozen(alliance, cooperation, "plan:1", 1, title="Den gamle")
    frozen(alliance, cooperation, "plan:1", 2, title="Den nye")
    frozen(alliance, cooperation, "plan:1", 3, state="draft", title="Utkastet")
    assert [ask.sentence for ask in final_reports(today(reader))] == ["Les rapporten «Den nye»"]


@pytest.mark.parametrize(("age", "told"), [(0, 1), (179, 1), (182, 0)])
def test_it_is_new_for_half_a_year(reader, alliance, cooperation, age, told):
    frozen(alliance, cooperation, "plan:1", frozen_at=clock.now() - timedelta(days=age))
    assert len(final_reports(today(reader))) == told


def test_those_who_make_reports_are_not_told(secretary, alliance, cooperation):
    frozen(alliance, cooperation, "plan:1")
    assert final_reports(today(secretary)) == []


def test_the_contact_of_a_receiver_sees_whom_it_goes_to(contact_lier, alliance, cooperation, build, lier):
    section = build.section(build.area("Helse"), "Folkehelse")
    build.reports_to(section, lier)
    frozen(alliance, cooperation, f"plan:{section.plan_id}")
    found = final_reports(today(contact_lier))
    assert [ask.note for ask in found] == [f"Til {lier.name}"]


def test_as_many_questions_for_thirty_reports_as_for_one(reader, alliance, cooperation):
    frozen(alliance, cooperation, "plan:0")
    with CaptureQueriesContext(connection) as one:
        final_reports(today(reader))
    for number in range(1, 31):
        frozen(alliance, cooperation, f"plan:{number}")
    with CaptureQueriesContext(connection) as many:
        assert len(final_reports(today(reader))) == 5
    assert len(many) == len(one)
