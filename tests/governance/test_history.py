"""The single writer: one transaction, one Event, a history row per written row, and nothing overwritten unseen."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import history
from governance.access import system_actor
from governance.history import Clash, NotRecording, Refused
from governance.models import Cooperation, Event, Meeting, Organisation, Seat
from tests.cast import make

pytestmark = pytest.mark.django_db
AT = datetime(2016, 5, 1, 12, 0, tzinfo=UTC)


def change(actor, row, base_version=None, **fields):
    with history.recording(actor, "test.change", row):
        return history.save(row, fields, base_version=base_version)


def test_a_row_is_written_only_while_recording(admin, asker):
    for act in (
        lambda: history.create(Organisation(name="X", alliance=admin.alliance)),
        lambda: history.save(asker, {"note": "x"}),
        lambda: history.save_many([Organisation(name="X", alliance=admin.alliance)]),
        lambda: history.save_each([(asker, {"note": "x"})]),
        lambda: history.remove(asker),
        lambda: history.lock(asker),
        lambda: history.hold(asker),
    ):
        with pytest.raises(NotRecording):
            act()


def test_even_a_bare_save_is_stopped(asker):
    asker.note = "past the writer"
    with pytest.raises(NotRecording):
        asker.save()


def test_one_call_is_one_event_and_every_row_bears_its_mark(admin, asker, lier):
    Event.objects.all().delete()
    with history.recording(admin, "test.two", asker, reason="Rettet", at=AT):
        history.save(asker, {"note": "a"})
        history.save(lier, {"note": "b"})
    event = Event.objects.get()
    assert (event.act, event.rows, event.reason, event.at) == ("test.two", 2, "Rettet", AT)
    assert (event.by_name, event.user, event.object_label) == ("Anna Admin", admin.user, "Asker kommune")
    for row in (asker, lier):
        written = row.history.get(version=2)  # dated before the row was made
        assert written.change_id == event.change_id
        assert (written.act, written.by_name, written.reason) == ("test.two", "Anna Admin", "Rettet")
        assert (written.history_date, written.history_user_id) == (AT, admin.user_id)
        assert written.alliance_id == admin.alliance.pk
        assert written.version == row.version


def test_a_nested_call_joins_the_outer_one(admin, asker, lier):
    Event.objects.all().delete()
    with history.recording(admin, "test.outer", asker) as outer:
        history.save(asker, {"note": "a"})
        with history.recording(system_actor(admin.alliance), "test.inner", lier, reason="egen") as inner:
            history.save(lier, {"note": "b"})
        assert inner is outer
    event = Event.objects.get()
    assert (event.act, event.rows, event.reason) == ("test.outer", 2, "")
    assert lier.history.first().by_name == "Anna Admin"


def test_nothing_is_left_of_a_call_that_fails(admin, asker):
    before = Event.objects.count()

    def act():
        with history.recording(admin, "test.fail", asker):
            history.save(asker, {"note": "lost"})
            history.create(Organisation(name="Lost"))
            raise Refused("no")

    with pytest.raises(Refused):
        act()
    stored = Organisation.objects.get(pk=asker.pk)
    assert (stored.note, stored.version, stored.history.count()) == ("", 1, 1)
    assert not Organisation.objects.filter(name="Lost").exists()
    assert Event.objects.count() == before
    with pytest.raises(NotRecording):
        history.lock(asker)


def test_a_save_without_a_difference_writes_nothing(admin, asker):
    before = Event.objects.count()
    change(admin, asker, name=asker.name, note="")
    assert (asker.version, asker.history.count(), Event.objects.count()) == (1, 1, before)


def test_each_save_raises_the_version_and_hands_back_what_is_stored(admin, asker):
    copy = Organisation.objects.get(pk=asker.pk)
    change(admin, copy, note="a")
    result = change(admin, asker, short_name="Ask")
    assert result is asker
    assert (asker.version, asker.note, asker.short_name) == (3, "a", "Ask")


def test_what_the_other_changed_and_i_did_not_touch_is_merged(admin, asker):
    mine = Organisation.objects.get(pk=asker.pk)
    change(admin, asker, note="theirs")
    change(admin, mine, base_version=1, name="Asker kommune", note="", short_name="mine")
    stored = Organisation.objects.get(pk=asker.pk)
    assert (stored.note, stored.short_name, stored.version) == ("theirs", "mine", 3)


def test_the_same_change_twice_is_no_clash(admin, asker):
    change(admin, asker, note="same")
    change(admin, asker, base_version=1, note="same")
    assert (asker.note, asker.version) == ("same", 2)


def test_a_field_that_both_changed_clashes_and_nothing_is_written(admin, asker):
    change(admin, asker, note="theirs")
    with pytest.raises(Clash, match="endret «Merknad» mens du skrev") as caught:
        change(admin, asker, base_version=1, note="mine", short_name="mine")
    (clash,) = caught.value.fields
    assert (clash.name, clash.label, clash.base, clash.theirs, clash.mine) == ("note", "merknad", "", "theirs", "mine")
    assert caught.value.merged == {"short_name": "mine"}
    assert caught.value.current.version == 2
    stored = Organisation.objects.get(pk=asker.pk)
    assert (stored.note, stored.short_name, stored.version) == ("theirs", "Asker", 2)


def test_relations_merge_and_clash_by_their_key(admin, alliance, executives, steering_group):
    change(admin, executives, parent=steering_group)
    change(admin, executives, base_version=1, parent=None, mandate="x")
    assert executives.parent == steering_group
    with pytest.raises(Clash):
        change(admin, executives, base_version=1, prepares_for=None, parent=executives)


def test_a_row_that_changed_after_it_was_read_is_not_overwritten(admin, asker):
    def act():
        with history.recording(admin, "test.raced", asker):
            held = history.hold(asker)
            Organisation._base_manager.filter(pk=asker.pk).update(note="theirs", version=held.version + 1)
            history.save(asker, {"note": "mine"}, held=held)

    with pytest.raises(Refused, match="samtidig"):
        act()
    assert not asker.history.filter(act="test.raced").exists()


def test_a_version_that_never_was_is_refused(admin, asker):
    with pytest.raises(ValidationError, match="Last siden på nytt"):
        change(admin, asker, base_version=99, note="x")


def test_a_row_that_is_gone(admin, alliance):
    with pytest.raises(Organisation.DoesNotExist):
        change(admin, Organisation(alliance=alliance, name="Aldri lagret"), note="x")


def test_fields_are_checked_and_errors_stand_at_their_field(admin, asker):
    with pytest.raises(ValidationError) as caught:
        change(admin, asker, email="ikke en adresse", name="")
    assert set(caught.value.message_dict) == {"email", "name"}


def test_a_broken_constraint_is_a_sentence_and_no_server_error(admin, asker, lier, cooperation):
    with pytest.raises(ValidationError, match="allerede dette navnet"):
        change(admin, lier, name=asker.name)
    with pytest.raises(ValidationError, match="Til-datoen"):
        change(admin, cooperation, valid_to=date(1991, 1, 1))


def test_a_row_never_points_into_another_alliance(admin, outsider, steering_group, asker):
    foreign = Cooperation.objects.get(alliance=outsider.alliance)
    with pytest.raises(Refused, match="annen allianse"):
        change(admin, steering_group, cooperation=foreign)


def test_a_move_the_state_forbids_is_refused_in_plain_words(admin, steering_group):
    meeting = make(admin.alliance, Meeting(body=steering_group, day=date(2018, 3, 15)))
    with history.recording(admin, "meeting.cancel", meeting):
        history.move(meeting, "cancel")
    with (
        pytest.raises(Refused, match=r"Dette går ikke: .* har tilstanden «Avlyst»"),
        history.recording(admin, "meeting.hold", meeting),
    ):
        history.move(meeting, "hold")
    assert Meeting.objects.get().state == "cancelled"


def test_a_move_writes_its_fields_with_the_state(admin, steering_group):
    meeting = make(admin.alliance, Meeting(body=steering_group, day=date(2018, 3, 15)))
    with history.recording(admin, "meeting.cancel", meeting):
        history.move(meeting, "cancel", {"place": "Kleivstua"})
    written = meeting.history.first()
    assert (written.state, written.place, written.version) == ("cancelled", "Kleivstua", 2)
    assert meeting.state == "cancelled"


def test_the_bin(admin, asker):
    with history.recording(admin, "test.remove", asker, at=AT):
        history.remove(asker)
    assert Organisation.objects.get(pk=asker.pk).removed_at == AT
    with history.recording(admin, "test.restore", asker):
        history.restore(asker)
    assert Organisation.objects.get(pk=asker.pk).removed_at is None


def test_many_rows_are_written_with_their_history(admin):
    rows = [Organisation(name=f"Organisasjon {number}") for number in range(30)]
    with history.recording(admin, "test.many", admin.alliance, at=AT):
        history.save_many(rows)
        assert history.save_many([]) == []
    event = Event.objects.get(act="test.many")
    assert event.rows == 30
    for row in Organisation.objects.filter(name__startswith="Organisasjon"):
        written = row.history.get()
        assert (written.change_id, written.history_date, written.by_name) == (event.change_id, AT, "Anna Admin")


def test_many_changes_take_the_same_number_of_statements_and_skip_what_is_right(admin):
    with history.recording(admin, "test.many", admin.alliance):
        rows = history.save_many([Organisation(name=f"Organisasjon {number}") for number in range(31)])

    def statements(some):
        with (
            CaptureQueriesContext(
                connection,
            ) as taken,
            history.recording(admin, "test.each", admin.alliance),
        ):
            history.save_each([(row, {"note": "ny"}) for row in some])
        return len(taken)

    assert statements(rows[:1]) == statements(rows[1:])
    with history.recording(admin, "test.each", admin.alliance):
        assert history.save_each([(row, {"note": "ny"}) for row in rows]) == []
    assert {row.version for row in rows} == {2}
    assert {row.history.count() for row in rows} == {2}


def test_an_event_names_at_most_500_signs_of_reason(admin, asker):
    with history.recording(admin, "test.long", asker, reason="x" * 600):
        history.save(asker, {"note": "a"})
    assert len(Event.objects.get(act="test.long").reason) == 500


def test_a_lock_names_no_other_table(admin, steering_group, asker):
    """PostgreSQL locks no row of an outer join, which a seat's own order would make."""
    seat = make(admin.alliance, Seat(body=steering_group, on_behalf_of=asker))
    with history.recording(admin, "test.lock", seat), CaptureQueriesContext(connection) as taken:
        history.lock(seat)
    (statement,) = [query["sql"] for query in taken.captured_queries if query["sql"].startswith("SELECT")]
    assert "JOIN" not in statement
