"""Pages are sent packed; files and what is unchanged are not touched."""

import gzip

import pytest

from tests.actionplan.plancast import area, fill, plan, platform, section  # noqa: F401
from tests.governance.casefile import attachment, case, fetch, item, meeting, url  # noqa: F401

pytestmark = pytest.mark.django_db
PACKED = {"headers": {"Accept-Encoding": "gzip, deflate"}}
PLAN = "/vestregionen/handlingsplan/2016/rediger/"


def test_a_large_plan_arrives_packed(client_of, secretary, plan, section):  # noqa: F811
    for _ in range(3):
        fill(section, 150)
    client = client_of(secretary)
    plain, packed = client.get(PLAN), client.get(PLAN, **PACKED)
    assert len(plain.content) > 400_000
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 8
    assert "Accept-Encoding" in packed["Vary"]
    assert "Aktivitet 150" in gzip.decompress(packed.content).decode()
    assert "Content-Encoding" not in plain.headers


def test_a_download_is_sent_as_it_is(client_of, secretary, attachment):  # noqa: F811
    client, address = client_of(secretary), url("file", attachment.pk)
    client.defaults["HTTP_ACCEPT_ENCODING"] = "gzip"
    response, content = fetch(client, address)
    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(content)
    assert response["ETag"].startswith('"'), "a weak one would be that of other bytes"
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_a_small_answer_is_not_worth_packing(client):
    assert "Content-Encoding" not in client.get("/helse-sjekk/", **PACKED)
