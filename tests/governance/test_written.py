"""What acts wrote is told at the end of each; or once, at the end of what is written together."""

import pytest

from governance import history, written
from governance.choices import OrganisationKind
from governance.models import Case, Organisation
from governance.services import cases, organisations

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """What a listener hears, act by act: the models of the rows."""
    heard = []
    monkeypatch.setattr(written, "_listeners", [lambda rows: heard.append({row[0] for row in rows})])
    return heard


def two_acts(secretary, admin, cooperation):
    cases.create_case(secretary, cooperation=cooperation, title="Båtrute")
    organisations.create_organisation(admin, name="Fjordfart", kind=OrganisationKind.OTHER)


def test_each_act_is_told_by_itself(secretary, admin, cooperation, told):
    two_acts(secretary, admin, cooperation)
    assert len(told) == 2
    assert Case in told[0]
    assert Organisation in told[1]


def test_acts_together_are_told_once(secretary, admin, cooperation, told):
    with written.together():
        two_acts(secretary, admin, cooperation)
        assert told == []
    assert len(told) == 1
    assert {Case, Organisation} <= told[0]


def test_an_error_inside_tells_nothing_and_ends_the_waiting(secretary, admin, cooperation, told):
    def refused():
        with written.together():
            two_acts(secretary, admin, cooperation)
            raise history.Refused("Nei")

    with pytest.raises(history.Refused):
        refused()
    assert told == []
    cases.create_case(secretary, cooperation=cooperation, title="Ferge")
    assert len(told) == 1
