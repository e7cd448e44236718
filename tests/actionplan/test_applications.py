"""Grant applications: their states, their sums, what is due, and what the plan tells of the money."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplan.applicationfacts import due_of, sums_of
from actionplan.choices import ApplicationState
from actionplan.models import FundingEntry, FundingLine, GrantApplication
from actionplan.registerasks import application_deadlines, applications_soon, late_applications
from actionplan.services import applications
from governance.access import system_actor
from governance.choices import Role
from governance.history import Refused
from governance.models import Organisation
from tests.actionplan.plancast import NOT_BEEN, in_state
from tests.cast import act_as, end, make, make_person, with_role

PAGE = "/vestregionen/soknader/"
TODAY = date(2018, 3, 8)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def giver(alliance):
    return make(alliance, Organisation(name="Norges forskningsråd", kind="education"))


@pytest.fixture
def write(alliance, cooperation, giver):
    """Writes an application down, with what differs."""

    def written(**values):
        first = {"cooperation": cooperation, "title": "Grønn mobilitet", "giver": giver, "year": 2018}
        return applications.create_application(system_actor(alliance), **first | values)

    return written


def brought_to(actor, row, state: str):
    """The application in a state, by its own acts."""
    if state == "working":
        applications.start_application(actor, row)
    if state in ("sent", "granted", "refused"):
        applications.send_application(actor, row, sent_on=date(2018, 1, 10), amount_sought=Decimal(500000))
    if state == "granted":
        applications.grant_application(actor, row, result_on=date(2018, 2, 1), amount_granted=Decimal(300000))
    if state == "refused":
        applications.refuse_application(actor, row, result_on=date(2018, 2, 1))
    if state == "withdrawn":
        applications.withdraw_application(actor, row)
    return row


ACTS = {
    "start": lambda actor, row: applications.start_application(actor, row),
    "send": lambda actor, row: applications.send_application(actor, row, sent_on=TODAY, amount_sought=None),
    "grant": lambda actor, row: applications.grant_application(actor, row, result_on=TODAY, amount_granted=None),
    "refuse": lambda actor, row: applications.refuse_application(actor, row, result_on=TODAY),
    "withdraw": lambda actor, row: applications.withdraw_application(actor, row),
    "resume": lambda actor, row: applications.resume_application(actor, row),
    "await": lambda actor, row: applications.await_answer(actor, row),
}
LEADS = {
    ("idea", "start"): "working",
    ("idea", "send"): "sent",
    ("idea", "withdraw"): "withdrawn",
    ("working", "send"): "sent",
    ("working", "withdraw"): "withdrawn",
    ("sent", "grant"): "granted",
    ("sent", "refuse"): "refused",
    ("sent", "withdraw"): "withdrawn",
    ("sent", "resume"): "working",
    ("withdrawn", "resume"): "working",
    ("granted", "await"): "sent",
    ("refused", "await"): "sent",
}


@pytest.mark.django_db
class TestStates:
    @pytest.mark.parametrize(("state", "act"), list(product(ApplicationState.values, ACTS)))
    def test_each_act_leads_where_it_should_or_is_refused(self, secretary, write, state, act):
        row = brought_to(secretary, write(), state)
        if (state, act) in LEADS:
            assert ACTS[act](secretary, row).state == LEADS[state, act]
            return
        with pytest.raises(PermissionDenied):
            ACTS[act](secretary, row)
        assert GrantApplication.objects.get().state == state

    def test_an_answer_taken_back_leaves_nothing_of_it(self, secretary, write):
        row = brought_to(secretary, write(), "granted")
        applications.await_answer(secretary, row)
        assert (row.amount_granted, row.result_on, row.amount_sought) == (None, None, Decimal(500000))

    def test_the_end_of_the_cooperation_stops_it(self, secretary, write, cooperation):
        row = write()
        end(cooperation, date(2018, 1, 1))
        with pytest.raises(PermissionDenied, match="avsluttet"):
            applications.send_application(secretary, row, sent_on=TODAY, amount_sought=None)

    @pytest.mark.parametrize("name", ["amount_sought", "amount_granted"])
    def test_no_amount_below_nought(self, write, name):
        with pytest.raises(ValidationError) as caught:
            write(**{name: Decimal(-1)})
        assert name in caught.value.message_dict

    def test_an_activity_of_another_part_is_refused(self, write, activity):
        with pytest.raises(ValidationError, match="samme delen"):
            write(activity=activity)
        assert write(activity=activity, section=activity.section).activity == activity


@pytest.mark.django_db
class TestThePlan:
    def test_what_is_sent_stands_as_sought_and_then_as_granted(self, secretary, write, section):
        row = write(section=section)
        applications.send_application(secretary, row, sent_on=TODAY, amount_sought=Decimal(500000), in_plan=True)
        line = FundingLine.objects.get()
        assert (line.certainty, line.source, line.payer, line.section) == ("sought", "grant", row.giver, section)
        assert FundingEntry.objects.get().amount == 500000
        applications.grant_application(secretary, row, result_on=TODAY, amount_granted=Decimal(300000), in_plan=True)
        line = FundingLine.objects.get()
        assert (line.certainty, row.funding_line) == ("granted", line)
        assert [(entry.kind, entry.amount) for entry in FundingEntry.objects.all()] == [("planned", 300000)]

    def test_what_is_granted_without_a_line_makes_one(self, secretary, write, section):
        row = brought_to(secretary, write(section=section), "sent")
        applications.grant_application(secretary, row, result_on=TODAY, amount_granted=Decimal(7), in_plan=True)
        assert (FundingLine.objects.get().certainty, FundingEntry.objects.get().amount) == ("granted", 7)

    def test_nothing_is_told_unless_it_is_asked_for(self, secretary, write, section):
        brought_to(secretary, write(section=section), "granted")
        assert not FundingLine.objects.exists()

    @pytest.mark.parametrize("act", [applications.withdraw_application, applications.refuse_application])
    def test_the_line_goes_where_nothing_came_of_it(self, secretary, write, section, act):
        row = write(section=section)
        applications.send_application(secretary, row, sent_on=TODAY, amount_sought=Decimal(5), in_plan=True)
        more = {"result_on": TODAY} if act is applications.refuse_application else {}
        act(secretary, row, out_of_plan=True, **more)
        assert not FundingLine.objects.present().exists()
        assert not FundingEntry.objects.present().exists()

    def test_an_adopted_plan_asks_for_a_reason_and_all_of_it_is_one_change(self, secretary, write, plan, section):
        in_state(plan, "adopted")
        row = write(section=section)
        values = {"sent_on": TODAY, "amount_sought": Decimal(5), "in_plan": True}
        with pytest.raises(ValidationError, match="Planen er vedtatt"):
            applications.send_application(secretary, row, **values)
        assert GrantApplication.objects.get().state == "idea"
        assert not FundingLine.objects.exists()
        applications.send_application(secretary, row, reason="Fristen er ute", **values)
        changes = {GrantApplication.history.latest("history_date").change_id, FundingLine.history.get().change_id}
        assert len(changes) == 1

    def test_a_closed_plan_is_not_written_in(self, secretary, write, plan, section):
        in_state(plan, "closed")
        with pytest.raises(PermissionDenied):
            applications.send_application(
                secretary, write(section=section), sent_on=TODAY, amount_sought=None, in_plan=True, reason="x"
            )


class TestFacts:
    class Row:
        def __init__(self, **values):
            first = {"year": 2018, "amount_sought": None, "amount_granted": None, "deadline": None, "title": "t"}
            self.__dict__ |= first | {"report_by": None, "reported_on": None} | values

    def test_sums_of_what_is_known(self):
        rows = [
            self.Row(state="granted", amount_sought=Decimal(5), amount_granted=Decimal(3)),
            self.Row(state="granted", amount_sought=Decimal(2)),
            self.Row(state="refused", amount_sought=Decimal(10)),
            self.Row(state="idea", amount_sought=Decimal(100)),
            self.Row(state="sent", year=2017),
        ]
        newest, older = sums_of(rows)
        assert (newest.year, newest.sought, newest.granted) == (2018, 17, 3)
        told = {each.state: (each.number, each.amount) for each in newest.states if each.number}
        assert told == {"granted": (2, 3), "refused": (1, 10), "idea": (1, 100)}
        assert (older.year, older.sought, older.granted) == (2017, None, None)

    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ({"state": "idea", "deadline": date(2018, 3, 7)}, [(date(2018, 3, 7), False, True)]),
            ({"state": "working", "deadline": date(2018, 3, 8)}, [(date(2018, 3, 8), False, False)]),
            ({"state": "working", "deadline": date(2018, 9, 1)}, []),
            ({"state": "sent", "deadline": date(2018, 3, 7)}, []),
            ({"state": "granted", "report_by": date(2018, 4, 1)}, [(date(2018, 4, 1), True, False)]),
            ({"state": "granted", "report_by": date(2018, 4, 1), "reported_on": date(2018, 2, 1)}, []),
            ({"state": "withdrawn", "deadline": date(2018, 3, 7)}, []),
        ],
    )
    def test_what_is_due(self, values, told):
        assert [(due.day, due.is_report, due.is_late) for due in due_of([self.Row(**values)], TODAY)] == told


@pytest.mark.django_db
class TestReminders:
    def test_those_who_edit_are_told_and_others_are_not(self, alliance, secretary, reader, write, khs):
        write(title="Forbi", deadline=date(2018, 3, 1))
        write(title="Snart", deadline=date(2018, 3, 20))
        write(title="Langt fram", deadline=date(2018, 12, 1))
        write(title="KHS sin", deadline=date(2018, 3, 21), cooperation=khs)
        own = with_role(make_person(alliance, "khs@test.example", "Kari", "KHS"), Role.SECRETARIAT, khs)
        told = {
            actor.name: [ask.sentence for ask in [*late_applications(actor), *applications_soon(actor)]]
            for actor in map(act_as, (secretary.person, reader.person, own.person))
        }
        all_of_it = ["Send søknaden: Forbi", "Send søknaden: Snart", "Send søknaden: KHS sin"]
        assert list(told.values()) == [all_of_it, [], ["Send søknaden: KHS sin"]]

    def test_the_lead_of_the_part_is_told(self, lead, write, section):
        write(section=section, deadline=date(2018, 3, 20))
        write(deadline=date(2018, 3, 20))
        assert [ask.due for ask in applications_soon(act_as(lead.person))] == [date(2018, 3, 20)]

    def test_the_calendar_has_the_deadline_and_then_the_report(self, secretary, reader, write):
        row = write(deadline=date(2018, 3, 20))

        def days(actor):
            return [(entry.start, entry.title) for entry in application_deadlines(actor, lambda name, **more: "/")]

        assert days(secretary) == [(date(2018, 3, 20), "Send søknaden: Grønn mobilitet")]
        assert days(reader) == []
        brought_to(secretary, row, "sent")
        assert days(secretary) == []
        applications.grant_application(
            secretary, row, result_on=TODAY, amount_granted=None, report_by=date(2018, 12, 1)
        )
        assert days(secretary) == [(date(2018, 12, 1), "Rapporter til giveren: Grønn mobilitet")]


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("year", ["18", "1989", "2029", "2100", "9999", "99999"])
    def test_a_year_that_nobody_means_is_refused_at_the_field(self, client_of, secretary, cooperation, giver, year):
        assert secretary.on.year == 2018
        sent = {"cooperation": cooperation.pk, "title": "Pilot", "giver": giver.pk, "year": year}
        answer = client_of(secretary).post(f"{PAGE}ny/", sent)
        assert (answer.status_code, GrantApplication.objects.exists()) == (422, False)
        assert answer.context["form"].errors == {"year": ["Skriv et år fra 1990 til 2028."]}
        assert 'min="1990" max="2028"' in text_of(answer)

    @pytest.mark.parametrize("year", ["1990", "2018", "2028"])
    def test_the_years_around_are_taken(self, client_of, secretary, cooperation, giver, year):
        sent = {"cooperation": cooperation.pk, "title": "Pilot", "giver": giver.pk, "year": year}
        assert client_of(secretary).post(f"{PAGE}ny/", sent).status_code == 302

    def test_a_year_that_stands_there_may_stay(self, client_of, secretary, write):
        row = write(year=2040)
        page = f"{PAGE}{row.pk}/"
        form = client_of(secretary).get(f"{page}rediger/").context["form"]
        assert (form.fields["year"].min_value, form.fields["year"].max_value) == (1990, 2040)

    def test_from_an_idea_to_money_in_the_plan(self, client_of, secretary, cooperation, giver, section):
        client = client_of(secretary)
        sent = {"cooperation": cooperation.pk, "title": "Pilot", "giver": giver.pk, "year": "2018"}
        answer = client.post(f"{PAGE}ny/", sent | {"section": section.pk, "amount_sought": "1 200 000"})
        assert answer.status_code == 302, text_of(answer)
        page = answer["Location"]
        assert "kr 1 200 000" in text_of(client.get(page))
        values = {"sent_on": "2018-03-01", "amount_sought": "1 000 000", "in_plan": "on"}
        assert client.post(f"{page}handling/send/", values).status_code == 302
        values = {"result_on": "2018-03-08", "amount_granted": "800 000", "in_plan": "on", "report_by": "2019-02-01"}
        assert client.post(f"{page}handling/innvilg/", values).status_code == 302
        assert FundingLine.objects.get().certainty == "granted"
        told = text_of(client.get(page))
        assert "kr 800 000" in told
        assert "Pilot, innvilget" in told
        assert "Pilot" in text_of(client.get("/vestregionen/handlingsplan/2016/"))
        assert "Alle søknader" in text_of(client.get("/vestregionen/okonomi/2016/"))

    @pytest.mark.parametrize(
        ("state", "first"),
        [("idea", "Begynn arbeidet"), ("working", "Merk som sendt"), ("sent", "Registrer tilskudd"), ("granted", None)],
    )
    def test_one_step_stands_out(self, client_of, secretary, write, state, first):
        row = brought_to(secretary, write(), state)
        acts = client_of(secretary).get(f"{PAGE}{row.pk}/").context["acts"]
        assert [str(label) for label, _, is_next in acts if is_next] == ([first] if first else [])

    def test_the_register_is_narrowed(self, client_of, secretary, write, khs):
        write(title="Den ene", year=2015)
        brought_to(secretary, write(title="Den andre"), "sent")
        write(title="Helse", cooperation=khs)
        client = client_of(secretary)
        for query, told in (
            ("", {"Den ene", "Den andre", "Helse"}),
            ("?ar=2015", {"Den ene"}),
            ("?tilstand=sent", {"Den andre"}),
            ("?ar=tull", {"Den ene", "Den andre", "Helse"}),
        ):
            assert {row.title for row in client.get(PAGE + query).context["rows"]} == told, query
        assert [row.title for row in client.get("/vestregionen/khs/soknader/").context["rows"]] == ["Helse"]
        assert client.get("/vestregionen/finnes-ikke/soknader/").status_code == 404

    @pytest.mark.parametrize(
        ("act", "values", "told"),
        [
            ("send", {"sent_on": ""}, "Fyll ut dette feltet"),
            ("send", {"sent_on": "2018-03-01", "amount_sought": "mange"}, "Skriv beløpet"),
            ("send", {"sent_on": "2018-03-09"}, "Denne dagen har ikke vært"),
            ("innvilg", {"result_on": "2018-03-01"}, None),
            ("tull", {}, None),
        ],
    )
    def test_what_is_wrong_is_said(self, client_of, secretary, write, act, values, told):
        answer = client_of(secretary).post(f"{PAGE}{write().pk}/handling/{act}/", values)
        expected = {"send": 422, "innvilg": 403, "tull": 404}[act]
        assert answer.status_code == expected
        assert told is None or told in text_of(answer)

    @pytest.mark.parametrize("act", ["innvilg", "avsla"])
    def test_no_answer_comes_on_a_day_to_come(self, client_of, secretary, write, act):
        row = brought_to(secretary, write(), "sent")
        answer = client_of(secretary).post(f"{PAGE}{row.pk}/handling/{act}/", {"result_on": "2018-03-09"})
        assert (answer.status_code, answer.context["form"].errors["result_on"]) == (422, [NOT_BEEN])

    @pytest.mark.parametrize("name", ["sent_on", "result_on", "reported_on"])
    def test_nor_is_it_corrected_to_be_so(self, secretary, write, name):
        row = brought_to(secretary, write(), "granted")
        with pytest.raises(ValidationError) as found:
            applications.change_application(secretary, row, **{name: date(2018, 3, 9)})
        assert found.value.message_dict == {name: [NOT_BEEN]}
        applications.change_application(secretary, row, **{name: TODAY})

    def test_a_part_of_a_draft_is_not_told_to_readers(self, client_of, reader, secretary, write, section):
        page = f"{PAGE}{write(section=section).pk}/"
        assert section.title in text_of(client_of(secretary).get(page))
        assert section.title not in text_of(client_of(reader).get(page))

    def test_out_and_back(self, client_of, secretary, write):
        row, client = write(), client_of(secretary)
        assert client.post(f"{PAGE}{row.pk}/fjern/")["Location"] == PAGE
        assert client.get(f"{PAGE}{row.pk}/").status_code == 404
        assert "Hent tilbake" in text_of(client.get(PAGE))
        assert client.post(f"{PAGE}{row.pk}/gjenopprett/")["Location"] == f"{PAGE}{row.pk}/"

    def test_strangers_and_readers(self, client, client_of, reader, outsider, write):
        row = write()
        for page in (PAGE, f"{PAGE}{row.pk}/"):
            assert client.get(page)["Location"].startswith("/konto/login/")
            assert client_of(outsider).get(page).status_code == 404
            assert client_of(reader).get(page).status_code == 200
            assert client_of(reader).post(page).status_code == 405
        assert client_of(reader).get(f"{PAGE}{row.pk}/rediger/").status_code == 403
        assert client_of(reader).get(f"{PAGE}ny/").status_code == 403

    def test_as_many_questions_at_one_row_as_at_thirty(
        self, client_of, secretary, write, django_assert_max_num_queries
    ):
        client = client_of(secretary)

        def asked():
            with django_assert_max_num_queries(40) as counted:
                client.get(PAGE)
            return len(counted)

        write(deadline=TODAY)
        one = asked()
        for number in range(29):
            write(title=f"Nr. {number}", deadline=TODAY)
        assert asked() == one

    def test_a_reader_is_not_told_the_history(self, client_of, reader, secretary, write):
        row = write()
        assert "Hva har skjedd" in text_of(client_of(secretary).get(f"{PAGE}{row.pk}/"))
        assert "Hva har skjedd" not in text_of(client_of(reader).get(f"{PAGE}{row.pk}/"))


@pytest.mark.django_db
def test_what_another_removed_is_told(secretary, write):
    row = write()
    stale = GrantApplication.objects.get(pk=row.pk)
    applications.remove_application(secretary, row)
    with pytest.raises(Refused):
        applications.change_application(secretary, stale, title="Ny")
