"""Gatherings when things go twice or wrong: a guest written down twice, an address corrected, who came without having
signed up, an activity in the bin; and the reminder before it begins."""

import re
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from actionplan import reminding, signuplinks
from actionplan.choices import SignUpState
from actionplan.models import Gathering, SignUp
from actionplan.services import applications, gatherings, networks, projects, signups
from actionplan.services.bin import remove_row
from actionplan.services.sections import create_section
from governance.access import system_actor
from governance.choices import MailState, Notice
from governance.history import Refused
from governance.models import NoticeChoice, Organisation, OutgoingMail
from tests.actionplan.test_gathering_pages import LIST, page_of, text_of
from tests.actionplan.test_gatherings import TODAY, mails, outside, plan_one
from tests.cast import make


@pytest.fixture
def today(alliance, cooperation):
    return plan_one(alliance, cooperation, day=TODAY, audience="public")


@pytest.fixture
def later(alliance, cooperation):
    return plan_one(alliance, cooperation, audience="public", capacity=1)


@pytest.mark.django_db
class TestAGuestWrittenDownTwice:
    def test_the_same_form_sent_twice_makes_one_row(self, client_of, secretary, today, lier):
        client, page = client_of(secretary), f"{page_of(today)}oppmote/"
        sent = {"name": "Kom Innom", "organisation": lier.pk, "form_token": self.token_in(client.get(page))}
        assert [client.post(page, sent).status_code for _time in range(2)] == [302, 302]
        assert SignUp.objects.count() == 1
        assert "ført bare én gang" in text_of(client.get(page))

    def test_another_of_the_same_name_is_asked_about_and_then_written(self, client_of, secretary, today, lier):
        client, page = client_of(secretary), f"{page_of(today)}oppmote/"
        assert "en annen med samme navn" not in text_of(client.get(page))
        for answer, code, rows in (("", 302, 1), ("", 422, 1), ("on", 302, 2)):
            sent = {"name": " kom  innom", "organisation": lier.pk, "form_token": self.token_in(client.get(page))}
            reply = client.post(page, sent | ({"another": answer} if answer else {}))
            assert (reply.status_code, SignUp.objects.count()) == (code, rows)
            if code == 422:
                assert "kom innom fra Lier kommune står alt på listen" in text_of(reply)
                assert 'name="another"' in reply.content.decode()

    def test_the_same_holds_where_the_secretariat_signs_up(self, client_of, secretary, later):
        client, page = client_of(secretary), f"{page_of(later)}deltakere/ny/"
        for more, code, rows in (({}, 302, 1), ({}, 422, 1), ({"another": "on"}, 302, 2)):
            sent = {"name": "Kari Nordmann", "workplace": "NTNU", "form_token": self.token_in(client.get(page))}
            assert client.post(page, sent | more).status_code == code
            assert SignUp.objects.count() == rows

    @pytest.mark.parametrize(
        ("second", "is_asked"),
        [
            ({"name": "Kari", "workplace": "ntnu"}, True),
            ({"name": "KARI"}, True),  # from somewhere that nobody wrote down
            ({"name": "Kari", "workplace": "SINTEF"}, False),
            ({"name": "Kari B", "workplace": "NTNU"}, False),
            ({"name": "Kari", "workplace": "NTNU", "email": "kari@ute.example"}, False),  # an address tells them apart
        ],
    )
    def test_who_may_be_the_same(self, secretary, today, second, is_asked):
        signups.walk_in(secretary, today, name="Kari", workplace="NTNU")
        with pytest.raises(ValidationError) if is_asked else nullcontext() as asked:
            signups.walk_in(secretary, today, **second)
        assert not is_asked or list(asked.value.error_dict) == ["another"]
        assert SignUp.objects.count() == (1 if is_asked else 2)

    def test_who_withdrew_is_no_namesake_and_who_is_known_in_the_alliance_is(self, secretary, reader, today):
        signups.take_off(secretary, outside(today, "Anne"))
        signups.walk_in(secretary, today, name="Anne")
        signups.walk_in(secretary, today, person=reader.person)
        with pytest.raises(ValidationError):
            signups.walk_in(secretary, today, name=reader.person.name)

    def token_in(self, answer) -> str:
        return re.search(r'name="form_token" value="(\w+)"', answer.content.decode())[1]


@pytest.mark.django_db
class TestAnAddressCorrected:
    def corrected(self, actor, row, **values) -> tuple[str, str]:
        """The link before, and the link after."""
        before = signuplinks.token_of(row)
        row = signups.change_sign_up(actor, row, **values)
        return before, signuplinks.token_of(row)

    def test_the_new_one_gets_the_answer_and_the_old_link_is_dead(self, client, client_of, secretary, later):
        row = outside(later, "Anne")
        old = signuplinks.path_of(row, later.alliance)
        edit = client_of(secretary).get(f"{page_of(later)}deltakere/{row.pk}/")
        version = edit.context["form"]["base_version"].value()
        sent = {"name": "Anne", "email": "riktig@ute.example", "base_version": version}
        assert client_of(secretary).post(f"{page_of(later)}deltakere/{row.pk}/", sent).status_code == 302
        assert [mail.address for mail in mails("placed")] == ["anne@ute.example", "riktig@ute.example"]
        row.refresh_from_db()
        new = signuplinks.path_of(row, later.alliance)
        assert new in mails("placed")[1].body
        assert client.get(old).status_code == 404
        assert client.post(old, {"act": "withdraw"}).status_code == 404
        assert client.get(new).status_code == 200
        assert SignUp.objects.get().state == SignUpState.PLACED

    def test_what_waits_to_be_sent_to_the_old_one_is_stopped(self, secretary, later):
        row = outside(later, "Anne")
        OutgoingMail.objects.update(state=MailState.QUEUED)
        other = outside(later, "Bo")
        OutgoingMail.objects.filter(address="bo@ute.example").update(state=MailState.HELD)
        signups.change_sign_up(secretary, row, email="riktig@ute.example")
        told = dict(OutgoingMail.objects.values_list("address", "state"))
        assert told["anne@ute.example"] == MailState.WITHDRAWN
        assert told["bo@ute.example"] == MailState.HELD
        assert signuplinks.find_sign_up(later.alliance, signuplinks.token_of(other)) == other

    @pytest.mark.parametrize(("state", "event"), [("waiting", "waiting"), ("invited", "invited")])
    def test_the_answer_is_that_of_her_state(self, secretary, later, state, event):
        outside(later, "Anne")
        row = signups.enrol(secretary, later, name="Bo", email="feil@ute.example", invited=state == "invited")
        assert row.state == state
        self.corrected(secretary, row, email="bo@ute.example")
        assert [mail.address for mail in mails(event)] == ["feil@ute.example", "bo@ute.example"]

    @pytest.mark.parametrize("values", [{"name": "Anne Berg"}, {"email": " ANNE@ute.example"}, {"workplace": "NTNU"}])
    def test_nothing_is_sent_and_the_link_lives_where_the_address_stands(self, secretary, later, values):
        before, after = self.corrected(secretary, outside(later, "Anne"), **values)
        assert before == after
        assert len(mails("placed")) == 1

    def test_back_to_the_first_address_is_a_third_link(self, secretary, later):
        row = outside(later, "Anne")
        first, second = self.corrected(secretary, row, email="b@ute.example")
        _second, third = self.corrected(secretary, row, email="anne@ute.example")
        assert len({first, second, third}) == 3
        assert len(mails("placed")) == 3

    def test_a_person_in_place_of_an_address(self, secretary, reader, later):
        before, after = self.corrected(secretary, outside(later, "Anne"), person=reader.person)
        assert before != after
        assert [mail.person for mail in mails("placed")] == [None, reader.person]

    def test_no_answer_once_it_is_over_or_she_has_withdrawn(self, secretary, alliance, cooperation, later):
        gone = outside(later, "Anne")
        signups.take_off(secretary, gone)
        over = plan_one(alliance, cooperation, day=TODAY, audience="public")
        row = outside(over, "Bo")
        gatherings.hold_gathering(secretary, over)
        sent = len(mails("placed"))
        for each in (gone, row):
            before, after = self.corrected(secretary, each, email=f"ny{each.number}@{each.pk.hex[:5]}.example")
            assert before != after
        assert len(mails("placed")) == sent


@pytest.mark.django_db
class TestWhoCameBeforeSheSignedUp:
    def test_she_is_told_so_and_is_not_asked_to_sign_up(self, client_of, secretary, reader, today):
        signups.walk_in(secretary, today, person=reader.person)
        told = text_of(client_of(reader).get(page_of(today)))
        assert "Du er ført opp som møtt." in told
        assert "Meld meg på" not in told
        assert client_of(reader).post(f"{page_of(today)}meld-pa/").status_code == 302
        assert SignUp.objects.get().state == SignUpState.WALKED_IN

    def test_nobody_signs_her_up_or_invites_her_once_more(self, secretary, reader, today):
        signups.take_off(secretary, outside(today, "Anne"))
        guest = signups.walk_in(secretary, today, name="Anne")
        signups.change_sign_up(secretary, today.sign_ups.get(state="withdrawn"), email="")
        signups.change_sign_up(secretary, guest, email="anne@ute.example")
        signups.walk_in(secretary, today, person=reader.person)
        for who in ({"person": reader.person}, {"name": "Anne", "email": "anne@ute.example"}):
            for invited in (False, True):
                with pytest.raises(ValidationError, match="står alt på listen"):
                    signups.enrol(secretary, today, invited=invited, **who)
        sent = len(mails("placed"))
        assert outside(today, "Anne").state == SignUpState.WALKED_IN
        assert len(mails("placed")) == sent + 1  # the open page promised her an answer
        assert set(SignUp.objects.filter(attended=True).values_list("state", flat=True)) == {SignUpState.WALKED_IN}

    def test_who_is_invited_and_came_is_not_asked_either(self, client_of, secretary, reader, today):
        row = signups.enrol(secretary, today, person=reader.person, invited=True)
        signups.tick(secretary, row, attended=True)
        told = text_of(client_of(reader).get(page_of(today)))
        assert "Du er ført opp som møtt." in told
        assert "Svar med knappen" not in told

    def test_a_tick_taken_away_gives_the_button_back(self, client_of, secretary, reader, today):
        row = signups.walk_in(secretary, today, person=reader.person)
        signups.tick(secretary, row, attended=False)
        assert "Meld meg på" in text_of(client_of(reader).get(page_of(today)))
        assert signups.sign_up(reader, today).state == SignUpState.PLACED

    def test_who_came_does_not_withdraw_and_is_not_taken_off(self, client, client_of, secretary, reader, today):
        own, guest = signups.sign_up(reader, today), outside(today, "Anne")
        for row in (own, guest):
            signups.tick(secretary, row, attended=True)
        assert "Meld meg av" not in text_of(client_of(reader).get(page_of(today)))
        path = signuplinks.path_of(guest, today.alliance)
        assert "Meld meg av" not in text_of(client.get(path))
        assert client.post(path, {"act": "withdraw"}).status_code == 422
        assert "Meld av" not in text_of(client_of(secretary).get(page_of(today)))
        with pytest.raises(Refused, match="krysset"):
            signups.take_off(secretary, guest)
        assert set(SignUp.objects.values_list("state", flat=True)) == {SignUpState.PLACED}


@pytest.mark.django_db
def test_an_activity_in_the_bin_is_not_named(client_of, secretary, alliance, cooperation, activity):
    row = plan_one(alliance, cooperation, section=activity.section, activity=activity)
    giver = make(alliance, Organisation(name="Interreg", kind="other"))
    values = {"title": "Fellestransport", "giver": giver, "year": 2016, "section": activity.section}
    sought = applications.create_application(secretary, cooperation=cooperation, activity=activity, **values)
    pages = page_of(row), f"/vestregionen/soknader/{sought.pk}/"
    assert all(activity.title in text_of(client_of(secretary).get(page)) for page in pages)
    remove_row(secretary, activity)
    for page in pages:
        told = text_of(client_of(secretary).get(page))
        assert activity.title not in told
        assert activity.section.title in told


@pytest.mark.django_db
def test_an_activity_of_the_part_that_another_left_meanwhile_is_refused(
    secretary, alliance, cooperation, plan, area, activity
):
    """Both choices were right as they were typed; together they are not."""
    row = plan_one(alliance, cooperation, section=activity.section)
    shown = row.version
    elsewhere = create_section(secretary, plan=plan, area=area, title="Helse")
    gatherings.change_gathering(secretary, Gathering.objects.get(), section=elsewhere)
    with pytest.raises(ValidationError, match="samme delen av planen"):
        gatherings.change_gathering(
            secretary, Gathering.objects.get(), section=activity.section, activity=activity, base_version=shown
        )
    stored = Gathering.objects.get()
    assert (stored.section, stored.activity) == (elsewhere, None)


@pytest.mark.django_db
class TestFromTheNetworkOrProject:
    def test_the_form_knows_whose_it_is(self, client_of, secretary, reader, alliance, cooperation, khs):
        actor = system_actor(alliance)
        network = networks.create_network(actor, cooperation=khs, name="Velferdsteknologi")
        page = f"/vestregionen/nettverk/{network.pk}/"
        url = f"{LIST}nytt/?network={network.pk}"
        assert url in client_of(secretary).get(page).content.decode()
        assert url not in client_of(reader).get(page).content.decode()
        initial = client_of(secretary).get(url).context["form"].initial
        assert (initial["network"], initial["cooperation"]) == (network, khs)
        assert client_of(reader).get(url).status_code == 403

    def test_a_project_leads_to_its_applications_too(self, client_of, secretary, reader, alliance, khs):
        project = projects.create_project(system_actor(alliance), cooperation=khs, name="KomUt", phase="main")
        giver = make(alliance, Organisation(name="Interreg", kind="other"))
        page = f"/vestregionen/prosjekter/{project.pk}/"
        url = f"/vestregionen/soknader/ny/?project={project.pk}"
        assert url in client_of(secretary).get(page).content.decode()
        assert url not in client_of(reader).get(page).content.decode()
        assert client_of(secretary).get(url).context["form"].initial["cooperation"] == khs
        sent = {"title": "Utstyr", "giver": giver.pk, "year": "2018", "project": project.pk, "cooperation": khs.pk}
        assert client_of(secretary).post(url, sent).status_code == 302
        assert "Utstyr" in text_of(client_of(secretary).get(page))

    @pytest.mark.parametrize("query", ["network=tull", "project=00000000-0000-0000-0000-000000000000"])
    def test_what_is_nobodys_is_not_there(self, client_of, secretary, query):
        assert client_of(secretary).get(f"{LIST}nytt/?{query}").status_code == 404


@pytest.mark.django_db
class TestTheReminder:
    def soon(self, alliance, cooperation, **values) -> Gathering:
        values = {"day": TODAY + timedelta(days=2), "audience": "public", "capacity": 2} | values
        return plan_one(alliance, cooperation, **values)

    def test_those_with_a_place_are_reminded_once(self, alliance, cooperation, reader):
        row = self.soon(alliance, cooperation, place="Lier rådhus", online_link="https://mote.example/")
        signups.sign_up(reader, row)
        for name in ("Anne", "Bo"):  # Bo waits
            outside(row, name, language="nn")
        assert reminding.remind_of_gatherings() == 2
        assert reminding.remind_of_gatherings() == 0
        sent = {mail.address: mail for mail in mails("reminder")}
        assert set(sent) == {"leser@test.example", "anne@ute.example"}
        anne = SignUp.objects.get(name="Anne")
        for words in ("10. mars 2018", "Lier rådhus", signuplinks.token_of(anne)):
            assert words in sent["anne@ute.example"].body.replace("\xa0", " ")
        assert sent["anne@ute.example"].language == "nn"
        assert "/varsler/" in sent["leser@test.example"].body

    @pytest.mark.parametrize(("mode", "state"), [(Notice.NEVER, None), (Notice.DIGEST, MailState.COLLECTED)])
    def test_as_she_has_chosen_to_hear_of_it(self, alliance, cooperation, reader, mode, state):
        make(alliance, NoticeChoice(person=reader.person, event="gathering.reminder", mode=mode))
        signups.sign_up(reader, self.soon(alliance, cooperation))
        assert reminding.remind_of_gatherings() == (state is not None)
        assert [mail.state for mail in mails("reminder")] == ([state] if state else [])

    @pytest.mark.parametrize(
        ("days", "is_reminded"), [(-1, False), (0, False), (1, True), (2, True), (3, False), (30, False)]
    )
    def test_from_two_days_before(self, alliance, cooperation, reader, days, is_reminded):
        row = self.soon(alliance, cooperation, day=TODAY + timedelta(days=max(days, 0)))
        signups.sign_up(reader, row)
        Gathering.objects.filter(pk=row.pk).update(day=TODAY + timedelta(days=days))
        assert reminding.remind_of_gatherings() == is_reminded

    def test_another_day_is_reminded_of_anew(self, alliance, cooperation, secretary, reader):
        row = self.soon(alliance, cooperation)
        signups.sign_up(reader, row)
        assert reminding.remind_of_gatherings() == 1
        gatherings.change_gathering(secretary, row, day=TODAY + timedelta(days=1))
        assert reminding.remind_of_gatherings() == 1

    def test_nobody_is_reminded_of_what_is_called_off_removed_or_withdrawn_from(
        self, alliance, cooperation, secretary, reader
    ):
        withdrawn, off = self.soon(alliance, cooperation), self.soon(alliance, cooperation, title="Avlyst")
        gone = self.soon(alliance, cooperation, title="Fjernet")
        for row in (withdrawn, off, gone):
            signups.sign_up(reader, row)
        signups.withdraw(reader, withdrawn)
        for row in (off, gone):
            gatherings.cancel_gathering(secretary, row, reason="Storm")
        gatherings.remove_gathering(secretary, gone)
        assert reminding.remind_of_gatherings() == 0

    def test_the_same_number_of_questions_once_all_are_reminded(
        self, alliance, cooperation, django_assert_num_queries, django_assert_max_num_queries
    ):
        row = self.soon(alliance, cooperation, capacity=None)

        def asked(number: int) -> int:
            for each in range(number):
                signups.enrol(system_actor(alliance), row, name=f"G{number}{each}", email=f"g{number}{each}@u.example")
            reminding.remind_of_gatherings()
            with django_assert_max_num_queries(20) as counted:
                assert reminding.remind_of_gatherings() == 0
            return len(counted)

        assert asked(1) == asked(29)
