"""Projects with their phases and partners, and networks that people join by themselves."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplan.models import Network, NetworkMember, PhaseChange, Project, ProjectPartner
from actionplan.services import networks, projects
from governance.access import system_actor
from governance.history import Refused
from governance.models import Organisation
from tests.cast import act_as, end, make

PROJECTS, NETWORKS = "/vestregionen/prosjekter/", "/vestregionen/nettverk/"
TODAY = date(2018, 3, 8)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def outside(alliance):
    return make(alliance, Organisation(name="Electric Mobility Norway", kind="business", email="post@emn.example"))


@pytest.fixture
def project(alliance, cooperation):
    return projects.create_project(system_actor(alliance), cooperation=cooperation, name="Elbusser")


@pytest.fixture
def network(alliance, cooperation):
    return networks.create_network(system_actor(alliance), cooperation=cooperation, name="Transport 2.0")


@pytest.mark.django_db
class TestPhases:
    def test_the_newest_change_says_the_phase_in_whatever_order_they_are_written(self, secretary, project):
        projects.set_phase(secretary, project, phase="main", since=date(2017, 1, 1))
        projects.set_phase(secretary, project, phase="prestudy", since=date(2015, 1, 1))
        assert Project.objects.get().phase == "main"
        assert PhaseChange.objects.count() == 3
        newest = PhaseChange.objects.get(phase="main")
        projects.remove_part(secretary, newest)
        assert Project.objects.get().phase == "prestudy"
        projects.restore_part(secretary, newest)
        assert Project.objects.get().phase == "main"
        projects.change_phase(secretary, newest, since=date(2014, 1, 1))
        assert Project.objects.get().phase == "prestudy"

    @pytest.mark.parametrize(("had", "has"), [(None, TODAY), (date(2019, 1, 1), date(2019, 1, 1))])
    def test_what_is_ended_has_a_last_day(self, secretary, project, had, has):
        projects.change_project(secretary, project, valid_to=had)
        projects.set_phase(secretary, project, phase="ended", since=TODAY)
        assert (Project.objects.get().phase, Project.objects.get().valid_to) == ("ended", has)

    def test_a_share_is_within_the_budget(self, secretary, project):
        with pytest.raises(ValidationError, match="større enn budsjettet"):
            projects.change_project(secretary, project, budget=Decimal(5), our_share=Decimal(6))

    def test_a_partner_stands_once(self, secretary, project, outside):
        projects.add_partner(secretary, project=project, organisation=outside)
        with pytest.raises(ValidationError, match="alt med"):
            projects.add_partner(secretary, project=project, organisation=outside)

    def test_readers_change_nothing(self, reader, project, outside):
        with pytest.raises(PermissionDenied):
            projects.set_phase(reader, project, phase="main", since=None)
        with pytest.raises(PermissionDenied):
            projects.add_partner(reader, project=project, organisation=outside)


@pytest.mark.django_db
class TestMembership:
    def test_to_join_twice_is_as_good_as_once_and_to_leave_ends_it(self, alliance, reader, network):
        member = networks.join_network(reader, network, at=None)
        assert (member.person, member.valid_from) == (reader.person, TODAY)
        networks.join_network(reader, network)
        assert NetworkMember.objects.present().count() == 1
        networks.leave_network(reader, network)
        assert not NetworkMember.objects.present().exists()  # she joined today, and never took part

    def test_one_who_has_been_there_has_a_last_day(self, secretary, reader, network):
        networks.add_member(secretary, network=network, person=reader.person, valid_from=date(2016, 1, 1))
        networks.leave_network(reader, network)
        assert NetworkMember.objects.present().get().valid_to == date(2018, 3, 7)
        again = networks.join_network(reader, network)
        assert again.valid_from == TODAY

    def test_one_who_is_no_member_cannot_leave(self, reader, network):
        with pytest.raises(Refused):
            networks.leave_network(reader, network)

    @pytest.mark.parametrize(
        ("values", "reason"),
        [({"is_open": False}, "ikke åpent"), ({"valid_to": date(2018, 3, 7)}, "ikke i gang")],
    )
    def test_a_closed_one_is_not_joined(self, secretary, reader, network, values, reason):
        networks.change_network(secretary, network, **values)
        with pytest.raises(PermissionDenied, match=reason):
            networks.join_network(reader, network)

    def test_not_after_the_last_day_of_the_cooperation(self, reader, network, cooperation):
        end(cooperation, date(2018, 1, 1))
        with pytest.raises(PermissionDenied, match="avsluttet"):
            networks.join_network(reader, network)

    def test_somebody_must_be_named(self, secretary, network):
        with pytest.raises(ValidationError, match="Velg en organisasjon"):
            networks.add_member(secretary, network=network, contact_email="a@b.example")

    def test_who_answers_for_it_keeps_the_list_and_no_other(self, secretary, reader, network, outside):
        with pytest.raises(PermissionDenied):
            networks.add_member(reader, network=network, organisation=outside)
        networks.change_network(secretary, network, responsible=reader.person)
        row = networks.add_member(act_as(reader.person), network=network, organisation=outside, role="coordinating")
        networks.remove_member(act_as(reader.person), row)
        with pytest.raises(PermissionDenied):
            networks.remove_network(act_as(reader.person), network)


@pytest.mark.django_db
class TestPages:
    def test_a_project_from_the_form_to_its_page(self, client_of, secretary, cooperation, outside, section):
        client = client_of(secretary)
        sent = {"cooperation": cooperation.pk, "name": "Ladepunkter", "phase": "prestudy", "owner": outside.pk}
        answer = client.post(f"{PROJECTS}ny/", sent | {"section": section.pk, "budget": "2 000 000"})
        assert answer.status_code == 302, text_of(answer)
        page = answer["Location"]
        partner = {"organisation": outside.pk, "role": "Pilot"}
        assert client.post(f"{page}parter/ny/", partner).status_code == 302
        assert client.post(f"{page}faser/ny/", {"phase": "main", "since": "2018-03-01"}).status_code == 302
        told = text_of(client.get(page))
        assert all(word in told for word in ("Hovedprosjekt", "kr 2 000 000", "Pilot", "Electric Mobility Norway"))
        assert "Ladepunkter" in text_of(client.get("/vestregionen/handlingsplan/2016/"))
        assert "Ladepunkter" in text_of(client.get(f"{PROJECTS}?fase=main"))
        assert client.get(f"{PROJECTS}?fase=ended").context["rows"] == []

    def test_a_part_goes_and_comes_back(self, client_of, secretary, project, outside):
        client = client_of(secretary)
        row = projects.add_partner(secretary, project=project, organisation=outside)
        below = f"{PROJECTS}{project.pk}/parter/{row.pk}/"
        assert client.get(below).status_code == 200
        assert client.post(f"{below}fjern/").status_code == 302
        assert client.get(below).status_code == 404
        assert "Hent tilbake" in text_of(client.get(f"{PROJECTS}{project.pk}/"))
        assert client.post(f"{below}gjenopprett/").status_code == 302
        assert ProjectPartner.objects.present().count() == 1
        assert client.get(f"{below}tull/").status_code == 404
        assert client.get(f"{PROJECTS}{project.pk}/medlemmer/ny/").status_code == 404

    def test_a_part_of_another_project_is_not_there(self, client_of, secretary, cooperation, project, outside):
        row = projects.add_partner(secretary, project=project, organisation=outside)
        other = projects.create_project(secretary, cooperation=cooperation, name="Et annet")
        assert client_of(secretary).get(f"{PROJECTS}{other.pk}/parter/{row.pk}/").status_code == 404

    def test_a_reader_joins_and_leaves(self, client_of, reader, network):
        client, page = client_of(reader), f"{NETWORKS}{network.pk}/"
        assert "Bli med" in text_of(client.get(page))
        assert client.post(f"{page}bli-med/")["Location"] == page
        told = text_of(client.get(page))
        assert str(reader.person) in told
        assert "Meld deg ut" in told
        assert client.post(f"{page}meld-ut/")["Location"] == page
        assert client.post(f"{page}meld-ut/").status_code == 422

    def test_the_addresses_are_for_those_who_lead_the_work(self, client_of, secretary, reader, network, outside):
        networks.add_member(secretary, network=network, organisation=outside, role="coordinating")
        page = f"{NETWORKS}{network.pk}/"
        assert "post@emn.example" in text_of(client_of(secretary).get(page))
        assert "post@emn.example" not in text_of(client_of(reader).get(page))
        networks.add_member(secretary, network=network, person=reader.person, role="coordinating")
        assert "post@emn.example" in text_of(client_of(reader).get(page))

    @pytest.mark.parametrize("page", [PROJECTS, NETWORKS])
    def test_strangers_and_readers(self, client, client_of, reader, outsider, project, network, page):
        for each in (page, f"{page}{(project if page == PROJECTS else network).pk}/"):
            assert client.get(each)["Location"].startswith("/konto/login/")
            assert client_of(outsider).get(each).status_code == 404
            assert client_of(reader).get(each).status_code == 200
            assert client_of(reader).post(each).status_code == 405
        assert client_of(reader).get(f"{page}ny/").status_code == 403
        assert client_of(reader).get(f"{page}00000000-0000-0000-0000-000000000000/").status_code == 404

    @pytest.mark.parametrize("page", [PROJECTS, NETWORKS])
    def test_as_many_questions_at_one_row_as_at_thirty(
        self, client_of, secretary, cooperation, outside, page, django_assert_max_num_queries
    ):
        client = client_of(secretary)

        def write(number):
            if page == PROJECTS:
                row = projects.create_project(secretary, cooperation=cooperation, name=f"P{number}", owner=outside)
                return projects.add_partner(secretary, project=row, organisation=outside)
            row = networks.create_network(secretary, cooperation=cooperation, name=f"N{number}")
            return networks.add_member(secretary, network=row, organisation=outside)

        def asked():
            with django_assert_max_num_queries(40) as counted:
                client.get(page)
            return len(counted)

        write(0)
        one = asked()
        for number in range(1, 30):
            write(number)
        assert asked() == one

    def test_as_many_questions_at_one_member_as_at_thirty(
        self, alliance, client_of, secretary, network, django_assert_max_num_queries
    ):
        client, page = client_of(secretary), f"{NETWORKS}{network.pk}/"

        def join(number):
            row = make(alliance, Organisation(name=f"Etat {number}"))
            networks.add_member(secretary, network=network, organisation=row)

        def asked():
            with django_assert_max_num_queries(40) as counted:
                client.get(page)
            return len(counted)

        join(0)
        one = asked()
        for number in range(1, 30):
            join(number)
        assert asked() == one


@pytest.mark.django_db
def test_what_is_removed_takes_its_rows_with_it_and_brings_them_back(secretary, project, outside):
    projects.add_partner(secretary, project=project, organisation=outside)
    projects.remove_project(secretary, project)
    assert not Project.objects.visible_to(secretary).exists()
    projects.restore_project(secretary, project)
    assert [str(each) for each in project.partners.present()] == ["Electric Mobility Norway"]
    assert Network.objects.count() == 0
