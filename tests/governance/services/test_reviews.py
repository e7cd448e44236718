"""Reading through a draft before it goes out: who may ask, remark, judge and answer, in which state, and who reads."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance import history
from governance.access import may
from governance.choices import ItemState, PaperState, Role
from governance.models import (
    AgendaItem,
    Attachment,
    AttachmentVersion,
    Case,
    CasePaper,
    OutgoingMail,
    PaperComment,
    PaperReview,
    Resolution,
)
from governance.paperparts import fingerprint
from governance.readiness import findings_of
from governance.reviewstates import readings_of
from governance.services import agenda, files, meetings, papers, reviews
from governance.templatetags.norwegian import norwegian_date
from tests.cast import act_as, make_person, with_role
from tests.governance.casefile import pdf, write_paper

pytestmark = pytest.mark.django_db
SEEN = (AgendaItem, Case, CasePaper, Attachment, AttachmentVersion)


def again(actor):
    """The actor as her next request finds her."""
    return act_as(actor.person)


def ask(secretary, item, *actors, **more) -> PaperReview:
    asked = reviews.ask_review(secretary, item, people=[each.person for each in actors], **more)
    return next(each for each in asked if each.person_id == actors[0].person.pk)


def fresh(review) -> PaperReview:
    return PaperReview.objects.select_related("paper__item", "person", "asked_by").get(pk=review.pk)


def judge(actor, review, verdict="approved", **more):
    review = fresh(review)
    return reviews.judge(again(actor), review, verdict=verdict, seen=fingerprint(review.paper), **more)


def ask_again(secretary, review):
    review = fresh(review)
    return reviews.ask_again(secretary, review, base_version=review.version)


def mails_to(actor) -> int:
    return OutgoingMail.objects.filter(person=actor.person, event="paper.review_asked").count()


def read_by(actor) -> dict:
    actor = again(actor)
    return {model.__name__: model.objects.visible_to(actor).count() for model in SEEN}


NOTHING = dict.fromkeys((model.__name__ for model in SEEN), 0)
ONE_OF_EACH = dict.fromkeys((model.__name__ for model in SEEN), 1)


@pytest.fixture
def paper(item):
    return papers.latest_paper(item)


@pytest.fixture
def review(secretary, item, reader) -> PaperReview:
    return ask(secretary, item, reader, word="Se på tallene", wanted_by=date(2018, 3, 12))


# ---- What is read ----


def test_who_is_asked_reads_the_draft_and_its_attachments_while_it_stands(secretary, reader, item, attachment):
    assert read_by(reader) == NOTHING
    review = ask(secretary, item, reader)
    assert read_by(reader) == ONE_OF_EACH
    reviews.withdraw_review(secretary, review)
    assert read_by(reader) == NOTHING


def test_of_an_exempt_case_too_with_its_title(secretary, reader, secret_item):
    ask(secretary, secret_item, reader)
    assert read_by(reader) == ONE_OF_EACH
    assert Case.objects.readable_by(again(reader)).get().title == "Oppsigelse av Tormod"


def test_and_nothing_else(secretary, reader, item, secret_item, attachment):
    ask(secretary, item, reader)
    assert read_by(reader) == ONE_OF_EACH
    assert Case.objects.visible_to(again(reader)).get() == item.case


@pytest.mark.parametrize("over", ["sent", "withdrawn item", "removed item"])
def test_the_right_ends_with_the_draft(secretary, reader, item, meeting, review, over):
    if over == "sent":
        meetings.call_meeting(secretary, meeting)
    elif over == "withdrawn item":
        agenda.withdraw_item(secretary, item, reason="Feil")
    else:
        agenda.remove_item(secretary, item)
    assert again(reader).reviewed == frozenset()
    assert read_by(reader) == NOTHING


def test_a_new_version_is_another_draft(secretary, reader, item, meeting, review):
    judge(reader, review)
    meetings.call_meeting(secretary, meeting)
    papers.new_version(secretary, item, change_note="Nye tall")
    assert again(reader).reviewed == frozenset()


def test_to_be_asked_makes_nobody_a_reader_of_the_alliance(secretary, item, alliance, reader, review):
    with history.recording(secretary, "test.end", reader.person):
        for role in reader.person.roles.all():
            history.remove(role)
    stranger = again(reader)
    assert (bool(stranger.reviewed), stranger.is_known) == (True, False)
    assert read_by(reader) == NOTHING
    assert not may(stranger, "review.judge", fresh(review))


# ---- Who sees what is said ----


def test_what_is_said_is_for_the_reader_and_the_secretariat(
    secretary, admin, reader, mayor_asker, outsider, chief_executive, coordinator, item, meeting, review
):
    ask(secretary, item, chief_executive)
    reviews.write_comment(again(reader), fresh(review), text="Tallene er feil")
    everyone = {"secretary": secretary, "admin": admin, "reader": reader, "mayor": mayor_asker, "outsider": outsider}
    everyone |= {"other reader": chief_executive, "coordinator": coordinator}
    seen = {
        name: (PaperReview.objects.visible_to(again(a)).count(), PaperComment.objects.visible_to(again(a)).count())
        for name, a in everyone.items()
    }
    nothing = dict.fromkeys(("mayor", "outsider", "coordinator"), (0, 0))
    office = dict.fromkeys(("secretary", "admin"), (2, 1))
    assert seen == office | nothing | {"reader": (1, 1), "other reader": (1, 0)}
    assert not PaperComment.objects.visible_to(None).exists()
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    assert not PaperComment.objects.visible_to(again(mayor_asker)).exists()
    assert not PaperComment.objects.visible_to(again(reader)).exists()
    assert PaperComment.objects.visible_to(secretary).count() == 1


def test_an_editor_of_another_cooperation_sees_nothing(alliance, khs, item, review):
    editor = with_role(make_person(alliance, "khs@test.example", "Kaja", "KHS"), Role.SECRETARIAT, khs)
    assert not PaperReview.objects.visible_to(editor).exists()


def test_nothing_follows_the_case_to_its_next_stop(secretary, reader, item, meeting, executives, review):
    reviews.write_comment(again(reader), fresh(review), text="Tallene er feil")
    meetings.call_meeting(secretary, meeting)
    item.refresh_from_db()
    onward = agenda.send_on(secretary, item, body=executives, reason="Haster")
    assert readings_of(secretary, onward, papers.latest_paper(onward)) == []


# ---- Asking ----


def test_who_is_asked_is_written_to_with_the_word(secretary, reader, item, review):
    mail = OutgoingMail.objects.get(person=reader.person)
    assert mail.event == "paper.review_asked"
    assert all(words in mail.body for words in ("Sara Sekretær", "«Se på tallene»", norwegian_date(date(2018, 3, 12))))
    assert f"/behandling/{item.pk}/gjennomlesing/" in mail.body


def test_the_word_and_title_of_an_exempt_case_stand_in_no_mail(secretary, reader, secret_item):
    ask(secretary, secret_item, reader, word="Om Tormod")
    mail = OutgoingMail.objects.get(person=reader.person)
    assert "Tormod" not in mail.subject + mail.body


def test_nobody_chosen_and_a_day_gone_by(secretary, reader, item):
    with pytest.raises(ValidationError, match="Velg minst én"):
        reviews.ask_review(secretary, item, people=[])
    with pytest.raises(ValidationError, match="Dagen er passert"):
        ask(secretary, item, reader, wanted_by=date(2018, 3, 7))
    assert not PaperReview.objects.exists()


def test_not_oneself_nor_who_cannot_read_here(secretary, alliance, item):
    with pytest.raises(history.Refused, match="deg selv"):
        ask(secretary, item, secretary)
    nobody = make_person(alliance, "ny@test.example", "Nils", "Ny")
    with pytest.raises(history.Refused, match="Nils Ny har ingen innlogging som kan lese her"):
        ask(secretary, item, act_as(nobody))
    receiver = with_role(nobody, Role.RECEIVER)
    with pytest.raises(history.Refused, match="kan lese her"):
        ask(secretary, item, receiver)


def test_not_twice_but_again_after_a_withdrawal(secretary, reader, item, review):
    with pytest.raises(history.Refused, match="Lars Leser er alt bedt"):
        ask(secretary, item, reader)
    reviews.withdraw_review(secretary, fresh(review))
    assert ask(secretary, item, reader).pk == review.pk
    assert again(reader).reviewed == {item.pk}


def test_an_empty_draft_is_not_asked_about(secretary, reader, case, steering_group, meeting):
    item = agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    with pytest.raises(history.Refused, match="tomt"):
        ask(secretary, item, reader)


STATES = {
    "draft": (PaperState.DRAFT, ItemState.LISTED, True),
    "draft of a called case": (PaperState.DRAFT, ItemState.NUMBERED, True),
    "sent": (PaperState.SENT, ItemState.NUMBERED, False),
    "draft of a treated case": (PaperState.DRAFT, ItemState.TREATED, False),
    "draft of a withdrawn case": (PaperState.DRAFT, ItemState.WITHDRAWN, False),
}
ACTS = {  # who may do it while the draft stands
    "review.ask": {"secretary", "admin"},
    "review.withdraw": {"secretary", "admin"},
    "review.comment": {"reader"},
    "review.judge": {"reader"},
    "comment.edit": {"reader"},
    "comment.answer": {"secretary", "admin"},
    "comment.settle": {"secretary", "admin", "reader"},
}
AFTERWARDS = {"comment.answer", "comment.settle"}  # of the secretariat: its own book-keeping


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what_in_which_state(
    secretary, admin, reader, mayor_asker, chief_executive, outsider, item, paper, review, act, state
):
    ask(secretary, item, chief_executive)
    comment = reviews.write_comment(again(reader), fresh(review), text="Tallene er feil")
    roles = {"secretary": secretary, "admin": admin, "reader": reader, "mayor": mayor_asker}
    roles |= {"other reader": chief_executive, "outsider": outsider}
    actors = {name: again(actor) for name, actor in roles.items()}
    row = fresh(review)
    row.paper.__dict__["state"], row.paper.item.__dict__["state"], stands = STATES[state]
    comment.review = row
    subject = {"review.ask": row.paper}.get(act, row if act.startswith("review") else comment)
    wanted = ACTS[act] if stands else ACTS[act] & {"secretary", "admin"} if act in AFTERWARDS else set()
    assert {name for name, actor in actors.items() if may(actor, act, subject)} == wanted
    for actor in actors.values():
        answer = may(actor, act, subject)
        assert answer or answer.reason


def test_a_withdrawn_request_gives_nothing(secretary, reader, review):
    row = reviews.withdraw_review(secretary, fresh(review))
    for act in ("review.comment", "review.judge", "review.withdraw"):
        assert not may(again(reader), act, row)
    assert may(secretary, "review.withdraw", row).reason.startswith("Gjennomlesingen er over")


# ---- Her word ----


def test_that_it_must_be_changed_needs_a_reason(reader, review):
    with pytest.raises(ValidationError, match="Skriv kort hva som må endres"):
        judge(reader, review, "changes", reason="  ")
    assert judge(reader, review, "changes", reason="Feil sum").why == "Feil sum"


def test_who_asked_is_told_and_not_why(secretary, reader, review):
    judge(reader, review, "changes", reason="Feil sum")
    mail = OutgoingMail.objects.get(person=secretary.person)
    assert mail.subject.startswith("Må endres")
    assert "Lars Leser" in mail.body
    assert "Feil sum" not in mail.body


def test_a_word_is_on_the_text_she_read(secretary, reader, item, review):
    seen = fingerprint(fresh(review).paper)
    write_paper(secretary, item, exposition="<p>Ny utredning</p>")
    with pytest.raises(history.Refused, match="endret mens du leste"):
        reviews.judge(again(reader), fresh(review), verdict="approved", seen=seen)
    assert fresh(review).verdict == ""


def codes(secretary, item) -> list[str]:
    return [each.code for each in readings_of(secretary, item, papers.latest_paper(item))]


def test_a_change_after_the_approval_is_told_and_approval_asked_anew_by_one_press(secretary, reader, item, review):
    assert codes(secretary, item) == ["unanswered"]
    judge(reader, review)
    assert codes(secretary, item) == ["approved"]
    write_paper(secretary, item, exposition="<p>Ny utredning</p>")
    assert codes(secretary, item) == ["approved_before"]
    ask_again(secretary, review)
    assert codes(secretary, item) == ["unanswered"]
    assert OutgoingMail.objects.filter(person=reader.person, event="paper.review_asked").count() == 2
    judge(reader, review)
    assert codes(secretary, item) == ["approved"]
    assert "approved" in [row.verdict for row in PaperReview.history.filter(id=review.pk)[1:]]


def test_a_change_taken_back_is_approved_still(secretary, reader, item, review):
    judge(reader, review)
    write_paper(secretary, item, exposition="<p>Ny utredning</p>")
    write_paper(secretary, item)
    assert codes(secretary, item) == ["approved"]


def test_of_a_new_version_the_old_word_is_held_against_the_new_text(secretary, reader, item, meeting, review):
    judge(reader, review)
    meetings.call_meeting(secretary, meeting)
    item.refresh_from_db()
    draft = papers.new_version(secretary, item, change_note="Nye tall")
    assert codes(secretary, item) == ["approved"]
    papers.edit_paper(secretary, draft, exposition="<p>Nye tall</p>")
    assert codes(secretary, item) == ["approved_before"]
    anew = ask_again(secretary, review)
    assert anew.pk != review.pk
    assert anew.paper_id == draft.pk
    assert codes(secretary, item) == ["unanswered"]
    assert CasePaper.objects.visible_to(again(reader)).count() == 2  # the draft, and what she read before


def test_sent_without_an_answer(secretary, item, meeting, review):
    meetings.call_meeting(secretary, meeting)
    item.refresh_from_db()
    assert codes(secretary, item) == ["lapsed"]
    reviews_told = [each for each in findings_of(meeting, date(2018, 3, 1)) if each.page == "item_review"]
    assert reviews_told == []


# ---- Comments ----


def test_a_comment_is_changed_until_it_is_answered(secretary, reader, review):
    comment = reviews.write_comment(again(reader), fresh(review), part="exposition", quote=" Ut  redning ", text="Nei")
    assert comment.quote == "Ut redning"
    reviews.change_comment(again(reader), comment, text="Jo")
    reviews.answer_comment(secretary, comment, answer="Rettet", is_settled=True)
    assert (comment.answer, comment.settled_at is not None) == ("Rettet", True)
    with pytest.raises(PermissionDenied, match="besvart eller ferdig"):
        reviews.change_comment(again(reader), comment, text="Nei likevel")
    reviews.settle_comment(again(reader), comment, is_settled=False)
    assert comment.settled_at is None


def test_a_comment_on_no_part_of_a_paper_is_refused(reader, review):
    with pytest.raises(ValidationError):
        reviews.write_comment(again(reader), fresh(review), part="forfatter", text="Nei")
    with pytest.raises(ValidationError):
        reviews.write_comment(again(reader), fresh(review), text="   ")


def test_the_quoted_words_are_told_when_they_are_gone(secretary, reader, item, review):
    reviews.write_comment(again(reader), fresh(review), part="exposition", quote="Utredning", text="Kortere")

    def stands():
        reading = readings_of(secretary, item, papers.latest_paper(item))[0]
        return [comment.stands for comment in reading.comments]

    assert stands() == [True]
    write_paper(secretary, item, exposition="<p>Kort</p>")
    assert stands() == [False]


# ---- Before the call ----


@pytest.mark.parametrize(
    ("verdict", "is_changed", "words", "needs_reason"),
    [
        ("", False, "Lars Leser er bedt om å lese gjennom «Handlingsplan 2018» og har ikke svart.", False),
        ("changes", False, "Lars Leser mener at saksframlegget «Handlingsplan 2018» må endres.", True),
        ("changes", True, "Lars Leser ba om endringer i «Handlingsplan 2018» og har ikke sett den nye teksten.", False),
        ("approved", True, "Saksframlegget «Handlingsplan 2018» er endret siden Lars Leser godkjente det.", False),
        ("approved", False, None, False),
    ],
)
def test_the_call_is_told(
    secretary, reader, mayor_asker, item, meeting, review, verdict, is_changed, words, needs_reason
):
    if verdict:
        judge(reader, review, verdict, reason="Feil sum")
    if is_changed:
        write_paper(secretary, item, exposition="<p>Ny utredning</p>")
    found = [(each.words, each.needs_reason) for each in findings_of(meeting, date(2018, 3, 1))]
    assert found == ([(words, needs_reason)] if words else [])


def test_a_withdrawn_request_is_not_told_before_the_call(secretary, mayor_asker, meeting, review):
    reviews.withdraw_review(secretary, fresh(review))
    assert findings_of(meeting, date(2018, 3, 1)) == []
    assert OutgoingMail.objects.filter(event="paper.review_withdrawn").count() == 1


def test_an_attachment_that_comes_later_is_read_too(secretary, reader, item, review):
    files.add_attachment(secretary, item, upload=pdf(), title="Tall", access="exempt", legal_basis="offl. § 14")
    assert Attachment.objects.visible_to(again(reader)).get().title == "Tall"
    assert not Resolution.objects.visible_to(again(reader)).exists()


# ---- Asked anew, and reminded ----


def test_an_answer_that_came_meanwhile_is_not_erased(secretary, reader, item, review):
    """The secretary looks at the page, the reader answers, the secretary presses."""
    judge(reader, review)
    write_paper(secretary, item, exposition="<p>Ny</p>")
    seen = fresh(review).version
    judge(reader, review, verdict="changes", reason="Feil sum")
    with pytest.raises(history.Refused, match="endret siden du åpnet siden"):
        reviews.ask_again(secretary, fresh(review), base_version=seen)
    assert (fresh(review).verdict, fresh(review).why) == ("changes", "Feil sum")
    assert mails_to(reader) == 1


def test_who_is_asked_already_is_not_asked_anew(secretary, reader, item, review):
    judge(reader, review)
    write_paper(secretary, item, exposition="<p>Ny</p>")
    ask_again(secretary, review)
    with pytest.raises(history.Refused, match="Lars Leser er alt bedt om å lese gjennom utkastet"):
        ask_again(secretary, review)
    assert mails_to(reader) == 2


def test_asked_anew_of_a_new_version_once(secretary, reader, item, meeting, review):
    judge(reader, review)
    meetings.call_meeting(secretary, meeting)
    papers.new_version(secretary, item, change_note="Nye tall")
    ask_again(secretary, review)
    with pytest.raises(history.Refused, match="alt bedt om å lese gjennom"):
        ask_again(secretary, review)
    assert (PaperReview.objects.count(), mails_to(reader)) == (2, 2)


def test_a_reminder_writes_the_mail_and_nothing_else_once_a_day(secretary, reader, item, review):
    before = fresh(review).version
    reviews.remind(secretary, fresh(review))
    assert (mails_to(reader), fresh(review).version) == (2, before)
    with pytest.raises(history.Refused, match="alt fått en purring i dag"):
        reviews.remind(secretary, fresh(review))
    assert mails_to(reader) == 2


def test_who_has_answered_or_is_let_off_is_not_reminded(secretary, reader, item, review):
    judge(reader, review)
    with pytest.raises(history.Refused, match="Lars Leser har svart"):
        reviews.remind(secretary, fresh(review))
    reviews.withdraw_review(secretary, fresh(review))
    with pytest.raises(history.Refused, match="Forespørselen gjelder ikke lenger"):
        reviews.remind(secretary, fresh(review))
    assert mails_to(reader) == 1


# ---- What is stored is looked at, and not what the page had read ----


def test_a_comment_is_not_changed_after_the_paper_went_out(secretary, reader, item, meeting, review):
    comment = reviews.write_comment(again(reader), fresh(review), text="Feil")
    asked = again(reader)
    read = PaperComment.objects.select_related("review__paper__item").get(pk=comment.pk)
    assert read.review.stands
    meetings.call_meeting(secretary, meeting)
    for act in (
        lambda: reviews.change_comment(asked, read, text="Feilen er min"),
        lambda: reviews.settle_comment(asked, read),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert (fresh_comment(comment).text, fresh_comment(comment).settled_at) == ("Feil", None)


def fresh_comment(comment) -> PaperComment:
    return PaperComment.objects.get(pk=comment.pk)
