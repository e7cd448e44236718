"""Platforms with their rows, and posts."""

import uuid

import pytest

from actionplan.models import AreaName, FocusArea, PlatformPoint, Position, PriorityArea, StrategicPlatform

pytestmark = pytest.mark.django_db
HOME = "/vestregionen/plattform/"
POSTS = "/vestregionen/handlingsplan/stillinger/"


def text_of(response) -> str:
    return response.content.decode()


class TestPlatforms:
    def test_a_platform_from_nothing(self, client_of, secretary, cooperation):
        client = client_of(secretary)
        assert "Ny plattform" in text_of(client.get(HOME))
        response = client.post(f"{HOME}ny/", {"cooperation": cooperation.pk, "title": "2015–2018", "vision": "V"})
        base = response["Location"]
        client.post(f"{base}punkt/ny/", {"kind": "pillar", "title": "Tillit"})
        client.post(f"{base}omrade/ny/", {"name": "Kultur"})
        area = PriorityArea.objects.get()
        client.post(f"{base}fokusomrade/ny/?under={area.pk}", {"name": "Kunst", "valid_from": "2017-01-01"})
        focus = FocusArea.objects.get()
        client.post(f"{base}omradenavn/ny/?under={area.pk}", {"name": "Kulturen"})
        client.post(f"{base}fokusnavn/ny/?under={focus.pk}", {"name": "Kunsten"})
        page = text_of(client.get(base))
        assert [t for t in ("Tillit", "Kultur", "Kunst", "01.01.2017", "Kulturen", "Kunsten") if t not in page] == []
        assert PlatformPoint.objects.count() == 1
        assert AreaName.objects.count() == 2

    def test_change_move_remove_restore(self, client_of, secretary, platform):
        client, base = client_of(secretary), f"{HOME}{platform.pk}/"
        for name in "ab":
            client.post(f"{base}omrade/ny/", {"name": name})
        a, b = PriorityArea.objects.order_by("name")
        client.post(f"{base}omrade/{b.pk}/opp/")
        assert list(PriorityArea.objects.order_by("position").values_list("name", flat=True)) == ["b", "a"]
        assert client.post(f"{base}omrade/{a.pk}/", {"name": "Nytt", "base_version": 2}).status_code == 302
        client.post(f"{base}omrade/{a.pk}/fjern/")
        assert PriorityArea.objects.present().count() == 1
        client.post(f"{base}omrade/{a.pk}/gjenopprett/")
        assert PriorityArea.objects.present().count() == 2
        assert client.post(f"{base}rediger/", {"title": "Ny tittel", "base_version": 1}).status_code == 302

    def test_an_area_in_use_stays(self, client_of, secretary, platform, area, section):
        client = client_of(secretary)
        response = client.post(f"{HOME}{platform.pk}/omrade/{area.pk}/fjern/", follow=True)
        assert "er i bruk" in text_of(response)
        assert PriorityArea.objects.present().exists()

    def test_who_may(self, client_of, secretary, reader, outsider, platform, area):
        base = f"{HOME}{platform.pk}/"
        for address in (HOME, base):
            assert [client_of(a).get(address).status_code for a in (secretary, reader, outsider)] == [200, 200, 404]
        writes = [f"{HOME}ny/", f"{base}rediger/", f"{base}punkt/ny/", f"{base}omrade/{area.pk}/"]
        for address in writes:
            assert [client_of(a).get(address).status_code for a in (reader, outsider)] == [403, 404], address
        act = f"{base}omrade/{area.pk}/fjern/"
        assert [client_of(a).post(act).status_code for a in (reader, outsider)] == [403, 404]
        assert client_of(secretary).get(act).status_code == 405
        assert "Endre" not in text_of(client_of(reader).get(base))

    def test_unknown_and_bad(self, client_of, secretary, platform):
        client, base = client_of(secretary), f"{HOME}{platform.pk}/"
        for address in (f"{HOME}{uuid.uuid4()}/", f"{base}tull/ny/", f"{base}fokusomrade/ny/?under=tull"):
            assert client.get(address).status_code == 404
        assert client.post(f"{base}omrade/ny/", {"name": ""}).status_code == 422
        response = client.post(f"{base}rediger/", {"title": "T", "valid_from": "2018-01-01", "valid_to": "2015-01-01"})
        assert response.status_code == 422
        assert StrategicPlatform.objects.get().version == 1


class TestPosts:
    def test_from_nothing_to_removed_and_back(self, client_of, secretary, cooperation):
        client = client_of(secretary)
        assert "Ny stilling" in text_of(client.get(POSTS))
        client.post(f"{POSTS}ny/", {"cooperation": cooperation.pk, "title": "Koordinator", "percent": "75"})
        post = Position.objects.get()
        assert "75 %" in text_of(client.get(POSTS))
        assert "0,75 årsverk" in text_of(client.get(POSTS))
        client.post(f"{POSTS}{post.pk}/", {"title": "Leder", "percent": "50", "base_version": 1})
        client.post(f"{POSTS}{post.pk}/fjern/")
        assert not Position.objects.present().exists()
        client.post(f"{POSTS}{post.pk}/gjenopprett/")
        assert Position.objects.present().get().title == "Leder"

    def test_bad_input_and_who_may(self, client_of, secretary, reader, outsider, cooperation, lead):
        values = {"cooperation": cooperation.pk, "title": "X", "percent": "120"}
        assert client_of(secretary).post(f"{POSTS}ny/", values).status_code == 422
        assert client_of(reader).get(f"{POSTS}ny/").status_code == 403
        assert client_of(outsider).get(POSTS).status_code == 404
        post = Position.objects.get()
        response = client_of(secretary).post(f"{POSTS}{post.pk}/fjern/")
        assert response.status_code == 422
        assert "siste dag" in text_of(response)
