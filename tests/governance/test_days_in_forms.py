"""A day in a form lies within a calendar that every rule can count in, whichever form asks for it."""

import importlib
import pkgutil
from datetime import date

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance.forms.day import DayField
from governance.forms.row import RowForm
from governance.forms.seat import SeatForm

OURS = [config for config in apps.get_app_configs() if config.path.startswith(str(settings.BASE_DIR))]


def forms_of_the_house():
    """Every form class of our apps, also those that a page defines beside itself."""
    for config in OURS:
        for room in ("forms", "views"):
            try:
                package = importlib.import_module(f"{config.name}.{room}")
            except ModuleNotFoundError:
                continue
            for module in pkgutil.iter_modules(getattr(package, "__path__", ())):
                importlib.import_module(f"{package.__name__}.{module.name}")
    pending = [forms.BaseForm]
    while pending:
        cls = pending.pop()
        pending += cls.__subclasses__()
        if any(cls.__module__.startswith(f"{config.name}.") for config in OURS):
            yield cls


def test_every_day_of_every_form_is_ours():
    found = 0
    for cls in set(forms_of_the_house()):
        for name, field in getattr(cls, "base_fields", {}).items():
            if isinstance(field, forms.DateField):
                found += 1
                # A RowForm makes the fields that a model gives into ours when it is filled.
                assert isinstance(field, DayField) or issubclass(cls, RowForm), f"{cls.__name__}.{name}"
    assert found > 10


def test_a_row_form_makes_the_days_of_its_model_ours(secretary):
    fields = SeatForm(actor=secretary).fields
    for name in ("valid_from", "valid_to"):
        assert type(fields[name]) is DayField
        assert (fields[name].label, fields[name].required) == (SeatForm.base_fields[name].label, False)


@pytest.mark.parametrize("day", ["1900-01-01", "2018-03-15", "2200-12-31"])
def test_days_of_our_calendar(day):
    assert DayField().clean(day) == date.fromisoformat(day)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_days_beyond_it(day):
    with pytest.raises(ValidationError, match="fra 1900 til 2200"):
        DayField().clean(day)


def test_a_meeting_in_the_year_one_is_refused_at_its_field(client_of, secretary, steering_group):
    sent = {"body": steering_group.pk, "day": "0001-01-03", "kind": "ordinary", "form": "physical"}
    answer = client_of(secretary).post(reverse("governance:meeting_create", args=["vestregionen"]), sent)
    assert answer.status_code == 422
    assert "fra 1900 til 2200" in answer.content.decode()


def test_an_appointment_in_the_year_one_is_refused_at_its_field(client_of, secretary, register):
    seat, person = register["seat"], register["person"]
    where = reverse("governance:seat_appoint", args=["vestregionen", seat.body.slug, seat.pk])
    sent = {"person": person.pk, "kind": "member", "valid_from": "0001-01-01", "end_previous": "on"}
    answer = client_of(secretary).post(where, sent)
    assert answer.status_code == 422
    assert "fra 1900 til 2200" in answer.content.decode()


def test_the_demo_day_goes_back_to_a_page_and_nowhere_else(client_of, admin):
    client, where = client_of(admin), reverse("governance:demo_day", args=["vestregionen"])
    for typed, back in {
        "/vestregionen/moter/": "/vestregionen/moter/",
        "0001-01-01": "/vestregionen/",
        "//evil.example/": "/vestregionen/",
        "": "/vestregionen/",
    }.items():
        assert client.post(where, {"day": "2018-03-09", "next": typed}).url == back
    assert client.post(where, {"day": "0001-01-01"}).status_code == 422
