"""Making a report: who may, which version, and the file."""

import pytest
from django.core.exceptions import PermissionDenied

from actionplan.models import Activity
from actionplan.periods import Period
from governance.choices import DocumentState, Role
from governance.documents import content_of, existing_file
from governance.history import Refused
from governance.models import FrozenDocument, Job
from tests.cast import make, make_person, with_role
from vestregion.reporting import making


@pytest.fixture
def own_coordinator(alliance, cooperation):
    person = make_person(alliance, "egen@test.example", "Eva", "Egen")
    return with_role(person, Role.COORDINATOR, cooperation)


def test_a_draft_and_then_the_final(plan, secretary):
    draft = making.make_report(secretary, plan, Period.AAR)
    assert (draft.title, draft.number, draft.state) == ("Årsrapport 2016 Vestregionen", 1, "draft")
    assert (draft.year, draft.period, draft.kind) == (2016, "aar", "report")
    final = making.make_report(secretary, plan, Period.AAR, state=DocumentState.FINAL)
    assert (final.number, content_of(final)["document"]["state"]) == (2, "final")
    assert making.make_report(secretary, plan, Period.AAR) == final


@pytest.mark.parametrize(
    ("who", "draft", "final"),
    [
        ("admin", True, True),
        ("secretary", True, True),
        ("own_coordinator", True, False),
        ("coordinator", False, False),
        ("mayor_asker", False, False),
        ("contact_lier", False, False),
        ("reader", False, False),
        ("outsider", False, False),
    ],
)
def test_who_may_make_and_freeze(plan, request, who, draft, final):
    actor = request.getfixturevalue(who)
    for state, allowed in ((DocumentState.DRAFT, draft), (DocumentState.FINAL, final)):
        if allowed:
            assert making.make_report(actor, plan, Period.T1, state=state)
        else:
            with pytest.raises(PermissionDenied):
                making.make_report(actor, plan, Period.T1, state=state)


def test_who_sees_which_version(plan, secretary, own_coordinator, coordinator, reader, mayor_asker, outsider):
    making.make_report(secretary, plan, Period.T1)
    making.make_report(secretary, plan, Period.T1, state=DocumentState.FINAL)

    def seen(actor):
        return list(FrozenDocument.objects.visible_to(actor).order_by("number").values_list("number", flat=True))

    assert [seen(actor) for actor in (secretary, own_coordinator)] == [[1, 2], [1, 2]]
    assert [seen(actor) for actor in (coordinator, reader, mayor_asker)] == [[2], [2], [2]]
    assert [seen(actor) for actor in (outsider, None)] == [[], []]


def test_the_plan_gets_a_version_when_it_changes(plan):
    first = making.freeze_plan(plan)
    assert making.freeze_plan(plan) == first
    make(plan.alliance, Activity(section=plan.sections.first(), title="Enda en"))
    second = making.freeze_plan(plan)
    assert (second.number, second.state) == (2, "final")


def test_the_pdf_is_made_by_a_job(plan, secretary, django_capture_on_commit_callbacks):
    document = making.make_report(secretary, plan, Period.AAR)
    with django_capture_on_commit_callbacks(execute=True):
        job = making.order_pdf(secretary, document, making.file_url(document))
    job.refresh_from_db()
    assert (job.state, job.failure) == ("done", "")
    assert job.result_url == f"/vestregionen/rapporter/fil/{document.pk}/"
    made = existing_file(document, "pdf")
    assert made.file_name == "arsrapport-2016-vestregionen-v1.pdf"
    assert made.pages > 5
    assert making.order_pdf(secretary, document, "/x/") is None


def test_a_tampered_document_is_not_printed(plan, secretary, django_capture_on_commit_callbacks):
    document = making.make_report(secretary, plan, Period.AAR)
    FrozenDocument.objects.filter(pk=document.pk).update(content=document.content.replace("Bussveien", "x") + " ")
    with django_capture_on_commit_callbacks(execute=True):
        making.order_pdf(secretary, document, "/x/")
    job = Job.objects.get()
    assert job.state == "failed"
    assert "endret etter at det ble fryst" in job.failure


def test_a_second_final_asks_for_a_reason(plan, secretary):
    making.make_report(secretary, plan, Period.AAR, state=DocumentState.FINAL)
    make(plan.alliance, Activity(section=plan.sections.first(), title="Glemt aktivitet"))
    with pytest.raises(Refused, match="Skriv hvorfor"):
        making.make_report(secretary, plan, Period.AAR, state=DocumentState.FINAL)
