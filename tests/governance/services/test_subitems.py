"""The points below a case of an agenda: when they may be written, their letters, and the versions of the agenda."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance import agendafacts, history
from governance.access import may
from governance.models import SubItem
from governance.services import agenda, cases, meetings, reopening, resolutions, subitems
from governance.subitems import letter_of, lines_of
from tests.governance.casefile import HELD
from tests.governance.mail.test_notices import mails
from tests.governance.services.test_agenda_versions import newest_two, numbers, stored, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def points(secretary, item, asker, lier):
    """Two points below a case of a planned meeting."""
    first = subitems.add_subitem(secretary, item, title="Ny skole", on_behalf_of=asker, presenter=secretary.person)
    return [first, subitems.add_subitem(secretary, item, title="Bomringen", on_behalf_of=lier)]


def told(item) -> list[str]:
    rows = SubItem.objects.present().filter(item=item).select_related("on_behalf_of", "presenter").in_order()
    return [f"{each.letter}) {each.words}" for each in lines_of(rows).get(item.pk, [])]


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "a"), (1, "b"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz"), (702, "aaa")]
)
def test_a_letter_is_a_place(place, letter):
    assert letter_of(place) == letter


def test_the_letter_is_the_place_and_moves_with_it(secretary, item, points):
    assert told(item) == ["a) Asker: Ny skole", "b) Lier: Bomringen"]
    subitems.place_subitem(secretary, points[1], position=1)
    assert told(item) == ["a) Lier: Bomringen", "b) Asker: Ny skole"]
    subitems.remove_subitem(secretary, stored(points[1]))
    assert told(item) == ["a) Asker: Ny skole"]
    subitems.restore_subitem(secretary, stored(points[1]))
    assert told(item) == ["a) Asker: Ny skole", "b) Lier: Bomringen"]
    with pytest.raises(history.Refused):
        subitems.restore_subitem(secretary, stored(points[1]))


def test_what_others_saved_meanwhile_is_kept(secretary, admin, item, points):
    version = points[0].version
    subitems.change_subitem(admin, stored(points[0]), title="Ny barneskole", base_version=version)
    subitems.change_subitem(secretary, points[0], presenter_name="Ola Gjest", presenter=None, base_version=version)
    assert stored(points[0]).title == "Ny barneskole"
    with pytest.raises(history.Clash):
        subitems.change_subitem(secretary, stored(points[0]), title="Skolen", base_version=version)


def test_an_organisation_or_a_person_of_another_alliance_is_refused(secretary, item, outsider):
    with pytest.raises((history.Refused, ValidationError)):
        subitems.add_subitem(secretary, item, title="Fremmed", presenter=outsider.person)
    assert not SubItem.objects.filter(title="Fremmed").exists()


# ---- When, and by whom ----


def planned(secretary, meeting, item):
    pass


def waiting(secretary, meeting, item):
    agenda.unlist_item(secretary, stored(item))


def called_(secretary, meeting, item):
    meetings.call_meeting(secretary, stored(meeting), reason="Prøve")


def reopened(secretary, meeting, item):
    called_(secretary, meeting, item)
    reopening.reopen_agenda(secretary, stored(meeting), reason="Mer")


def withdrawn(secretary, meeting, item):
    called_(secretary, meeting, item)
    agenda.withdraw_item(secretary, stored(item))


def treated(secretary, meeting, item):
    called_(secretary, meeting, item)
    resolutions.register_resolution(secretary, stored(item), result="adopted", at=HELD)


def held(secretary, meeting, item):
    called_(secretary, meeting, item)
    meetings.hold_meeting(secretary, stored(meeting), at=HELD)


ACTS = {
    "add": lambda actor, points: subitems.add_subitem(actor, stored(points[0].item), title="Tredje"),
    "change": lambda actor, points: subitems.change_subitem(actor, stored(points[0]), title="Annet"),
    "place": lambda actor, points: subitems.place_subitem(actor, stored(points[1]), position=1),
    "remove": lambda actor, points: subitems.remove_subitem(actor, stored(points[1])),
}
ALL, WORDS, NONE = set(ACTS), {"add", "change"}, set()
ALLOWED = {planned: ALL, waiting: ALL, called_: WORDS, reopened: ALL, withdrawn: NONE, treated: NONE, held: NONE}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", ALLOWED)
def test_when_the_secretariat_may_write_them(secretary, meeting, item, points, state, act):
    state(secretary, meeting, item)
    before = list(SubItem.history.values_list("id", "version"))
    if act in ALLOWED[state]:
        ACTS[act](secretary, points)
        assert len(before) < SubItem.history.count()
        return
    with pytest.raises((history.Refused, PermissionDenied)):
        ACTS[act](secretary, points)
    assert list(SubItem.history.values_list("id", "version")) == before


EDITORS = {"secretary", "admin"}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    "who", ["secretary", "admin", "mayor_asker", "reader", "coordinator", "contact_lier", "substitute"]
)
def test_who_may_write_them(request, points, who, act):
    actor = request.getfixturevalue(who)
    assert bool(may(actor, "item.edit", points[0].item)) is (who in EDITORS)
    assert bool(may(actor, "subitem.edit", points[0])) is (who in EDITORS)
    if who in EDITORS:
        ACTS[act](actor, points)
        return
    with pytest.raises(PermissionDenied):
        ACTS[act](actor, points)


def test_an_act_on_an_agenda_that_stands_otherwise_by_now_is_refused(secretary, meeting, item, points):
    called_(secretary, meeting, item)
    for act in (
        lambda: subitems.add_subitem(secretary, stored(item), title="Sen", seen="planned"),
        lambda: subitems.change_subitem(secretary, stored(points[0]), title="Sen", seen="planned"),
        lambda: subitems.remove_subitem(secretary, stored(points[0]), seen="planned"),
    ):
        with pytest.raises(history.Refused, match="Sakslisten ble sendt ut"):
            act()


# ---- What goes out ----


def test_the_version_of_the_call_remembers_them_without_their_words(secretary, meeting, item, points):
    called_(secretary, meeting, item)
    (row,) = meeting.agenda_versions.get().rows
    assert [each[0] for each in row["subs"]] == [str(each.pk) for each in points]
    assert "skole" not in str(row)
    assert secretary.person.family_name not in str(row)


def test_a_case_without_points_is_stored_as_before(secretary, meeting, item):
    called_(secretary, meeting, item)
    assert "subs" not in meeting.agenda_versions.get().rows[0]


QUICK = {
    "add": "01/2018 Handlingsplan 2018: Nytt underpunkt c) Tredje.",
    "change": "01/2018 Handlingsplan 2018: Underpunkt a) er «Asker: Annet ({name})» (før: «Asker: Ny skole ({name})»).",
}


@pytest.mark.parametrize("act", QUICK)
def test_on_a_called_meeting_another_point_is_the_next_version_at_once(secretary, meeting, item, points, act):
    called_(secretary, meeting, item)
    ACTS[act](secretary, points)
    assert numbers(meeting) == [1, 2]
    assert words(meeting) == [QUICK[act].format(name=secretary.person.name)]


def test_words_that_are_set_back_are_no_change(secretary, meeting, item, points):
    reopened(secretary, meeting, item)
    subitems.change_subitem(secretary, stored(points[0]), title="Feil")
    assert reopening.planned_difference(stored(meeting)).is_of_agenda
    with pytest.raises(history.Refused):
        reopening.close_agenda(secretary, stored(meeting))
    subitems.change_subitem(secretary, stored(points[0]), title="Ny skole")
    reopening.close_agenda(secretary, stored(meeting))
    assert numbers(meeting) == [1]


def test_what_is_done_to_a_reopened_agenda_goes_out_together_and_in_one_mail(
    secretary, mayor_asker, meeting, item, points
):
    reopened(secretary, meeting, item)
    subitems.place_subitem(secretary, stored(points[1]), position=1)
    subitems.add_subitem(secretary, stored(item), title="Ny bru")
    subitems.remove_subitem(secretary, stored(points[0]))
    assert numbers(meeting) == [1]
    reopening.send_agenda(secretary, stored(meeting))
    before, after = newest_two(meeting)
    assert [len(each.rows[0]["subs"]) for each in (before, after)] == [2, 2]
    line = (
        "01/2018 Handlingsplan 2018: Nytt underpunkt b) Ny bru. "
        f"Underpunktet «Asker: Ny skole ({secretary.person.name})» er tatt bort."
    )
    assert words(meeting) == [line]
    sent = mails("meeting.agenda")
    assert sent
    assert all(line in mail.body.replace("\xa0", " ") for mail in sent)


def test_another_order_is_told(secretary, meeting, item, points):
    reopened(secretary, meeting, item)
    subitems.place_subitem(secretary, stored(points[1]), position=1)
    reopening.send_agenda(secretary, stored(meeting))
    assert words(meeting) == ["01/2018 Handlingsplan 2018: Underpunktene har fått ny rekkefølge."]


def test_a_letter_to_all_tells_no_words_of_an_exempt_case(secretary, mayor_asker, meeting, secret_item):
    point = subitems.add_subitem(secretary, secret_item, title="Sluttpakken")
    gone = subitems.add_subitem(secretary, secret_item, title="Attesten")
    meetings.call_meeting(secretary, stored(meeting), reason="Prøve")
    reopening.reopen_agenda(secretary, stored(meeting), reason="Mer")
    subitems.change_subitem(secretary, stored(point), title="Sluttpakken til Tormod")
    subitems.remove_subitem(secretary, stored(gone))
    subitems.add_subitem(secretary, stored(secret_item), title="Erstatning")
    reopening.send_agenda(secretary, stored(meeting))
    line = "Personalsak: Nytt underpunkt b). Underpunkt a) er endret. Et underpunkt er tatt bort."
    assert words(meeting) == [f"01/2018 {line}"]
    assert all(line in mail.body.replace("\xa0", " ") for mail in mails("meeting.agenda"))
    assert mails("meeting.agenda").exists()
    assert all("Sluttpakken" not in mail.body and "Erstatning" not in mail.body for mail in mails("meeting.agenda"))


def test_what_was_said_while_the_case_was_exempt_is_not_told_when_it_is_opened(secretary, meeting, secret_item):
    point = subitems.add_subitem(secretary, secret_item, title="Tormod")
    meetings.call_meeting(secretary, stored(meeting), reason="Prøve")
    cases.change_case(secretary, stored(secret_item.case), access="public", title="Bemanning")
    subitems.change_subitem(secretary, stored(point), title="Bemanningen")
    assert words(meeting) == ["01/2018 Bemanning: Underpunkt a) er endret."]


# ---- With the case ----


def test_they_follow_a_case_that_is_put_off(secretary, meeting, item, points):
    called_(secretary, meeting, item)
    following = agenda.postpone_item(secretary, stored(item))
    assert told(following) == told(item) == ["a) Asker: Ny skole", "b) Lier: Bomringen"]
    assert list(following.subitems.values_list("presenter", flat=True)) == [secretary.person.pk, None]


def test_an_agenda_asks_once_for_all_points(
    secretary, meeting, item, points, cooperation, steering_group, django_assert_num_queries
):
    for number in range(3):
        case = cases.create_case(secretary, cooperation=cooperation, title=f"Sak {number}")
        other = agenda.add_item(secretary, case=case, body=steering_group, meeting=stored(meeting))
        subitems.add_subitem(secretary, other, title="Punkt")
    called_(secretary, meeting, item)
    with django_assert_num_queries(4):
        agendafacts.rows_of(meeting)
