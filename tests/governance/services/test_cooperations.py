from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.access import system_actor
from governance.models import Alliance, Cooperation, Event
from governance.services import alliances, cooperations

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["secretary", "coordinator", "mayor_asker", "reader", "outsider"])
def test_only_an_administrator_writes_cooperations_and_the_alliance(role, request, cooperation):
    actor = request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        cooperations.change_cooperation(actor, cooperation, purpose="x")
    if role != "outsider":  # in her own alliance an outsider may be anything
        with pytest.raises(PermissionDenied):
            cooperations.create_cooperation(actor, slug="bpa", name="BPA")
        with pytest.raises(PermissionDenied):
            alliances.set_demo_day(actor, day=date(2018, 4, 1))
        with pytest.raises(PermissionDenied):
            alliances.change_alliance(actor, actor.alliance, name="x")


def test_an_administrator_may_end_and_reopen_a_cooperation(admin, cooperation):
    cooperations.change_cooperation(admin, cooperation, valid_to=date(2018, 1, 1))
    cooperations.change_cooperation(admin, cooperation, valid_to=None)
    assert Cooperation.objects.get(pk=cooperation.pk).valid_to is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"slug": "khs", "name": "X"}, "allerede dette adressenavnet"),
        ({"slug": "organer", "name": "X"}, "opptatt av systemet"),
        ({"slug": "x", "name": "X", "is_main": True}, "allerede et hovedsamarbeid"),
        ({"slug": "x", "name": ""}, "Fyll ut dette feltet"),
        ({"slug": "x", "name": "X", "valid_from": date(2018, 1, 2), "valid_to": date(2018, 1, 1)}, "Til-datoen"),
    ],
)
def test_refused_values(values, sentence, admin, khs):
    with pytest.raises(ValidationError, match=sentence):
        cooperations.create_cooperation(admin, **values)
    assert Cooperation.objects.count() == 2


def test_a_new_alliance_has_its_main_cooperation_and_one_event(db):
    alliance, main = alliances.create_alliance(slug="oslofjorden", name="Oslofjorden", by="Petra")
    assert main.is_main
    assert main.alliance == alliance
    event = Event.objects.get()
    assert (event.act, event.by_name, event.rows) == ("alliance.create", "Petra", 2)


@pytest.mark.parametrize("slug", ["konto", "admin", "vestregionen", "Med Mellomrom"])
def test_an_address_that_is_taken_is_refused(slug, alliance):
    with pytest.raises(ValidationError):
        alliances.create_alliance(slug=slug, name="X")
    assert Alliance.objects.count() == 1


def test_the_demo_day_is_for_demo_alliances(admin):
    alliances.set_demo_day(admin, day=date(2018, 4, 1))
    assert Alliance.objects.get().demo_day == date(2018, 4, 1)
    alliances.change_alliance(system_actor(admin.alliance), admin.alliance, is_demo=False, demo_day=None)
    with pytest.raises(PermissionDenied, match="demoallianse"):
        alliances.set_demo_day(admin, day=date(2018, 4, 1))
