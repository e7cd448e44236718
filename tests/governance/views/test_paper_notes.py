"""What a paper says it builds on is read from what its reader may know, each time."""

from datetime import date

import pytest

from governance import history
from governance.services import agenda, meetings, papers, resolutions
from tests.governance.casefile import item_url, write_paper

NUMBER = "1/2018"


@pytest.fixture
def first(secretary, case, executives):
    """The chief executives' treatment, in a meeting that is not published."""
    there = meetings.create_meeting(secretary, body=executives, day=date(2018, 3, 1))
    item = agenda.add_item(secretary, case=case, body=executives, meeting=there)
    write_paper(secretary, item)
    meetings.call_meeting(secretary, there, reason="Haster")
    item.refresh_from_db()
    resolutions.register_resolution(secretary, item, result="adopted", points=[])
    item.refresh_from_db()
    return item


@pytest.fixture
def second(secretary, first, steering_group, meeting):
    """The steering group's treatment that builds on it, in a published meeting."""
    item = agenda.send_on(secretary, first, body=steering_group, meeting=meeting)
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    item.refresh_from_db()
    return item


def page(client_of, who, item) -> str:
    return client_of(who).get(item_url(item)).content.decode()


@pytest.mark.parametrize("stored", ["", f"Bygger på behandlingen i Rådmannsgruppen {NUMBER}"])
@pytest.mark.parametrize(
    ("who", "published", "told"),
    [
        (None, False, False),
        ("reader", False, False),
        ("mayor_asker", False, False),
        ("chief_executive", False, True),
        ("secretary", False, True),
        (None, True, True),
        ("reader", True, True),
    ],
)
def test_the_number_is_for_those_who_may_know_it(
    request, client_of, secretary, first, second, who, published, told, stored
):
    paper = papers.latest_paper(second)
    with history.recording(secretary, "test.change", paper):
        history.save(paper, {"change_note": stored})  # as versions of old carry it
    if published:
        meetings.publish_meeting(secretary, first.meeting)
    text = page(client_of, request.getfixturevalue(who) if who else None, second)
    assert first.number == NUMBER
    assert (f"Bygger på behandlingen i Rådmannsgruppen {NUMBER}" in text) is told
    assert (NUMBER in text.replace("01/2018", "")) is told


def test_it_is_not_stored(second):
    assert papers.latest_paper(second).change_note == ""


def test_the_paper_that_is_printed_tells_what_everyone_may_know(secretary, first, second):
    from vestregion.reporting.facts.casepaper import collect_paper

    paper = papers.latest_paper(second)
    assert collect_paper(paper).change_note == ""
    meetings.publish_meeting(secretary, first.meeting)
    paper.item.previous.refresh_from_db()
    assert NUMBER in collect_paper(paper).change_note


def test_what_was_typed_about_a_new_version_is_told(client_of, secretary, second):
    draft = papers.new_version(secretary, second, change_note="Nye tall")
    papers.send_paper(secretary, draft)
    assert "Nye tall" in page(client_of, None, second)
