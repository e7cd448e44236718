"""What is said before a case is sent on, over states, outcomes, versions, bodies and meetings; and what follows it."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance import clock, handover, history
from governance.choices import ItemState, ResolutionKind, ResolutionResult
from governance.forms.meetings import agenda_label
from governance.handover import findings_of, load_of
from governance.models import AgendaItem, Event, Meeting
from governance.services import agenda, files, meetings, papers, reopening, resolutions
from governance.services.papers import latest_paper
from tests.cast import make
from tests.governance.casefile import HELD, pdf, write_paper

pytestmark = pytest.mark.django_db
ON = date(2018, 3, 15)
LATER = clock.oslo(date(2018, 3, 16), time(9))
PROPOSAL, OTHER = "<p>Forslag</p>", "<p>Et annet forslag</p>"
UNTREATED = "Styringsgruppen har ikke behandlet saken ennå. Forslaget går videre uten vedtak."


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def told(item, body, *, meeting=None, version=None, on=ON) -> list[tuple[str, bool]]:
    found = findings_of(load_of(fresh(item)), on, body=body, meeting=meeting, version=version)
    return [(each.words, each.needs_reason) for each in found]


def resolve(actor, item, result, points=("Nytt punkt",), **values):
    return resolutions.register_resolution(
        actor, fresh(item), result=result, points=points, is_meant=True, at=HELD, **values
    )


def second_version(actor, item, *, at=None, is_sent=True, text=OTHER):
    draft = papers.new_version(actor, fresh(item), change_note="Ny")
    paper = papers.edit_paper(actor, draft, recommendation=text)
    return papers.send_paper(actor, paper, at=at) if is_sent else paper


def test_a_case_that_is_treated_as_proposed_goes_on_without_a_word(secretary, called, executives):
    assert told(called, executives) == [(UNTREATED, True)]
    resolve(secretary, called, "adopted", points=["Forslag"])
    assert told(called, executives) == []


@pytest.mark.parametrize(
    ("result", "points", "words", "needs_reason"),
    [
        ("adopted", (), "", False),
        ("adopted", ("Gruppen slutter seg til",), "ikke ordene i vedtakspunktene", False),
        ("changed", ("Et annet forslag",), "", False),
        ("changed", (), "endringene er ikke skrevet i vedtaket", True),
        ("rejected", (), "Styringsgruppen vedtok ikke forslaget", True),
        ("sent_back", (), "Styringsgruppen sendte saken tilbake", True),
        ("noted", ("Tatt til orientering",), "", False),
        ("unknown", (), "Det er ikke ført hva Styringsgruppen kom til", True),
    ],
)
def test_what_the_outcome_says(secretary, called, cooperation, result, points, words, needs_reason):
    body = other_body(cooperation)
    resolve(secretary, called, result, points)
    found = told(called, body)
    assert [words in each for each, _needs in found] == ([True] if words else [])
    assert [needs for _words, needs in found] == ([needs_reason] if words else [])


def other_body(cooperation):
    from governance.models import GoverningBody

    return make(
        cooperation.alliance,
        GoverningBody(cooperation=cooperation, slug="assembly", name="Generalforsamlingen", kind="assembly"),
    )


def test_a_case_that_was_sent_back_goes_back_without_a_reason(secretary, called, executives):
    """To the body that prepares cases for the one that sent it back."""
    resolve(secretary, called, "sent_back", points=())
    assert executives.prepares_for == called.body
    assert told(called, executives) == []


KEPT = [result for result in ResolutionResult.values if result not in ("changed", "postponed")]


@pytest.mark.parametrize("kind", ResolutionKind.values)
@pytest.mark.parametrize("result", KEPT)
def test_the_next_stop_starts_from_the_version_that_was_treated(secretary, called, executives, result, kind):
    resolve(secretary, called, result, kind=kind)
    second_version_after(secretary, called)
    following = agenda.send_on(secretary, fresh(called), body=executives, reason="Haster", at=LATER)
    assert (latest_paper(following).recommendation, latest_paper(following).based_on.number) == (PROPOSAL, 1)


def second_version_after(actor, item):
    """A draft that was begun before the meeting and sent after it."""
    row = fresh(item)
    with history.recording(actor, "paper.new_version", row):
        paper = papers.start_paper(row, source=latest_paper(row), change_note="Ny", recommendation=OTHER)
    return papers.send_paper(actor, paper, at=LATER)


@pytest.mark.parametrize("kind", ResolutionKind.values)
@pytest.mark.parametrize(
    ("points", "text"), [(("Nytt <punkt>",), "<ol><li><p>Nytt &lt;punkt&gt;</p></li></ol>"), ((), PROPOSAL)]
)
def test_the_next_stop_starts_from_the_points_of_a_body_that_changed_the_text(
    secretary, called, executives, kind, points, text
):
    resolve(secretary, called, "changed", points, kind=kind)
    second_version_after(secretary, called)
    following = agenda.send_on(secretary, fresh(called), body=executives, reason="Haster", at=LATER)
    assert latest_paper(following).recommendation == text
    assert latest_paper(following).exposition == "<p>Utredning</p>"


def test_a_case_that_was_postponed_waits_with_what_was_treated(secretary, called):
    second_version(secretary, called, is_sent=False)
    resolve(secretary, called, "postponed", points=())
    waiting = called.next_items.get()
    assert latest_paper(waiting).recommendation == PROPOSAL
    with pytest.raises(PermissionDenied):
        agenda.send_on(secretary, fresh(called), body=called.body, reason="Likevel")


VERSIONS = [
    # what comes after version 1, which the body treated; which version is chosen; what is said, and of a reason
    ("draft", None, "Versjon 2 er et utkast som ikke er sendt ut. Det er versjon 1 som går videre.", False),
    ("draft", 1, "Versjon 2 er et utkast som ikke er sendt ut. Det er versjon 1 som går videre.", False),
    ("draft", 2, "Versjon 2 er et utkast som Styringsgruppen ikke har fått. Du har valgt at det går videre.", True),
    (
        "sent late",
        None,
        "Versjon 2 ble sendt ut etter at Styringsgruppen behandlet saken. Det er versjon 1 som går videre.",
        False,
    ),
    (
        "sent late",
        2,
        "Versjon 2 ble sendt ut etter at Styringsgruppen behandlet versjon 1. Du har valgt at den går videre.",
        True,
    ),
    ("sent in time", None, "", False),
    (
        "sent in time",
        1,
        "Versjon 1 er utdatert: Styringsgruppen fikk versjon 2. Du har valgt at versjon 1 går videre.",
        True,
    ),
]


@pytest.mark.parametrize(("second", "chosen", "words", "needs_reason"), VERSIONS)
def test_which_version_goes_on(secretary, called, executives, second, chosen, words, needs_reason):
    if second != "sent late":
        second_version(secretary, called, is_sent=second == "sent in time", at=HELD)
    resolve(secretary, called, "noted", points=())
    if second == "sent late":
        second_version_after(secretary, called)
    version = called.papers.get(number=chosen) if chosen else None
    assert told(called, executives, version=version) == ([(words, needs_reason)] if words else [])
    if needs_reason:
        with pytest.raises(history.Refused, match="Skriv en begrunnelse"):
            agenda.send_on(secretary, fresh(called), body=executives, version=version, at=LATER)
    following = agenda.send_on(secretary, fresh(called), body=executives, version=version, reason="Bestilt", at=LATER)
    number = chosen or (2 if second == "sent in time" else 1)
    assert latest_paper(following).based_on.number == number
    assert latest_paper(following).recommendation == (PROPOSAL if number == 1 else OTHER)


def test_a_draft_that_never_went_out_goes_on_with_a_reason_alone(secretary, item, meeting, executives):
    write_paper(secretary, item, "", "")
    meetings.call_meeting(secretary, meeting, reason="Uten papir")
    assert told(item, executives) == [
        (UNTREATED, True),
        ("Saken har ikke saksframlegg her. Det neste organet begynner med et tomt.", False),
    ]
    write_paper(secretary, item)
    words = "Versjon 1 av saksframlegget er et utkast som aldri er sendt ut. Det går videre som det er."
    assert told(item, executives) == [(UNTREATED, True), (words, True)]


def test_a_case_that_lies_with_the_body_already(secretary, called, executives):
    resolve(secretary, called, "noted", points=())
    first = agenda.send_on(secretary, fresh(called), body=executives)
    words = "Saken ligger alt hos Rådmannsgruppen (venter på møte). Sendes den dit igjen, får organet den to ganger."
    assert told(called, executives) == [(words, True)]
    with pytest.raises(history.Refused, match="ligger alt hos Rådmannsgruppen"):
        agenda.send_on(secretary, fresh(called), body=executives, reason=" ")
    assert called.next_items.count() == 1
    agenda.withdraw_item(secretary, first)
    assert told(called, executives) == []


@pytest.mark.parametrize("state", ItemState.values)
def test_only_what_is_still_before_the_body_lies_with_it(secretary, called, executives, state):
    resolve(secretary, called, "noted", points=())
    make(called.alliance, AgendaItem(case=called.case, body=executives, state=state, turn=1))
    assert bool(told(called, executives)) == (state in ("waiting", "listed", "numbered"))


@pytest.fixture
def later(secretary, executives):
    return meetings.create_meeting(secretary, body=executives, day=date(2018, 4, 12))


def test_a_called_meeting_is_said_to_take_the_case_late(secretary, called, executives, later):
    resolve(secretary, called, "noted", points=())
    assert told(called, executives, meeting=later) == []
    meetings.call_meeting(secretary, later, reason="Tom saksliste")
    words = "Rådmannsgruppen 12.04.2018 er innkalt. Saken får nummer med en gang, og merkes som ettersendt."
    assert told(called, executives, meeting=fresh(later)) == [(words, False)]
    passed = "Rådmannsgruppen 12.04.2018 er allerede passert."
    assert (passed, False) in told(called, executives, meeting=fresh(later), on=date(2018, 4, 13))
    following = agenda.send_on(secretary, fresh(called), body=executives, meeting=fresh(later))
    assert (following.state, following.is_late, following.number) == ("numbered", True, "1/2018")


def test_an_agenda_that_is_reopened_takes_the_case_with_its_next_version(secretary, called, executives, later):
    resolve(secretary, called, "noted", points=())
    meetings.call_meeting(secretary, later, reason="Tom saksliste")
    reopening.reopen_agenda(secretary, fresh(later), reason="En sak til")
    words = "Sakslisten til Rådmannsgruppen 12.04.2018 er åpnet igjen. "
    words += "Saken får nummer når den sendes på nytt, som ettersendt."
    assert told(called, executives, meeting=fresh(later)) == [(words, False)]
    assert agenda_label(fresh(later)) == (
        "Rådmannsgruppen 12.04.2018 – sakslisten er åpnet igjen, saken blir ettersendt"
    )
    following = agenda.send_on(secretary, fresh(called), body=executives, meeting=fresh(later))
    assert (following.state, following.is_late, following.number) == ("listed", True, "")


@pytest.mark.parametrize("way", ["send_on", "list", "add"])
@pytest.mark.parametrize("others", [0, 2])
@pytest.mark.parametrize("closed", ["held", "cancelled"])
def test_a_closed_agenda_refuses_and_says_where_the_case_can_go(
    secretary, called, case, executives, later, closed, others, way
):
    resolve(secretary, called, "noted", points=())
    waiting = agenda.add_item(secretary, case=case, body=executives) if way == "list" else None
    for day in range(others):
        meetings.create_meeting(secretary, body=executives, day=date(2018, 5, 3 + day))
    stale = fresh(later)
    if closed == "held":
        meetings.call_meeting(secretary, later, reason="Tom saksliste")
        meetings.hold_meeting(secretary, later, at=clock.oslo(date(2018, 4, 12)))
    else:
        meetings.cancel_meeting(secretary, later)
    acts = {
        "send_on": lambda: agenda.send_on(secretary, fresh(called), body=executives, meeting=stale),
        "list": lambda: agenda.list_item(secretary, waiting, meeting=stale),
        "add": lambda: agenda.add_item(secretary, case=case, body=executives, meeting=stale),
    }
    before = AgendaItem.objects.count()
    with pytest.raises(ValidationError) as refused:
        acts[way]()
    (words,) = refused.value.message_dict["meeting"]
    state = "avholdt" if closed == "held" else "avlyst"
    assert words.startswith(f"Sakslisten til Rådmannsgruppen 12.04.2018 er lukket, for møtet er {state}.")
    assert ("Disse møtene kan ta saken: 03.05.2018, 04.05.2018." in words) == bool(others)
    assert ("Ingen andre møter i Rådmannsgruppen kan ta saken." in words) == (not others)
    assert AgendaItem.objects.count() == before


@pytest.mark.parametrize("who", ["reader", "mayor_asker", "coordinator", "outsider"])
def test_others_learn_nothing_of_a_closed_agenda(request, secretary, called, executives, later, who):
    meetings.cancel_meeting(secretary, later)
    actor = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        agenda.send_on(actor, fresh(called), body=executives, meeting=later, reason="x")
    with pytest.raises(PermissionDenied):
        agenda.list_item(actor, fresh(called), meeting=later)


def test_the_reason_stands_in_the_history(secretary, called, executives):
    following = agenda.send_on(secretary, called, body=executives, is_authoritative=True, reason="Samme dag")
    event = Event.objects.get(act="item.send_on")
    assert (event.reason, event.object_id) == ("Samme dag", str(following.pk))
    assert following.is_authoritative


def test_the_attachments_that_are_named_follow(secretary, attachment, called, executives, item):
    budget = files.add_attachment(secretary, item, upload=pdf("budsjett.pdf"), title="Budsjett")
    resolve(secretary, called, "noted", points=())

    def followed(**named):
        following = agenda.send_on(secretary, fresh(called), body=executives, reason="Igjen", **named)
        return [each.title for each in following.attachments.order_by("position")]

    assert followed() == ["Notat", "Budsjett"]
    assert followed(attachments=[budget]) == ["Budsjett"]
    assert followed(attachments=[]) == []
    assert followed(attachments=[budget, *foreign(secretary, called)]) == ["Budsjett"]


def foreign(secretary, called):
    """Attachments of another treatment."""
    other = called.next_items.filter(attachments__isnull=False).first()
    return list(other.attachments.all())


def test_a_version_of_another_treatment_is_refused(secretary, called, executives):
    resolve(secretary, called, "noted", points=())
    first = agenda.send_on(secretary, fresh(called), body=executives)
    with pytest.raises(history.Refused, match="i denne behandlingen"):
        agenda.send_on(secretary, fresh(called), body=executives, version=latest_paper(first), reason="x")


def test_it_asks_the_same_however_many_versions(secretary, called, executives, django_assert_num_queries):
    for _ in range(5):
        second_version(secretary, called, at=HELD)
    resolve(secretary, called, "adopted")
    item = AgendaItem.objects.select_related("case", "body").get(pk=called.pk)
    with django_assert_num_queries(4):
        findings_of(load_of(item), ON, body=executives)
    assert handover.closed_agenda(Meeting.objects.select_related("body").get(pk=called.meeting_id))
