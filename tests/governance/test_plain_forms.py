"""What a form says of its fields: empty choices, large numbers, names in addresses, and years of municipalities."""

from datetime import date

import pytest

from governance.addressnames import address_name
from governance.forms.body import BodyForm, RulesForm
from governance.forms.cases import NewCaseForm
from governance.forms.cooperation import CooperationForm
from governance.forms.organisation import MunicipalityField, OrganisationForm
from governance.models import GoverningBody, Municipality, Person
from tests.cast import make
from tests.governance.casefile import url


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        (NewCaseForm, "cooperation", "Velg …"),
        (NewCaseForm, "responsible", "Ingen"),
        (BodyForm, "parent", "Ingen"),
        (OrganisationForm, "municipality", "Ingen"),
        (RulesForm, "law", "Velg …"),
    ],
)
def test_an_empty_choice_has_words(secretary, khs, form, field, words):
    choices = list(form(actor=secretary).fields[field].choices)
    empty = [str(label) for value, label in choices if value == ""]
    assert empty in ([words], [])
    assert "---" not in form(actor=secretary).as_p()


@pytest.mark.parametrize(
    ("typed", "says"), [("9999", ""), ("99999999999999999999", "Skriv et tall som er høyst 9999.")]
)
def test_a_number_has_a_bound_people_can_read(secretary, typed, says):
    form = RulesForm({"notice_days": typed}, actor=secretary)
    assert form.errors.get("notice_days", []) == ([says] if says else [])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rådmannsgruppen", "radmannsgruppen"),
        ("Møter på Ærøy", "moter-pa-aeroy"),
        ("  Helse & kultur, 2018 ", "helse-kultur-2018"),
        ("Séance", "seance"),
        ("x" * 80, "x" * 60),
        (f"{'x' * 50} innherred fosen", f"{'x' * 50}-innherred"),
        (f"{'x' * 50} innherred-fosen", f"{'x' * 50}-innherred"),
        (f"{'x' * 50} vaernesregionen", "x" * 50),
        ("!!!", ""),
    ],
)
def test_a_name_for_an_address(title, name):
    assert address_name(title, 60) == name


def test_an_empty_address_name_is_made_from_the_name(client_of, secretary, cooperation):
    sent = {"cooperation": cooperation.pk, "name": "Økonomiutvalget", "kind": "committee", "position": "0"}
    answer = client_of(secretary).post(url("body_create"), sent | {"number_format": "{seq}/{year}"})
    assert answer.status_code == 302, answer.context["form"].errors
    assert GoverningBody.objects.get(name="Økonomiutvalget").slug == "okonomiutvalget"


def test_a_wrong_address_name_is_told_in_plain_words(admin):
    form = CooperationForm({"name": "X", "slug": "Åpent rom"}, actor=admin)
    assert form.errors["slug"] == ["Bruk bare a–z, tall og bindestrek i adressenavnet, uten mellomrom."]


@pytest.mark.parametrize(
    ("number", "first", "last", "label"),
    [
        ("0220", None, date(2019, 12, 31), "Asker (0220, til 2019)"),
        ("3025", date(2020, 1, 1), date(2023, 12, 31), "Asker (3025, 2020–2023)"),
        ("3203", date(2024, 1, 1), None, "Asker (3203, fra 2024)"),
        ("0301", None, None, "Asker (0301)"),
    ],
)
def test_municipalities_of_the_same_name_have_their_years(number, first, last, label):
    row = Municipality(name="Asker", number=number, valid_from=first, valid_to=last)
    assert MunicipalityField(Municipality.objects.none()).label_from_instance(row) == label


def test_the_reset_of_a_password_is_in_nynorsk(client, db):
    client.cookies["django_language"] = "nn"
    page = client.get("/konto/password/reset/").content.decode()
    assert "Nullstill passordet" in page
    for bokmal in ("Glemt", "Tilbakestill", "Vennligst"):
        assert bokmal not in page


def test_two_of_one_name_are_told_apart(secretary, asker, django_assert_num_queries):
    alliance = secretary.alliance
    for values in (
        {"title": "Ordfører", "organisation": asker},
        {"title": "Rådgiver"},
        {"title": "Rådgiver", "email": "ola@lier.example"},
        {"family_name": "Berg", "title": "Rådgiver"},
    ):
        make(alliance, Person(**{"given_name": "Ola", "family_name": "Hansen"} | values))
    form = NewCaseForm(actor=secretary)
    with django_assert_num_queries(1):
        labels = [str(label) for _value, label in form.fields["responsible"].choices]
    assert [label for label in labels if label.startswith("Ola")] == [
        "Ola Berg",
        f"Ola Hansen, Ordfører, {asker.name}",
        "Ola Hansen, Rådgiver",
        "Ola Hansen, Rådgiver, ola@lier.example",
    ]
