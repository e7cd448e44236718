"""Several rows of the table handled as one: changed, moved, copied or removed, all or none, taken back in one step."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplan.models import Activity, Measure
from actionplan.services import activities, measures
from actionplan.services.bin import remove_row, restore_row
from actionplan.services.bulk import Stale, change_many
from actionplan.services.moving import move_many
from actionplan.services.sections import create_section
from governance.history import Refused
from governance.models import Event
from tests.actionplan.plancast import fill, in_state

pytestmark = pytest.mark.django_db
EDIT = "/vestregionen/handlingsplan/2016/rediger/"
BULK = f"{EDIT}tabell/samlet/"
HTMX = {"headers": {"HX-Request": "true"}}


def stored(row):
    return type(row).objects.get(pk=row.pk)


def chosen(*rows):
    return [f"{row.pk}:{row.version}" for row in rows]


def order(section, measure=None):
    rows = Activity.objects.present().filter(section=section, measure=measure).order_by("position")
    return [row.title for row in rows]


@pytest.fixture
def rows(section):
    return [stored(row) for row in fill(section, 12)]


@pytest.fixture
def other(secretary, plan, area):
    return create_section(secretary, plan=plan, area=area, title="En annen del")


@pytest.fixture
def bulk(client_of, secretary):
    def send(act, *rows, client=None, **more):
        sent = {"handling": act, "rad": chosen(*rows)} | more
        return (client or client_of(secretary)).post(BULK, sent, **HTMX)

    return send


@pytest.fixture
def undo(client_of, secretary):
    def back(answer, client=None):
        change = answer["Vestregion-Change"]
        return (client or client_of(secretary)).post(f"{EDIT}tabell/angre/{change}/", **HTMX)

    return back


class TestFields:
    @pytest.mark.parametrize(
        ("act", "field", "typed", "name", "value"),
        [
            ("frist", "frist", "Q3", "deadline_text", "Q3"),
            ("arbeidsform", "arbeidsform", "coordinated", "mode", "coordinated"),
        ],
    )
    def test_one_value_is_written_to_all_as_one_change(self, bulk, undo, rows, act, field, typed, name, value):
        before, was = Event.objects.count(), [getattr(row, name) for row in rows[:5]]
        answer = bulk(act, *rows[:5], **{field: typed})
        assert answer.status_code == 200
        assert Event.objects.count() == before + 1
        assert {getattr(stored(row), name) for row in rows[:5]} == {value}
        assert getattr(stored(rows[5]), name) == getattr(rows[5], name)
        assert undo(answer).status_code == 200
        assert [getattr(stored(row), name) for row in rows[:5]] == was

    def test_the_responsible_by_key_or_name(self, bulk, undo, rows, asker):
        for typed in (f"organisation:{asker.pk}", asker.name.upper()):
            answer = bulk("ansvarlig", *map(stored, rows[:3]), ansvarlig=typed)
            assert {stored(row).responsible for row in rows[:3]} == {asker}
            assert undo(answer).status_code == 200
            assert {stored(row).responsible for row in rows[:3]} == {None}

    def test_a_partner_is_added_beside_those_that_are_there(self, bulk, undo, rows, asker, lier, secretary):
        activities.change_activity(secretary, rows[0], partners=[asker])
        answer = bulk("part", *rows[:2], part=lier.name)
        names = [{each.organisation for each in stored(row).partners.present()} for row in rows[:2]]
        assert names == [{asker, lier}, {lier}]
        assert undo(answer).status_code == 200
        names = [{each.organisation for each in stored(row).partners.present()} for row in rows[:2]]
        assert names == [{asker}, set()]

    def test_a_partner_that_all_have_is_no_change(self, bulk, rows, lier, secretary):
        for row in rows[:2]:
            activities.change_activity(secretary, row, partners=[lier])
        before = Event.objects.count()
        answer = bulk("part", *map(stored, rows[:2]), part=lier.name)
        assert (answer.json()["told"], Event.objects.count()) == ("Det sto slik fra før.", before)

    def test_what_stood_so_already_is_no_change(self, bulk, rows):
        before = Event.objects.count()
        answer = bulk("arbeidsform", *rows[:2], arbeidsform="own")
        assert (answer.json()["told"], answer.has_header("Vestregion-Change")) == ("Det sto slik fra før.", False)
        assert Event.objects.count() == before

    @pytest.mark.parametrize(
        ("act", "more", "words"),
        [
            ("ansvarlig", {"ansvarlig": "Ukjent Person"}, "Vi finner ingen som heter «Ukjent Person»"),
            ("part", {"part": ""}, "Velg hvem"),
            ("part", {"part": "Utopia"}, "Vi finner ingen"),
            ("frist", {"frist": "x" * 81}, "80"),
            ("arbeidsform", {"arbeidsform": "hei"}, "ingen arbeidsform"),
            ("flytt-frist", {"kvartaler": "0"}, "Skriv hvor mange kvartaler"),
            ("flytt-frist", {"kvartaler": "41"}, "Skriv hvor mange kvartaler"),
            ("flytt-frist", {"kvartaler": "x"}, "Skriv hvor mange kvartaler"),
            ("flytt", {"til": "x:y"}, "Velg hvor"),
            ("tull", {}, "Velg hva du vil gjøre"),
        ],
    )
    def test_what_is_wrong_is_said(self, bulk, rows, act, more, words):
        before = Event.objects.count()
        answer = bulk(act, *rows[:2], **more)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert Event.objects.count() == before

    @pytest.mark.parametrize(
        ("act", "words"),
        [
            *((act, "Velg enten tiltak eller aktiviteter.") for act in ("flytt", "dupliser", "fjern")),
            ("frist", "Dette går bare for aktiviteter."),
        ],
    )
    def test_measures_among_activities_are_refused_by_what_the_act_takes(self, bulk, rows, act, words):
        answer = bulk(act, rows[0], stored(rows[0].measure), frist="Q3", til=f"tiltak:{rows[10].measure_id}")
        assert (answer.status_code, answer.content.decode()) == (422, words)

    def test_nothing_chosen_and_too_much(self, client_of, secretary, rows):
        client = client_of(secretary)
        assert "Velg minst én rad" in client.post(BULK, {"handling": "fjern"}, **HTMX).content.decode()
        keys = [f"{n:08d}-0000-0000-0000-000000000000:1" for n in range(501)]
        assert "500 rader" in client.post(BULK, {"handling": "fjern", "rad": keys}, **HTMX).content.decode()
        assert client.post(BULK, {"handling": "fjern", "rad": ["tull"]}, **HTMX).status_code == 422

    def test_queries_do_not_grow_where_nothing_is_written(self, bulk, rows, django_assert_max_num_queries):
        bulk("flytt-frist", rows[0], kvartaler="1", se="1")
        with django_assert_max_num_queries(100) as few:
            bulk("flytt-frist", rows[0], kvartaler="1", se="1")
        with django_assert_max_num_queries(len(few)):
            bulk("flytt-frist", *rows, kvartaler="1", se="1")


class TestDeadlines:
    def test_they_are_moved_and_those_without_a_date_stay(self, bulk, undo, rows):
        answer = bulk("flytt-frist", *rows[:8], kvartaler="1")
        texts = [stored(row).deadline_text for row in rows[:8]]
        assert texts == [
            *("Q2", "Løpende", "Q2 – Q1-17", "Q2 + Q4"),
            *("Kvartalsvis", "", "sommeren 2019", "Q2-15 - Q1-18"),
        ]
        assert stored(rows[0]).deadline["quarters"] == [[2016, 2]]
        assert undo(answer).status_code == 200
        assert [stored(row).deadline_text for row in rows[:8]] == [row.deadline_text for row in rows[:8]]

    def test_the_sentence_comes_first_and_writes_nothing(self, bulk, rows):
        before = Event.objects.count()
        told = bulk("flytt-frist", *rows[:8], kvartaler="1", se="1").json()["told"]
        assert told == (
            "4 av 8 frister utsettes ett kvartal: Q1 → Q2, Q1 – Q4 → Q2 – Q1-17, Q1 + Q3 → Q2 + Q4 …. "
            "Uten frist: 1. Løpende eller gjentatte, som står: 2. Ikke forstått, og derfor som de var: 1."
        )
        assert (
            "1 av 1 frist framskyndes 2 kvartaler: Q1 → Q3-15"
            in bulk("flytt-frist", rows[0], kvartaler="-2", se="1").json()["told"]
        )
        assert Event.objects.count() == before


class TestStale:
    def test_the_same_field_changed_since_is_refused_by_name(self, bulk, rows, admin):
        activities.change_activity(admin, stored(rows[1]), deadline_text="Q4")
        answer = bulk("frist", *rows[:3], frist="Q3")
        assert answer.status_code == 409
        assert "«Aktivitet 2»" in answer.content.decode()
        assert [stored(row).deadline_text for row in rows[:3]] == ["Q1", "Q4", "Q1 – Q4"]

    def test_another_field_changed_since_stands_beside(self, bulk, rows, admin):
        activities.change_activity(admin, stored(rows[1]), note="Hennes")
        assert bulk("frist", *rows[:3], frist="Q3").status_code == 200
        assert (stored(rows[1]).note, stored(rows[1]).deadline_text) == ("Hennes", "Q3")

    def test_what_another_changed_is_not_removed_unseen(self, bulk, rows, admin):
        activities.change_activity(admin, stored(rows[1]), note="Hennes")
        assert bulk("fjern", *rows[:3]).status_code == 409
        assert stored(rows[0]).removed_at is None

    def test_a_row_that_is_gone_is_named(self, bulk, rows, admin):
        remove_row(admin, rows[1])
        answer = bulk("frist", *rows[:3], frist="Q3")
        assert answer.status_code == 422
        assert "«Aktivitet 2» er fjernet" in answer.content.decode()
        assert stored(rows[0]).deadline_text == "Q1"

    def test_the_service_looks_at_the_stored_rows(self, rows, admin, secretary, plan):
        seen = [(rows[0], rows[0].version)]
        activities.change_activity(admin, stored(rows[0]), note="Hennes")
        with pytest.raises(Stale):
            change_many(secretary, plan, seen, lambda row: {"note": "Min"}, fields=("note",))
        remove_row(admin, stored(rows[0]))
        with pytest.raises(Refused, match="fjernet"):
            change_many(secretary, plan, seen, lambda row: {"note": "Min"}, fields=("note",))


class TestRights:
    @pytest.mark.parametrize("act", ["frist", "fjern", "dupliser", "flytt-frist"])
    def test_rows_that_are_not_hers_are_named_and_nothing_is_written(
        self, bulk, client_of, lead, secretary, other, rows, act
    ):
        hers = activities.create_activity(secretary, section=other, title="Ikke hennes", deadline_text="Q1")
        before = Event.objects.count()
        answer = bulk(act, rows[0], stored(hers), client=client_of(lead), frist="Q2", kvartaler="1")
        assert answer.status_code == 422
        assert "Du kan ikke endre «Ikke hennes»" in answer.content.decode()
        assert Event.objects.count() == before
        assert bulk(act, rows[0], client=client_of(lead), frist="Q2", kvartaler="1").status_code == 200

    def test_moving_asks_the_right_to_both_sections(self, bulk, client_of, lead, other, rows):
        answer = bulk("flytt", rows[0], client=client_of(lead), til=f"del:{other.pk}")
        assert answer.status_code == 403
        assert stored(rows[0]).section_id == rows[0].section_id

    def test_who_does_not_work_in_the_plan_does_nothing(self, bulk, client_of, bystander, rows):
        assert bulk("fjern", rows[0], client=client_of(bystander)).status_code == 403

    @pytest.mark.parametrize("act", ["frist", "fjern", "dupliser", "ned"])
    def test_an_adopted_plan_asks_for_one_reason(self, bulk, rows, plan, act):
        in_state(plan, "adopted")
        assert "Planen er vedtatt" in bulk(act, *rows[:1], frist="Q2").content.decode()
        before = Event.objects.count()
        assert bulk(act, *rows[:1], frist="Q2", reason="Sak 4").status_code == 200
        event = Event.objects.order_by("-at").first()
        assert (Event.objects.count(), event.reason) == (before + 1, "Sak 4")

    def test_a_closed_plan_takes_nothing(self, bulk, rows, plan):
        in_state(plan, "closed")
        assert bulk("fjern", rows[0]).status_code == 403


class TestRemove:
    def test_they_go_and_come_back_together(self, bulk, undo, rows, asker, secretary):
        activities.change_activity(secretary, rows[0], partners=[asker])
        answer = bulk("fjern", *map(stored, rows[:3]))
        assert answer.status_code == 200
        assert order(rows[0].section, rows[0].measure) == [f"Aktivitet {n}" for n in range(4, 11)]
        redo = undo(answer)
        assert order(rows[0].section, rows[0].measure) == [f"Aktivitet {n}" for n in range(1, 11)]
        assert stored(rows[0]).partners.present().count() == 1
        assert undo(redo).status_code == 200
        assert stored(rows[0]).removed_at is not None

    def test_one_of_them_comes_back_alone(self, bulk, rows, secretary):
        bulk("fjern", *rows[:3])
        restore_row(secretary, stored(rows[1]))
        assert [stored(row).removed_at is None for row in rows[:3]] == [False, True, False]


class TestCopy:
    def test_the_copy_stands_right_below_with_all_that_was_planned(self, bulk, undo, rows, asker, lier, secretary):
        activities.change_activity(
            secretary, rows[1], note="Merk", mode="coordinated", responsible_organisation=asker, partners=[lier]
        )
        answer = bulk("dupliser", stored(rows[1]))
        copy = Activity.objects.get(pk=answer.json()["at"])
        assert order(rows[0].section, rows[0].measure)[:4] == [
            "Aktivitet 1",
            "Aktivitet 2",
            "Aktivitet 2",
            "Aktivitet 3",
        ]
        assert [copy.position, copy.version > 0, copy.continues] == [3, True, None]
        assert (copy.note, copy.mode, copy.responsible, copy.deadline_text) == ("Merk", "coordinated", asker, "Løpende")
        assert [each.organisation for each in copy.partners.present()] == [lier]
        # What she writes in the copy, and in the row that made room for it, hinders nothing.
        activities.change_activity(secretary, stored(rows[2]), note="Etterpå")
        activities.change_activity(secretary, copy, title="Skrevet om")
        assert undo(answer).status_code == 200
        assert order(rows[0].section, rows[0].measure)[:3] == ["Aktivitet 1", "Aktivitet 2", "Aktivitet 3"]
        assert stored(rows[2]).note == "Etterpå"

    def test_each_of_several_has_its_copy_below(self, bulk, rows):
        bulk("dupliser", *rows[:2])
        assert order(rows[0].section, rows[0].measure)[:5] == [
            *("Aktivitet 1", "Aktivitet 1", "Aktivitet 2", "Aktivitet 2", "Aktivitet 3")
        ]

    def test_a_measure_with_all_that_hangs_under_it(self, bulk, undo, rows, secretary, section):
        top = rows[0].measure
        child = measures.create_measure(secretary, section=section, parent=top, title="Under")
        activities.create_activity(secretary, section=section, measure=child, title="Innerst")
        before = Event.objects.count()
        answer = bulk("dupliser", stored(top))
        copy = Measure.objects.get(pk=answer.json()["at"])
        assert (copy.title, copy.position, Event.objects.count()) == (top.title, top.position + 1, before + 1)
        assert order(section, copy) == [f"Aktivitet {n}" for n in range(1, 11)]
        (below,) = copy.children.present()
        assert order(section, below) == ["Innerst"]
        assert undo(answer).status_code == 200
        assert stored(copy).removed_at is not None
        assert not Activity.objects.present().filter(measure__in=[copy, below]).exists()

    def test_what_another_wrote_in_the_copy_is_not_removed_unseen(self, bulk, undo, rows, admin):
        answer = bulk("dupliser", rows[0])
        activities.change_activity(admin, Activity.objects.get(pk=answer.json()["at"]), note="Hennes")
        assert undo(answer).status_code == 422


class TestMove:
    def test_to_another_measure_and_back(self, bulk, undo, rows, section):
        first, second = rows[0].measure, rows[10].measure
        answer = bulk("flytt", *rows[1:3], til=f"tiltak:{second.pk}", foran=str(rows[11].pk))
        assert order(section, second) == ["Aktivitet 11", "Aktivitet 2", "Aktivitet 3", "Aktivitet 12"]
        assert f"Flyttet «Aktivitet 2» og «Aktivitet 3» til «{second.title}»." == answer.json()["told"]
        redo = undo(answer)
        assert redo.status_code == 200
        assert order(section, first) == [f"Aktivitet {n}" for n in range(1, 11)]
        assert order(section, second) == ["Aktivitet 11", "Aktivitet 12"]
        assert undo(redo).status_code == 200
        assert order(section, second) == ["Aktivitet 11", "Aktivitet 2", "Aktivitet 3", "Aktivitet 12"]

    def test_to_another_section_both_are_drawn(self, bulk, undo, rows, other, section):
        answer = bulk("flytt", rows[0], til=f"del:{other.pk}")
        assert len(answer.json()["sections"]) == 2
        assert order(other) == ["Aktivitet 1"]
        back = undo(answer)
        assert len(back.json()["sections"]) == 2
        assert order(section, rows[0].measure)[0] == "Aktivitet 1"

    def test_a_measure_takes_all_below_it_along(self, bulk, undo, rows, other, section, secretary):
        top = rows[0].measure
        child = measures.create_measure(secretary, section=section, parent=top, title="Under")
        hers = activities.create_activity(secretary, section=section, measure=child, title="Innerst")
        lying = rows[3]
        remove_row(secretary, lying)
        answer = bulk("flytt", stored(top), til=f"del:{other.pk}")
        assert {stored(row).section_id for row in (top, child, hers, rows[0], lying)} == {other.pk}
        restore_row(secretary, stored(lying))
        assert undo(answer).status_code == 200
        assert {stored(row).section_id for row in (top, child, hers, rows[0], lying)} == {section.pk}
        assert (stored(top).position, stored(child).parent_id) == (1, top.pk)

    def test_a_measure_under_another_but_never_under_itself(self, bulk, rows, section, secretary):
        top, second = rows[0].measure, rows[10].measure
        child = measures.create_measure(secretary, section=section, parent=top, title="Under")
        refused = bulk("flytt", stored(top), til=f"tiltak:{child.pk}")
        assert refused.status_code == 422
        assert "under seg selv" in refused.content.decode()
        assert bulk("flytt", stored(top), til=f"tiltak:{second.pk}").status_code == 200
        assert stored(top).parent_id == second.pk

    def test_a_row_moved_elsewhere_since_stays_there(self, bulk, rows, admin, section, other):
        activities.move_activity(admin, stored(rows[0]), section=other)
        answer = bulk("flytt", rows[0], til=f"tiltak:{rows[10].measure_id}")
        assert answer.status_code == 409
        assert stored(rows[0]).section_id == other.pk

    def test_what_another_moved_since_is_not_moved_back(self, bulk, undo, rows, admin, other):
        answer = bulk("flytt", rows[0], til=f"tiltak:{rows[10].measure_id}")
        activities.move_activity(admin, stored(rows[0]), section=other)
        refused = undo(answer)
        assert refused.status_code == 422
        assert "«Aktivitet 1» er flyttet etterpå" in refused.content.decode()

    def test_nothing_goes_back_under_a_measure_in_the_bin(self, bulk, undo, rows, secretary):
        second = rows[10].measure
        answer = bulk("flytt", *rows[10:], til=f"tiltak:{rows[0].measure_id}")
        remove_row(secretary, stored(second))
        refused = undo(answer)
        assert refused.status_code == 422
        assert "«Tiltak 2» ligger i papirkurven og må hentes tilbake først." in refused.content.decode()
        assert {stored(row).measure_id for row in rows[10:]} == {rows[0].measure_id}

    def test_nor_into_a_section_in_the_bin(self, bulk, undo, rows, secretary, section, other):
        answer = bulk("flytt", rows[0], til=f"del:{other.pk}")
        remove_row(secretary, stored(section))
        refused = undo(answer)
        assert refused.status_code == 422
        assert "«Arealbruk og transport» ligger i papirkurven" in refused.content.decode()
        assert stored(rows[0]).section_id == other.pk

    def test_nor_under_a_measure_that_has_gone_to_another_section(self, bulk, undo, rows, secretary, other):
        second = rows[10].measure
        answer = bulk("flytt", *rows[10:], til=f"tiltak:{rows[0].measure_id}")
        measures.move_measure(secretary, stored(second), section=other)
        refused = undo(answer)
        assert refused.status_code == 422
        assert "«Tiltak 2» er flyttet til en annen del av planen" in refused.content.decode()
        assert {stored(row).measure_id for row in rows[10:]} == {rows[0].measure_id}

    def test_a_place_in_another_plan(self, rows, secretary, plan, cooperation, platform, area):
        from actionplan.services.plans import create_plan

        next_year = create_plan(secretary, cooperation=cooperation, year=2017, title="2017", platform=platform)
        theirs = create_section(secretary, plan=next_year, area=area, title="Neste år")
        for row in (rows[0], rows[0].measure):
            with pytest.raises(ValidationError):
                move_many(secretary, plan, [(row, None)], section=theirs)

    def test_a_lead_moves_nothing_into_a_section_that_is_not_hers(self, rows, lead, plan, other):
        for row in (rows[0], rows[0].measure):
            with pytest.raises(PermissionDenied):
                move_many(lead, plan, [(row, None)], section=other)

    def test_steps_go_past_the_edge_into_the_next_measure_and_section(self, bulk, undo, rows, section, other):
        row, lists = rows[8], []
        answers = []
        for _turn in range(5):
            answers.append(bulk("ned", stored(row)))
            now = stored(row)
            lists.append((now.section.title, now.measure and now.measure.title, now.position))
        assert lists == [
            ("Arealbruk og transport", "Tiltak 1", 10),
            ("Arealbruk og transport", "Tiltak 2", 1),
            ("Arealbruk og transport", "Tiltak 2", 2),
            ("Arealbruk og transport", "Tiltak 2", 3),
            ("En annen del", None, 1),
        ]
        last = bulk("ned", stored(row))
        assert (last.json()["told"], last.has_header("Vestregion-Change")) == ("Raden står ytterst i planen.", False)
        for answer in reversed(answers):
            assert undo(answer).status_code == 200
        assert order(section, rows[0].measure) == [f"Aktivitet {n}" for n in range(1, 11)]
        assert order(section, rows[10].measure) == ["Aktivitet 11", "Aktivitet 12"]
        bulk("opp", stored(rows[10]))
        assert order(section, rows[0].measure)[-1] == "Aktivitet 11"

    def test_a_measure_steps_out_of_the_one_above_it(self, bulk, rows, section, other, secretary):
        top, second = rows[0].measure, rows[10].measure
        child = measures.create_measure(secretary, section=section, parent=top, title="Under")
        bulk("ned", stored(child))
        assert (stored(child).parent_id, stored(child).position) == (None, 2)
        bulk("ned", stored(child))
        bulk("ned", stored(child))
        assert (stored(child).section_id, stored(child).position) == (other.pk, 1)
        bulk("opp", stored(child))
        assert (stored(child).section_id, stored(child).position) == (section.pk, 3)
        assert stored(second).position == 2


class TestOnce:
    @pytest.mark.parametrize("act", ["dupliser", "fjern", "ned", "flytt-frist"])
    def test_sent_again_because_no_answer_came_it_is_done_once(self, bulk, client_of, secretary, rows, act):
        client, before = client_of(secretary), Event.objects.count()
        answers = [bulk(act, rows[0], client=client, kvartaler="1", form_token="a" * 32) for _turn in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert len({answer["Vestregion-Change"] for answer in answers}) == 1
        assert answers[1].json()["sections"].keys() == answers[0].json()["sections"].keys()
        assert Event.objects.count() == before + 1

    def test_sent_again_with_another_reason_it_is_done_once(self, bulk, client_of, secretary, rows, plan):
        in_state(plan, "adopted")
        client = client_of(secretary)
        for reason in ("Vedtak", "Vedtak i styringsgruppen"):
            assert bulk("dupliser", rows[0], client=client, reason=reason, form_token="a" * 32).status_code == 200
        assert order(rows[0].section, rows[0].measure).count("Aktivitet 1") == 2


class TestWithoutScripts:
    def test_the_form_answers_with_the_page_and_the_way_back(self, client_of, secretary, rows):
        client = client_of(secretary)
        answer = client.post(BULK, {"handling": "frist", "frist": "Q3", "rad": chosen(*rows[:2])}, follow=True)
        page = answer.content.decode()
        assert "2 rader er endret." in page
        undo = page.split('formaction="')[1].split('"')[0]
        assert undo.startswith(f"{EDIT}tabell/angre/")
        assert "Angret." in client.post(undo, follow=True).content.decode()
        assert stored(rows[0]).deadline_text == "Q1"

    def test_what_would_happen_to_the_deadlines_is_a_page_of_its_own(self, client_of, secretary, rows):
        client = client_of(secretary)
        sent = {"handling": "flytt-frist", "kvartaler": "1", "rad": chosen(*rows[:2])}
        page = client.post(BULK, sent).content.decode()
        assert "1 av 2 frister utsettes ett kvartal: Q1 → Q2." in page
        assert stored(rows[0]).deadline_text == "Q1"
        client.post(BULK, sent | {"bekreft": "1"})
        assert stored(rows[0]).deadline_text == "Q2"

    def test_a_refusal_is_a_page_that_asks_for_the_reason(self, client_of, secretary, rows, plan):
        in_state(plan, "adopted")
        sent = {"handling": "fjern", "rad": chosen(*rows[:2])}
        answer = client_of(secretary).post(BULK, sent)
        assert answer.status_code == 422
        assert answer.content.decode().count('name="rad"') == 2
        assert 'name="reason"' in answer.content.decode()

    def test_the_page_has_boxes_and_the_bar(self, client_of, secretary, rows):
        page = client_of(secretary).get(f"{EDIT}tabell/").content.decode()
        assert page.count('name="rad"') == len(rows)
        assert f'action="{BULK}"' in page
        assert f'value="tiltak:{rows[10].measure_id}"' in page
