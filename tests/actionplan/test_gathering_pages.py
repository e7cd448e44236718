"""Pages of gatherings: the register and its figures, signing up in one press, the open page, the roll of the day."""

import io
import re
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from actionplan import gatheringasks, signuplinks
from actionplan.models import Gathering, SignUp
from actionplan.services import gatherings, networks, plans, signups
from actionplan.views import publicsignup
from governance.access import system_actor
from governance.models import OutgoingMail
from tests.actionplan.test_gatherings import MAY, TODAY, outside, plan_one
from tests.cast import act_as

LIST = "/vestregionen/arrangementer/"
SOURCES = ("to_answer", "to_conclude", "gatherings_soon")
SENT = {"name": "Gry Gjest", "email": "gry@gjest.example", "workplace": "Lier kommune"}


def text_of(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def page_of(row) -> str:
    return f"{LIST}{row.pk}/"


@pytest.fixture
def gathering(alliance, cooperation):
    return plan_one(alliance, cooperation, audience="public", capacity=1, online_link="https://mote.example/hemmelig")


@pytest.mark.django_db
class TestInside:
    def test_from_the_form_to_the_day(self, client_of, secretary, reader, cooperation):
        client = client_of(secretary)
        sent = {"cooperation": cooperation.pk, "title": "Folkehelsedag", "kind": "theme_day", "day": "2018-03-08"}
        answer = client.post(f"{LIST}nytt/", sent | {"audience": "inside", "capacity": "20"})
        assert answer.status_code == 302, text_of(answer)
        page = answer["Location"]
        assert client_of(reader).get(page).status_code == 404  # a draft
        assert client.post(f"{page}handling/apne/").status_code == 302
        assert "Meld meg på" in text_of(client_of(reader).get(page))
        assert client_of(reader).post(f"{page}meld-pa/")["Location"] == page
        assert "Du er påmeldt." in text_of(client_of(reader).get(page))
        told = text_of(client.get(f"{page}oppmote/"))
        assert "Lars Leser" in told
        row = SignUp.objects.get()
        tick = f"{page}deltakere/{row.pk}/oppmote/"
        assert client.post(tick, {"came": "1"})["Location"] == f"{page}oppmote/#p-{row.pk}"
        fragment = client.post(tick, {"came": "1"}, headers={"HX-Request": "true"})
        assert "<html" not in fragment.content.decode()
        assert 'aria-pressed="true"' in fragment.content.decode()
        walk_in = client.post(f"{page}oppmote/", {"name": "Kom Innom"})
        assert walk_in.status_code == 302
        assert client.post(f"{page}oppmote/", {"name": ""}).status_code == 422
        assert client.post(f"{page}oppmote/", {"number": "-1"}).status_code == 422
        assert client.post(f"{page}handling/avholdt/").status_code == 302
        figures = client.get(f"{LIST}?ar=2018").context
        assert [(each.year, each.held, each.attended) for each in figures["figures"]] == [(2018, 1, 2)]
        shown = client.get(f"{page}oppmote/").context["heads"]["base_version"].value()
        assert client.post(f"{page}oppmote/", {"number": "31", "base_version": shown}).status_code == 302
        assert client.get(LIST).context["figures"][0].attended == 31

    def test_who_counts_at_another_door_is_told_of_the_number_that_stands(self, client_of, secretary, gathering):
        Gathering.objects.filter(pk=gathering.pk).update(day=TODAY)
        client, page = client_of(secretary), f"{page_of(gathering)}oppmote/"
        shown = {"base_version": client.get(page).context["heads"]["base_version"].value()}
        assert client.post(page, shown | {"number": "40"}).status_code == 302
        answer = client.post(page, shown | {"number": "31"})
        assert answer.status_code == 409
        assert "Noen har endret dette til 40 mens du skrev." in text_of(answer)
        meant = {"base_version": answer.context["heads"]["base_version"].value(), "number": "31"}
        assert client.post(page, meant).status_code == 302
        assert Gathering.objects.get().head_count == 31
        for wrong in ({}, {"base_version": "99"}, {"base_version": "x"}):
            answer = client.post(page, wrong | {"number": "7"})
            assert (answer.status_code, "Last siden på nytt" in text_of(answer)) == (422, True)
        assert Gathering.objects.get().head_count == 31

    @pytest.mark.parametrize(
        "wrong",
        [
            {"title": ""},
            {"day": "tull"},
            {"capacity": "0"},
            {"audience": "network"},
            {"starts_at": "12:00", "ends_at": "11:00"},
            {"sign_up_by": "2018-05-04"},
        ],
    )
    def test_what_does_not_hold_together_is_shown_in_the_form(self, client_of, secretary, cooperation, wrong):
        sent = {"cooperation": cooperation.pk, "title": "T", "kind": "other", "day": "2018-05-03", "audience": "inside"}
        assert client_of(secretary).post(f"{LIST}nytt/", sent | wrong).status_code == 422
        assert not Gathering.objects.exists()

    def test_all_that_is_wrong_is_told_at_once(self, client_of, secretary, cooperation):
        days = {"day": "2018-05-03", "last_day": "2018-05-01", "sign_up_by": "2018-05-04"}
        more = {"kind": "other", "audience": "network", "online_link": "ikke en lenke"}
        told = client_of(secretary).post(f"{LIST}nytt/", days | more | {"cooperation": cooperation.pk, "title": "T"})
        assert "online_link" in told.context["form"].errors
        assert set(told.context["form"].non_field_errors()) == {
            "Siste dag kan ikke være før første dag.",
            "Påmeldingsfristen kan ikke være etter at arrangementet begynner.",
            "Velg nettverket som kan melde seg på.",
        }

    def test_the_filters(self, client_of, secretary, alliance, cooperation):
        coming = plan_one(alliance, cooperation, title="Kommer")
        held = plan_one(alliance, cooperation, title="Holdt", day=date(2017, 3, 1), opened=False)
        gatherings.hold_gathering(secretary, held)
        client = client_of(secretary)

        def shown(query):
            return {row.pk for row in client.get(f"{LIST}?{query}").context["rows"]}

        assert shown("") == {coming.pk, held.pk}
        assert shown("vis=kommer") == {coming.pk}
        assert shown("vis=holdt") == shown("ar=2017") == {held.pk}
        assert shown("vis=avlyst") == set()
        assert shown("vis=tull&ar=tull") == {coming.pk, held.pk}

    def test_readers_see_no_names_and_no_link_until_they_have_a_place(self, client_of, reader, secretary, gathering):
        outside(gathering, "Anne")
        signups.sign_up(reader, gathering)
        told = text_of(client_of(reader).get(page_of(gathering)))
        assert "Du står på ventelisten" in told
        assert "Anne" not in told
        assert "hemmelig" not in told
        signups.take_off(secretary, SignUp.objects.get(name="Anne"))
        told = text_of(client_of(reader).get(page_of(gathering)))
        assert "hemmelig" in told
        assert client_of(reader).post(f"{page_of(gathering)}meld-av/")["Location"] == page_of(gathering)
        assert client_of(reader).post(f"{page_of(gathering)}meld-av/").status_code == 422

    def test_what_is_asked_is_asked_before_one_signs_up(self, client_of, reader, alliance, cooperation):
        row = plan_one(alliance, cooperation, asks_needs=True)
        page = f"{page_of(row)}meld-pa/"
        assert "Mat og tilrettelegging" in text_of(client_of(reader).get(page))
        assert client_of(reader).post(page, {"needs": "x" * 501}).status_code == 422
        assert client_of(reader).post(page, {"needs": "Glutenfritt"}).status_code == 302
        assert SignUp.objects.get().needs == "Glutenfritt"

    def test_the_contact_runs_it_and_no_other_reader(self, client_of, reader, alliance, cooperation, contact_lier):
        row = plan_one(alliance, cooperation, day=TODAY, contact=contact_lier.person, audience="public")
        guest = outside(row, "Anne")
        below = f"{page_of(row)}deltakere/{guest.pk}/"
        client = client_of(contact_lier)
        assert "Anne" in text_of(client.get(page_of(row)))
        assert client.get(f"{page_of(row)}oppmote/").status_code == 200
        edit = client.get(below)
        sent = {"name": "Anne Berg", "email": guest.email, "base_version": edit.context["form"]["base_version"].value()}
        assert client.post(below, sent).status_code == 302
        assert SignUp.objects.get().name == "Anne Berg"
        assert "Anne Berg" in text_of(client.get(f"{below}meld-av/"))
        assert client.post(f"{below}meld-av/").status_code == 302
        other = client_of(reader)
        for address in (below, f"{below}meld-av/", f"{below}oppmote/"):
            assert other.post(address).status_code == 404
        for address in ("oppmote/", "deltakere/ny/", "rediger/", "handling/steng/"):
            assert other.get(f"{page_of(row)}{address}").status_code == 403

    def test_to_call_it_off_asks_why(self, client_of, secretary, gathering):
        client, act = client_of(secretary), f"{page_of(gathering)}handling/avlys/"
        assert "valgfritt" not in text_of(client.get(act))
        assert client.post(act, {"reason": ""}).status_code == 422
        assert client.post(act, {"reason": "Syk"}).status_code == 302
        assert "Syk" in text_of(client.get(page_of(gathering)))
        assert client.get(f"{page_of(gathering)}handling/tull/").status_code == 404

    def test_strangers_and_readers(self, client, client_of, reader, outsider, gathering):
        for each in (LIST, page_of(gathering)):
            assert client.get(each)["Location"].startswith("/konto/login/")
            assert client_of(outsider).get(each).status_code == 404
            assert client_of(reader).get(each).status_code == 200
            assert client_of(reader).post(each).status_code == 405
        assert client_of(reader).get(f"{LIST}nytt/").status_code == 403
        assert client_of(reader).get(f"{LIST}00000000-0000-0000-0000-000000000000/").status_code == 404

    @pytest.mark.parametrize("which", ["list", "card", "roll"])
    def test_as_many_questions_at_one_row_as_at_thirty(
        self, client_of, secretary, alliance, cooperation, lier, which, django_assert_max_num_queries
    ):
        row = plan_one(alliance, cooperation, day=TODAY, audience="public")
        page = {"list": f"{LIST}?ar=2018", "card": page_of(row), "roll": f"{page_of(row)}oppmote/"}[which]
        client = client_of(secretary)

        def write(number):
            signups.enrol(secretary, row, name=f"G{number}", email=f"g{number}@ute.example", organisation=lier)
            signups.walk_in(secretary, row, name=f"W{number}")
            if which == "list":
                plan_one(alliance, cooperation, title=f"T{number}")

        def asked():
            with django_assert_max_num_queries(40) as counted:
                assert client.get(page).status_code == 200
            return len(counted)

        write(0)
        one = asked()
        for number in range(1, 30):
            write(number)
        assert asked() == one


@pytest.mark.django_db
class TestTheOpenPage:
    def test_a_guest_signs_up_withdraws_and_comes_back(self, client, gathering, lier):
        page = f"{page_of(gathering)}pamelding/"
        assert "1 ledig plass" in text_of(client.get(page))
        answer = client.post(page, SENT)
        assert answer["Location"] == f"{page}takk/"
        assert "e-post" in text_of(client.get(answer["Location"]))
        row = SignUp.objects.get()
        assert (row.name, row.organisation, row.language, row.state) == ("Gry Gjest", lier, "nb", "placed")
        own = re.search(r"http\S+/arrangementer/min/\S+", OutgoingMail.objects.get().body)[0]
        own = "/" + own.split("/", 3)[3]
        told = text_of(client.get(own))
        assert "Gry Gjest er påmeldt." in told
        assert "hemmelig" in told
        assert client.post(own, {"act": "withdraw"})["Location"] == own
        assert SignUp.objects.get().state == "withdrawn"
        assert "hemmelig" not in text_of(client.get(own))
        assert client.post(own, {"act": "withdraw"}).status_code == 422
        client.post(own, {"act": "accept"})
        assert SignUp.objects.get().state == "placed"

    def test_to_look_changes_nothing(self, client, gathering):
        outside(gathering, "Anne")
        own = signuplinks.path_of(SignUp.objects.get(), gathering.alliance)
        for address in (own, f"{page_of(gathering)}pamelding/"):
            client.get(address)
            client.head(address)
        assert SignUp.objects.get().state == "placed"
        assert SignUp.objects.get().version == 1

    def test_the_answer_is_the_same_whether_one_is_known_or_not(self, client, gathering):
        page = f"{page_of(gathering)}pamelding/"
        answers = [client.post(page, SENT) for _time in range(2)]
        assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
        assert SignUp.objects.count() == 1

    def test_no_open_page_names_anybody(self, client, gathering, secretary):
        outside(gathering, "Anneberg", workplace="Bakeriet")
        other = outside(gathering, "Bodil", workplace="Smia")
        page = f"{page_of(gathering)}pamelding/"
        own = signuplinks.path_of(other, gathering.alliance)
        for address in (page, f"{page}takk/", own):
            answer = client.get(address)
            assert answer["X-Robots-Tag"] == "noindex"
            assert "no-store" in answer["Cache-Control"]
            told = text_of(answer)
            for word in ("Anneberg", "anneberg@ute.example", "Bakeriet"):
                assert word not in told, (address, word)
        assert "Bodil" not in text_of(client.get(page))

    def test_a_robot_is_thanked_and_not_stored(self, client, gathering):
        page = f"{page_of(gathering)}pamelding/"
        answer = client.post(page, SENT | {"website": "http://spam.example"})
        assert answer["Location"] == f"{page}takk/"
        assert not SignUp.objects.exists()

    def test_too_many_from_one_place_are_asked_to_wait(self, client, gathering, monkeypatch):
        monkeypatch.setattr(publicsignup, "MOST_AN_HOUR", 2)
        page = f"{page_of(gathering)}pamelding/"
        codes = [client.post(page, SENT | {"email": f"g{n}@gjest.example"}).status_code for n in range(3)]
        assert codes == [302, 302, 429]
        assert SignUp.objects.count() == 2

    @pytest.mark.parametrize(
        "wrong",
        [{"name": ""}, {"email": "tull"}, {"email": ""}, {"name": "x" * 161}, {"workplace": "x" * 161}],
    )
    def test_bad_input_is_shown_and_nothing_stored(self, client, gathering, wrong):
        answer = client.post(f"{page_of(gathering)}pamelding/", SENT | wrong)
        assert answer.status_code == 422
        assert not SignUp.objects.exists()

    @pytest.mark.parametrize("values", [{"audience": "inside"}, {"audience": "invited"}, {"opened": False}])
    def test_what_is_none_for_everyone_is_not_there(self, client, alliance, cooperation, values):
        row = plan_one(alliance, cooperation, **{"audience": "public"} | values)
        for address in ("pamelding/", "pamelding/takk/"):
            assert client.get(f"{page_of(row)}{address}").status_code == 404
        assert client.post(f"{page_of(row)}pamelding/", SENT).status_code == 404

    def test_when_it_is_closed_the_page_says_so_and_takes_nobody(self, client, secretary, gathering):
        page = f"{page_of(gathering)}pamelding/"
        gatherings.close_gathering(secretary, gathering)
        assert "ikke åpent for påmelding" in text_of(client.get(page))
        assert client.post(page, SENT).status_code == 422
        gatherings.cancel_gathering(secretary, gathering, reason="Storm")
        assert "Storm" in text_of(client.get(page))
        assert not SignUp.objects.exists()

    def test_a_token_that_is_none_is_not_there(self, client, gathering, other_alliance):
        row = outside(gathering, "Anne")
        token = signuplinks.token_of(row)
        for address in (
            f"{LIST}min/{token[:-2]}xx/",
            f"{LIST}min/tull/",
            f"/vaernesregionen/arrangementer/min/{token}/",
        ):
            assert client.get(address).status_code == 404
        gatherings.cancel_gathering(system_actor(gathering.alliance), gathering, reason="Storm")
        gatherings.remove_gathering(system_actor(gathering.alliance), gathering)
        assert client.get(f"{LIST}min/{token}/").status_code == 404

    @pytest.mark.parametrize(
        ("name", "passes"),
        [
            ("Kari N.Nordmann", True),
            ("Dr. Åse-Marie O'Brien", True),
            ("Vinn http://ondt.example", False),
            ("Vinn på www.ondt", False),
            ("Vinn på ondt.no", False),
            ("Vinn, skriv til a@b", False),
        ],
    )
    def test_the_name_in_the_mail_leads_nowhere(self, client, gathering, name, passes):
        answer = client.post(f"{page_of(gathering)}pamelding/", SENT | {"name": name})
        assert answer.status_code == (302 if passes else 422)
        assert OutgoingMail.objects.exists() == passes

    def test_the_name_in_the_mail_is_one_line(self, client, gathering):
        client.post(f"{page_of(gathering)}pamelding/", SENT | {"name": "Gry\r\n\r\nRing oss"})
        assert OutgoingMail.objects.get().body.startswith("Hei Gry Ring oss\n")

    def test_only_who_has_a_place_is_mailed_the_way_into_the_meeting_online(self, gathering, cooperation, reader):
        rows = [outside(gathering, "En"), outside(gathering, "To")]
        signups.enrol(system_actor(cooperation.alliance), gathering, person=reader.person, invited=True)
        gatherings.change_gathering(system_actor(cooperation.alliance), gathering, day=MAY + timedelta(days=1))

        def told():
            return {each.event.split(".")[1] for each in OutgoingMail.objects.all() if "hemmelig" in each.body}

        assert [row.state for row in rows] == ["placed", "waiting"]
        assert told() == {"placed", "changed"}
        changed = OutgoingMail.objects.filter(event="gathering.changed", body__contains="hemmelig")
        assert [each.address for each in changed] == ["en@ute.example"]
        signups.withdraw_by_link(rows[0])
        assert "moved_up" in told()

    def test_the_mail_speaks_the_language_of_the_page(self, client, gathering):
        client.cookies["django_language"] = "en"
        client.post(f"{page_of(gathering)}pamelding/", SENT)
        mail = OutgoingMail.objects.get()
        assert (mail.language, mail.subject) == ("en", "You are signed up: Temadag")
        assert MAY.strftime("%-d") in mail.body

    def test_more_than_a_day_after_it_began_nobody_withdraws(self, client, gathering):
        row = outside(gathering, "Anne")
        Gathering.objects.update(day=TODAY - timedelta(days=1))
        own = signuplinks.path_of(row, gathering.alliance)
        assert "Meld meg av" not in text_of(client.get(own))
        assert client.post(own, {"act": "withdraw"}).status_code == 422


@pytest.mark.django_db
class TestElsewhere:
    def test_the_list_as_a_workbook_is_for_those_who_run_it(self, client_of, secretary, reader, alliance, cooperation):
        row = plan_one(alliance, cooperation, audience="public", asks_needs=True)
        outside(row, "Anne", workplace="=2+2", needs="Glutenfritt")
        page = f"{page_of(row)}deltakere/excel/"
        assert client_of(reader).get(page).status_code == 403
        answer = client_of(secretary).get(page)
        assert "no-store" in answer["Cache-Control"]
        told = list(load_workbook(io.BytesIO(answer.content)).active.values)
        assert told[0] == ("Nr.", "Navn", "E-post", "Arbeidssted", "Tilstand", "Møtte", "Mat og tilrettelegging")
        assert told[1] == (1, "Anne", "anne@ute.example", "'=2+2", "Påmeldt", None, "Glutenfritt")

    def test_it_stands_with_its_network_and_its_part_of_the_plan(self, client_of, reader, secretary, section):
        values = {"cooperation": section.plan.cooperation, "name": "Transport 2.0"}
        network = networks.create_network(secretary, **values)
        row = plan_one(section.alliance, section.plan.cooperation, title="Frokost", network=network, section=section)
        plan_one(section.alliance, section.plan.cooperation, title="Kladd", network=network, opened=False)
        plans.propose_plan(secretary, section.plan)
        told = text_of(client_of(reader).get(f"/vestregionen/nettverk/{network.pk}/"))
        assert page_of(row) in told
        assert "Kladd" not in told
        assert page_of(row) in text_of(client_of(reader).get("/vestregionen/handlingsplan/2016/"))

    def test_my_page_asks_for_an_answer_tells_what_comes_and_what_is_to_be_concluded(
        self, reader, secretary, alliance, cooperation
    ):
        invited = plan_one(alliance, cooperation, title="Invitert", day=TODAY + timedelta(days=9), audience="invited")
        signups.enrol(secretary, invited, person=reader.person, invited=True)
        soon = plan_one(alliance, cooperation, title="Snart", day=TODAY + timedelta(days=30))
        far = plan_one(alliance, cooperation, title="Langt fram", day=TODAY + timedelta(days=31))
        for row in (soon, far):
            signups.sign_up(reader, row)
        over = plan_one(alliance, cooperation, title="Over")
        Gathering.objects.filter(pk=over.pk).update(day=TODAY - timedelta(days=1))

        def asked(actor):
            return {name: [ask.sentence for ask in getattr(gatheringasks, name)(actor)] for name in SOURCES}

        assert asked(act_as(reader.person)) == {
            "to_answer": ["Svar på invitasjonen: Invitert"],
            "to_conclude": [],
            "gatherings_soon": ["Du er påmeldt: Snart"],
        }
        assert asked(secretary)["to_conclude"] == ["Før oppmøte og merk som avholdt: Over"]
        signups.sign_up(reader, invited)
        assert asked(act_as(reader.person))["to_answer"] == []

    def test_her_own_calendar_has_it_and_takes_it_out_when_it_is_called_off(self, reader, secretary, gathering):
        def entries():
            found = gatheringasks.gatherings_in_calendar(act_as(reader.person), lambda name, **kwargs: "https://her/")
            return [(entry.title, entry.start, entry.status) for entry in found]

        assert entries() == []
        signups.sign_up(reader, gathering)
        assert entries() == [("Temadag", MAY, "CONFIRMED")]
        gatherings.cancel_gathering(secretary, gathering, reason="Storm")
        assert entries() == [("Temadag", MAY, "CANCELLED")]
        signups_before = SignUp.objects.get()
        gatherings.reopen_gathering(secretary, gathering)
        signups.withdraw(reader, gathering)
        assert SignUp.objects.get().version > signups_before.version
        assert entries() == []

    def test_what_happened_tells_readers_of_nobody_who_comes(
        self, client_of, reader, secretary, contact_lier, gathering
    ):
        outside(gathering, "Anneberg")
        signups.sign_up(contact_lier, gathering)
        happened = "/vestregionen/hendelser/"
        told = text_of(client_of(reader).get(happened))
        assert "Liv Lier" not in told
        assert "Anneberg" not in told
        changes = re.findall(rf"{happened}endring/[0-9a-f-]+/", client_of(secretary).get(happened).content.decode())
        assert changes
        for address in changes:
            answer = client_of(reader).get(address)
            assert answer.status_code == 404 or "Liv Lier" not in text_of(answer)
