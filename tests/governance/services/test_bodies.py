from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.history import Refused
from governance.models import GoverningBody
from governance.services import bodies
from tests.cast import end

pytestmark = pytest.mark.django_db
BODY = {"slug": "au", "name": "Arbeidsutvalget", "kind": "committee"}


@pytest.mark.parametrize(
    "role", ["coordinator", "mayor_asker", "chief_executive", "contact_lier", "reader", "outsider"]
)
def test_others_than_the_secretariat_write_no_bodies(role, request, cooperation, steering_group):
    actor = request.getfixturevalue(role)
    for act in (
        lambda: bodies.create_body(actor, cooperation=cooperation, **BODY),
        lambda: bodies.change_body(actor, steering_group, mandate="x"),
        lambda: bodies.remove_body(actor, steering_group),
        lambda: bodies.add_rules(actor, body=steering_group),
        lambda: bodies.add_right(actor, body=steering_group, who="Gjester"),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    ("number_format", "ok"),
    [
        ("{seq}/{year}", True),
        ("{seq:02}/{year}", True),
        ("SR-sak {seq}/{yy:02}", True),
        ("{year}", False),
        ("{seq.__class__}", False),
        ("{seq", False),
        ("{seq}/{month}", False),
    ],
)
def test_number_formats(number_format, ok, secretary, cooperation):
    values = BODY | {"number_format": number_format}
    if ok:
        body = bodies.create_body(secretary, cooperation=cooperation, **values)
        assert body.number_format.format(seq=3, year=2018, yy=18)
    else:
        with pytest.raises(ValidationError, match=r"Bruk \{seq\}"):
            bodies.create_body(secretary, cooperation=cooperation, **values)


def test_addresses_are_taken_once_and_never_hide_a_page(secretary, cooperation, steering_group):
    with pytest.raises(ValidationError, match="allerede dette adressenavnet"):
        bodies.create_body(secretary, cooperation=cooperation, **BODY | {"slug": steering_group.slug})
    for word in ("nytt", "rediger", "trekk", "knytt", "avslutt", "send", "gjenapne"):
        with pytest.raises(ValidationError, match="opptatt av systemet"):
            bodies.create_body(secretary, cooperation=cooperation, **BODY | {"slug": word})


def test_a_body_never_lies_below_itself(secretary, steering_group, executives):
    bodies.change_body(secretary, executives, parent=steering_group)
    with pytest.raises(ValidationError, match="under seg selv"):
        bodies.change_body(secretary, steering_group, parent=executives)
    assert GoverningBody.objects.get(pk=steering_group.pk).parent is None


def test_two_sets_of_rules_never_hold_on_one_day(secretary, steering_group):
    first = steering_group.rules.get()
    with pytest.raises(ValidationError, match="allerede regler"):
        bodies.add_rules(secretary, body=steering_group, law="2018", valid_from=date(2019, 1, 1))
    bodies.change_rules(secretary, first, valid_to=date(2018, 12, 31))
    second = bodies.add_rules(secretary, body=steering_group, law="2018", valid_from=date(2019, 1, 1))
    with pytest.raises(ValidationError, match="allerede regler"):
        bodies.change_rules(secretary, second, valid_from=date(2018, 12, 31))


@pytest.mark.parametrize("share", ["-0.1", "1.1"])
def test_a_quorum_is_a_share(share, secretary, steering_group):
    with pytest.raises(ValidationError, match="mellom 0 og 1"):
        bodies.change_rules(secretary, steering_group.rules.get(), quorum_share=share)


def test_a_right_belongs_to_a_body_or_to_somebody_named(secretary, steering_group, executives):
    bodies.add_right(secretary, body=steering_group, who="Fylkesmannen")
    right = bodies.add_right(secretary, body=steering_group, attending_body=executives)
    for who in ({"attending_body": executives, "who": "Gjester"}, {"who": " "}):
        with pytest.raises(ValidationError, match="ikke begge deler"):
            bodies.add_right(secretary, body=steering_group, **who)
    bodies.change_right(secretary, right, may_speak=True)
    bodies.remove_right(secretary, right)
    assert not steering_group.rights.present().filter(pk=right.pk).exists()


def test_a_body_in_use_stays(secretary, cooperation, steering_group, mayor_asker):
    with pytest.raises(Refused, match="kan ikke slettes"):
        bodies.remove_body(secretary, steering_group)
    empty = bodies.create_body(secretary, cooperation=cooperation, **BODY)
    bodies.remove_body(secretary, empty)
    assert empty not in GoverningBody.objects.of(secretary.alliance)
    bodies.restore_body(secretary, empty)
    assert empty in GoverningBody.objects.of(secretary.alliance)


def test_bodies_of_a_cooperation_that_is_over_are_read_only(secretary, cooperation, steering_group):
    steering_group.cooperation = end(cooperation, date(2018, 3, 7))
    for act in (
        lambda: bodies.create_body(secretary, cooperation=cooperation, **BODY),
        lambda: bodies.change_body(secretary, steering_group, mandate="x"),
        lambda: bodies.add_rules(secretary, body=steering_group),
    ):
        with pytest.raises(PermissionDenied, match="kan bare leses"):
            act()


def test_the_history_of_rules_keeps_both_the_law_and_the_act(secretary, steering_group):
    """A row's own field must not have the name of one that each history row carries."""
    rules = bodies.change_rules(secretary, steering_group.rules.get(), law="2018")
    written = rules.history.get(version=rules.version)
    assert (written.law, written.act) == ("2018", "rules.change")
