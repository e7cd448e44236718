"""Writes about following: who wants to hear of a case."""

from governance import clock, history
from governance.models import Case, CaseFollow
from governance.services.claims import claim


def follow_case(actor, case: Case, *, at=None) -> CaseFollow:
    """Let the actor follow the case from now on; one she follows already is left as it is."""
    row = CaseFollow(case=case, person=actor.person, seen_at=at or clock.now())
    with history.recording(actor, "case.follow", row, at=at):
        claim(actor, "case.follow", case, weak=True)
        return _followed(actor, case) or history.create(row)


def unfollow_case(actor, case: Case, *, at=None) -> None:
    """Let the actor follow the case no more; nothing where she does not."""
    row = _followed(actor, case)
    if row is None:
        return
    with history.recording(actor, "case.unfollow", row, at=at):
        claim(actor, "case.unfollow", case, weak=True)
        history.remove(row)


def _followed(actor, case: Case) -> CaseFollow | None:
    return CaseFollow.objects.of(actor.alliance).filter(case=case, person=actor.person).select_related("case").first()
