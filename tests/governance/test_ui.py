"""The permission question in templates: the same answer, with the same reason, as the view gives."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from governance import permissions
from governance.access import Actor, may
from governance.models import Alliance
from governance.templatetags.ui import CODES_BY_TONE

ACT = "alliance.demo_day"
TEMPLATE = Template("{% may act alliance as ok %}{% if ok %}ja{% else %}{{ ok.reason }}{% endif %}")


def answer(act, actor, alliance):
    request = RequestFactory().get("/")
    if actor is not None:
        request.actor = actor
    return TEMPLATE.render(Context({"request": request, "act": act, "alliance": alliance}))


@pytest.fixture
def alliance():
    return Alliance(name="Vestregionen", slug="vestregionen")


def test_a_reader_sees_the_reason(alliance):
    reader = Actor(alliance=alliance, roles=frozenset({("reader", None)}))
    assert answer(ACT, reader, alliance) == may(reader, ACT, alliance).reason == permissions.ADMINISTRATOR[1]


def test_an_administrator_may(alliance):
    alliance.is_demo = True
    assert answer(ACT, Actor(alliance=alliance, roles=frozenset({("administrator", None)})), alliance) == "ja"


def test_a_stranger_sees_a_reason_too(alliance):
    assert "alliansen" in answer(ACT, None, alliance)


def test_an_act_nobody_declared_is_a_mistake(alliance):
    with pytest.raises(KeyError):
        answer("no such act", Actor(alliance=alliance, is_system=True), alliance)


def test_no_code_has_two_tones():
    codes = [code for group in CODES_BY_TONE.values() for code in group.split()]
    assert len(codes) == len(set(codes))
