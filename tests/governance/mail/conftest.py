"""An alliance that really sends (the standing cast lives in a demo, which never does), and a server to send through."""

import pytest

from governance import history, outbox
from governance.access import system_actor
from governance.choices import Role
from governance.mail import mailevents
from governance.mail.mailevents import MailEvent
from governance.models import Cooperation, MailSettings, OutgoingMail
from tests.cast import make, make_alliance, make_person, with_role
from tests.smtpstub import serving

NEWS = MailEvent(
    key="test.news",
    title="Nytt",
    audience="Alle",
    subject="Nytt fra {alliance}",
    body="Hei {name}\n\n{what}\n\n{link}",
    places={"what": "det nye"},
)


@pytest.fixture(autouse=True)
def news(monkeypatch):
    monkeypatch.setattr(mailevents, "_events", {**mailevents._events, NEWS.key: NEWS})
    return NEWS


@pytest.fixture
def real(db):
    """An alliance that is no demo."""
    alliance = make_alliance("ekte", "Ekte")
    with history.recording(system_actor(alliance), "test.real", alliance):
        history.save(alliance, {"is_demo": False, "demo_day": None, "sender_name": "Ekte sekretariat"})
    make(alliance, Cooperation(slug="ekte", name="Ekte", is_main=True))
    return alliance


@pytest.fixture
def boss(real):
    return with_role(make_person(real, "sjef@ekte.example", "Siri", "Sjef"), Role.ADMINISTRATOR)


@pytest.fixture
def receiver(real):
    return with_role(make_person(real, "leser@ekte.example", "Lise", "Leser"), Role.READER).person


@pytest.fixture
def smtp(real):
    with serving() as server:
        make(real, MailSettings(transport="smtp", host="127.0.0.1", port=server.port, security="none"))
        yield server


@pytest.fixture
def write(real, receiver):
    """`write(occasion)`: a mail in the outbox, as an act of the house would post it; nothing is sent before commit."""

    def write_mail(occasion="1", person=None, **about) -> OutgoingMail:
        about = {"values": {"what": "Noe nytt"}, "path": "/ekte/"} | about
        person = person or receiver
        return outbox.post(system_actor(real), event=NEWS.key, person=person, about=person, occasion=occasion, **about)

    return write_mail
