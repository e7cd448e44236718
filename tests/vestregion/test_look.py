"""Forms and pieces as HTML: what is wrong is said at the field and in the summary, tied together for screen readers."""

import pytest
from crispy_forms.utils import render_crispy_form
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from lxml import html

from tests.vestregion.look_page import CaseForm


def tree(markup):
    return html.fragment_fromstring(markup, create_parent="div")


def rendered(form):
    return tree(render_crispy_form(form))


def piece(source, **context):
    return tree(Template(source).render(Context(context)))


def by_id(root, name):
    return root.get_element_by_id(name)


def test_an_empty_form_accuses_no_one():
    root = rendered(CaseForm())
    assert root.xpath("//*[@aria-invalid]") == []
    assert root.xpath("//ds-error-summary") == []
    assert root.xpath("//form/@novalidate")


def test_each_field_has_a_label_and_its_help():
    root = rendered(CaseForm())
    title = by_id(root, "id_title")
    assert title.get("class").split()[-1] == "ds-input"
    assert root.xpath("//label[@for='id_title']")
    assert by_id(root, title.get("aria-describedby")).text_content() == "Slik den står i planen."


def test_only_optional_fields_are_marked_optional():
    root = rendered(CaseForm())
    assert "valgfritt" in root.xpath("//label[@for='id_text']")[0].text_content()
    assert "valgfritt" not in root.xpath("//label[@for='id_title']")[0].text_content()


def test_an_invalid_field_points_to_its_error():
    root = rendered(CaseForm({}))
    title = by_id(root, "id_title")
    assert title.get("aria-invalid") == "true"
    described = [by_id(root, name).text_content().strip() for name in title.get("aria-describedby").split()]
    assert "Slik den står i planen." in described
    assert len(described) == 2


def test_a_group_of_choices_is_a_fieldset_with_its_error():
    root = rendered(CaseForm({}))
    group = by_id(root, "id_access")
    assert group.tag == "fieldset"
    assert group.get("aria-invalid") == "true"
    assert all(by_id(root, name) is not None for name in group.get("aria-describedby").split())
    assert len(group.xpath(".//input[@type='radio']")) == 2


def test_the_error_summary_links_to_every_field_in_error():
    root = rendered(CaseForm({"title": "dobbel"}))
    summary = root.xpath("//ds-error-summary")[0]
    targets = [link.get("href").removeprefix("#") for link in summary.xpath(".//a")]
    assert len(targets) == len(set(targets)) == 2
    assert all(by_id(root, target) is not None for target in targets)
    assert "Saken finnes fra før." in summary.text_content()


def test_typed_text_comes_back_escaped():
    root = rendered(CaseForm({"title": "", "text": "<b>Sak</b> & mer"}))
    assert by_id(root, "id_text").text.strip() == "<b>Sak</b> & mer"


def test_chosen_options_stay_chosen():
    root = rendered(CaseForm({"access": "e", "bodies": ["2"]}))
    assert root.xpath("//input[@type='radio'][@checked]/@value") == ["e"]
    assert root.xpath("//input[@type='checkbox'][@checked]/@value") == ["2"]


def test_a_form_with_files_can_send_them():
    assert rendered(CaseForm()).xpath("//form/@enctype") == ["multipart/form-data"]


def test_the_plain_filter_draws_the_same_fields():
    root = piece("{% load crispy_forms_tags %}{{ form|crispy }}", form=CaseForm({}))
    assert root.xpath("//form") == []
    assert by_id(root, "id_title").get("aria-invalid") == "true"
    assert root.xpath("//ds-error-summary")


def test_buttons_are_submit_buttons_with_a_variant():
    buttons = rendered(CaseForm()).xpath("//button")
    assert [(b.text, b.get("type"), b.get("data-variant")) for b in buttons] == [
        ("Lagre", "submit", None),
        ("Lagre utkast", "submit", "secondary"),
    ]


@pytest.mark.parametrize(
    ("code", "colour"), [("done", "success"), ("delayed", "warning"), ("never heard of", "neutral")]
)
def test_a_status_is_symbol_word_and_colour(code, colour):
    badge = piece("{% status_badge code label %}", code=code, label="Ord <x>").find("span")
    assert badge.get("data-color") == colour
    assert badge.text_content() == "Ord <x>"
    assert badge.xpath(".//use/@href")


def test_every_tone_has_a_symbol_in_the_sprite():
    from django.contrib.staticfiles import finders

    from governance.templatetags import ui

    sprite = html.parse(finders.find(ui.SPRITE))
    symbols = set(sprite.xpath("//*[local-name()='symbol']/@id"))
    assert set(ui.TONES.values()) | set(ui.SYMBOLS.values()) <= symbols
    assert set(ui.STATUS_TONES.values()) <= set(ui.TONES)


def test_an_icon_is_decoration_unless_it_has_a_label():
    assert piece("{% icon 'plus' %}").find("svg").get("aria-hidden") == "true"
    labelled = piece("{% icon 'plus' label='Ny' %}").find("svg")
    assert (labelled.get("role"), labelled.get("aria-label")) == ("img", "Ny")


def test_an_empty_state_offers_the_next_step():
    root = piece("{% empty_state 'Ingen møter.' url='/nytt/' label='Nytt møte' %}")
    assert root.xpath("//a/@href") == ["/nytt/"]
    assert piece("{% empty_state 'Ingen møter.' %}").xpath("//a") == []


def test_a_missing_fact_is_said_in_words():
    assert "Ikke oppgitt" in piece("{% field_list facts %}", facts=[("Organ", "")]).text_content()
    assert "Ikke oppgitt" not in piece("{% field_list facts %}", facts=[("Antall", 0)]).text_content()


def test_a_table_has_a_caption_and_a_wide_one_can_be_scrolled_by_keyboard():
    stacked = piece("{% data_table 'Tiltak <1>' %}<tbody></tbody>{% enddata_table %}")
    assert stacked.xpath("//caption")[0].text == "Tiltak <1>"
    assert stacked.xpath("//*[@tabindex]") == []
    wide = piece("{% data_table 'Tiltak' stacked=False %}<tbody></tbody>{% enddata_table %}")
    assert wide.xpath("//div[@role='region']/@tabindex") == ["0"]


def test_the_pager_keeps_the_filter():
    request = RequestFactory().get("/", {"q": "båt", "side": "5"})
    root = piece("{% pager page %}", request=request, page=Paginator(range(100), 10).page(5))
    assert root.xpath("//a[@rel='next']/@href") == ["?q=b%C3%A5t&side=6"]
    assert root.xpath("//a[@aria-current='page']")[0].text_content() == "Side 5"
    assert piece("{% pager page %}", request=request, page=Paginator([], 10).page(1)).xpath("//nav") == []


def test_tabs_mark_where_one_is():
    root = piece("{% tabs links 'Deler' %}", links=[("A", "/a/", False), ("B", "/b/", True)])
    assert root.xpath("//a[@aria-current]/@href") == ["/b/"]


def test_form_actions_and_details():
    root = piece("{% form_actions cancel_url='/x/' tone='danger' %}{% details 'Mer' %}<p>x</p>{% enddetails %}")
    assert root.xpath("//button")[0].get("data-color") == "danger"
    assert root.xpath("//a/@href") == ["/x/"]
    assert root.xpath("//details/summary")[0].text == "Mer"


def test_an_error_summary_of_its_own():
    assert piece("{% error_summary form %}", form=CaseForm({})).xpath("//ds-error-summary//a")
    assert piece("{% error_summary form %}", form=CaseForm()).xpath("//ds-error-summary") == []


@pytest.mark.django_db
def test_the_frame_asks_the_database_nothing(client, settings, django_assert_num_queries):
    settings.ROOT_URLCONF = "tests.vestregion.look_page"
    with django_assert_num_queries(0):
        assert client.get("/confirm/").status_code == 200


@pytest.mark.django_db
def test_a_page_marks_language_place_and_year(client, settings):
    settings.ROOT_URLCONF = "tests.vestregion.look_page"
    root = html.fromstring(client.get("/look/").content)
    assert root.get("lang") == "nb"
    assert root.xpath("//title")[0].text == "Handlingsplan 2016 – Vestregion"
    assert root.xpath("//nav[contains(@class, 'vr-years')]//a[@aria-current='page']")[0].text == "2016"
    assert root.xpath("//nav[contains(@class, 'ds-breadcrumbs')]//*[@aria-current='page']")[0].text == "2016"
    assert root.xpath("//a[@class='ds-skip-link']/@href") == ["#innhold"]
    assert len(root.xpath("//h1")) == 1


@pytest.mark.django_db
def test_the_language_can_be_changed(client, settings):
    settings.ROOT_URLCONF = "tests.vestregion.look_page"
    response = client.post("/konto/sprak/", {"language": "nn", "next": "/confirm/"}, follow=True)
    assert html.fromstring(response.content).get("lang") == "nn"
