"""What was used lately: ids in a signed cookie, titles read anew, and never another person's."""

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.models import Case
from governance.mypage import visits
from governance.services import cases
from tests.governance.casefile import url

pytestmark = pytest.mark.django_db
MY_PAGE = "/vestregionen/"


def recent_of(client) -> list[str]:
    return [place.label for place in client.get(MY_PAGE).context["recent"]]


def open_page(client, case):
    return client.get(url("case_detail", case.year, case.sequence))


def test_what_was_opened_last_stands_first(mayor_asker, client_of, called, meeting):
    client = client_of(mayor_asker)
    assert recent_of(client) == []
    open_page(client, called.case)
    client.get(url("meeting_detail", meeting.pk))
    assert [label.split()[0] for label in recent_of(client)] == ["Styringsgruppen", called.case.number]


def test_reading_writes_nothing(mayor_asker, client_of, called):
    client = client_of(mayor_asker)
    with CaptureQueriesContext(connection) as queries:
        open_page(client, called.case)
    assert [each["sql"] for each in queries if not each["sql"].lstrip(" (").upper().startswith("SELECT")] == []


def test_the_cookie_tells_no_title_and_scripts_cannot_read_it(mayor_asker, client_of, called):
    client = client_of(mayor_asker)
    open_page(client, called.case)
    cookie = client.cookies[visits.COOKIE]
    told = str(signing.loads(cookie.value, salt=visits.SALT))
    assert called.case.title not in told
    assert called.case.number not in told
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", MY_PAGE)


def test_the_next_person_on_the_machine_sees_nothing_of_it(mayor_asker, mayor_drammen, client_of, called):
    client = client_of(mayor_asker)
    open_page(client, called.case)
    client.force_login(mayor_drammen.user)
    assert recent_of(client) == []


UNSIGNED = {"empty": "", "a word": "x", "three words": "a:b:c"}
SIGNED = {
    "with another salt": ([1, 2], "another"),
    "no list": ("x", visits.SALT),
}  # signed in the test: it holds the time


@pytest.mark.parametrize("kind", [*UNSIGNED, *SIGNED])
def test_a_cookie_that_is_not_ours_is_nothing(mayor_asker, client_of, called, kind):
    client = client_of(mayor_asker)
    client.cookies[visits.COOKIE] = (
        UNSIGNED[kind] if kind in UNSIGNED else signing.dumps(SIGNED[kind][0], salt=SIGNED[kind][1])
    )
    assert recent_of(client) == []
    assert open_page(client, called.case).status_code == 200
    assert len(recent_of(client)) == 1


def test_a_case_that_was_closed_to_her_is_not_listed(mayor_asker, client_of, called):
    client = client_of(mayor_asker)
    open_page(client, called.case)
    called.meeting, called.number_year, called.number_sequence = None, None, None
    type(called).objects.filter(pk=called.pk).update(meeting=None, number_year=None, number_sequence=None)
    assert recent_of(client) == []


def test_what_she_changed_stands_there_on_every_machine(secretary, client_of, case):
    assert recent_of(client_of(secretary)) == [f"{case.number} {case.title}"]
    other = cases.create_case(secretary, cooperation=case.cooperation, title="En annen")
    assert recent_of(client_of(secretary))[0] == f"{other.number} En annen"


def test_a_visitor_gets_no_cookie(secretary, called, meeting, client):
    from governance.services import meetings

    meetings.publish_meeting(secretary, meeting)
    assert open_page(client, called.case).status_code == 200
    assert visits.COOKIE not in client.cookies


def test_no_more_is_kept_than_is_useful(secretary, client_of, cooperation):
    client = client_of(secretary)
    for number in range(visits.KEPT + 3):
        open_page(client, cases.create_case(secretary, cooperation=cooperation, title=f"Sak {number}"))
    _owner, rows = signing.loads(client.cookies[visits.COOKIE].value, salt=visits.SALT)
    assert len(rows) == visits.KEPT
    assert len(client.cookies[visits.COOKIE].value) < 3000
    assert len(recent_of(client)) == visits.SHOWN
    assert Case.objects.visible_to(secretary).count() == visits.KEPT + 3
