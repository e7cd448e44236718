"""Two who store the same at once: both passed the checks, the database lets one through, the other reads a sentence."""

import pytest
from django.db import IntegrityError

from actionplan.models import ActionPlan
from governance import history
from governance.access import system_actor
from governance.models import Case, Organisation, Person, StoredFile

FILE = {"sha256": "a" * 64, "size": 1, "content_type": "application/pdf"}
GENERAL = "en annen rad har tatt plassen i mellomtiden"


@pytest.fixture
def unchecked(monkeypatch):
    """As it is for the second of two: what the checks looked for was not committed yet."""
    monkeypatch.setattr(history, "_check", lambda *args, **options: None)


def twice(alliance, make, write=history.create):
    with history.recording(system_actor(alliance), "test.first", alliance):
        history.create(make())
    with history.recording(system_actor(alliance), "test.second", alliance):
        write(make())


ROWS = {
    "two equal uploads": (lambda cooperation, user: StoredFile(**FILE), GENERAL),
    "two plans of a year": (
        lambda cooperation, user: ActionPlan(cooperation=cooperation, year=2018, title="P"),
        "har allerede en handlingsplan for dette året",
    ),
    "two persons of a login": (
        lambda cooperation, user: Person(user=user, given_name="A", family_name="B"),
        "allerede knyttet til en annen person",
    ),
    "two cases of a number": (
        lambda cooperation, user: Case(cooperation=cooperation, year=2018, sequence=1, title="S"),
        GENERAL,
    ),
}


@pytest.mark.parametrize("what", ROWS)
@pytest.mark.parametrize("write", [history.create, lambda row: history.save_many([row])])
def test_the_second_is_refused_with_a_sentence(alliance, cooperation, django_user_model, unchecked, what, write):
    make, sentence = ROWS[what]
    user = django_user_model.objects.create_user("to@test.example")
    with pytest.raises(history.Refused, match=sentence):
        twice(alliance, lambda: make(cooperation, user), write)


def test_a_change_into_a_place_that_was_taken_is_refused(alliance, asker, drammen, unchecked):
    system = system_actor(alliance)
    with (
        pytest.raises(history.Refused, match="har allerede dette navnet"),
        history.recording(system, "test.change", drammen),
    ):
        history.save(drammen, {"name": asker.name})
    assert Organisation.objects.get(pk=drammen.pk).name == "Drammen kommune"


def test_another_fault_of_the_database_is_no_refusal(alliance, unchecked):
    with pytest.raises(IntegrityError):
        twice(alliance, lambda: StoredFile(**FILE | {"size": None}))
