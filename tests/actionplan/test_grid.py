"""The plan as a table: what the page holds, what a cell takes, and what it answers."""

import uuid

import pytest

from actionplan.models import Activity, Measure
from actionplan.services import activities, measures
from actionplan.services.bin import remove_row
from governance.models import Event, Organisation
from tests.actionplan.plancast import fill, in_state
from tests.cast import make, make_person

pytestmark = pytest.mark.django_db
EDIT = "/vestregionen/handlingsplan/2016/rediger/"
GRID = f"{EDIT}tabell/"
HTMX = {"headers": {"HX-Request": "true"}}


def text_of(response) -> str:
    return response.content.decode()


def write(client, row, name, value, *, kind="aktivitet", base=None, **more):
    sent = {"felt": name, "verdi": value, "base_version": row.version if base is None else base}
    return client.post(f"{EDIT}{kind}/{row.pk}/celle/", sent | more, **HTMX)


def stored(row):
    return type(row).objects.get(pk=row.pk)


class TestPage:
    def test_it_has_every_row_with_its_version(self, client_of, secretary, section, activity, measure):
        loose = activities.create_activity(secretary, section=section, title="Uten tiltak")
        below = measures.create_measure(secretary, section=section, parent=measure, title="Under")
        page = text_of(client_of(secretary).get(GRID))
        places = [page.index(f'id="rad-{row.pk}"') for row in (loose, measure, activity, below)]
        assert places == sorted(places)
        assert f'id="rad-{activity.pk}" data-version="{activity.version}"' in page
        assert 'data-level="2"' in page

    def test_the_lead_of_one_section_writes_in_that_one_alone(
        self, client_of, secretary, lead, section, activity, plan, area
    ):
        from actionplan.services.sections import create_section

        other = create_section(secretary, plan=plan, area=area, title="En annen del")
        hers = activities.create_activity(secretary, section=other, title="Ikke hennes")
        page = text_of(client_of(lead).get(GRID))
        assert f'data-address="{EDIT}aktivitet/{activity.pk}/"' in page
        assert f'data-address="{EDIT}aktivitet/{hers.pk}/"' not in page
        assert write(client_of(lead), hers, "title", "Nei").status_code == 403

    def test_a_reader_has_no_table(self, client_of, reader, plan):
        in_state(plan, "proposed")
        assert client_of(reader).get(GRID).status_code == 403

    def test_more_rows_ask_no_more(self, client_of, secretary, section, django_assert_max_num_queries):
        client = client_of(secretary)
        fill(section, 1)
        client.get(GRID)
        with django_assert_max_num_queries(100) as few:
            client.get(GRID)
        fill(section, 30)
        with django_assert_max_num_queries(len(few)):
            client.get(GRID)

    def test_the_choices_are_those_of_the_alliance(self, client_of, secretary, plan, asker, other_alliance):
        theirs = make(other_alliance, Organisation(name="Deres kommune", kind="municipality"))
        answer = client_of(secretary).get(f"{GRID}valg/").json()
        assert [f"organisation:{asker.pk}", asker.name, "Organisasjoner"] in answer["responsible"]
        assert str(theirs.pk) not in str(answer)


class TestCell:
    @pytest.mark.parametrize(
        ("name", "typed", "kept"),
        [
            ("title", "Ny tittel\nto linjer", "Ny tittel\nto linjer"),
            ("deadline_text", " Q2 + Q4 ", "Q2 + Q4"),
            ("deadline_text", "", ""),
            ("deadline_text", "en gang", "en gang"),
            ("steered_by", "Helse Sør-Øst", "Helse Sør-Øst"),
            ("note", "Se sak 3", "Se sak 3"),
            ("mode", "question", "question"),
            ("mode", "Samordnet opptreden", "coordinated"),
            ("mode", "", "own"),
        ],
    )
    def test_it_is_saved_and_answers_with_its_row(self, client_of, secretary, activity, name, typed, kept):
        response = write(client_of(secretary), activity, name, typed)
        assert response.status_code == 200
        assert text_of(response).count("<tr") == 1
        assert f'data-version="{stored(activity).version}"' in text_of(response)
        assert getattr(stored(activity), name) == kept

    def test_a_title_of_a_measure(self, client_of, secretary, measure):
        below = measures.create_measure(secretary, section=measure.section, parent=measure, title="Under")
        response = write(client_of(secretary), below, "title", "Nytt navn", kind="tiltak")
        assert 'data-level="2"' in text_of(response)
        assert Measure.objects.get(pk=below.pk).title == "Nytt navn"

    @pytest.mark.parametrize(
        ("name", "typed", "words"),
        [
            ("title", "  ", "kan ikke være tom"),
            ("title", None, "kan ikke være tom"),
            ("deadline_text", "x" * 81, "80"),
            ("steered_by", "x" * 121, "120"),
            ("mode", "hei", "ingen arbeidsform"),
            ("responsible", "Ukjent Person", "Vi finner ingen som heter «Ukjent Person»"),
            ("responsible", f"person:{uuid.UUID(int=7)}", "Vi finner ingen"),
            ("responsible", "person:ikke-en-nøkkel", "Vi finner ingen"),
            ("partners", "Asker, Utopia", "Vi finner ingen som heter «Utopia»"),
            ("partners", str(uuid.UUID(int=7)), "Vi finner ingen"),
        ],
    )
    def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_saved(
        self, client_of, secretary, activity, asker, name, typed, words
    ):
        before = Event.objects.count()
        response = write(client_of(secretary), activity, name, "" if typed is None else typed)
        assert response.status_code == 422
        assert response["Content-Type"].startswith("text/plain")
        assert words in text_of(response)
        assert (stored(activity).version, Event.objects.count()) == (activity.version, before)

    @pytest.mark.parametrize("name", ["", "position", "section", "removed_at", "deadline", "version", "alliance"])
    def test_no_other_field_has_a_cell(self, client_of, secretary, activity, name):
        assert write(client_of(secretary), activity, name, "1").status_code == 422
        assert stored(activity).version == activity.version

    @pytest.mark.parametrize("base", ["", "x", "-1", "99999999999"])
    def test_a_cell_says_what_it_was_typed_upon(self, client_of, secretary, activity, base):
        assert write(client_of(secretary), activity, "title", "Ny", base=base).status_code == 422
        assert stored(activity).title == activity.title

    def test_who_answers_is_found_by_key_and_by_name(
        self, client_of, secretary, activity, alliance, asker, mayor_asker
    ):
        client = client_of(secretary)
        for typed, found in (
            (f"person:{mayor_asker.person.pk}", mayor_asker.person),
            (asker.name.upper(), asker),
            (asker.short_name or asker.name, asker),
            ("", None),
        ):
            assert write(client, stored(activity), "responsible", typed).status_code == 200
            assert stored(activity).responsible == found

    def test_two_of_one_name_are_asked_about(self, client_of, secretary, activity, alliance):
        first, _second = (make_person(alliance, f"{n}@test.example", "Kari", "Nordmann") for n in "ab")
        response = write(client_of(secretary), activity, "responsible", "Kari Nordmann")
        assert response.status_code == 422
        assert "Flere heter «Kari Nordmann»" in text_of(response)
        assert write(client_of(secretary), activity, "responsible", f"person:{first.pk}").status_code == 200

    def test_partners_are_found_by_key_and_by_name(self, client_of, secretary, activity, alliance, asker, lier):
        odd = make(alliance, Organisation(name="Ski, Nes og Os", kind="other"))
        write(client_of(secretary), activity, "partners", f"{asker.pk}, {lier.name}; Ski, Nes og Os")
        found = {each.organisation for each in activity.partners.present()}
        assert found == {asker, lier, odd}

    def test_a_partner_that_another_added_meanwhile_stays(self, client_of, secretary, activity, asker, lier, drammen):
        activities.change_activity(secretary, activity, partners=[asker])
        base = activity.version
        activities.change_activity(secretary, activity, partners=[asker, lier])
        write(client_of(secretary), activity, "partners", str(drammen.pk), base=base, utgangspunkt=str(asker.pk))
        assert {each.organisation for each in activity.partners.present()} == {lier, drammen}

    def test_what_another_wrote_elsewhere_in_the_row_stands_in_the_answer(self, client_of, secretary, activity):
        base = activity.version
        activities.change_activity(secretary, stored(activity), note="Hennes")
        response = write(client_of(secretary), activity, "title", "Min", base=base)
        assert response.status_code == 200
        assert "Hennes" in text_of(response)
        assert "Min" in text_of(response)

    def test_two_in_one_cell_clash_and_nothing_is_saved(self, client_of, secretary, activity):
        base = activity.version
        activities.change_activity(secretary, stored(activity), note="Hennes")
        response = write(client_of(secretary), activity, "note", "Min", base=base)
        assert response.status_code == 409
        assert "Hennes" in text_of(response)
        assert stored(activity).note == "Hennes"

    def test_what_waits_is_not_sent_in_the_name_of_another(self, client_of, secretary, admin, activity):
        refused = write(client_of(admin), activity, "title", "Hennes", eier=str(secretary.user.pk))
        assert refused.status_code == 422
        assert "En annen er logget inn" in text_of(refused)
        assert stored(activity).title != "Hennes"
        assert write(client_of(secretary), activity, "title", "Hennes", eier=str(secretary.user.pk)).status_code == 200

    def test_an_adopted_plan_asks_for_a_reason(self, client_of, secretary, plan, activity):
        in_state(plan, "adopted")
        client = client_of(secretary)
        refused = write(client, activity, "title", "Ny")
        assert (refused.status_code, refused["Vestregion-Field"]) == (422, "reason")
        assert write(client, activity, "title", "Ny", reason="Vedtatt i sak 4").status_code == 200
        assert stored(activity).history.first().reason == "Vedtatt i sak 4"
        # It is typed once.
        assert write(client, stored(activity), "note", "Enda mer").status_code == 200

    def test_a_row_that_somebody_removed_says_so(self, client_of, secretary, activity):
        remove_row(secretary, activity)
        response = write(client_of(secretary), activity, "title", "Ny")
        assert response.status_code == 404
        assert "er fjernet av en annen" in text_of(response)

    def test_a_closed_plan_takes_nothing(self, client_of, secretary, plan, activity):
        in_state(plan, "closed")
        assert write(client_of(secretary), activity, "title", "Ny", reason="x").status_code == 403

    def test_it_asks_no_more_of_a_large_plan(
        self, client_of, secretary, section, activity, django_assert_max_num_queries
    ):
        client = client_of(secretary)
        write(client, activity, "note", "1")
        with django_assert_max_num_queries(100) as few:
            write(client, stored(activity), "note", "2")
        fill(section, 30)
        with django_assert_max_num_queries(len(few)):
            assert write(client, stored(activity), "note", "3").status_code == 200
        assert Activity.objects.get(pk=activity.pk).note == "3"


class TestNewRow:
    def add(self, client, section, title, measure=None, **more):
        sent = {"tiltak": measure.pk if measure else "", "verdi": title}
        return client.post(f"{EDIT}del/{section.pk}/ny-aktivitet/", sent | more, **HTMX)

    def test_its_first_cell_makes_it_last_under_its_measure(self, client_of, secretary, section, measure, activity):
        response = self.add(client_of(secretary), section, "Ny", measure)
        assert response.status_code == 200
        made = Activity.objects.get(title="Ny")
        assert (made.measure, made.section) == (measure, section)
        assert made.position > activity.position
        assert f'id="rad-{made.pk}" data-version="1"' in text_of(response)

    def test_without_a_measure_it_stands_in_its_section(self, client_of, secretary, section):
        assert self.add(client_of(secretary), section, "Ny").status_code == 200
        assert Activity.objects.get(title="Ny").measure is None

    def test_sent_twice_it_is_made_once(self, client_of, secretary, section):
        client = client_of(secretary)
        answers = [self.add(client, section, "Ny", form_token="abc") for _time in range(2)]
        assert text_of(answers[0]) == text_of(answers[1])
        assert Activity.objects.filter(title="Ny").count() == 1

    def test_sent_again_with_another_reason_it_is_made_once(self, client_of, secretary, plan, section):
        in_state(plan, "adopted")
        client = client_of(secretary)
        for reason in ("Vedtak", "Vedtak i styringsgruppen"):
            assert self.add(client, section, "Ny", form_token="abc", reason=reason, vedtak="").status_code == 200
        assert Activity.objects.filter(title="Ny").count() == 1

    def test_an_empty_one_is_not_made(self, client_of, secretary, section):
        assert self.add(client_of(secretary), section, "  ").status_code == 422
        assert not Activity.objects.filter(section=section).exists()

    def test_an_adopted_plan_asks_why(self, client_of, secretary, plan, section):
        in_state(plan, "adopted")
        refused = self.add(client_of(secretary), section, "Ny")
        assert (refused.status_code, refused["Vestregion-Field"]) == (422, "reason")
        assert self.add(client_of(secretary), section, "Ny", reason="Vedtak i styringsgruppen").status_code == 200

    @pytest.mark.parametrize("key", ["x", str(uuid.UUID(int=7))])
    def test_a_measure_that_is_not_there(self, client_of, secretary, section, key):
        assert self.add(client_of(secretary), section, "Ny", tiltak=key).status_code == 404

    def test_a_measure_of_another_section_is_refused(self, client_of, secretary, plan, area, section, measure):
        from actionplan.services.sections import create_section

        other = create_section(secretary, plan=plan, area=area, title="En annen del")
        assert self.add(client_of(secretary), other, "Ny", measure).status_code == 422

    def test_the_lead_adds_in_her_section_alone(self, client_of, secretary, lead, plan, area, section):
        from actionplan.services.sections import create_section

        other = create_section(secretary, plan=plan, area=area, title="En annen del")
        assert self.add(client_of(lead), section, "Ny").status_code == 200
        assert self.add(client_of(lead), other, "Ny").status_code == 403

    def test_each_measure_has_an_empty_row(self, client_of, secretary, section, measure, activity):
        below = measures.create_measure(secretary, section=section, parent=measure, title="Under")
        page = text_of(client_of(secretary).get(GRID))
        assert page.count("data-new=") == 2
        assert f'data-measure="{below.pk}"' in page
