"""The pages on which a draft is read through: for the reader, for the secretariat, and what nobody else is told."""

import pytest

from governance.choices import PaperState
from governance.models import Case, Meeting, PaperComment, PaperReview, ProcedureRules
from governance.mypage import reviewasks
from governance.paperparts import fingerprint
from governance.services import agenda, cases, meetings, papers, reopening, reviews
from tests.cast import act_as
from tests.governance.casefile import item_url, url, write_paper

pytestmark = pytest.mark.django_db
REMARK = "Tallene stemmer ikke med budsjettet"


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def review(secretary, item, reader):
    return reviews.ask_review(secretary, item, people=[reader.person], word="Se på tallene")[0]


@pytest.fixture
def comment(reader, review):
    return reviews.write_comment(act_as(reader.person), review, part="exposition", quote="Utredning", text=REMARK)


def page_of(item) -> str:
    return url("item_review", item.pk)


def pressed(desk, item) -> str:
    """The version that goes with the button."""
    return text(desk.get(page_of(item))).split('name="version" value="')[1].split('"')[0]


# ---- The secretariat asks ----


def test_the_secretary_asks_from_the_page_of_the_treatment(client_of, secretary, reader, chief_executive, item):
    desk = client_of(secretary)
    address = url("item_review_ask", item.pk)
    assert address in text(desk.get(item_url(item)))
    shown = text(desk.get(address))
    assert "Lars Leser" in shown
    assert "Sara Sekretær</label>" not in shown, "nobody asks herself"
    told = {"people": [str(reader.person.pk), str(chief_executive.person.pk)], "word": "Se på tallene"}
    answer = desk.post(address, told | {"wanted_by": "12.03.2018"}, follow=True)
    assert answer.redirect_chain[-1][0] == page_of(item)
    assert "Lars Leser" in text(answer)
    assert text(answer).count("Venter på svar") == 2
    assert PaperReview.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "sentence"),
    [({}, "Hvem skal lese?"), ({"wanted_by": "01.03.2018"}, "Dagen er passert. Velg en dag som kommer.")],
)
def test_what_is_missing_is_told_at_its_field(client_of, secretary, reader, item, told, sentence):
    people = {"people": [str(reader.person.pk)]} if told else {}
    answer = client_of(secretary).post(url("item_review_ask", item.pk), told | people)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_of_a_paper_that_is_sent_nobody_is_asked(client_of, secretary, called):
    desk = client_of(secretary)
    address = url("item_review_ask", called.pk)
    assert address not in text(desk.get(item_url(called)))
    assert "Lag en ny versjon før du ber om gjennomlesing" in text(desk.get(address))
    assert desk.get(address).status_code == 403


# ---- The reader ----


def test_the_reader_reads_remarks_and_judges(client_of, secretary, reader, item, attachment, review):
    hers = client_of(reader)
    shown = text(hers.get(item_url(item)))
    assert "Du er bedt om å lese gjennom utkastet" in shown
    assert "Notat" in shown, "its attachments, which have not been sent"
    assert "/moter/" + str(item.meeting_id) not in shown, "no link to a meeting she may not open"
    shown = text(hers.get(page_of(item)))
    assert "Sara Sekretær ber deg lese gjennom utkastet" in shown
    assert "«Se på tallene»" in shown
    address = url("item_review_comment", item.pk, review.pk)
    assert 'value="exposition" selected' in text(hers.get(address + "?del=exposition"))
    answer = hers.post(address, {"part": "exposition", "quote": "Utredning", "text": REMARK}, follow=True)
    assert REMARK in text(answer)
    seen = fingerprint(papers.latest_paper(item))
    judging = url("item_review_judge", item.pk, review.pk)
    answer = hers.post(judging, {"verdict": "changes", "reason": "", "seen": seen})
    assert answer.status_code == 422
    assert "Skriv kort hva som må endres." in text(answer)
    answer = hers.post(judging, {"verdict": "changes", "reason": "Feil sum", "seen": seen}, follow=True)
    assert "Takk. Svaret er sendt til sekretariatet." in text(answer)
    assert "Må endres" in text(answer)
    review.refresh_from_db()
    assert (review.verdict, review.why) == ("changes", "Feil sum")


def test_a_text_that_changed_meanwhile_is_not_judged(client_of, secretary, reader, item, review):
    seen = fingerprint(papers.latest_paper(item))
    write_paper(secretary, item, exposition="<p>Ny</p>")
    answer = client_of(reader).post(url("item_review_judge", item.pk, review.pk), {"verdict": "approved", "seen": seen})
    assert answer.status_code == 422
    assert "Teksten er endret mens du leste" in text(answer)
    assert fingerprint(papers.latest_paper(item)) not in text(answer), "the old text is not approved by pressing again"


def test_and_the_way_back_to_the_text_keeps_the_reason(client_of, secretary, reader, item, review):
    """She typed why, and reads the text anew: it still stands in the form below the text, which can be sent."""
    hers, seen = client_of(reader), fingerprint(papers.latest_paper(item))
    write_paper(secretary, item, exposition="<p>Ny</p>")
    told = {"verdict": "changes", "reason": "Summen er feil", "seen": seen}
    answer = hers.post(url("item_review_judge", item.pk, review.pk), told)
    assert "Les teksten på nytt" in text(answer)
    way = text(answer).split('class="vr-form" action="')[1].split('"')[0]
    read = hers.post(way, told)
    assert read.status_code == 200
    assert "<p>Ny</p>" in text(read)
    form = read.context["judge_form"]
    assert (form["verdict"].value(), form["reason"].value()) == ("changes", "Summen er feil")
    assert form["seen"].value() == fingerprint(papers.latest_paper(item))
    assert text(hers.get(page_of(item))).count("Summen er feil") == 0, "nothing is stored"


def test_the_button_does_what_it_said(client_of, secretary, reader, item, review):
    """«Purr» is pressed on a page from before the answer; so is «Be på nytt»."""
    desk = client_of(secretary)
    version, again = pressed(desk, item), url("item_review_again", item.pk, review.pk)
    reviews.judge(act_as(reader.person), review, verdict="approved", seen=fingerprint(review.paper))
    assert "Lars Leser har svart" in text(desk.post(again, {"version": version, "purr": "1"}, follow=True))
    for stale in ({"version": version}, {}, {"version": "tull"}):
        assert "endret siden du åpnet siden" in text(desk.post(again, stale, follow=True))
    review.refresh_from_db()
    assert review.verdict == "approved"


def test_a_reminder_is_one_press(client_of, secretary, item, review):
    desk = client_of(secretary)
    assert 'name="purr" value="1"' in text(desk.get(page_of(item)))
    answer = desk.post(url("item_review_again", item.pk, review.pk), {"purr": "1"}, follow=True)
    assert "Lars Leser får en purring." in text(answer)
    assert "Sendte en purring om gjennomlesing" in text(
        desk.get(url("case_detail", item.case.year, item.case.sequence))
    )


def test_without_a_choice(client_of, reader, item, review):
    answer = client_of(reader).post(url("item_review_judge", item.pk, review.pk), {"seen": "x"})
    assert answer.status_code == 422
    assert "Velg «Godkjent» eller «Må endres»." in text(answer)


# ---- Answers ----


def test_the_secretary_answers_and_settles(client_of, secretary, reader, item, review, comment):
    desk, hers = client_of(secretary), client_of(reader)
    assert REMARK in text(desk.get(page_of(item)))
    address = url("item_comment_answer", item.pk, comment.pk)
    assert REMARK in text(desk.get(address))
    told = {"answer": "Rettet i tabellen", "base_version": comment.version}
    desk.post(address, told, follow=True)
    assert "Rettet i tabellen" in text(hers.get(page_of(item)))
    settling = url("item_comment_settle", item.pk, comment.pk)
    desk.post(settling)
    comment.refresh_from_db()
    assert comment.settled_at is not None
    hers.post(settling, {"open": "1"})
    comment.refresh_from_db()
    assert comment.settled_at is None
    assert "besvart eller ferdig" in text(hers.get(url("item_comment_edit", item.pk, comment.pk)))


def test_a_comment_is_changed_by_who_wrote_it(client_of, secretary, reader, item, comment):
    address = url("item_comment_edit", item.pk, comment.pk)
    assert client_of(secretary).get(address).status_code == 403
    hers = client_of(reader)
    told = {"part": "", "quote": "", "text": "Tallene er gamle", "base_version": comment.version}
    assert "Tallene er gamle" in text(hers.post(address, told, follow=True))
    comment.refresh_from_db()
    assert (comment.part, comment.quote, comment.text) == ("", "", "Tallene er gamle")


def test_to_ask_again_is_one_press_and_to_withdraw_ends_it(client_of, secretary, reader, item, review):
    desk = client_of(secretary)
    reviews.judge(act_as(reader.person), review, verdict="approved", seen=fingerprint(review.paper))
    write_paper(secretary, item, exposition="<p>Ny</p>")
    assert "Endret siden godkjenningen" in text(desk.get(item_url(item)))
    again = url("item_review_again", item.pk, review.pk)
    answer = desk.post(again, {"version": pressed(desk, item)}, follow=True)
    assert "Lars Leser er bedt om å lese på nytt." in text(answer)
    assert "Venter på svar" in text(answer)
    assert desk.get(url("item_review_again", item.pk, review.pk)).status_code == 405
    answer = desk.post(url("item_review_withdraw", item.pk, review.pk), follow=True)
    assert "Trukket tilbake" in text(answer)
    assert client_of(reader).get(page_of(item)).status_code == 404
    assert client_of(reader).get(item_url(item)).status_code == 404


# ---- Nobody else ----


def test_no_page_tells_others_of_it(
    client_of, secretary, reader, mayor_asker, chief_executive, outsider, coordinator, item, meeting, review, comment
):
    """Before the call, and once the paper is out and published."""
    others = {"mayor": mayor_asker, "attends": chief_executive, "outsider": outsider, "staff": coordinator, "off": None}
    for name, actor in others.items():
        answer = client_of(actor).get(page_of(item))
        assert answer.status_code == (302 if actor is None else 404), name
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    item.refresh_from_db()
    addresses = [item_url(item), url("case_detail", item.case.year, item.case.sequence)]
    addresses += [
        url("story", "behandling", item.pk),
        url("story", "sak", item.case.pk),
        url("search") + "?q=budsjettet",
    ]
    for name, actor in (others | {"reader": reader}).items():
        browser = client_of(actor)
        for address in addresses:
            shown = text(browser.get(address))
            assert REMARK not in shown, (name, address)
            assert "ennomlesing" not in shown.split("<main")[-1].split("</main")[0], (name, address)
    assert REMARK in text(client_of(secretary).get(page_of(item)))
    assert papers.latest_paper(item).state == PaperState.SENT


def test_the_story_of_the_treatment_tells_the_secretariat(client_of, secretary, item, review, comment):
    assert REMARK in text(client_of(secretary).get(url("story", "behandling", item.pk)))


def test_unknown_rows_and_those_of_another_treatment(client_of, secretary, reader, item, secret_item, review, comment):
    desk = client_of(secretary)
    for name, row in (("item_review_withdraw", review), ("item_comment_answer", comment)):
        assert desk.get(url(name, item.pk, row.pk)).status_code == 200
        assert desk.get(url(name, secret_item.pk, row.pk)).status_code == 404
        assert desk.get(url(name, item.pk, item.pk)).status_code == 404


# ---- My page ----


def test_my_page_asks_the_reader_and_then_the_secretary(client_of, secretary, reader, item, review):
    ask = "Les gjennom utkastet «Handlingsplan 2018» til Styringsgruppen"
    assert ask in text(client_of(reader).get(url("my_page")))
    assert reviewasks.to_mend(secretary) == []
    reviews.judge(act_as(reader.person), review, verdict="changes", reason="Feil sum", seen=fingerprint(review.paper))
    assert ask not in text(client_of(reader).get(url("my_page")))
    shown = text(client_of(secretary).get(url("my_page")))
    assert "Endre utkastet «Handlingsplan 2018» til Styringsgruppen" in shown
    assert "Lars Leser: Feil sum" in shown
    write_paper(secretary, item, exposition="<p>Ny</p>")
    assert reviewasks.to_mend(secretary) == []


def test_the_number_of_questions_does_not_grow(
    client_of, secretary, reader, chief_executive, mayor_asker, item, review, django_assert_max_num_queries
):
    for _n in range(20):
        reviews.write_comment(act_as(reader.person), review, text=REMARK)
    reviews.ask_review(secretary, item, people=[chief_executive.person, mayor_asker.person])
    desk = client_of(secretary)
    desk.get(page_of(item))
    with django_assert_max_num_queries(13):
        desk.get(page_of(item))
    assert PaperComment.objects.count() == 20


# ---- What is changed since her word ----


def test_the_reader_who_is_asked_anew_sees_what_is_changed(client_of, secretary, reader, item, review):
    address = url("item_review_changes", item.pk, review.pk)
    hers = client_of(reader)
    assert "ingenting å sammenligne med" in text(hers.get(address))
    reviews.judge(act_as(reader.person), review, verdict="changes", reason="Feil", seen=fingerprint(review.paper))
    assert "Ingenting er endret siden svaret." in text(hers.get(address))
    assert address not in text(hers.get(page_of(item)))
    for words in ("Foreløpig", "Utredning med tall"):
        write_paper(secretary, item, exposition=f"<p>{words}</p>")
    reviews.ask_again(secretary, asked := PaperReview.objects.get(), base_version=asked.version)
    assert address in text(hers.get(page_of(item)))
    assert address in text(client_of(secretary).get(page_of(item)))
    shown = text(hers.get(address))
    assert "Foreløpig" not in shown
    assert "<ins>" in shown
    assert " med tall" in shown
    assert "Forslag til vedtak" not in shown.split("<main")[1], "a part that stands is not shown"


def test_across_versions_too(client_of, secretary, reader, item, meeting, review):
    reviews.judge(act_as(reader.person), review, verdict="approved", seen=fingerprint(review.paper))
    meetings.call_meeting(secretary, meeting)
    item.refresh_from_db()
    draft = papers.new_version(secretary, item, change_note="Nye tall")
    papers.edit_paper(secretary, draft, exposition="<p>Utredning med tall</p>")
    anew = reviews.ask_again(secretary, asked := PaperReview.objects.get(), base_version=asked.version)
    assert " med tall" in text(client_of(reader).get(url("item_review_changes", item.pk, anew.pk)))


def test_who_sends_a_paper_out_is_told_what_its_readers_say(client_of, secretary, reader, called):
    draft = papers.new_version(secretary, called, change_note="Nye tall")
    desk, address = client_of(secretary), url("item_paper_send", called.pk)
    assert "Lars Leser" not in text(desk.get(address))
    review = reviews.ask_review(secretary, called, people=[reader.person])[0]
    assert "Lars Leser er bedt om å lese gjennom «Handlingsplan 2018» og har ikke svart." in text(desk.get(address))
    reviews.judge(act_as(reader.person), review, verdict="approved", seen=fingerprint(draft))
    assert "Lars Leser" not in text(desk.get(address))


# ---- After the call ----

WANTED = "Lars Leser mener at saksframlegget «Sen» må endres."


@pytest.fixture
def wanted(secretary, reader, cooperation, steering_group):
    """A case that waits, of which the reader says that its paper must be changed."""
    case = cases.create_case(secretary, cooperation=cooperation, title="Sen")
    late = agenda.add_item(secretary, case=case, body=steering_group)
    write_paper(secretary, late)
    asked = reviews.ask_review(secretary, late, people=[reader.person])[0]
    seen = fingerprint(papers.latest_paper(late))
    reviews.judge(act_as(reader.person), asked, verdict="changes", reason="Feil sum", seen=seen)
    return late


def test_who_puts_a_late_case_on_is_told_what_its_readers_say(client_of, secretary, called, wanted):
    assert WANTED in text(client_of(secretary).get(url("item_list", wanted.pk)))


def test_so_is_who_sends_a_new_agenda_and_of_secrecy_from_a_distance(client_of, secretary, called, meeting, wanted):
    ProcedureRules.objects.filter(body=meeting.body).update(law="2018")
    Meeting.objects.filter(pk=meeting.pk).update(form="telephone")
    meeting.refresh_from_db()
    reopening.reopen_agenda(secretary, meeting, reason="En sak til")
    agenda.list_item(secretary, wanted, meeting=meeting)
    Case.objects.filter(pk=wanted.case.pk).update(access="exempt", ground="13", legal_basis="offl. § 13")
    shown = text(client_of(secretary).get(url("meeting_agenda_send", meeting.pk)))
    assert WANTED in shown
    assert "Saken «Sen» er underlagt taushetsplikt, og kan ikke behandles i fjernmøte." in shown
    assert "Krever begrunnelse" not in shown, "this page asks for none"


def test_and_who_sends_a_new_version_of_the_paper(client_of, secretary, reader, item, called):
    paper = papers.new_version(secretary, called, change_note="Nye tall")
    asked = reviews.ask_review(secretary, called, people=[reader.person])[0]
    reviews.judge(act_as(reader.person), asked, verdict="changes", reason="Feil", seen=fingerprint(paper))
    assert "må endres." in text(client_of(secretary).get(url("item_paper_send", called.pk)))


# ---- Who leaves ----


def test_who_leaves_with_a_draft_to_read_is_told_of(client_of, admin, reader, item, review):
    page = url("person_deactivate", reader.person.pk)
    shown = text(client_of(admin).get(page))
    assert "Skal lese gjennom et utkast" in shown
    assert f"sak {item.case.number} til {item.body}" in shown
    reviews.judge(act_as(reader.person), review, verdict="approved", seen=fingerprint(review.paper))
    assert "Skal lese gjennom et utkast" not in text(client_of(admin).get(page))
