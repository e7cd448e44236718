"""The steps of the guided set-up: each saves at once, leads on, stays open later, and refuses what is wrong."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from governance import history
from governance.access import system_actor
from governance.choices import OrganisationKind
from governance.models import (
    Alliance,
    County,
    GoverningBody,
    Membership,
    Municipality,
    Organisation,
    ProcedureRules,
    Seat,
)
from governance.services import alliances
from governance.services.alliances import settings_mark
from tests.cast import make
from tests.pictures import picture

pytestmark = pytest.mark.django_db
ROOT = "/vestregionen/oppsett/"
STEPS = ("medlemmer", "organer", "regler", "utseende", "avsender")


@pytest.fixture
def guided(alliance, cooperation):
    """The alliance while it is being set up."""
    with history.recording(system_actor(alliance), "test.setup", alliance):
        history.save(alliance, {"in_setup": True})
    return alliance


@pytest.fixture
def hole():
    county = County.objects.create(number="06", name="Buskerud")
    return Municipality.objects.create(number="0612", name="Hole", county=county)


@pytest.fixture
def client(admin, client_of):
    return client_of(admin)


# ---- The guide as a whole ----


def test_my_page_leads_back_until_it_is_put_away(guided, client, secretary, client_of):
    assert "Fortsett oppsettet" in client.get("/vestregionen/").text
    assert "Fortsett oppsettet" not in client_of(secretary).get("/vestregionen/").text
    assert "Legg bort oppsettet" in client.get(ROOT).text
    assert "/vestregionen/personer/import/" in client.get(ROOT).text
    answer = client.post(ROOT, follow=True)
    assert "Oppsettet er lagt bort" in answer.text
    assert "Fortsett oppsettet" not in answer.text
    assert not Alliance.objects.get().in_setup
    later = client.get(ROOT)
    assert later.status_code == 200
    assert "Legg bort oppsettet" not in later.text


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_a_page_while_it_goes_on_and_later(guided, client, step):
    page = client.get(f"{ROOT}{step}/")
    assert page.status_code == 200
    assert 'aria-current="step"' in page.text
    client.post(ROOT)
    assert 'aria-current="step"' not in client.get(f"{ROOT}{step}/").text


def test_the_steps_follow_each_other(guided, client, steering_group):
    mark = {"base_mark": settings_mark(guided, ("primary_colour", "accent_colour"))}
    colours = {"primary_colour": "#1f4f4a", "accent_colour": "#b3541e"}
    on = {"videre": "1"}
    assert client.post(f"{ROOT}medlemmer/", on)["Location"] == f"{ROOT}organer/"
    assert client.post(f"{ROOT}organer/", on)["Location"] == f"{ROOT}regler/"
    assert client.post(f"{ROOT}regler/", rules_of(steering_group) | on)["Location"] == f"{ROOT}utseende/"
    assert client.post(f"{ROOT}utseende/", colours | mark | on)["Location"] == f"{ROOT}avsender/"
    sender = {"base_mark": settings_mark(guided, SENDER)}
    assert client.post(f"{ROOT}avsender/", sender | on)["Location"] == ROOT


def test_the_summary_tells_what_is_left(guided, client, steering_group):
    summary = client.get(ROOT)
    assert summary.context["waiting"].view == "setup_members"
    make(guided, Membership(cooperation=steering_group.cooperation, organisation=organisation(guided)))
    done = client.get(ROOT)
    assert done.context["waiting"] is None
    assert "Vestregionen er klar til bruk" in done.text


def organisation(alliance):
    return make(alliance, Organisation(name="Hole kommune", kind=OrganisationKind.MUNICIPALITY))


# ---- Members ----


def test_members_are_picked_several_at_once_and_shown(guided, client, hole):
    page = client.get(f"{ROOT}medlemmer/")
    assert [name for name, _options in page.context["groups"]] == ["Buskerud", "Fylkeskommuner"]
    chosen = {"chosen": [f"k{hole.pk}", f"f{hole.county_id}"], "first_day": "2003-10-01"}
    answer = client.post(f"{ROOT}medlemmer/", chosen, follow=True)
    assert answer.redirect_chain == [(f"{ROOT}medlemmer/", 302)]
    assert "2 medlemmer er lagt til." in answer.text
    assert all(option.is_member for _name, options in answer.context["groups"] for option in options)
    again = client.post(f"{ROOT}medlemmer/", chosen, follow=True)
    assert "Var med fra før: Hole kommune" in again.text
    assert set(Membership.objects.values_list("valid_from", flat=True)) == {date(2003, 10, 1)}
    assert Membership.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "field"), [({"chosen": ["k999999"]}, "chosen"), ({"first_day": "i fjor"}, "first_day")]
)
def test_what_is_wrong_keeps_what_was_chosen(guided, client, hole, changed, field):
    answer = client.post(f"{ROOT}medlemmer/", {"chosen": [f"k{hole.pk}"], "first_day": "2003-10-01"} | changed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Membership.objects.exists()


def test_one_that_was_gone_is_refused_at_the_day(guided, client, hole):
    Municipality.objects.filter(pk=hole.pk).update(valid_to=date(2019, 12, 31))
    answer = client.post(f"{ROOT}medlemmer/", {"chosen": [f"k{hole.pk}"], "first_day": "2020-01-01"})
    assert answer.status_code == 422
    assert "Hole fantes ikke lenger denne dagen" in answer.text
    assert f'value="k{hole.pk}" checked' in answer.text


def test_the_list_is_that_of_the_day_asked_for(guided, client, hole):
    Municipality.objects.filter(pk=hole.pk).update(valid_to=date(2017, 12, 31))
    assert client.get(f"{ROOT}medlemmer/").context["groups"] == []
    assert "Kommunelisten er tom" in client.get(f"{ROOT}medlemmer/").text
    assert len(client.get(f"{ROOT}medlemmer/", {"dato": "2017-12-31"}).context["groups"]) == 2
    assert client.get(f"{ROOT}medlemmer/", {"dato": "tull"}).status_code == 200
    assert client.get(f"{ROOT}medlemmer/", {"samarbeid": "finnes-ikke"}).status_code == 404


def test_members_of_another_cooperation(guided, client, khs, hole):
    client.post(f"{ROOT}medlemmer/?samarbeid=khs", {"chosen": [f"k{hole.pk}"]})
    assert Membership.objects.get().cooperation == khs


# ---- Bodies ----


def test_bodies_are_made_from_the_ticked_templates(guided, client, cooperation):
    make(guided, Membership(cooperation=cooperation, organisation=organisation(guided)))
    page = client.get(f"{ROOT}organer/")
    seats = {card.template.key: card.seats for card in page.context["cards"]}
    assert (seats["council"], seats["steering"], seats["networks"]) == (2, 1, 0)
    typed = {"council-wanted": "on", "council-name": "Regionrådet", "council-number_format": "R-sak 03/18"}
    typed |= {"networks-name": "Helse\r\n\r\nKultur\r\nHelse", "steering-number_format": "ikke krysset av"}
    answer = client.post(f"{ROOT}organer/", typed, follow=True)
    assert "3 organer er opprettet." in answer.text
    council = GoverningBody.objects.get(kind="council")
    assert council.number_format == "R-sak {seq:02}/{yy:02}"
    assert Seat.objects.filter(body=council).count() == 2
    assert set(GoverningBody.objects.filter(kind="network").values_list("name", flat=True)) == {"Helse", "Kultur"}
    assert "Fantes fra før: Regionrådet" in client.post(f"{ROOT}organer/", typed, follow=True).text
    assert GoverningBody.objects.count() == 3


def test_no_body_ticked_is_said_unless_one_goes_on(guided, client):
    answer = client.post(f"{ROOT}organer/", {"council-name": "Regionrådet"})
    assert answer.status_code == 422
    assert "Kryss av for et organ, eller gå videre uten." in answer.text
    assert client.post(f"{ROOT}organer/", {"videre": "1"})["Location"] == f"{ROOT}regler/"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"council-wanted": "on", "council-name": " "}, "council-name"),
        (
            {"council-wanted": "on", "council-name": "Råd", "council-number_format": "ingen"},
            "council-number_format",
        ),
        ({"board-wanted": "on", "board-name": "Styret", "board-areas": "\n"}, "board-areas"),
        ({"board-wanted": "on", "board-name": "Styret", "board-areas": "x" * 81}, "board-areas"),
        ({"networks-name": "x" * 121}, "networks-name"),
        ({"networks-name": "\n".join(f"Nettverk {n}" for n in range(31))}, "networks-name"),
        ({"steering-wanted": "on", "steering-name": "Rådmannsgruppen"}, "steering-name"),
    ],
)
def test_what_a_template_lacks_is_said_and_none_is_made(guided, client, executives, typed, field):
    before = GoverningBody.objects.count()
    answer = client.post(f"{ROOT}organer/", {"forums-name": "Strategiforum"} | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert GoverningBody.objects.count() == before


# ---- Rules ----


def rules_of(body, **changed) -> dict:
    rules = ProcedureRules.objects.get(body=body)
    values = {"law": "2018", "notice_days": 7, "paper_days": 7, "quorum_share": "0.5", "decision_method": "majority"}
    values |= {"chair_breaks_tie": "on", "allows_remote": "on", "base_version": rules.version} | changed
    return {f"{rules.pk.hex}-{name}": value for name, value in values.items()}


def test_rules_are_told_with_their_source_and_changed(guided, client, steering_group):
    page = client.get(f"{ROOT}regler/")
    assert "Minst halvparten av medlemmene" in page.text
    assert "§ 33" in page.text
    answer = client.post(f"{ROOT}regler/", rules_of(steering_group, notice_days=14, decision_method="consensus"))
    assert answer.status_code == 302
    rules = ProcedureRules.objects.get(body=steering_group)
    assert (rules.notice_days, rules.decision_method, rules.law) == (14, "consensus", "2018")


def test_rules_that_somebody_else_changed_are_not_overwritten(guided, client, steering_group):
    first, second = rules_of(steering_group, notice_days=14), rules_of(steering_group, notice_days=10)
    assert client.post(f"{ROOT}regler/", first).status_code == 302
    assert client.post(f"{ROOT}regler/", second).status_code == 409
    assert ProcedureRules.objects.get(body=steering_group).notice_days == 14


@pytest.mark.parametrize("changed", [{"notice_days": -1}, {"quorum_share": "2"}, {"law": "1814"}, {"base_version": ""}])
def test_wrong_rules_are_refused(guided, client, steering_group, changed):
    answer = client.post(
        f"{ROOT}regler/", rules_of(steering_group, notice_days=14) | rules_of(steering_group, **changed)
    )
    assert answer.status_code == 422
    assert ProcedureRules.objects.get(body=steering_group).notice_days == 7


# ---- Look and sender ----

COLOURS = ("primary_colour", "accent_colour")
SENDER = ("sender_name", "sender_address", "reply_to", "contact_email", "contact_phone")


@pytest.fixture
def look(guided):
    values = {"primary_colour": "#23466e", "accent_colour": "#8a5a00"}
    return values | {"base_mark": settings_mark(guided, COLOURS)}


def test_the_logo_is_drawn_anew_and_stands_on_every_page(guided, client, look, tmp_path, settings):
    answer = client.post(f"{ROOT}utseende/", look | {"logo": picture("logo.jpg", (2000, 500))}, follow=True)
    assert "Utseendet er lagret." in answer.text
    alliance = Alliance.objects.get()
    address = f"/vestregionen/logo/{alliance.logo_id}/"
    assert f'src="{address}"' in client.get("/vestregionen/organer/").text
    client.logout()
    shown = client.get(address)
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    (tmp_path / "kept.png").write_bytes(b"".join(shown.streaming_content))
    with Image.open(tmp_path / "kept.png") as kept:
        assert (kept.format, kept.size) == ("PNG", (640, 160))


def test_the_logo_is_taken_away_and_its_address_is_gone(guided, client, look):
    client.post(f"{ROOT}utseende/", look | {"logo": picture("logo.png")})
    address = f"/vestregionen/logo/{Alliance.objects.get().logo_id}/"
    mark = {"base_mark": settings_mark(Alliance.objects.get(), COLOURS)}
    client.post(f"{ROOT}utseende/", look | mark | {"remove_logo": "on"})
    assert Alliance.objects.get().logo_id is None
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (
            lambda: ContentFile(b"<svg></svg>", name="logo.svg"),
            "kan ikke lastes opp",
        ),
        (lambda: ContentFile(b"ikke et bilde", name="logo.png"), "ikke av typen .png"),
        (lambda: ContentFile(b"bare tekst", name="logo.txt"), "må være et bilde"),
        (lambda: ContentFile(picture("x.png").read() + b"0" * (2 * 1024 * 1024), name="logo.png"), "for stor"),
        (lambda: picture("logo.png", (5001, 4000)), "for mange punkter"),
        (lambda: ContentFile(picture("x.png").read()[:60] + b"IEND\xaeB`\x82", name="logo.png"), "kan ikke leses"),
    ],
)
def test_what_is_no_logo_is_refused_with_the_reason(guided, client, look, upload, words):
    answer = client.post(f"{ROOT}utseende/", look | {"logo": upload()})
    assert answer.status_code == 422
    assert words in answer.text
    assert "logo" in answer.context["form"].errors
    alliance = Alliance.objects.get()
    assert (alliance.logo_id, alliance.primary_colour) == (None, "#1f4f4a")


def test_a_colour_is_told_of_while_it_is_chosen(guided, client):
    part = client.get(f"{ROOT}utseende/", {"primary_colour": "#ffff00"}, headers={"HX-Request": "true"})
    assert "for lys til tekst" in part.text
    assert 'fill="#ffff00"' in part.text
    assert "<html" not in part.text


def test_the_sender_is_proposed_and_saved(guided, client):
    alliances.change_alliance(system_actor(guided), guided, contact_email="post@test.example")
    page = client.get(f"{ROOT}avsender/")
    assert 'value="post@test.example"' in page.text
    assert 'value="Vestregionen"' in page.text
    typed = {"sender_name": "Vestregionen", "sender_address": "post@test.example", "contact_email": "a@test.example"}
    typed |= {"base_mark": settings_mark(guided, SENDER)}
    assert client.post(f"{ROOT}avsender/", typed).status_code == 302
    saved = Alliance.objects.get()
    assert (saved.sender_name, saved.sender_address, saved.contact_email) == tuple(typed.values())[:3]


@pytest.mark.parametrize(
    ("field", "value"),
    [("sender_name", "Vest <ond@test.example>"), ("sender_address", "ingen adresse"), ("reply_to", "a@b@c")],
)
def test_a_wrong_sender_is_refused(guided, client, field, value):
    typed = {"base_mark": settings_mark(guided, SENDER), field: value}
    answer = client.post(f"{ROOT}avsender/", typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_two_windows_on_different_steps_do_not_disturb_each_other(guided, client, look):
    sender = {"base_mark": settings_mark(guided, SENDER), "sender_name": "Vest"}
    assert client.post(f"{ROOT}utseende/", look).status_code == 302
    assert client.post(f"{ROOT}avsender/", sender).status_code == 302
    stale = client.post(f"{ROOT}avsender/", sender | {"sender_name": "Øst"})
    assert stale.status_code == 422
    assert "Noen har endret innstillingene" in stale.text
