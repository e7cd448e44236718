"""A change that does not say which version it was made from is refused, and overwrites nothing."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_change_without_its_version_is_refused(client_of, secretary, asker):
    where = reverse("governance:member_edit", args=["vestregionen", asker.pk])
    client = client_of(secretary)
    form = client.get(where).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"name": "Nye Asker kommune"}
    answer = client.post(where, {name: value for name, value in sent.items() if name != "base_version"})
    assert answer.status_code == 422
    assert "hvilken utgave" in answer.content.decode()
    asker.refresh_from_db()
    assert asker.name == "Asker kommune"
    assert client.post(where, sent).status_code == 302


@pytest.mark.parametrize("version", ["9" * 25, "-1", "2147483648", "x"])
def test_a_version_that_no_row_can_have_is_refused(client_of, secretary, asker, version):
    where = reverse("governance:member_edit", args=["vestregionen", asker.pk])
    client = client_of(secretary)
    form = client.get(where).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"base_version": version}
    answer = client.post(where, sent)
    assert answer.status_code == 422
    assert answer.content.decode().count("hvilken utgave") == 1
