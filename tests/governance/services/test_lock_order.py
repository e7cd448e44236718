"""Two acts on the same rows at once wait for each other, and neither waits for ever."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from governance import history
from governance.choices import AppointmentKind, ItemState
from governance.services import agenda, bodies, cases, seats

ROUNDS = 5
pytestmark = pytest.mark.django_db(transaction=True)


def both(*acts):
    """Let the acts run at once, each in a connection of its own; what was refused in plain words is no fault."""
    faults = []

    def work(act, gate):
        try:
            gate.wait(timeout=10)
            act()
        except (history.Refused, ValidationError):
            pass
        except Exception as error:  # a deadlock is an OperationalError
            faults.append(error)
        finally:
            connection.close()

    for _ in range(ROUNDS):
        gate = threading.Barrier(len(acts))
        workers = [threading.Thread(target=work, args=(act, gate)) for act in acts]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(timeout=30)
    assert faults == []


def stored(row):
    return type(row).objects.get(pk=row.pk)


def test_cases_onto_an_agenda_while_others_are_put_off(secretary, cooperation, called, meeting):
    others = [cases.create_case(secretary, cooperation=cooperation, title=f"Sak {n}") for n in range(ROUNDS)]

    def add():
        agenda.add_item(secretary, case=others.pop(), body=stored(meeting.body), meeting=stored(meeting))

    def open_new():
        cases.open_case_on(secretary, stored(meeting), title="Ny", role="decides")

    def put_off():
        numbered = meeting.items.present().filter(state=ItemState.NUMBERED).order_by("position").first()
        if numbered is not None:
            agenda.postpone_item(secretary, numbered)

    both(add, open_new, put_off)
    numbers = sorted(item.number_sequence for item in agenda.agenda_of(meeting))
    assert numbers == list(range(1, 2 * ROUNDS + 2))


def test_a_seat_is_given_on_while_its_holder_is_corrected(admin, alliance, register):
    seat, person = register["seat"], register["person"]
    held = seat.appointments.get(kind=AppointmentKind.MEMBER)
    days = [date(2018, 4, 1) + timedelta(days=n) for n in range(ROUNDS)]

    def give_on():
        seats.appoint(admin, seat=stored(seat), person=stored(person), end_previous=True, valid_from=days.pop())

    def correct():
        seats.change_appointment(admin, stored(held), valid_from=date(2017, 1, 1))

    def arrange():
        seats.change_seat(admin, stored(seat), area="Nord")
        bodies.change_body(admin, stored(seat.body), mandate="x")

    both(give_on, correct, arrange)
    members = seat.appointments.present().filter(kind=AppointmentKind.MEMBER)
    assert members.filter(valid_to__isnull=True).count() == 1
