"""Writes about reading through a draft before it goes out: who is asked, what she remarks, and her word on the text.

A word is given on a text: it is kept with the fingerprint of what she read, so that a change afterwards is seen.
Nothing of this follows the case to its next stop, is printed, or is told to others than the reader and the secretariat.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import clock, history
from governance.access import actor_of
from governance.choices import Verdict
from governance.mail import reviewmails
from governance.models import AgendaItem, CasePaper, PaperComment, PaperReview, Person
from governance.paperparts import fingerprint
from governance.services.claims import claim, keep
from governance.services.papers import latest_paper


def ask_review(
    actor, item: AgendaItem, *, people: Iterable[Person], word: str = "", wanted_by=None, at=None
) -> list[PaperReview]:
    """Ask persons who read in the alliance to read through the draft. Each is written to, and may read it from now on.

    Raises Refused naming the one who cannot be asked, ValidationError when nobody is chosen or the day is past.
    """
    with history.recording(actor, "review.ask", item, at=at):
        chosen = sorted(people, key=lambda each: str(each.pk))
        if not chosen:
            raise ValidationError({"people": _("Velg minst én som skal lese.")})
        if wanted_by is not None and wanted_by < actor.on:
            raise ValidationError({"wanted_by": _("Dagen er passert. Velg en dag som kommer.")})
        for each in chosen:
            _refuse_unfit(actor, keep(each, weak=True))
        paper = _claim_draft(actor, item)
        known = {each.person_id: each for each in PaperReview.objects.of(paper.alliance_id).filter(paper=paper)}
        asked = [each for each in chosen if each.pk in known and not _is_over(known[each.pk])]
        if asked:
            raise history.Refused(_already(asked[0]))
        values = {"word": " ".join(word.split()), "wanted_by": wanted_by}
        return [_ask(actor, paper, each, known.get(each.pk), values, at) for each in chosen]


def ask_again(actor, review: PaperReview, *, base_version: int | None, at=None) -> PaperReview:
    """Ask the same person anew: of the draft as it stands now, also where that is a newer version. What she said before
    is told no more, and stays in the history. Refused where the request is another than in `base_version`, which the
    page showed: an answer that came meanwhile is not erased."""
    item = review.paper.item
    with history.recording(actor, "review.ask_again", item, at=at):
        _refuse_unfit(actor, keep(review.person, weak=True))
        paper = _claim_draft(actor, item)
        changed = history.take(review).version != base_version
        known = PaperReview.objects.of(paper.alliance_id).filter(paper=paper, person=review.person).first()
        if known is not None and not known.verdict and not _is_over(known):
            raise history.Refused(_already(review.person))
        if changed or (known is not None and known.pk != review.pk):
            says = _("Forespørselen til {name} er endret siden du åpnet siden. Se hva som står der nå.")
            raise history.Refused(says.format(name=review.person))
        wanted = review.wanted_by if review.wanted_by and review.wanted_by >= actor.on else None
        values = {"word": review.word, "wanted_by": wanted, "fingerprint": review.fingerprint}
        return _ask(actor, paper, review.person, known, values, at)


def remind(actor, review: PaperReview) -> None:
    """Write once more to who has not answered, at most once a day. The request stands as it was."""
    item = review.paper.item
    with history.recording(actor, "review.remind", item):
        _refuse_unfit(actor, keep(review.person, weak=True))
        if _claim_draft(actor, item).pk != review.paper_id or not history.take(review).stands:
            raise history.Refused(_("Forespørselen gjelder ikke lenger."))
        if review.verdict:
            raise history.Refused(_("{name} har svart. Se hva som står der nå.").format(name=review.person))
        if not reviewmails.write_reminder(actor, review):
            says = _("{name} har alt fått en purring i dag. Ring heller, eller purr igjen i morgen.")
            raise history.Refused(says.format(name=review.person))


def _already(person: Person) -> str:
    return _("{name} er alt bedt om å lese gjennom utkastet.").format(name=person)


def _claim_draft(actor, item: AgendaItem) -> CasePaper:
    """The newest version, held, where one may ask for a reading of it."""
    history.take(item, weak=True)
    paper = latest_paper(item)
    if paper is None:
        raise history.Refused(_("Saken har ikke saksframlegg å lese gjennom."))
    paper.item = item
    claim(actor, "review.ask", paper, weak=True)
    if not paper.is_written:
        raise history.Refused(_("Saksframlegget er tomt. Skriv det før du ber om gjennomlesing."))
    return paper


def _refuse_unfit(actor, person: Person) -> None:
    if actor.person is not None and person.pk == actor.person.pk:
        raise history.Refused(_("Du kan ikke be deg selv om gjennomlesing. Velg en annen."))
    if person.user_id is None or not person.is_active_on(actor.on) or not actor_of(actor.alliance, person).is_known:
        says = _("{name} har ingen innlogging som kan lese her. Gi en rolle i alliansen først, eller velg en annen.")
        raise history.Refused(says.format(name=person))


def _is_over(review: PaperReview) -> bool:
    return review.withdrawn_at is not None


def _ask(actor, paper, person, known: PaperReview | None, values: dict, at) -> PaperReview:
    values |= {"asked_by": actor.person, "asked_at": at or clock.moment(actor.alliance), "withdrawn_at": None}
    unsaid = {"verdict": "", "why": "", "judged_at": None}  # what she read stays known, to compare with
    if known is None:
        review = history.create(PaperReview(alliance=paper.alliance, paper=paper, person=person, **values))
    else:
        review = history.save(known, values | unsaid)
    review.paper, review.person = paper, person
    reviewmails.write_request(actor, review, at=at)
    return review


def withdraw_review(actor, review: PaperReview, *, at=None) -> PaperReview:
    """The person is let off, and may no longer read the draft by this. She is told, unless she has given her word."""
    with history.recording(actor, "review.withdraw", review.paper.item, at=at):
        _claim_review(actor, "review.withdraw", review)
        history.save(review, {"withdrawn_at": at or clock.moment(actor.alliance)})
        if not review.verdict:
            reviewmails.write_withdrawal(actor, review, at=at)
        return review


def judge(actor, review: PaperReview, *, verdict: str, reason: str = "", seen: str, at=None) -> PaperReview:
    """Her word on the text with the fingerprint `seen`. Refused where the text has changed since she read it; that it
    must be changed needs a reason."""
    with history.recording(actor, "review.judge", review.paper.item, at=at):
        _claim_review(actor, "review.judge", review)
        reason = reason.strip()
        if verdict == Verdict.CHANGES and not reason:
            raise ValidationError({"reason": _("Skriv kort hva som må endres.")})
        if seen != fingerprint(review.paper):
            raise history.Refused(_("Teksten er endret mens du leste. Les den en gang til før du svarer."))
        values = {"verdict": verdict, "why": reason, "fingerprint": seen}
        history.save(review, values | {"judged_at": at or clock.moment(actor.alliance)})
        reviewmails.write_answer(actor, review, at=at)
        return review


def _claim_review(actor, act: str, review: PaperReview) -> None:
    """Hold the draft before its request, so that it is not sent or changed meanwhile."""
    _hold_draft(review)
    claim(actor, act, review)


def _claim_comment(actor, act: str, comment: PaperComment) -> None:
    """The same for a comment: whether its request stands is asked of what is stored."""
    _hold_draft(comment.review)
    history.take(comment.review)
    claim(actor, act, comment)


def _hold_draft(review: PaperReview) -> None:
    history.take(review.paper.item, weak=True)
    history.take(review.paper)


# ---- Comments ----


def write_comment(actor, review: PaperReview, *, text: str, part: str = "", quote: str = "", at=None) -> PaperComment:
    """Remark on a part of the draft, or on all of it, if wanted on some words of it."""
    with history.recording(actor, "review.comment", review.paper.item, at=at):
        _claim_review(actor, "review.comment", review)
        values = {"part": part, "quote": " ".join(quote.split()), "text": text.strip()}
        moment = at or clock.moment(actor.alliance)
        return history.create(PaperComment(alliance=review.alliance, review=review, written_at=moment, **values))


def change_comment(actor, comment: PaperComment, *, base_version=None, at=None, **values) -> PaperComment:
    """Change what one wrote, as long as nobody has answered it."""
    with history.recording(actor, "comment.change", comment.review.paper.item, at=at):
        _claim_comment(actor, "comment.edit", comment)
        return history.save(comment, values, base_version=base_version)


def answer_comment(
    actor, comment: PaperComment, *, answer: str, is_settled: bool = False, base_version=None, at=None
) -> PaperComment:
    """Answer a comment; settle it with that, where it needs nothing more."""
    with history.recording(actor, "comment.answer", comment.review.paper.item, at=at):
        _claim_comment(actor, "comment.answer", comment)
        moment, answer = at or clock.moment(actor.alliance), answer.strip()
        values = {"answer": answer, "answered_at": moment if answer else None}
        history.save(comment, values, base_version=base_version)
        return _settle(comment, is_settled, moment)


def settle_comment(actor, comment: PaperComment, *, is_settled: bool = True, at=None) -> PaperComment:
    """Mark a comment as done with, or take that back. By the secretariat, or by who wrote it."""
    with history.recording(actor, "comment.settle", comment.review.paper.item, at=at):
        _claim_comment(actor, "comment.settle", comment)
        return _settle(comment, is_settled, at or clock.moment(actor.alliance))


def _settle(comment: PaperComment, is_settled: bool, moment) -> PaperComment:
    if is_settled == (comment.settled_at is not None):
        return comment
    return history.save(comment, {"settled_at": moment if is_settled else None})
