"""The administration site: superusers alone, and business tables only to look at."""

import pytest
from django.contrib import admin
from django.urls import reverse

from governance.models import Alliance, Event, Municipality, TenantRow, User
from tests.cast import make_alliance

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(client):
    client.force_login(User.objects.create_superuser("drift@test.example", "et-langt-testpassord"))
    return client


def test_nobody_but_superusers_gets_in(client, db):
    staff = User.objects.create_user("stab@test.example", "et-langt-testpassord", is_staff=True)
    client.force_login(staff)
    assert client.get("/admin/").status_code == 302


def tenant_admins():
    return [(model, its) for model, its in admin.site._registry.items() if issubclass(model, TenantRow)]


def test_every_business_table_can_be_looked_at_and_not_written(superuser, rf):
    assert len(tenant_admins()) > 20
    request = rf.get("/")
    request.user = User.objects.get()
    for model, its in tenant_admins():
        if model._meta.model_name == "job":
            continue
        assert its.has_view_permission(request), model
        assert not its.has_add_permission(request), model
        assert not its.has_change_permission(request), model
        assert not its.has_delete_permission(request), model


def test_every_list_and_add_page_opens(superuser, alliance):
    request = superuser.get("/admin/").wsgi_request
    for model, its in admin.site._registry.items():
        if model._meta.app_label not in {"governance", "actionplan"}:
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert superuser.get(reverse(f"{name}_changelist")).status_code == 200, model
        wanted = 200 if its.has_add_permission(request) else 403
        assert superuser.get(reverse(f"{name}_add")).status_code == wanted, model


def test_an_alliance_is_written_with_history_and_event(superuser):
    alliance = make_alliance("vestregionen", "Vestregionen")
    url = reverse("admin:governance_alliance_change", args=[alliance.pk])
    typed = {
        "slug": "vestregionen",
        "name": "Nytt navn",
        "primary_colour": "#112233",
        "accent_colour": "#445566",
        "language": "nb",
    }
    assert superuser.post(url, typed | {"is_demo": "on", "demo_day": "2018-03-08"}).status_code == 302
    assert Alliance.objects.get().name == "Nytt navn"
    event = Event.objects.get(act="alliance.change")
    assert event.by_name == "drift@test.example"
    assert alliance.history.first().change_id == event.change_id
    typed["slug"] = "ny"
    assert superuser.post(reverse("admin:governance_alliance_add"), typed).status_code == 302
    assert Event.objects.filter(act="alliance.create", object_label="Nytt navn").exists()


def test_logins_and_reference_data_are_written(superuser):
    typed = {"email": "ny@test.example", "usable_password": "true"}
    typed |= {"password1": "et-langt-testpassord", "password2": "et-langt-testpassord"}
    assert superuser.post(reverse("admin:governance_user_add"), typed).status_code == 302
    user = User.objects.get(email="ny@test.example")
    assert superuser.get(reverse("admin:governance_user_change", args=[user.pk])).status_code == 200
    assert superuser.post(reverse("admin:governance_county_add"), {"number": "99", "name": "Prøve"}).status_code == 302
    assert not Municipality.objects.exists()
