"""The first alliance of an installation: made whole or not at all, and only once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from governance.access import load_actor
from governance.choices import Role
from governance.history import Refused
from governance.mail import notices
from governance.models import Alliance, AllianceRole, Cooperation, Event, OutgoingMail, Person, User
from governance.services import founding
from governance.setup import setupcode

pytestmark = pytest.mark.django_db
WHO = {"email": "kari@test.example", "given_name": "Kari", "family_name": "Nordmann", "password": "fjord og fjell 12"}


def found(**changed) -> Person:
    return founding.found_first(**{"slug": "vaernesregionen", "name": "Værnesregionen", **WHO, **changed})


def test_alliance_cooperation_and_administrator_are_made_together():
    person = found(legal_form="ipr")
    main = Cooperation.objects.get()
    assert (main.is_main, main.slug, main.legal_form) == (True, "vaernesregionen", "ipr")
    assert person.alliance.in_setup
    assert person.user.check_password(WHO["password"])
    assert not person.user.is_superuser
    assert load_actor(person.alliance, person.user).is_administrator
    assert set(Event.objects.values_list("by_name", flat=True)) == {"Vestregion"}


def test_the_administrator_is_written_to_in_the_same_act():
    person = found()
    mail = OutgoingMail.objects.get()
    assert (mail.event, mail.person, mail.address) == ("alliance.made", person, WHO["email"])
    assert mail.subject == "Værnesregionen er klar til bruk"
    assert mail.body.startswith("Hei Kari\n\nVærnesregionen er opprettet, og du er administrator.")
    assert mail.object_url == "/vaernesregionen/"
    assert mail.state == "queued"


def test_nothing_is_written_of_an_alliance_that_was_not_made(monkeypatch):
    monkeypatch.setattr(founding.announcements.alliance_made, "_followers", [_post_and_fail])
    with pytest.raises(ZeroDivisionError):
        found()
    assert not OutgoingMail.objects.exists()
    assert not Alliance.objects.exists()


def _post_and_fail(person):
    notices.tell_made(person)
    raise ZeroDivisionError


def test_a_second_time_is_refused():
    found()
    with pytest.raises(Refused, match="alt opprettet"):
        found(slug="andre", email="ola@test.example")
    assert Alliance.objects.count() == 1


@pytest.mark.parametrize("slug", ["oppsett", "konto", "moter", "Ikke gyldig"])
def test_nothing_remains_of_one_with_a_reserved_address(slug):
    with pytest.raises(ValidationError) as refused:
        found(slug=slug)
    assert "slug" in refused.value.message_dict
    assert not Alliance.objects.exists()
    assert not User.objects.exists()


def test_the_code_gives_nobody_a_login_that_is_there_already():
    """Whoever has the code must not get in as the superuser that was made before."""
    User.objects.create_superuser(WHO["email"].upper(), "et helt annet passord")
    with pytest.raises(ValidationError) as refused:
        found()
    assert "email" in refused.value.message_dict
    assert not Alliance.objects.exists()


def test_a_further_alliance_uses_the_login_that_is_there(alliance):
    user = User.objects.create_user(WHO["email"], "et helt annet passord")
    person = founding.found_alliance(slug="ny", name="Ny", in_setup=True, **{**WHO, "password": None})
    assert person.user == user
    assert AllianceRole.objects.get(person=person).role == Role.ADMINISTRATOR


def test_the_set_up_is_put_away_by_an_administrator_alone(admin, secretary):
    with pytest.raises(PermissionDenied):
        founding.end_setup(secretary)
    founding.end_setup(admin)
    assert not Alliance.objects.get(pk=admin.alliance.pk).in_setup


def test_the_code_is_the_same_after_a_restart_and_another_with_another_key(settings):
    code = setupcode.setup_code()
    assert code == setupcode.setup_code()
    assert setupcode.is_setup_code(code.lower().replace("-", " "))
    settings.SECRET_KEY = "another key"
    assert setupcode.setup_code() != code
    assert not setupcode.is_setup_code(code)


@pytest.mark.parametrize("typed", ["", "-", "AAAA-BBBB-CCCC", "æøå", "x" * 5000])
def test_another_code_is_no_code(typed):
    assert not setupcode.is_setup_code(typed)


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_the_same_moment_found_one_alliance():
    """Each with its own name and address, so that nothing but the lock keeps them apart."""
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(_found_in_a_thread, ("nord", "syd")))
    assert sorted(outcomes) == ["Refused", "founded"]
    assert Alliance.objects.count() == 1
    assert User.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def _found_in_a_thread(slug: str) -> str:
    try:
        found(slug=slug, email=f"{slug}@test.example")
    except Refused:
        return "Refused"
    finally:
        connection.close()
    return "founded"
