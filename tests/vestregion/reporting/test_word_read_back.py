"""The Word document of a plan, imported as the plan of another year, is the same plan: money, notes, tags and all."""

import io

import docx
import pytest
from django.test import Client
from django.utils import translation

from actionplan.choices import ActivityMode, Certainty, FundingSource
from actionplan.importing import printed, read_plan, vocabulary
from actionplan.models import ActionPlan, Activity, ActivityTag, FundingLine
from actionplan.services.activities import change_activity
from actionplan.services.imports import import_plan, plan_preview
from governance.access import load_actor
from governance.models import Alliance, Tag, User
from governance.services.tags import remove_tag

pytestmark = pytest.mark.django_db
ADDRESS = "/vestregionen/handlingsplan/2016/word/"
YEAR = 2020


@pytest.fixture
def demo(demo_data):
    return Alliance.objects.get(slug="vestregionen")


@pytest.fixture
def secretary(demo):
    return load_actor(demo, User.objects.get(email="sekretariat@vestregionen.example"))


@pytest.fixture
def plan(demo):
    return ActionPlan.objects.of(demo).get(year=2016, cooperation__is_main=True)


@pytest.fixture
def amended(plan, secretary):
    """The plan with a change after its adoption in a row of each section that has any."""
    for section in plan.sections.present():
        row = section.activities.present().filter(note="", mode="own").order_by("position").first()
        if row is not None:
            change_activity(secretary, row, title=f"{row.title} nå", mode="coordinated", reason="Vedtatt i styret")
    return plan


def document() -> bytes:
    client = Client()
    client.force_login(User.objects.get(email="sekretariat@vestregionen.example"))
    return client.get(ADDRESS).content


def brought_in(secretary, plan) -> ActionPlan:
    parsed = read_plan(document(), "plan.docx", YEAR)
    assert parsed.errors == []
    return import_plan(secretary, parsed, cooperation=plan.cooperation, year=YEAR)


def activities_of(plan) -> list:
    rows = Activity.objects.of_plan(plan).order_by("section__position", "measure__parent__position", "pk")
    found = [
        (
            row.section.title, row.measure.title if row.measure else "", row.title, row.deadline_text, row.mode,
            row.steered_by, row.note, str(row.responsible or ""),
            sorted(row.tags.present().values_list("tag__name", flat=True)),
            sorted(str(each.organisation) for each in row.partners.present()),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found)


def money(plan) -> dict:
    """Section -> its lines, with all that stands in a sum."""
    found = {}
    for line in FundingLine.objects.of_plan(plan).order_by("section__position", "position"):
        planned = line.entries.present().filter(kind="planned").first()
        words = (line.title, line.source, line.basis, line.certainty, line.rate, str(line.payer or ""))
        found.setdefault(line.section.title, []).append((*words, line.restriction, planned.amount if planned else None))
    return found


def test_each_section_has_the_same_money_once(plan, secretary, amended):
    found = money(brought_in(secretary, plan))
    assert found == money(plan)
    planned = [row[-1] for rows in found.values() for row in rows if row[-1] is not None]
    assert sum(planned) == 3_150_000


def test_activities_keep_all_their_fields_and_no_amendment_becomes_a_note(plan, secretary, amended):
    new = brought_in(secretary, plan)
    assert activities_of(new) == activities_of(plan)
    rows = Activity.objects.of_plan(new)
    assert "Endret etter vedtaket" in " ".join(cell.text for cell in head_cells())
    assert not rows.filter(note__icontains="endring").exists()
    assert rows.filter(mode="question").count() == 4
    assert rows.filter(mode="coordinated").count() == 8
    assert rows.exclude(steered_by="").count() == 3
    assert rows.exclude(note="").count() == 4
    tags = ActivityTag.objects.present()
    assert tags.filter(activity__in=rows).count() == tags.filter(activity__section__plan=plan).count() == 21


def head_cells():
    return [cell for table in docx.Document(io.BytesIO(document())).tables for cell in table.rows[0].cells]


def test_receivers_of_reports_and_texts_are_the_same_and_the_document_too(plan, secretary):
    def said(each):
        return [
            (
                row.title, row.introduction, row.organisation, row.reporting,
                [(line.kind, str(line.receiver)) for line in row.reporting_lines.order_by("kind", "position")],
            )
            for row in each.sections.present().order_by("position")
        ]  # fmt: skip

    assert said(brought_in(secretary, plan)) == said(plan)


def test_the_preview_says_what_is_taken_once_and_what_is_not_read(plan, secretary, amended):
    parsed = read_plan(document(), "plan.docx", YEAR)
    codes = [each.code for each in parsed.warnings]
    assert codes.count("amount_once") >= 8
    assert codes.count("amended_column") == 8
    assert "reporting_not_understood" not in codes
    assert not {"amount_left_out", "amount_beside", "amount_twice"} & set(codes)


def test_a_tag_that_is_gone_is_told_in_the_preview(plan, secretary, demo):
    tag = Tag.objects.of(demo).filter(activities__activity__section__plan=plan).order_by("key").first()
    data, name = document(), tag.name
    remove_tag(load_actor(demo, User.objects.get(email="admin@vestregionen.example")), tag)
    preview = plan_preview(secretary, read_plan(data, "plan.docx", YEAR), cooperation=plan.cooperation, year=YEAR)
    told = [each for each in preview.landing.warnings if each.code == "tag_unknown"]
    assert told
    assert {each.text for each in told} == {name}
    assert told[0].message == f"Emneordet «{name}» finnes ikke, og er ikke tatt med."


def test_the_words_of_the_document_are_those_of_the_choices():
    with translation.override("nb"):
        assert {str(each.label): each.value for each in FundingSource} == printed.SOURCES
        assert {str(each.label).lower(): each.value for each in Certainty} == printed.CERTAINTIES
        assert {str(each.label).lower(): each.value for each in ActivityMode} == vocabulary.MODES
