"""What a case refers to: the list on its page, its order, its bin, and that an exempt case's is told to nobody else."""

import pytest

from governance.models import CaseReference
from governance.services import cases, meetings, references
from tests.governance.casefile import case_args, url

pytestmark = pytest.mark.django_db
WORDS = "Kortreist"


@pytest.fixture
def reference(secretary, case):
    return references.add_reference(
        secretary, case, title="Kortreist kvalitet", kind="report", issuer="KS", archive_reference="KS-2015/7"
    )


def titles(case) -> list[str]:
    return list(case.references.present().order_by("position").values_list("title", flat=True))


def test_a_secretary_adds_orders_edits_and_removes(client_of, secretary, case, reference):
    desk = client_of(secretary)
    wrong = desk.post(url("reference_create", *case_args(case)), {"title": "Brev", "kind": "letter", "url": "ikke en"})
    assert wrong.status_code == 422
    desk.post(url("reference_create", *case_args(case)), {"title": "Brev", "kind": "letter", "dated": "2018-02-01"})
    assert titles(case) == ["Kortreist kvalitet", "Brev"]
    second = case.references.get(title="Brev")
    desk.post(url("reference_place", *case_args(case), second.pk), {"position": "1"})
    assert titles(case) == ["Brev", "Kortreist kvalitet"]
    told = {"title": "Brev fra KS", "kind": "letter", "base_version": case.references.get(pk=second.pk).version}
    assert desk.post(url("reference_edit", *case_args(case), second.pk), told).status_code == 302
    desk.post(url("reference_remove", *case_args(case), second.pk))
    assert titles(case) == ["Kortreist kvalitet"]
    page = desk.get(url("case_detail", *case_args(case))).content.decode()
    assert url("reference_restore", *case_args(case), second.pk) in page
    desk.post(url("reference_restore", *case_args(case), second.pk))
    assert titles(case) == ["Kortreist kvalitet", "Brev fra KS"]


def test_a_closed_case_keeps_its_references(client_of, secretary, case, reference):
    cases.close_case(secretary, case)
    desk = client_of(secretary)
    assert desk.post(url("reference_remove", *case_args(case), reference.pk)).status_code == 403
    assert "Kortreist kvalitet" in desk.get(url("case_detail", *case_args(case))).content.decode()


def test_a_reference_of_another_case_is_not_found(client_of, secretary, cooperation, reference):
    other = cases.create_case(secretary, cooperation=cooperation, title="En annen")
    assert client_of(secretary).post(url("reference_remove", *case_args(other), reference.pk)).status_code == 404


ROLES = [
    ("secretary", True, True),
    ("admin", True, True),
    ("mayor_asker", True, True),
    ("reader", True, False),
    ("coordinator", True, False),
    ("contact_lier", True, False),
    ("substitute", True, False),
    (None, True, False),
    ("outsider", True, False),
]


@pytest.mark.parametrize(("who", "reads_open", "reads_exempt"), ROLES)
@pytest.mark.parametrize("exempt", [False, True])
def test_who_is_told_what_a_case_refers_to(
    request, client_of, secretary, mayor_asker, called, meeting, reference, who, reads_open, reads_exempt, exempt
):

    meetings.publish_meeting(secretary, meeting)
    if exempt:
        cases.change_case(secretary, called.case, access="exempt", ground="13", public_title="Nøytral")
    actor = request.getfixturevalue(who) if who else None
    reads = reads_exempt if exempt else reads_open
    client = client_of(actor)
    text = client.get(url("case_detail", *case_args(called.case))).content.decode()
    assert (WORDS in text) == reads
    if who not in (None, "outsider"):
        assert CaseReference.objects.visible_to(actor).exists() == reads
        found = client.get(url("search"), {"q": WORDS}).content.decode()
        assert ("Handlingsplan 2018" in found) == reads
