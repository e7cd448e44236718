"""What a person chooses to hear of, and how often her digest comes."""

from governance import history
from governance.access import require
from governance.choices import DigestRhythm, Notice
from governance.mail.mailevents import MailEvent, all_events
from governance.models import DigestChoice, NoticeChoice


def events_for(actor) -> list[MailEvent]:
    """The events somebody with her roles and seats can be written to about, in the order they were registered."""
    return [event for event in all_events() if event.key != "digest" and event.receives(actor)]


def mode_of(actor, event: MailEvent) -> Notice:
    """How she hears of it when she has chosen nothing."""
    return Notice.NOW if event.mandatory else event.mode_for({role for role, _pk in actor.roles})


def chosen_by(actor) -> tuple[dict[str, str], str]:
    """(event -> mode she has chosen, rhythm of her digest)."""
    own = NoticeChoice.objects.of(actor.alliance).filter(person=actor.person)
    digest = DigestChoice.objects.of(actor.alliance).filter(person=actor.person).first()
    return dict(own.values_list("event", "mode")), digest.rhythm if digest else DigestRhythm.DAILY


def choose_notices(actor, *, modes: dict[str, str], rhythm: str) -> None:
    """Keep what she chose. An event that is always sent, or that she cannot receive, is left out."""
    free = {event.key for event in events_for(actor) if not event.mandatory}
    with history.recording(actor, "notice.choose", actor.person or actor.alliance):
        require(actor, "notice.choose")
        history.take(actor.person)
        rows = {row.event: row for row in NoticeChoice.objects.of(actor.alliance).filter(person=actor.person)}
        for key, mode in modes.items():
            if key not in free:
                continue
            if key in rows:
                history.save(rows[key], {"mode": mode})
            elif mode != mode_of(actor, _named(key)):
                history.create(NoticeChoice(person=actor.person, event=key, mode=mode))
        digest = DigestChoice.objects.of(actor.alliance).filter(person=actor.person).first()
        if digest is not None:
            history.save(digest, {"rhythm": rhythm})
        elif rhythm != DigestRhythm.DAILY:
            history.create(DigestChoice(person=actor.person, rhythm=rhythm))


def _named(key: str) -> MailEvent:
    return next(event for event in all_events() if event.key == key)
