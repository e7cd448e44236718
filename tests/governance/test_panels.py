import pytest

from governance import panels


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})


def test_a_panel_is_shown_where_its_loader_has_something():
    panels.register("body", "Tiltak", lambda obj, actor: {"rows": [obj, actor]}, "a.html")
    panels.register("body", "Tomt", lambda obj, actor: None, "b.html")
    assert panels.panels_for("body", "organ", "hvem") == [panels.Panel("Tiltak", "a.html", {"rows": ["organ", "hvem"]})]
    assert panels.panels_for("meeting", "møte", "hvem") == []


def test_registering_twice_shows_once():
    def loader(obj, actor):
        return {}

    panels.register("body", "Tiltak", loader, "a.html")
    panels.register("body", "Tiltak", loader, "a.html")
    assert len(panels.panels_for("body", None, None)) == 1


def test_an_unknown_kind_is_a_mistake():
    with pytest.raises(ValueError, match="no page of kind"):
        panels.register("hest", "x", lambda obj, actor: {}, "a.html")


def test_the_page_of_a_case_includes_its_panels(client_of, secretary, case):
    from tests.governance.casefile import case_args, url

    panels.register("case", "Vises her", lambda obj, actor: {}, "components/footer.html")
    text = client_of(secretary).get(url("case_detail", *case_args(case))).content.decode()
    assert "Vises her" in text


@pytest.mark.parametrize(("kind", "of"), [("case", "case"), ("item", None), ("item_head", None)])
def test_a_page_of_a_case_one_may_not_read_has_no_panels(kind, of, secret_item, meeting, secretary, reader):
    from governance.services import meetings

    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    row = secret_item.case if of else secret_item
    panels.register(kind, "Sier hva saken handler om", lambda obj, actor: {}, "a.html")
    assert panels.panels_for(kind, row, reader) == []
    assert len(panels.panels_for(kind, row, secretary)) == 1
