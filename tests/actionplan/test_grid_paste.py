"""Cells pasted into the table of a plan: where they land, what is shown first, what is written, and the way back."""

import re
import uuid

import pytest

from actionplan.forms.pasting import MOST, read_cells
from actionplan.models import Activity
from actionplan.services import activities
from actionplan.services.bin import remove_row
from governance.models import Event
from tests.actionplan.plancast import fill, in_state

pytestmark = pytest.mark.django_db
EDIT = "/vestregionen/handlingsplan/2016/rediger/"
HTMX = {"headers": {"HX-Request": "true"}}


def text_of(response) -> str:
    return response.content.decode()


def stored(row):
    return Activity.objects.get(pk=row.pk)


@pytest.fixture
def rows(section):
    return fill(section, 3)


@pytest.fixture
def paste(client_of, secretary, section, rows):
    def send(text, *, start="title", onto=(), client=None, **more):
        keys = ",".join(str(row.pk) for row in onto)
        sent = {"tekst": text, "felt": start, "rader": keys, "tiltak": str(rows[0].measure_id)} | more
        return (client or client_of(secretary)).post(f"{EDIT}del/{section.pk}/lim-inn/", sent, **HTMX)

    return send


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\r\nb\r\n", [["a"], ["b"]]),
        ('"to\nlinjer"\tQ1\n', [["to\nlinjer", "Q1"]]),
        ('"med ""anførsel"""\tx', [['med "anførsel"', "x"]]),
        ("\n\t\n a \n", [["a"]]),
        ("", []),
        ('"uten slutt', [['"uten slutt']]),
        ('"uten slutt\tb\nc', [['"uten slutt', "b"], ["c"]]),
        ('"Grønn" plan\tx\n"A" og "B"', [['"Grønn" plan', "x"], ['"A" og "B"']]),
        ('a\t\t""\tb', [["a", "", "", "b"]]),
        ('"A"', [['"A"']]),
        ('"A"\tx', [['"A"', "x"]]),
    ],
)
def test_cells_are_read_as_spreadsheets_copy_them(text, cells):
    assert read_cells(text) == cells


class TestPreview:
    def test_it_shows_what_becomes_of_each_cell_and_writes_nothing(self, paste, rows, asker):
        before = Event.objects.count()
        answer = paste(f"Ny tittel\tQ3\t{asker.name}\nHelt ny\tsommeren 2019", onto=[rows[2]])
        shown = text_of(answer)
        assert answer.status_code == 200
        assert "<del>Aktivitet 3</del>" in shown
        assert "3. kvartal 2016" in shown
        assert "Fristen er ikke forstått." in shown
        assert "Rader som endres: 1. Nye rader: 1." in shown
        assert Event.objects.count() == before

    def test_a_row_of_heads_is_left_out(self, paste, rows):
        assert "Nye rader: 1." in text_of(paste("Aktivitet\tFrist\nEn\tQ1"))

    def test_what_is_wrong_is_said_at_its_cell_and_the_rest_goes_on(self, paste, rows):
        shown = text_of(paste("En\tQ1\tUkjent Person\n\tQ2"))
        assert "Vi finner ingen som heter «Ukjent Person»" in shown
        assert "En ny rad må ha en aktivitet" in shown
        assert "Nye rader: 1." in shown
        assert "tas ikke med: 2." in shown

    @pytest.mark.parametrize(
        ("text", "start", "words"),
        [
            ("x\n" * (MOST + 1), "title", f"Du limte inn {MOST + 1} rader"),
            ("a\tb\tc", "steered_by", "flere kolonner"),
        ],
    )
    def test_too_much_is_refused_with_the_limit(self, paste, text, start, words):
        answer = paste(text, start=start)
        assert answer.status_code == 422
        assert words in text_of(answer)

    def test_ten_thousand_rows_are_refused(self, paste):
        answer = paste("Aktivitet\tQ1\n" * 10_000)
        assert answer.status_code == 422
        assert "Du limte inn 10\xa0000 rader." in answer.content.decode()


def test_a_deadline_that_is_not_understood_is_told_and_counted(paste, rows):
    told = text_of(paste("Ny\tQ3\nEn til\tetter påske\nOg en\tetter jul", onto=[rows[0]]))
    assert "Fristen er ikke forstått." in told
    assert "Frister som ikke er forstått: 2." in told
    assert "Frister som" not in text_of(paste("Ny\tQ3", onto=[rows[0]]))


class TestWriting:
    def test_rows_are_changed_and_added_as_one_change(self, paste, rows, asker):
        before = Event.objects.count()
        answer = paste(f"Ny tittel\tQ3\t{asker.name}\nEn til\tQ4\t\nOg en", onto=[rows[2]], lagre="1")
        assert answer.status_code == 200
        assert Event.objects.count() == before + 1
        assert (stored(rows[2]).title, stored(rows[2]).deadline_text) == ("Ny tittel", "Q3")
        assert stored(rows[2]).responsible == asker
        made = Activity.objects.filter(title__in=["En til", "Og en"]).order_by("position")
        assert [(each.title, each.deadline_text, each.measure_id) for each in made] == [
            ("En til", "Q4", rows[0].measure_id),
            ("Og en", "", rows[0].measure_id),
        ]

    def test_a_column_lands_on_the_rows_below_each_other(self, paste, rows):
        paste("Q1\nQ2\nQ4", start="deadline_text", onto=rows, lagre="1")
        assert [stored(row).deadline_text for row in rows] == ["Q1", "Q2", "Q4"]

    def test_an_empty_cell_empties(self, paste, rows, secretary):
        activities.change_activity(secretary, rows[0], note="Gammel")
        paste("Q2\t\t\t\t\t", start="deadline_text", onto=[stored(rows[0])], lagre="1")
        assert (stored(rows[0]).deadline_text, stored(rows[0]).note) == ("Q2", "")

    def test_the_cells_that_are_wrong_stay_as_they_were(self, paste, rows):
        paste("Ny\tQ3\tUkjent", onto=[rows[0]], lagre="1")
        assert (stored(rows[0]).title, stored(rows[0]).responsible) == ("Ny", None)

    def test_nothing_is_written_when_one_row_is_refused(self, paste, rows, secretary, monkeypatch):
        from actionplan.services import pasting

        def broken(*_args, **_more):
            raise activities.ValidationError("Det gikk ikke")

        monkeypatch.setattr(pasting, "create_activity", broken)
        answer = paste("Ny tittel\nEn til", onto=[rows[2]], lagre="1")
        assert answer.status_code == 422
        assert stored(rows[2]).title == "Aktivitet 3"

    def test_an_adopted_plan_asks_for_one_reason(self, paste, rows, plan):
        in_state(plan, "adopted")
        assert paste("Ny", onto=[rows[0]], lagre="1").status_code == 422
        assert paste("Ny", onto=[rows[0]], lagre="1", reason="Sak 4").status_code == 200
        assert stored(rows[0]).history.first().reason == "Sak 4"

    def test_who_may_not_write_in_the_section_pastes_nothing(self, paste, client_of, bystander):
        assert paste("Ny", client=client_of(bystander)).status_code == 403

    @pytest.mark.parametrize("start", ["", "position", "x"])
    def test_a_column_that_is_not_there(self, paste, start):
        assert paste("Ny", start=start).status_code == 422

    def test_what_another_wrote_since_it_was_looked_over_is_not_written_over(self, paste, rows, admin):
        shown = text_of(paste("Ny tittel\nAndre", onto=rows[:2]))
        seen = re.search(r'data-seen="([^"]*)"', shown)[1]
        activities.change_activity(admin, stored(rows[0]), title="Hennes")
        refused = paste("Ny tittel\nAndre", onto=rows[:2], sett=seen, lagre="1")
        assert refused.status_code == 409
        assert [stored(row).title for row in rows[:2]] == ["Hennes", "Aktivitet 2"]

    def test_a_row_removed_since_moves_nothing_up(self, paste, rows, admin):
        seen = re.search(r'data-seen="([^"]*)"', text_of(paste("En\nTo", onto=rows[:2])))[1]
        remove_row(admin, rows[0])
        assert paste("En\nTo", onto=rows[:2], sett=seen, lagre="1").status_code == 409
        assert stored(rows[1]).title == "Aktivitet 2"
        assert paste("Ny", onto=[rows[2]], sett=f"{rows[2].pk}:{stored(rows[2]).version}", lagre="1").status_code == 200

    def test_a_row_of_another_section_is_passed_over(self, paste, secretary, plan, area, rows):
        from actionplan.services.sections import create_section

        other = create_section(secretary, plan=plan, area=area, title="En annen del")
        theirs = activities.create_activity(secretary, section=other, title="Deres")
        paste("Ny", onto=[theirs], lagre="1")
        assert stored(theirs).title == "Deres"


class TestUndo:
    def undo(self, client, change):
        return client.post(f"{EDIT}tabell/angre/{change}/", **HTMX)

    def test_it_goes_back_and_forth(self, paste, client_of, secretary, rows):
        client = client_of(secretary)
        answer = paste("Ny tittel\nEn til", onto=[rows[2]], lagre="1", client=client)
        undone = self.undo(client, answer["Vestregion-Change"])
        assert undone.status_code == 200
        assert stored(rows[2]).title == "Aktivitet 3"
        assert not Activity.objects.filter(title="En til", removed_at=None).exists()
        assert self.undo(client, undone["Vestregion-Change"]).status_code == 200
        assert stored(rows[2]).title == "Ny tittel"
        assert Activity.objects.filter(title="En til", removed_at=None).exists()

    def test_what_another_has_changed_since_stays(self, paste, client_of, secretary, admin, rows):
        client = client_of(secretary)
        answer = paste("Ny tittel", onto=[rows[2]], lagre="1", client=client)
        activities.change_activity(admin, stored(rows[2]), title="Hennes")
        refused = self.undo(client, answer["Vestregion-Change"])
        assert refused.status_code == 422
        assert "endret etterpå" in text_of(refused)
        assert stored(rows[2]).title == "Hennes"

    def test_the_lead_of_the_section_takes_back_her_own(self, paste, client_of, lead, rows):
        client = client_of(lead)
        answer = paste("Ny tittel", onto=[rows[0]], lagre="1", client=client)
        assert self.undo(client, answer["Vestregion-Change"]).status_code == 200
        assert stored(rows[0]).title == "Aktivitet 1"

    def test_nobody_takes_back_what_another_did(self, paste, client_of, admin, secretary, rows):
        answer = paste("Ny tittel", onto=[rows[0]], lagre="1", client=client_of(admin))
        assert self.undo(client_of(secretary), answer["Vestregion-Change"]).status_code == 404
        assert self.undo(client_of(secretary), uuid.UUID(int=7)).status_code == 404


class TestOnce:
    def test_sent_again_because_no_answer_came_it_adds_no_row_twice(self, paste, client_of, secretary, rows):
        client, token = client_of(secretary), uuid.uuid4().hex
        sent = {"lagre": "1", "form_token": token, "sett": f"{rows[2].pk}:{stored(rows[2]).version}"}
        answers = [paste("Ny tittel\nEn til", onto=[rows[2]], client=client, **sent) for _turn in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert len({answer["Vestregion-Change"] for answer in answers}) == 1
        assert Activity.objects.filter(title="En til").count() == 1

    def test_sent_again_with_another_reason_it_adds_no_row_twice(self, paste, client_of, secretary, rows, plan):
        in_state(plan, "adopted")
        client, sent = client_of(secretary), {"lagre": "1", "form_token": uuid.uuid4().hex}
        for reason in ("Vedtak", "Vedtak i styringsgruppen"):
            assert paste("En til", client=client, reason=reason, **sent).status_code == 200
        assert Activity.objects.filter(title="En til").count() == 1

    def test_names_are_read_once_for_all_rows(self, paste, rows, asker, lier, django_assert_max_num_queries):
        line = f"En\tQ1\t{asker.name}\t{lier.name}\n"
        paste(line)
        with django_assert_max_num_queries(100) as few:
            paste(line)
        with django_assert_max_num_queries(len(few)):
            paste(line * 30)


class TestLines:
    def test_each_line_is_an_activity_and_what_is_wrong_comes_back(self, paste, rows):
        text = "Første\n\nAndre\tQ3\n\tQ2\nFor mye\tQ1\tAsker\nTredje\t" + "x" * 81
        shown = text_of(paste(text, linjer="1"))
        assert "Nye rader: 2." in shown
        assert "tas ikke med: 3." in shown
        assert [number for number in range(1, 8) if f"Linje {number}" in shown] == [1, 3, 4, 5, 6]
        answer = paste(text, linjer="1", lagre="1")
        assert answer.json()["left"] == "\tQ2\nFor mye\tQ1\tAsker\nTredje\t" + "x" * 81
        made = Activity.objects.filter(title__in=["Første", "Andre", "Tredje", "For mye"]).order_by("position")
        assert [(row.title, row.deadline_text) for row in made] == [("Første", ""), ("Andre", "Q3")]

    def test_a_line_is_never_a_head_nor_quoted(self, paste, rows):
        paste('Aktivitet\n"A"', linjer="1", lagre="1")
        assert Activity.objects.filter(title__in=["Aktivitet", '"A"']).count() == 2

    def test_too_many_lines_are_refused(self, paste, rows):
        answer = paste("x\n" * (MOST + 1), linjer="1")
        assert answer.status_code == 422
