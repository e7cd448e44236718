"""Two press the same button at the same moment: nothing is doubled, and nothing is lost."""

from datetime import date

import pytest

from governance.bodies.agendatemplates import lines_for
from governance.models import AgendaItem, Case, GoverningBody, Meeting, StandingItem
from governance.services import agenda, cases, standing
from tests.cast import make
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def stored(meeting) -> Meeting:
    return Meeting.objects.select_related("body__cooperation", "alliance").get(pk=meeting.pk)


def body_of(meeting) -> GoverningBody:
    return stored(meeting).body


def begin(actor, meeting):
    body = body_of(meeting)
    return standing.begin_template(actor, body, lines_for(body.kind))


def test_the_template_is_put_on_once(secretary, admin, meeting):
    begin(secretary, meeting)
    acts = [lambda actor=actor: standing.list_standing(actor, stored(meeting)) for actor in (secretary, admin) * 2]
    assert at_once(*acts) == []
    items = agenda.agenda_of(meeting)
    assert [item.position for item in items] == [1, 2, 3, 4]
    assert len({item.case_id for item in items}) == 4
    assert AgendaItem.objects.count() == 4


def test_what_is_usual_is_taken_once(secretary, admin, meeting):
    acts = [lambda actor=actor: begin(actor, meeting) for actor in (secretary, admin) * 2]
    assert at_once(*acts) == []
    assert (StandingItem.objects.count(), Case.objects.count()) == (4, 4)
    places = list(StandingItem.objects.values_list("place", "position"))
    assert len(set(places)) == len(places)


def test_one_that_waits_comes_onto_one_of_two_agendas(secretary, admin, meeting, alliance, cooperation):
    case = cases.create_case(secretary, cooperation=cooperation, title="Forvaltningsreformen")
    standing.add_standing(secretary, body=meeting.body, case=case)
    waiting = agenda.add_item(secretary, case=case, body=meeting.body)
    later = make(alliance, Meeting(body=meeting.body, day=date(2018, 6, 14)))
    both = [(secretary, meeting), (admin, later)]
    assert at_once(*(lambda a=actor, m=each: standing.list_standing(a, stored(m)) for actor, each in both)) == []
    assert [len(agenda.agenda_of(each)) for each in (meeting, later)] == [1, 1]
    assert waiting in [*agenda.agenda_of(meeting), *agenda.agenda_of(later)]
    assert AgendaItem.objects.count() == 2


def test_a_case_put_on_while_the_template_is_has_a_place_of_its_own(secretary, admin, meeting):
    begin(secretary, meeting)
    errors = at_once(
        lambda: standing.list_standing(secretary, stored(meeting)),
        lambda: cases.open_case_on(admin, stored(meeting), title="Ny sak", role="decides"),
    )
    assert errors == []
    items = agenda.agenda_of(meeting)
    assert [item.case.title for item in items][3:] == ["Ny sak", "Eventuelt"]
    assert len({item.position for item in items}) == 5


def test_two_who_order_the_template_keep_every_line(secretary, admin, meeting):
    rows = begin(secretary, meeting)
    shown = [*(str(row.pk) for row in rows[:3]), "cases", str(rows[3].pk)]

    def move(actor, row, position):
        found = StandingItem.objects.select_related("body__cooperation", "case").get(pk=row.pk)
        standing.place_standing(actor, found, position=position, shown=shown)

    assert at_once(lambda: move(secretary, rows[2], 1), lambda: move(admin, rows[0], 5)) == []
    order = [row.case.title.split()[0] for row in StandingItem.objects.select_related("case")]
    assert order == ["Orienteringer", "Godkjenning", "Eventuelt", "Godkjenning"]
    assert len(set(StandingItem.objects.values_list("place", "position"))) == 4
