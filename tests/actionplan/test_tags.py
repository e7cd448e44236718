"""Tags: what cases and activities of any year are about."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplan.models import ActivityTag
from actionplan.services.activities import change_activity, create_activity
from actionplan.services.bin import remove_row, restore_row
from governance.history import Refused
from governance.models import CaseTag, SearchEntry, Tag
from governance.services.tags import change_tag, create_tag, merge_tags, remove_tag, restore_tag, tag_case
from tests.actionplan.plancast import fill, in_state

pytestmark = pytest.mark.django_db
SECRET = "Oppsigelse av Tormod"


@pytest.fixture
def tag(secretary):
    return create_tag(secretary, name="Økt beredskap", description="Planer og øvelser")


@pytest.fixture
def other(secretary):
    return create_tag(secretary, name="Klima")


def on(activity) -> set:
    return set(activity.tags.present().values_list("tag__name", flat=True))


@pytest.mark.parametrize("name", ["Økt beredskap", "økt BEREDSKAP", "  ØKT   beredskap "])
def test_a_name_is_one_regardless_of_case(secretary, tag, other, name):
    for act in (lambda: create_tag(secretary, name=name), lambda: change_tag(secretary, other, name=name)):
        with pytest.raises(ValidationError, match="finnes allerede"):
            act()


def test_a_name_may_be_spelled_otherwise_and_taken_anew_from_the_bin(secretary, tag):
    assert change_tag(secretary, tag, name="ØKT beredskap").name == "ØKT beredskap"
    remove_tag(secretary, tag)
    create_tag(secretary, name="økt beredskap")
    with pytest.raises((Refused, ValidationError)):
        restore_tag(secretary, tag)


@pytest.mark.parametrize("who", ["reader", "coordinator", "mayor_asker"])
def test_only_the_secretariat_makes_and_mends_tags(request, tag, other, who):
    actor = request.getfixturevalue(who)
    for act in (
        lambda: create_tag(actor, name="Ny"),
        lambda: change_tag(actor, tag, name="Ny"),
        lambda: merge_tags(actor, tag, into=other),
        lambda: remove_tag(actor, tag),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_two_that_tag_at_once_keep_both_tags(secretary, activity, tag, other):
    change_activity(secretary, activity, tags=[tag], base_tags=())
    change_activity(secretary, activity, tags=[other], base_tags=())
    assert on(activity) == {"Økt beredskap", "Klima"}
    change_activity(secretary, activity, tags=[], base_tags=[tag.pk])
    assert on(activity) == {"Klima"}


def test_merging_leaves_each_once(secretary, section, activity, case, tag, other):
    both = create_activity(secretary, section=section, title="Begge", tags=[tag, other])
    change_activity(secretary, activity, tags=[tag])
    tag_case(secretary, case, tags=[tag])
    merge_tags(secretary, tag, into=other)
    assert on(activity) == on(both) == {"Klima"}
    assert both.tags.present().count() == 1
    assert CaseTag.objects.present().get().tag == other
    assert not Tag.objects.present().filter(pk=tag.pk).exists()
    with pytest.raises(ValidationError):
        merge_tags(secretary, other, into=other)


def test_a_tag_comes_back_from_the_bin_onto_what_had_it(secretary, section, activity, case, tag):
    taken_off = create_activity(secretary, section=section, title="Tatt av før", tags=[tag])
    change_activity(secretary, taken_off, tags=[])
    change_activity(secretary, activity, tags=[tag])
    tag_case(secretary, case, tags=[tag])
    remove_tag(secretary, tag)
    assert on(activity) == set()
    restore_tag(secretary, tag)
    assert on(activity) == {tag.name}
    assert on(taken_off) == set()
    assert CaseTag.objects.present().count() == 1


def test_an_activity_keeps_its_tags_through_the_bin(secretary, activity, tag):
    change_activity(secretary, activity, tags=[tag])
    remove_row(secretary, activity)
    assert not ActivityTag.objects.present().exists()
    restore_row(secretary, activity)
    assert on(activity) == {tag.name}


def test_an_activity_is_found_by_its_tag(secretary, activity, tag):
    def text():
        return SearchEntry.objects.get(kind="activity", object_id=activity.pk).text

    change_activity(secretary, activity, tags=[tag])
    assert "Økt beredskap" in text()
    change_tag(secretary, tag, name="Øvelser")
    assert "Øvelser" in text()
    remove_tag(secretary, tag)
    assert "Øvelser" not in text()


# ---- Pages ----


def test_the_page_of_a_tag_lists_what_the_reader_may_read(client_of, secretary, reader, plan, activity, called, tag):
    change_activity(secretary, activity, tags=[tag])
    tag_case(secretary, called.case, tags=[tag])
    address = f"/vestregionen/emneord/{tag.pk}/"
    assert activity.title not in client_of(reader).get(address).content.decode()  # a draft
    in_state(plan, "proposed")
    text = client_of(reader).get(address).content.decode()
    assert activity.title in text
    assert f"/vestregionen/handlingsplan/2016/#del-{activity.section_id}" in text
    assert called.case.title in client_of(secretary).get(address).content.decode()


@pytest.mark.parametrize("who", ["reader", "contact_lier", "coordinator"])
def test_an_exempt_case_is_not_told_by_its_tag(request, client_of, secretary, secret_item, tag, who):
    tag_case(secretary, secret_item.case, tags=[tag])
    client = client_of(request.getfixturevalue(who))
    case = secret_item.case
    for address in (f"/vestregionen/emneord/{tag.pk}/", "/vestregionen/emneord/"):
        text = client.get(address).content.decode()
        assert case.number not in text
        assert SECRET not in text
    assert '<td class="vr-number" data-label="Saker og aktiviteter">0</td>' in text
    assert tag.name not in client.get(f"/vestregionen/saker/{case.key}/").content.decode()
    assert SECRET in client_of(secretary).get(f"/vestregionen/emneord/{tag.pk}/").content.decode()
    assert tag.name in client_of(secretary).get(f"/vestregionen/saker/{case.key}/").content.decode()


def test_tags_are_chosen_on_the_form_of_an_activity(client_of, secretary, activity, tag, other):
    address = f"/vestregionen/handlingsplan/2016/rediger/aktivitet/{activity.pk}/"
    client = client_of(secretary)
    assert "Økt beredskap" in client.get(address).content.decode()
    said = {
        "title": activity.title,
        "measure": activity.measure_id,
        "mode": "own",
        "base_version": activity.version,
        "tags": [tag.pk],
        "base_tags": "",
        "base_partners": "",
    }
    assert client.post(address, said).status_code in (302, 200)
    assert on(activity) == {tag.name}
    assert client.post(address, said | {"base_tags": "tull"}).status_code == 422


def test_tags_are_chosen_on_the_page_of_a_case_also_when_it_is_closed(client_of, secretary, case, tag):
    from governance.services.cases import close_case

    close_case(secretary, case)
    address = f"/vestregionen/saker/{case.key}/emneord/"
    said = {"tags": [tag.pk], "base_tags": "", "base_version": case.version}
    assert client_of(secretary).post(address, said).status_code == 302
    assert case.tags.present().get().tag == tag


def test_a_tag_is_made_renamed_merged_and_binned_by_its_pages(client_of, secretary, tag, other):
    client, base = client_of(secretary), "/vestregionen/emneord/"
    assert client.post(f"{base}nytt/", {"name": "klima"}).status_code == 422
    assert client.post(f"{base}nytt/", {"name": "Skole"}).status_code == 302
    edited = {"name": "Beredskap", "description": "", "base_version": tag.version}
    assert client.post(f"{base}{tag.pk}/rediger/", edited).status_code == 302
    tag.refresh_from_db()
    assert tag.name == "Beredskap"
    merged = {"into": tag.pk, "base_version": tag.version}
    assert f"«{tag.name}» går i papirkurven" in client.get(f"{base}{tag.pk}/sla-sammen/").content.decode()
    assert client.post(f"{base}{tag.pk}/sla-sammen/", merged).status_code == 422  # with itself
    assert client.post(f"{base}{tag.pk}/sla-sammen/", merged | {"into": other.pk}).status_code == 302
    assert client.post(f"{base}{tag.pk}/hent-tilbake/").status_code == 302
    assert client.post(f"{base}{tag.pk}/slett/").status_code == 302
    assert "Hent tilbake" in client.get(base).content.decode()


def test_the_quarters_are_narrowed_to_a_tag(client_of, secretary, section, activity, tag):
    fill(section, 3)
    address = "/vestregionen/handlingsplan/2016/kvartaler/"
    assert 'name="emneord"' not in client_of(secretary).get(address).content.decode()
    change_activity(secretary, activity, tags=[tag])
    client = client_of(secretary)
    assert "1 av 4 aktiviteter" in client.get(address, {"emneord": tag.name}).content.decode()
    assert "4 av 4 aktiviteter" in client.get(address, {"emneord": "Ukjent"}).content.decode()
    assert f"Emneord: {tag.name}" in client.get("/vestregionen/handlingsplan/2016/").content.decode()


def test_several_rows_of_the_table_get_a_tag_at_once(client_of, secretary, section, tag):
    rows = fill(section, 3)
    address = "/vestregionen/handlingsplan/2016/rediger/tabell/samlet/"
    chosen = [f"{row.pk}:{row.version}" for row in rows]
    client = client_of(secretary)
    refused = client.post(
        address, {"handling": "emneord", "rad": chosen, "emneord": "Ukjent"}, headers={"HX-Request": "true"}
    )
    assert refused.status_code == 422
    said = {"handling": "emneord", "rad": chosen, "emneord": "økt beredskap"}
    assert client.post(address, said, headers={"HX-Request": "true"}).status_code == 200
    assert all(on(row) == {tag.name} for row in rows)


def test_tags_cost_the_same_for_one_row_and_thirty(client_of, secretary, section, tag):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    client = client_of(secretary)
    for number in (1, 30):
        for row in fill(section, number):
            change_activity(secretary, row, tags=[tag])
        for address in (f"/vestregionen/emneord/{tag.pk}/", "/vestregionen/emneord/"):
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(address)
            counted.append(len(asked))
    assert counted[:2] == counted[2:]
