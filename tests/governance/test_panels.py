import pytest

from governance import panels


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})


def test_a_panel_is_shown_where_its_loader_has_something():
    panels.register("case", "Tiltak", lambda obj, actor: {"rows": [obj, actor]}, "a.html")
    panels.register("case", "Tomt", lambda obj, actor: None, "b.html")
    assert panels.panels_for("case", "sak", "hvem") == [panels.Panel("Tiltak", "a.html", {"rows": ["sak", "hvem"]})]
    assert panels.panels_for("meeting", "møte", "hvem") == []


def test_registering_twice_shows_once():
    def loader(obj, actor):
        return {}

    panels.register("case", "Tiltak", loader, "a.html")
    panels.register("case", "Tiltak", loader, "a.html")
    assert len(panels.panels_for("case", None, None)) == 1


def test_an_unknown_kind_is_a_mistake():
    with pytest.raises(ValueError, match="no page of kind"):
        panels.register("hest", "x", lambda obj, actor: {}, "a.html")


def test_the_page_of_a_case_includes_its_panels(client_of, secretary, case):
    from tests.governance.casefile import case_args, url

    panels.register("case", "Vises her", lambda obj, actor: {}, "components/footer.html")
    text = client_of(secretary).get(url("case_detail", *case_args(case))).content.decode()
    assert "Vises her" in text
