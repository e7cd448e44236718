"""After a clash: what she has seen both texts of is hers to decide, and what she has not touched stays as the other
wrote it, over all orders of who changes what."""

import itertools

import pytest
from django.core.exceptions import ValidationError

from governance.forms.meetings import MeetingForm
from governance.forms.row import VersionField, version_field
from governance.history import Clash
from governance.merging import BaseVersion
from governance.services import meetings
from tests.governance.casefile import url

pytestmark = pytest.mark.django_db
FIELDS = ("title", "place", "note")


def sent(desk, meeting) -> dict:
    """What the browser sends of the page as it opens."""
    return held(desk.get(url("meeting_edit", meeting.pk)).context["form"])


def held(form) -> dict:
    """What the browser sends of a form as it stands."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def stored(meeting) -> tuple:
    meeting.refresh_from_db()
    return meeting.title, meeting.place, meeting.note


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


def test_what_she_did_not_touch_stays_as_the_other_wrote_it(desk, meeting):
    page = url("meeting_edit", meeting.pk)
    mine, theirs = sent(desk, meeting), sent(desk, meeting)
    assert desk.post(page, theirs | {"title": "Deres", "note": "Ta med matpakke"}).status_code == 302
    answer = desk.post(page, mine | {"title": "Min"})
    assert answer.status_code == 409
    assert desk.post(page, held(answer.context["form"])).status_code == 302
    assert stored(meeting) == ("Min", "Asker", "Ta med matpakke")


@pytest.mark.parametrize("hers", [set(each) for n in (1, 2, 3) for each in itertools.combinations(FIELDS, n)])
@pytest.mark.parametrize("theirs", [set(each) for n in (1, 2, 3) for each in itertools.combinations(FIELDS, n)])
def test_each_field_ends_with_who_touched_it_last_knowing_it(secretary, meeting, hers, theirs):
    """She saves what she was shown, as a form does: all fields, those she touched with her words."""
    shown = dict(zip(FIELDS, stored(meeting), strict=True))
    base = meeting.version
    meetings.change_meeting(secretary, meeting, base_version=base, **{name: f"deres {name}" for name in theirs})
    typed = shown | {name: f"min {name}" for name in hers}
    clashing = hers & theirs
    if clashing:
        with pytest.raises(Clash) as caught:
            meetings.change_meeting(secretary, meeting, base_version=base, **typed)
        assert {each.name for each in caught.value.fields} == clashing
        base = BaseVersion.after(base, caught.value.current.version, clashing)
    meetings.change_meeting(secretary, meeting, base_version=base, **typed)
    expected = {name: f"deres {name}" for name in theirs} | {name: f"min {name}" for name in hers}
    assert dict(zip(FIELDS, stored(meeting), strict=True)) == shown | expected


def test_a_third_text_of_the_same_field_clashes_anew(desk, meeting):
    page = url("meeting_edit", meeting.pk)
    mine, theirs = sent(desk, meeting), sent(desk, meeting)
    desk.post(page, theirs | {"title": "Deres"})
    first = desk.post(page, mine | {"title": "Min"})
    desk.post(page, sent(desk, meeting) | {"title": "En tredje", "place": "Lier"})
    second = desk.post(page, held(first.context["form"]))
    assert second.status_code == 409
    assert "En tredje" in second.text
    desk.post(page, held(second.context["form"]))
    assert stored(meeting) == ("Min", "Lier", "")


def test_another_field_that_clashes_later_keeps_what_was_settled(desk, meeting):
    page = url("meeting_edit", meeting.pk)
    mine, theirs = sent(desk, meeting), sent(desk, meeting)
    desk.post(page, theirs | {"title": "Deres"})
    first = held(desk.post(page, mine | {"title": "Min", "place": "Min plass"}).context["form"])
    desk.post(page, sent(desk, meeting) | {"place": "Lier"})
    second = desk.post(page, first)
    assert second.status_code == 409
    assert "Lier" in second.text
    assert desk.post(page, held(second.context["form"])).status_code == 302
    assert stored(meeting) == ("Min", "Min plass", "")


@pytest.mark.parametrize(
    ("text", "version", "seen", "settled"),
    [("12", 12, None, set()), ("12;15:note,title", 12, 15, {"note", "title"}), ("12;15:", 12, 15, set())],
)
def test_a_page_keeps_what_was_settled(text, version, seen, settled):
    read = version_field().clean(text)
    assert int(read) == version
    assert (getattr(read, "seen", None), set(getattr(read, "settled", ()))) == (seen, settled)


@pytest.mark.parametrize("text", ["x", "-1", "12;x:title", "12;-1:title", "12;99999999999:title", "9" * 40])
def test_what_is_no_version_is_refused(text):
    with pytest.raises(ValidationError, match="Last siden på nytt"):
        version_field().clean(text)


def test_what_was_settled_upon_no_version_is_none():
    assert version_field().clean(";12:title") is None


def test_a_version_that_never_was_is_refused(secretary, meeting):
    base = meeting.version
    meetings.change_meeting(secretary, meeting, title="Deres")
    with pytest.raises(ValidationError, match="finnes ikke lenger"):
        meetings.change_meeting(secretary, meeting, base_version=BaseVersion.after(base, 77, {"title"}), title="Min")


def test_the_form_of_a_meeting_has_the_field():
    assert isinstance(MeetingForm.base_fields["base_version"], VersionField)
