"""An invitation: the login, the link, the password; and that no administrator gets into somebody else's login."""

import re
from datetime import timedelta

import pytest
from django.core import mail as post
from django.core.exceptions import PermissionDenied, ValidationError

from governance import clock, history, links
from governance.access import load_actor, system_actor
from governance.choices import Role
from governance.models import AllianceRole, MailSettings, OutgoingMail, Person, SignedLink, User
from governance.services import invitations, people
from governance.services.mail import send_again
from tests.cast import make, make_alliance, make_person, with_role

PASSWORD = "fjellrev-under-snøen"


@pytest.fixture
def newcomer(real):
    person = make(real, Person(given_name="Nora", family_name="Ny", email="nora@ekte.example"))
    make(real, AllianceRole(person=person, role=Role.READER))
    return person


@pytest.fixture
def invited(boss, newcomer):
    return invitations.invite(boss, newcomer)


def path_of(link) -> str:
    return re.sub(r"^https?://[^/]+", "", links.address_of_link(link))


def test_an_invitation_makes_login_link_and_mail(invited, newcomer):
    newcomer.refresh_from_db()
    assert newcomer.user.email == "nora@ekte.example"
    assert not newcomer.user.has_usable_password()
    mail = OutgoingMail.objects.get()
    assert (mail.event, mail.address, mail.link) == ("invitation", "nora@ekte.example", invited.link)
    assert links.token_of(invited.link) not in mail.body


def test_the_token_is_stored_nowhere(invited):
    token = links.token_of(invited.link)
    assert token not in str(SignedLink.objects.values().get())
    assert token not in str(list(SignedLink.history.values()))
    assert links.find_link(token) == invited.link


def test_the_link_reaches_her_when_the_mail_is_sent(boss, newcomer, smtp, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        link = invitations.invite(boss, newcomer).link
    assert links.token_of(link) in smtp.received[0].replace("=\r\n", "").replace("=3D", "=")


def test_a_browser_says_where_its_form_comes_from(invited, client):
    """Under "no-referrer" it would not, and the button would be refused as forged."""
    assert client.get(path_of(invited.link))["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["get", "head"])
def test_to_look_changes_nothing(invited, client, method):
    """Mail scanners open every link."""
    before = SignedLink.objects.values().get()
    for _each in range(3):
        assert getattr(client, method)(path_of(invited.link)).status_code == 200
    assert SignedLink.objects.values().get() == before


def test_she_chooses_a_password_and_is_in(invited, newcomer, client):
    path = path_of(invited.link)
    page = client.post(path)
    assert "minst 12 tegn" in page.content.decode()
    assert SignedLink.objects.get().opened_at is not None
    answer = client.post(path, {"password": PASSWORD, "again": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/ekte/")
    assert client.get("/ekte/").status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.user.check_password(PASSWORD)
    assert newcomer.user.is_proved
    assert SignedLink.objects.get().used_at is not None


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("kort", "kort", "Passordet er for kort. Bruk minst 12 tegn."),
        (PASSWORD, "noe annet her", "ikke like"),
        ("", "", "ds-validation-message"),
    ],
)
def test_a_bad_password_is_said_at_its_field(invited, newcomer, client, password, again, words):
    answer = client.post(path_of(invited.link), {"password": password, "again": again})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    newcomer.refresh_from_db()
    assert not newcomer.user.has_usable_password()


def use(link):
    invitations.accept_invitation(link, password=PASSWORD)


def expire(link):
    with history.recording(system_actor(link.alliance), "test.time", link):
        history.save(link, {"expires_at": clock.now() - timedelta(seconds=1)})


def revoke(link):
    invitations.revoke_invitation(system_actor(link.alliance), link.person)


@pytest.mark.parametrize(
    ("close", "words"), [(use, "Lenken er brukt"), (expire, "gått ut"), (revoke, "trukket tilbake")]
)
def test_a_closed_link_says_why_and_opens_nothing(invited, client, close, words):
    close(invited.link)
    other = "et-helt-annet-passord"
    for answer in (
        client.get(path_of(invited.link)),
        client.post(path_of(invited.link)),
        client.post(path_of(invited.link), {"password": other, "again": other}),
    ):
        assert answer.status_code == 410
        assert words in answer.content.decode()
    assert not User.objects.get(email="nora@ekte.example").check_password(other)
    assert "_auth_user_id" not in client.session


def test_an_unknown_link_says_so(client, db):
    answer = client.get("/svar/finnes-ikke/")
    assert answer.status_code == 404
    assert "finnes ikke" in answer.content.decode()


def test_a_new_invitation_closes_the_old_one(invited, boss, newcomer):
    again = invitations.invite(boss, newcomer)
    invited.link.refresh_from_db()
    assert links.state_of(invited.link) == links.LinkState.REVOKED
    assert links.state_of(again.link) == links.LinkState.OPEN
    assert OutgoingMail.objects.count() == 2


def test_who_has_a_password_keeps_it_and_is_told(boss, real):
    there = make_alliance("annen", "Annen")
    known = make_person(there, "kjent@annen.example", "Kjell", "Kjent")
    here = make(real, Person(given_name="Kjell", family_name="Kjent", email="kjent@annen.example"))
    invited = invitations.invite(boss, here)
    assert invited.link is None
    assert OutgoingMail.objects.get().event == "invitation.known"
    known.user.refresh_from_db()
    assert known.user.check_password("et-langt-testpassord")


def test_a_login_without_password_that_another_alliance_has_gets_no_link(boss, real):
    """She may come through her organisation's login there; a link from here would open that alliance too."""
    there = make_alliance("annen", "Annen")
    known = make_person(there, "sso@annen.example", "Siv", "Sso")
    known.user.set_unusable_password()
    known.user.save()
    here = make(real, Person(given_name="Siv", family_name="Sso", email="sso@annen.example"))
    for by_hand in (True, False):
        assert invitations.invite(boss, here, by_hand=by_hand).link is None


def test_a_link_is_closed_when_the_login_comes_to_serve_another_alliance(invited, newcomer):
    there = make_alliance("annen", "Annen")
    newcomer.refresh_from_db()
    make(there, Person(given_name="Nora", family_name="Ny", user=newcomer.user))
    with pytest.raises(history.Refused):
        invitations.accept_invitation(invited.link, password=PASSWORD)


def test_a_login_with_a_handed_over_link_is_not_taken_into_another_alliance(boss, newcomer):
    """Whoever handed it over may have chosen the password herself."""
    link = invitations.invite(boss, newcomer, by_hand=True).link
    assert not OutgoingMail.objects.exists()
    invitations.accept_invitation(link, password=PASSWORD)
    user = User.objects.get(email="nora@ekte.example")
    assert not user.is_proved
    there = make_alliance("annen", "Annen")
    chief = with_role(make_person(there, "sjef@annen.example", "C", "Sjef"), Role.ADMINISTRATOR)
    person = make(there, Person(given_name="Nora", family_name="Ny", email="nora@ekte.example"))
    with pytest.raises(history.Refused, match="ikke bekreftet"):
        people.give_login(chief, person, email="nora@ekte.example")
    newcomer.refresh_from_db()
    mailed = invitations.invite(boss, newcomer).link
    invitations.accept_invitation(mailed, password=PASSWORD + "2")
    user.refresh_from_db()
    assert user.is_proved
    assert people.give_login(chief, person, email="nora@ekte.example").user == user


def change_mail(real, transport):
    own = MailSettings.objects.of(real).get()
    with history.recording(system_actor(real), "test.mail", real):
        history.save(own, {"transport": transport})


@pytest.mark.parametrize("later", ["smtp", "installation"])
def test_a_link_carried_by_the_alliances_own_server_proves_nothing(boss, real, newcomer, smtp, later):
    """Who runs the server reads what it carries, also where the set-up is changed back before she answers."""
    link = invitations.invite(boss, newcomer).link
    change_mail(real, later)
    user = invitations.accept_invitation(link, password=PASSWORD)
    assert user.check_password(PASSWORD)
    assert not user.is_proved


def test_a_server_of_before_the_link_takes_nothing_from_it(boss, real, newcomer, smtp):
    change_mail(real, "installation")
    link = invitations.invite(boss, newcomer).link
    assert invitations.accept_invitation(link, password=PASSWORD).is_proved


def test_a_forgotten_password_made_anew_proves_the_address(boss, newcomer, client):
    """The mail of that goes by the installation's server, to the address of the login alone."""
    link = invitations.invite(boss, newcomer, by_hand=True).link
    assert not invitations.accept_invitation(link, password=PASSWORD).is_proved
    client.post("/konto/password/reset/", {"email": "nora@ekte.example"})
    address = re.search(r"https?://[^/]+(/konto/password/reset/key/\S+)", post.outbox[-1].body)[1]
    form = client.get(address)
    answer = client.post(form["Location"], {"password1": PASSWORD + "2", "password2": PASSWORD + "2"})
    assert answer.status_code == 302
    user = User.objects.get(email="nora@ekte.example")
    assert user.check_password(PASSWORD + "2")
    assert user.is_proved


def test_a_link_opens_no_login_that_she_got_later(invited, boss, newcomer, client):
    """It went to the address she had then, and whoever reads that would choose the password of the other."""
    people.give_login(boss, newcomer, email="ny.adresse@ekte.example")
    assert client.get(path_of(invited.link)).status_code == 410
    with pytest.raises(history.Refused):
        invitations.accept_invitation(invited.link, password=PASSWORD)
    assert not User.objects.get(email="ny.adresse@ekte.example").has_usable_password()


def test_a_login_taken_and_given_back_needs_a_new_link(invited, boss, newcomer):
    people.take_login(boss, newcomer)
    people.give_login(boss, newcomer, email="nora@ekte.example")
    invited.link.refresh_from_db()
    assert links.state_of(invited.link) == links.LinkState.REVOKED


def test_a_link_is_sent_again_to_the_address_of_the_login_alone(invited, boss, newcomer):
    people.change_person(boss, newcomer, email="en.annen@ekte.example")
    sent = OutgoingMail.objects.get()
    with history.recording(system_actor(sent.alliance), "test.bounce", sent):
        history.save(sent, {"state": "bounced"})
    assert send_again(boss, sent).address == "nora@ekte.example"


@pytest.mark.parametrize("close", [use, expire, revoke])
def test_a_link_that_is_closed_is_not_sent_again(invited, boss, close):
    sent = OutgoingMail.objects.get()
    with history.recording(system_actor(sent.alliance), "test.bounce", sent):
        history.save(sent, {"state": "bounced"})
    close(invited.link)
    with pytest.raises(history.Refused, match="ny invitasjon"):
        send_again(boss, sent)


@pytest.mark.parametrize(("days", "status"), [(-1, 410), (0, 200)])
def test_who_was_deactivated_meanwhile_is_not_let_in(invited, boss, newcomer, client, days, status):
    with history.recording(system_actor(newcomer.alliance), "test.leave", newcomer):
        history.save(newcomer, {"last_day": boss.on + timedelta(days=days)})
    assert client.get(path_of(invited.link)).status_code == status
    answer = client.post(path_of(invited.link), {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == (status if status == 410 else 302)
    assert User.objects.get(email="nora@ekte.example").has_usable_password() == (status == 200)


def test_only_administrators_invite(real, newcomer):
    secretary = with_role(make_person(real, "sek@ekte.example", "S", "Sek"), Role.SECRETARIAT)
    with pytest.raises(PermissionDenied):
        invitations.invite(secretary, newcomer)


def test_without_address_or_deactivated_she_is_not_invited(boss, real, newcomer):
    nobody = make(real, Person(given_name="Uten", family_name="Adresse"))
    with pytest.raises(history.Refused, match="ingen e-postadresse"):
        invitations.invite(boss, nobody)
    with history.recording(system_actor(real), "test.leave", newcomer):
        history.save(newcomer, {"last_day": boss.on - timedelta(days=1)})
    with pytest.raises(history.Refused, match="deaktivert"):
        invitations.invite(boss, newcomer)


def test_a_weak_password_uses_nothing_up(invited):
    with pytest.raises(ValidationError):
        invitations.accept_invitation(invited.link, password="passord")
    assert links.state_of(SignedLink.objects.get()) == links.LinkState.OPEN


# ---- Pages ----


def test_the_person_page_follows_the_invitation(boss, newcomer, client_of, client):
    admin, page = client_of(boss), f"/ekte/personer/{newcomer.pk}/"
    assert "Inviter" in admin.get(page).content.decode()
    assert admin.post(f"{page}inviter/").status_code == 302
    assert "Er invitert" in admin.get(page).content.decode()
    link = SignedLink.objects.get()
    client.post(path_of(link))
    assert "Har åpnet invitasjonen" in admin.get(page).content.decode()
    client.post(path_of(link), {"password": PASSWORD, "again": PASSWORD})
    assert "Har tatt imot invitasjonen" in admin.get(page).content.decode()


def test_the_link_is_shown_once_to_hand_over(boss, newcomer, client_of):
    admin, page = client_of(boss), f"/ekte/personer/{newcomer.pk}/"
    answer = admin.post(
        f"{page}innlogging/", {"login": newcomer.email, "way": "hand", "base_version": newcomer.version}
    )
    address = links.address_of_link(SignedLink.objects.get())
    assert address in answer.content.decode()
    assert address not in admin.get(page).content.decode()


def test_several_are_invited_at_once(boss, real, client_of):
    rows = [make(real, Person(given_name="P", family_name=f"N{n}", email=f"n{n}@ekte.example")) for n in range(3)]
    admin = client_of(boss)
    assert admin.post("/ekte/personer/inviter/", {}).status_code == 422
    answer = admin.post("/ekte/personer/inviter/", {"people": [rows[0].pk, rows[2].pk]})
    assert answer.status_code == 302
    assert {mail.person for mail in OutgoingMail.objects.all()} == {rows[0], rows[2]}


def test_in_the_outbox_nobody_reads_the_link_of_a_real_alliance(invited, boss, client_of):
    mail = OutgoingMail.objects.get()
    page = client_of(boss).get(f"/ekte/utboks/{mail.pk}/").content.decode()
    assert "bare for mottakeren" in page
    assert links.token_of(invited.link) not in page


def test_in_the_demo_an_administrator_follows_the_link(admin, alliance, client_of, client):
    person = make(alliance, Person(given_name="Nora", family_name="Ny", email="nora@test.example"))
    link = invitations.invite(admin, person).link
    mail = OutgoingMail.objects.get()
    page = client_of(admin).get(f"/vestregionen/utboks/{mail.pk}/").content.decode()
    assert links.address_of_link(link) in page
    client.post(path_of(link))
    answer = client.post(path_of(link), {"password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == "/"  # she has no seat or role yet
    assert not load_actor(alliance, person.user).is_known
