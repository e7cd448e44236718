"""Nothing of an exempt case leaks: not its title, summary, paper, attachment, name in a search, or place in a list."""

import pytest

from governance import clock
from governance.choices import Role
from governance.forms.cases import CaseForm
from governance.history import Clash
from governance.merging import FieldClash
from governance.services import cases, files, meetings, papers, resolutions
from tests.cast import with_role
from tests.governance.casefile import PDF, case_args, fetch, item_url, pdf, url

SECRETS = ("Oppsigelse", "Tormod", "Hemmelig", "hemmelig")


@pytest.fixture
def published(secretary, called, secret_item, meeting):
    """A published meeting with an open and an exempt case; the exempt one was put on after the call."""
    meetings.publish_meeting(secretary, meeting)
    secret_item.refresh_from_db()
    return secret_item


def addresses(item, meeting):
    return [
        url("case_list"),
        url("case_list") + "?q=Personalsak",
        url("case_detail", *case_args(item.case)),
        item_url(item),
        item_url(item) + "?versjon=1",
        url("meeting_list"),
        url("meeting_detail", meeting.pk),
    ]


# Who is not a member of the body, nor in the secretariat.
OUTSIDE = [None, "reader", "coordinator", "contact_lier", "substitute", "outsider"]


@pytest.mark.parametrize("who", OUTSIDE)
def test_others_see_only_the_neutral_title(request, client_of, published, meeting, who):
    client = client_of(request.getfixturevalue(who) if who else None)
    seen = ""
    for address in addresses(published, meeting):
        response = client.get(address)
        text = response.content.decode()
        seen += text
        assert [secret for secret in SECRETS if secret in text] == [], address
    assert "Personalsak" in seen
    assert "02/2018" in seen


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("words", ["Oppsigelse", "oppsigelse av", "tormod"])
def test_a_search_for_the_secret_finds_nothing(request, client_of, published, who, words):
    client = client_of(request.getfixturevalue(who) if who else None)
    response = client.get(url("case_list"), {"q": words})
    assert response.status_code == 200
    assert list(response.context["rows"]) == []


@pytest.mark.parametrize("who", OUTSIDE)
def test_the_file_is_not_for_others(request, client_of, published, who):
    attachment = published.attachments.get()
    client = client_of(request.getfixturevalue(who) if who else None)
    for address in (url("file", attachment.pk), url("file_version", attachment.pk, 1)):
        assert client.get(address).status_code == (404 if who else 302)


@pytest.mark.parametrize("who", ["mayor_asker", "chief_executive", "secretary", "admin"])
def test_members_and_secretariat_read_all(request, client_of, mayor_asker, secretary, published, meeting, who):
    papers.send_paper(secretary, papers.latest_paper(published))
    client = client_of(request.getfixturevalue(who))
    assert "Oppsigelse av Tormod" in client.get(url("case_list") + "?q=oppsigelse").content.decode()
    assert "Hemmelig sammendrag" in client.get(url("case_detail", *case_args(published.case))).content.decode()
    assert "Hemmelig forslag" in client.get(item_url(published)).content.decode()
    response, content = fetch(client, url("file", published.attachments.get().pk))
    assert content == PDF
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_an_exempt_attachment_of_an_open_case_is_for_members(client_of, secretary, mayor_asker, reader, item, meeting):
    secret = files.add_attachment(
        secretary, item, upload=pdf("x.pdf"), title="Hemmelig notat", access="exempt", legal_basis="offl. § 23"
    )
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    assert "Hemmelig notat" in client_of(mayor_asker).get(item_url(item)).content.decode()
    for who, code in ((None, 302), (reader, 404)):
        text = client_of(who).get(item_url(item)).content.decode()
        assert "Forslag" in text
        assert "Hemmelig" not in text
        assert client_of(who).get(url("file", secret.pk)).status_code == code


def test_what_was_unredacted_stays_with_the_members(client_of, secretary, mayor_asker, reader, item, meeting):
    from django.core.files.base import ContentFile

    exempt = {"access": "exempt", "legal_basis": "offl. § 23"}
    attachment = files.add_attachment(secretary, item, upload=pdf("usladdet.pdf"), **exempt)
    redacted = PDF + b"%%EOF\n"
    meetings.call_meeting(secretary, meeting)
    files.add_version(secretary, attachment, upload=ContentFile(redacted, name="sladdet.pdf"))
    files.change_attachment(secretary, attachment, access="public", legal_basis="")
    papers.send_attachment(secretary, attachment)
    meetings.publish_meeting(secretary, meeting)
    first = url("file_version", attachment.pk, 1)
    for who, code in ((None, 302), (reader, 404)):
        client = client_of(who)
        assert client.get(first).status_code == code
        assert fetch(client, url("file", attachment.pk))[1] == redacted
        assert fetch(client, url("file_version", attachment.pk, 2))[1] == redacted
        assert first not in client.get(item_url(item)).content.decode()
    for who in (mayor_asker, secretary):
        assert fetch(client_of(who), first)[1] == PDF
        assert first in client_of(who).get(item_url(item)).content.decode()


def test_an_open_attachment_and_paper_are_for_all(client_of, secretary, attachment, called, meeting):
    public = client_of(None)
    assert public.get(item_url(called)).status_code == 302
    meetings.publish_meeting(secretary, meeting)
    assert "<p>Forslag</p>" in public.get(item_url(called)).content.decode()
    assert fetch(public, url("file", attachment.pk))[1] == PDF
    meetings.unpublish_meeting(secretary, meeting)
    assert public.get(url("file", attachment.pk)).status_code == 410


def test_the_public_sees_no_names_of_members(client_of, secretary, mayor_asker, called, meeting):
    meetings.publish_meeting(secretary, meeting)
    text = client_of(None).get(url("meeting_detail", meeting.pk)).content.decode()
    assert "Olav" not in text


def test_a_resolution_of_an_exempt_case_is_not_published(client_of, secretary, published, meeting):
    day = clock.oslo(meeting.day)
    resolutions.register_resolution(
        secretary, published, result="adopted", points=["Hemmelig punkt"], is_meant=True, at=day
    )
    public = client_of(None)
    for address in addresses(published, meeting):
        assert "Hemmelig" not in public.get(address).content.decode()


def test_a_link_shows_no_hidden_title(client_of, secretary, mayor_asker, called, secret_item, cooperation):
    hidden = cases.create_case(secretary, cooperation=cooperation, title="Ikke innkalt")
    cases.link_cases(secretary, called.case, other=hidden)
    text = client_of(mayor_asker).get(url("case_detail", *case_args(called.case))).content.decode()
    assert "Ikke innkalt" not in text
    assert "Ikke innkalt" in client_of(secretary).get(url("case_detail", *case_args(called.case))).content.decode()


def test_a_linked_exempt_case_is_not_told_of_from_either_end(client_of, secretary, mayor_asker, published, called):
    """What it hangs together with tells what it is about."""
    cases.link_cases(secretary, called.case, other=published.case)
    ends = ((called.case, "Personalsak"), (published.case, called.case.title))
    for case, other in ends:
        assert other not in client_of(None).get(url("case_detail", *case_args(case))).content.decode()
    member = client_of(mayor_asker)
    assert "Oppsigelse" in member.get(url("case_detail", *case_args(called.case))).content.decode()
    assert called.case.title in member.get(url("case_detail", *case_args(published.case))).content.decode()


def test_the_secretariat_of_another_cooperation_is_an_outsider_here(client_of, khs, published, meeting, alliance):
    from tests.cast import make_person

    person = make_person(alliance, "khs@test.example", "Kaja", "Khs")
    client = client_of(with_role(person, Role.SECRETARIAT, khs))
    for address in addresses(published, meeting):
        assert "Oppsigelse" not in client.get(address).content.decode()


def test_a_neutral_title_is_there_even_when_nobody_wrote_one(client_of, secretary, published, meeting):
    cases.change_case(secretary, published.case, public_title="")
    text = client_of(None).get(url("meeting_detail", meeting.pk)).content.decode()
    assert "Sak unntatt offentlighet" in text


@pytest.mark.parametrize("theirs", ["partly", ""])
def test_an_old_page_of_an_answered_exemption_is_saved(client_of, secretary, admin, case, theirs):
    cases.change_case(
        secretary, case, access="exempt", ground="14", disclosure="kept", disclosure_note="Forhandlingene pågår."
    )
    desk = client_of(admin)
    page = desk.get(url("case_edit", *case_args(case))).context["form"]
    typed = {name: page[name].value() or "" for name in page.fields} | {"title": "Rettet tittel"}
    cases.change_case(secretary, case, disclosure=theirs, disclosure_note="Deler er klare." if theirs else "")
    assert desk.post(url("case_edit", *case_args(case)), typed).status_code == 302
    case.refresh_from_db()
    assert (case.title, case.disclosure) == ("Rettet tittel", theirs)
    assert case.disclosure_by == (secretary.person if theirs else None)


def test_a_clash_in_a_field_outside_the_form_is_told(secretary, case):
    form = CaseForm({"base_version": case.version, "access": "public"}, instance=case, actor=secretary)
    form.is_valid()
    own = secretary.person
    form.take_clash(Clash(case, [FieldClash("disclosure_by", "merinnsyn vurdert av", None, own.pk, own)], {}))
    assert [str(form.clashes[0][side]) for side in ("theirs", "mine")] == ["(kan ikke vises for deg)"] * 2
