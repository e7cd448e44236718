import pytest

pytestmark = pytest.mark.django_db


def test_bokmal_whatever_the_browser_prefers(client):
    page = client.get("/konto/login/", headers={"accept-language": "en-US,en;q=0.9"})
    assert page.headers["Content-Language"] == "nb"


@pytest.mark.parametrize(("chosen", "shown"), [("nn", "nn"), ("en", "en"), ("xx", "nb"), ("../etc", "nb")])
def test_a_choice_is_kept(client, settings, chosen, shown):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen
    assert client.get("/konto/login/").headers["Content-Language"] == shown
