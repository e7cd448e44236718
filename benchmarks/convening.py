"""A body of 300 is called, beside as many mails and links inserted with their history."""

import uuid
from datetime import date, time, timedelta

from benchmarks.setting import Result, compare

RECEIVERS = 300
FAMILY = "Prøve"
SINCE = date(2015, 1, 1)


def call_of_300() -> Result:
    """The whole act: the agenda numbered, papers sent, and for each member a mail with a link of her own laid ready."""
    from django.db import transaction

    from governance.models import OutgoingMail
    from governance.services import meetings

    actor, meeting = _meeting()

    def ours():
        with transaction.atomic():
            meetings.call_meeting(actor, type(meeting).objects.get(pk=meeting.pk), reason="Måling")
            if OutgoingMail.objects.filter(event="meeting.called", link__isnull=False).count() < RECEIVERS:
                raise RuntimeError("not everyone is called")
            transaction.set_rollback(True)

    def baseline():
        with transaction.atomic():
            _insert(actor.alliance)
            transaction.set_rollback(True)

    return compare("call_of_300", ours, baseline, promise=3, rounds=9, warmup=1)


def _meeting():
    """A planned meeting of a new body of 300, with five cases on its agenda."""
    from governance import history
    from governance.access import system_actor
    from governance.models import Alliance, Appointment, Cooperation, GoverningBody, Person, Seat
    from governance.services import agenda, cases, meetings

    actor = system_actor(Alliance.objects.get(slug="vestregionen"))
    cooperation = Cooperation.objects.of(actor.alliance).get(is_main=True)
    with history.recording(actor, "bench.fill", cooperation):
        new = {"slug": "alle", "name": "Alle", "kind": "assembly", "number_format": "{seq}/{year}"}
        body = history.create(GoverningBody(cooperation=cooperation, valid_from=SINCE, **new))
        people = [
            Person(given_name=f"Ola {n}", family_name=FAMILY, email=f"p{n}@bench.example") for n in range(RECEIVERS)
        ]
        seats = [Seat(body=body, valid_from=SINCE, position=n) for n in range(RECEIVERS)]
        pairs = zip(history.save_many(seats), history.save_many(people), strict=True)
        history.save_many([Appointment(seat=seat, person=each, valid_from=SINCE) for seat, each in pairs])
    day = actor.on + timedelta(days=30)
    meeting = meetings.create_meeting(actor, body=body, day=day, starts_at=time(10), place="Asker")
    for number in range(5):
        case = cases.create_case(actor, cooperation=cooperation, title=f"Sak {number}")
        agenda.add_item(actor, case=case, body=body, meeting=meeting)
    return actor, meeting


def _insert(alliance) -> None:
    from governance import clock
    from governance.models import OutgoingMail, Person, SignedLink

    now = clock.now()
    common = {"alliance": alliance}
    people = Person.objects.of(alliance).filter(family_name=FAMILY)
    links = [
        SignedLink(digest=uuid.uuid4().hex, purpose="answer", person=person, made_at=now, expires_at=now, **common)
        for person in people
    ]
    mails = [
        OutgoingMail(
            event="meeting.called",
            language="nb",
            subject="Innkalling",
            body="Hei\n" * 40,
            key=f"bench:{n}",
            queued_at=now,
            link=link,
            **common,
        )
        for n, link in enumerate(links)
    ]
    for rows in (links, mails):
        model = type(rows[0])
        model._base_manager.bulk_create(rows)
        names = [field.attname for field in model._meta.concrete_fields]
        past = {"history_date": now, "history_type": "+", "change_id": uuid.uuid4(), "act": "bench", "by_name": "bench"}
        kept = model.history.model
        kept.objects.bulk_create([kept(**{name: getattr(row, name) for name in names}, **past) for row in rows])
