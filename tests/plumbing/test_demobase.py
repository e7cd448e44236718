"""The databases with the demo in them: the first process of a run makes each, and the others copy it."""

from pathlib import Path

import pytest
from django.conf import settings

from governance.models import County
from tests.demobase import DemoDatabases

pytestmark = pytest.mark.django_db


def name_file() -> Path:
    return Path(settings.FILES_ROOT) / "demobase" / "a-file"


def fill() -> dict:
    name_file().parent.mkdir(parents=True, exist_ok=True)
    name_file().write_text("in a file")
    return {"made": County.objects.create(number="91", name="Prøve")}


def names() -> list[str]:
    return sorted(County.objects.values_list("name", flat=True))


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """What two processes of a run meet, one after the other in this one."""
    shelf, made = tmp_path_factory.mktemp("shelf"), []

    def made_once(name, make) -> Path:
        if not (shelf / name).exists():
            made.append(name)
            (shelf / name).mkdir()
            make(shelf / name)
        return shelf / name

    facts = {"made": made}
    with django_db_blocker.unblock():
        for process in ("first", "second"):
            databases = DemoDatabases(made_once)
            with databases.used("one", fill) as given:
                facts[process] = (given["made"].name, names(), name_file().read_text())
                County.objects.create(number="92", name="Tas tilbake")
            name_file().unlink()
        with databases.used("two", lambda: County.objects.create(number="93", name="Øverst"), upon=("one", fill)):
            facts["upon"] = names()
        with databases.used("one", fill):
            facts["again"] = names()
        facts["own"] = names()
        databases.remove()
    return facts


def test_the_first_process_makes_it_and_the_second_copies_rows_files_and_what_was_given(told):
    assert told["made"] == ["database-one", "database-two"]
    assert told["first"] == told["second"] == ("Prøve", ["Prøve"], "in a file")


def test_what_was_done_to_one_is_taken_back(told):
    assert told["again"] == ["Prøve"]
    assert told["own"] == []


def test_one_may_begin_with_what_another_holds(told):
    assert told["upon"] == ["Prøve", "Øverst"]
