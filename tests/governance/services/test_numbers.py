import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from governance import history
from governance.access import system_actor
from governance.models import NumberSeries
from governance.services import bodies, numbers
from governance.services.cases import create_case, register_case


def take(alliance, key="case", year=2018):
    with history.recording(system_actor(alliance), "test.take", alliance):
        return numbers.take_number(alliance, key, year)


def register(alliance, sequence, key="case", year=2018):
    with history.recording(system_actor(alliance), "test.register", alliance):
        return numbers.register_number(alliance, key, year, sequence)


def test_numbers_follow_each_other(alliance):
    assert [take(alliance) for _ in range(3)] == [1, 2, 3]


def test_each_series_and_year_and_alliance_counts_alone(alliance, other_alliance):
    assert take(alliance) == take(alliance, key="b") == take(alliance, year=2019) == take(other_alliance) == 1


def test_a_failed_act_gives_its_number_back(alliance):
    def fail_after_taking():
        with history.recording(system_actor(alliance), "test.take", alliance):
            numbers.take_number(alliance, "case", 2018)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_taking()
    assert take(alliance) == 1


def test_a_number_is_taken_only_inside_a_recording(alliance):
    with pytest.raises(history.NotRecording):
        numbers.take_number(alliance, "case", 2018)


def test_the_series_goes_on_above_a_registered_number(alliance):
    register(alliance, 43)
    assert take(alliance) == 44


def test_registering_never_lowers(alliance):
    register(alliance, 43)
    register(alliance, 12)
    assert NumberSeries.objects.get(alliance=alliance).last == 43
    assert take(alliance) == 44


@pytest.mark.parametrize("sequence", [0, -1, 100_000])
def test_a_number_out_of_range_is_refused(alliance, sequence):
    with pytest.raises(ValidationError, match="fra 1 til"):
        register(alliance, sequence)


def test_a_taken_case_number_is_refused(secretary, cooperation):
    case = create_case(secretary, cooperation=cooperation, title="Ny", year=2018)
    with pytest.raises(ValidationError, match="Nummer 1/2018 er allerede i bruk"):
        register_case(secretary, cooperation=cooperation, title="Gammel", year=2018, sequence=case.sequence)


def test_a_gap_below_the_last_number_may_be_registered(secretary, cooperation):
    register_case(secretary, cooperation=cooperation, title="Sen", year=2015, sequence=46)
    assert register_case(secretary, cooperation=cooperation, title="Tidlig", year=2015, sequence=3).sequence == 3
    assert create_case(secretary, cooperation=cooperation, title="Ny", year=2015).sequence == 47


@pytest.mark.django_db(transaction=True)
def test_takes_at_once_give_every_number_once(alliance):
    """Fifty takes: fifty threads on PostgreSQL, eight on SQLite, whose writers stand in one queue anyway."""
    threads = 8 if connection.vendor == "sqlite" else 50
    rounds = -(-50 // threads)
    taken, errors, gate = [], [], threading.Barrier(threads)

    def work():
        try:
            gate.wait()
            for _ in range(rounds):
                taken.append(take(alliance))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert errors == []
    assert sorted(taken) == list(range(1, threads * rounds + 1))


@pytest.mark.parametrize("used", [1, 23, 99_999])
def test_a_body_goes_on_after_the_numbers_of_another_system(secretary, steering_group, used):
    bodies.go_on_numbering(secretary, steering_group, year=2017, last=used)
    assert take(steering_group.alliance, numbers.series_of(steering_group), 2017) == used + 1
    assert take(steering_group.alliance, numbers.series_of(steering_group), 2018) == 1


@pytest.mark.parametrize("last", [1, 23])
def test_the_numbers_of_a_body_never_go_back(secretary, steering_group, last):
    bodies.go_on_numbering(secretary, steering_group, year=2017, last=23)
    with pytest.raises(ValidationError, match="til og med 23 i 2017"):
        bodies.go_on_numbering(secretary, steering_group, year=2017, last=last)
    assert take(steering_group.alliance, numbers.series_of(steering_group), 2017) == 24


@pytest.mark.parametrize("last", [0, -1, 100_000])
def test_a_last_number_out_of_range_is_refused(secretary, steering_group, last):
    with pytest.raises(ValidationError, match="fra 1 til"):
        bodies.go_on_numbering(secretary, steering_group, year=2017, last=last)


@pytest.mark.parametrize("who", ["coordinator", "mayor_asker", "chief_executive", "reader", "contact_lier", "outsider"])
def test_others_do_not_number(request, steering_group, who):
    with pytest.raises(PermissionDenied):
        bodies.go_on_numbering(request.getfixturevalue(who), steering_group, year=2017, last=23)
    assert not NumberSeries.objects.filter(key=numbers.series_of(steering_group)).exists()
