"""The search on a small case file: what is found, in which order, and that the index follows every write."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance import clock, history
from governance.access import Actor, system_actor
from governance.models import Organisation, SearchEntry, SearchWord
from governance.search import asking
from governance.search.finding import Chosen, find
from governance.search.rebuilding import complete, rebuild
from governance.services import agenda, cases, files, organisations
from tests.cast import make
from tests.governance.casefile import pdf

pytestmark = pytest.mark.django_db


def titles(actor, words, **chosen) -> list[str]:
    results = find(actor, words, chosen=Chosen(**chosen))
    return ["".join(text for text, _marked in hit.title) for hit in results.hits]


@pytest.fixture
def case(secretary, cooperation):
    return cases.create_case(secretary, cooperation=cooperation, title="Kommunehelsesamarbeidet og kaianleggene", at=AT)


AT = clock.oslo(date(2016, 5, 2))


@pytest.mark.parametrize(
    "words",
    [
        "kommunehelsesamarbeidet",
        "KAIANLEGG",
        "kaianleggene kommunehelsesamarbeid",
        '"og kaianleggene"',
        "kai-anleggene",
    ],
)
def test_a_case_is_found_by_any_form_of_its_words(secretary, case, words):
    assert titles(secretary, words) == [case.title]


@pytest.mark.parametrize(
    "words", ["Kommnehelsesamarbeidet", "helsesamarbeid", "kaianlegene", "kommunehelsesamarbiedet"]
)
def test_slips_and_parts_of_long_words_find_it_too(secretary, case, words):
    assert titles(secretary, words) == [case.title]


def test_what_was_meant_is_suggested_as_a_link_and_only_when_nothing_has_the_word(secretary, case):
    assert find(secretary, "Kommnehelsesamarbeidet").meant == "kommunehelsesamarbeidet"
    assert find(secretary, "Kommunehelsesamarbeidet").meant == ""


@pytest.mark.parametrize("words", ["", " ", '""', "–", "%_'", "banan", "banan OR kaianlegg"])
def test_what_is_not_there_is_not_found(secretary, case, words):
    assert titles(secretary, words) == []


def _share(actor, case, bodies) -> None:
    for body in bodies:
        item = agenda.add_item(actor, case=case, body=body)
        files.add_attachment(actor, item, upload=pdf("plan.pdf"), title="Framdriftsplan")


def test_the_same_file_of_one_case_is_one_hit_that_leads_to_the_other_body_too(
    secretary, case, steering_group, executives
):
    _share(secretary, case, [steering_group, executives])
    [hit] = find(secretary, "framdriftsplan").hits
    [(where, address, _day)] = hit.also
    assert {hit.where.partition(":")[0], where} == {str(steering_group), str(executives)}
    assert address != hit.url


def test_files_of_one_name_in_two_cases_are_two_hits(secretary, cooperation, steering_group):
    for title in ("Vei", "Bane"):
        case = cases.create_case(secretary, cooperation=cooperation, title=title, at=AT)
        _share(secretary, case, [steering_group])
    assert [hit.also for hit in find(secretary, "framdriftsplan").hits] == [[], []]


def test_hits_of_another_word_than_was_typed_say_so(secretary, case):
    assert find(secretary, "Kommnehelsesamarbeidet").is_other_word
    assert not find(secretary, "Kommunehelsesamarbeidet").is_other_word


def test_a_single_hit_is_called_by_the_word_for_one(secretary, case):
    results = find(secretary, "kaianleggene", chosen=Chosen())
    assert [str(hit.label) for hit in results.hits] == ["Sak"]


def test_words_of_the_question_are_marked(secretary, case):
    hit = find(secretary, "kaianlegg").hits[0]
    assert [text for text, is_word in hit.title if is_word] == ["kaianleggene"]


def test_words_in_the_title_come_before_words_in_the_text_and_the_newest_first(secretary, cooperation):
    def add(year, title, summary=""):
        at = clock.oslo(date(year, 3, 1))
        return cases.create_case(secretary, cooperation=cooperation, title=title, summary=summary, at=at)

    add(2017, "Noe annet", "Her står ordet jernbane")
    add(2014, "Jernbane i vest")
    add(2016, "Mer jernbane")
    assert titles(secretary, "jernbane") == ["Mer jernbane", "Jernbane i vest", "Noe annet"]


def test_pages_follow_each_other_without_a_gap(secretary, cooperation):
    names = [f"Felles brannvern nummer {number}" for number in range(45)]
    for name in names:
        cases.create_case(secretary, cooperation=cooperation, title=name, at=AT)
    seen, after = [], ""
    while True:
        results = find(secretary, "brannvern", after=after)
        seen += ["".join(text for text, _m in hit.title) for hit in results.hits]
        after = results.next_key
        if not after:
            break
    assert sorted(seen) == sorted(names)
    assert results.total == 45


def test_many_hits_are_paged_by_tier(secretary, cooperation, monkeypatch):
    """More than are counted: the pages ask for one tier after the other, and still leave nothing out."""
    monkeypatch.setattr("governance.search.finding.COUNTED", 10)
    for number in range(30):
        words = {"title": f"Avfall {number}"} if number % 2 else {"title": f"Sak {number}", "summary": "om avfall"}
        cases.create_case(secretary, cooperation=cooperation, at=AT, **words)
    seen, after = [], ""
    while True:
        results = find(secretary, "avfall", after=after)
        seen += ["".join(text for text, _m in hit.title) for hit in results.hits]
        after = results.next_key
        if not after:
            break
    assert results.is_more
    assert len(seen) == len(set(seen)) == 30
    assert all(title.startswith("Avfall") for title in seen[:15])


def test_of_many_hits_every_year_is_offered_and_what_is_chosen_is_counted(secretary, cooperation, monkeypatch):
    """Only the newest are counted, but what lies far back is offered, and counted once it is chosen."""
    monkeypatch.setattr("governance.search.finding.COUNTED", 10)
    for year, number in [(2012, 3), (2018, 12)]:
        at = AT.replace(year=year)
        for each in range(number):
            cases.create_case(secretary, cooperation=cooperation, title=f"Avfall {year} {each}", at=at)
    every = find(secretary, "avfall")
    assert (every.total, every.is_over, every.is_more) == (10, True, True)
    assert sorted(every.years) == list(range(2012, 2019))
    old = find(secretary, "avfall", chosen=Chosen(year=2012))
    assert (old.total, old.is_over, len(old.hits)) == (3, False, 3)
    assert (find(secretary, "avfall", chosen=Chosen(year=2015)).total, every.years[2015]) == (0, 0)
    assert find(secretary, "avfall", chosen=Chosen(year=2018)).is_over


@pytest.mark.parametrize("after", ["x", "9-1", "3-", "3-x", "3-" + "9" * 30, "-1", "2--5"])
def test_a_place_that_is_none_begins_at_the_first(secretary, case, after):
    assert [hit.url for hit in find(secretary, "kaianlegg", after=after).hits]


def test_filters_narrow_and_are_counted(secretary, case):
    organisations.create_organisation(secretary, name="Kaianlegg AS", kind="other")
    results = find(secretary, "kaianlegg")
    assert results.kinds == {"sak": 1, "organisasjon": 1}
    assert titles(secretary, "kaianlegg", group="sak") == [case.title]
    assert titles(secretary, "kaianlegg", year=case.year) == [case.title]
    assert titles(secretary, "kaianlegg", year=1999) == []
    assert find(secretary, "kaianlegg", chosen=Chosen(group="sak")).kinds == {"sak": 1, "organisasjon": 1}


@pytest.mark.parametrize("words", ["{year}-{sequence}", "{year}/{sequence}", "sak {year}-{sequence:04}"])
def test_a_file_number_gives_the_case_first(secretary, case, words):
    results = find(secretary, words.format(year=case.year, sequence=case.sequence))
    assert [hit.url for hit in results.numbered] == [f"/vestregionen/saker/{case.key}/"]


# ---- The index follows ----


def test_a_change_is_found_at_once_and_the_old_word_no_more(secretary, case):
    cases.change_case(secretary, case, title="Felles innkjøp av bruer")
    assert titles(secretary, "bruer") == ["Felles innkjøp av bruer"]
    assert titles(secretary, "kaianlegg") == []


def test_the_bin_takes_out_and_coming_back_puts_back(secretary):
    row = organisations.create_organisation(secretary, name="Zebra kommune", kind="municipality")
    organisations.remove_organisation(secretary, row)
    assert titles(secretary, "zebra") == []
    organisations.restore_organisation(secretary, row)
    assert titles(secretary, "zebra") == ["Zebra kommune"]


def test_bulk_writes_are_followed(secretary, alliance):
    with history.recording(secretary, "test.many", alliance):
        rows = history.save_many([Organisation(name=f"Xenon {number}", kind="other") for number in range(3)])
    assert len(titles(secretary, "xenon")) == 3
    with history.recording(secretary, "test.each", alliance):
        history.save_each([(row, {"name": f"Argon {row.pk}"}) for row in rows])
    assert titles(secretary, "xenon") == []
    assert len(titles(secretary, "argon")) == 3


def test_an_act_that_fails_leaves_no_entry(secretary, alliance):
    def fail():
        with history.recording(secretary, "test.fail", alliance):
            history.create(Organisation(name="Kobolt AS", kind="other"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not SearchEntry.objects.filter(title="Kobolt AS").exists()


def test_rebuilding_changes_nothing_that_is_right_and_mends_what_is_not(secretary, alliance, case):
    assert rebuild(alliance) == 0
    SearchEntry.objects.filter(object_id=case.pk).update(title="Feil", title_terms="feil")
    assert rebuild(alliance) == 1
    assert titles(secretary, "kaianlegg") == [case.title]


def test_rebuilding_drops_entries_and_words_without_a_text(secretary, alliance, case):
    SearchEntry.objects.filter(object_id=case.pk).update(object_id="00000000-0000-0000-0000-000000000001")
    SearchWord.objects.create(alliance=alliance, word="slettetnavn", stem="slettetnavn")
    rebuild(alliance)
    assert titles(secretary, "kaianlegg") == [case.title]
    assert SearchEntry.objects.filter(kind="case").count() == 1
    assert not SearchWord.objects.filter(word="slettetnavn").exists()


def test_rebuilding_goes_on_where_it_stopped(alliance, secretary, cooperation):
    rows = [cases.create_case(secretary, cooperation=cooperation, title=f"Sak {n}", at=AT) for n in range(5)]
    SearchEntry.objects.filter(kind="case").delete()
    pks = sorted(row.pk for row in rows)
    assert rebuild(alliance, kinds=["case"], after=pks[2]) == 2
    assert set(SearchEntry.objects.filter(kind="case").values_list("object_id", flat=True)) == set(pks[3:])


def test_what_has_no_entry_gets_one_by_the_chore_of_the_day(secretary, case):
    SearchEntry.objects.all().delete()
    assert complete() > 0
    assert titles(secretary, "kaianlegg") == [case.title]
    assert complete() == 0


def test_texts_of_one_day_each_have_a_key_of_their_own(alliance, monkeypatch):
    """Also where the first keys to try are all the same."""
    monkeypatch.setattr("governance.search.writing.key_of", lambda kind, pk, day: 2**40)
    with history.recording(system_actor(alliance), "test.many", alliance):
        history.save_many([Organisation(name=f"Neon {number}", kind="other") for number in range(20)])
    assert SearchEntry.objects.filter(title__startswith="Neon").count() == 20


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.one_of(st.text(max_size=60), st.text(alphabet="\"'«»*-+()&|!:<>~^%_\\ abæøå123/", max_size=40)))
def test_nothing_that_is_typed_breaks_it(alliance, typed):
    find(Actor(alliance=alliance, is_system=True), typed)
    find(Actor(alliance=alliance), typed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(min_size=1, max_size=120))
def test_no_text_keeps_a_row_from_being_stored(alliance, title):
    title = title.replace("\x00", "").strip()
    if not title or Organisation.objects.filter(name=title).exists():
        return
    row = make(alliance, Organisation(name=title, kind="other"))
    assert SearchEntry.objects.filter(object_id=row.pk).exists()


def test_words_are_read_anew_when_those_known_are_gone(secretary, alliance, case):
    """As after a restored backup: the process remembers words with keys that will be given again."""
    assert titles(secretary, "kaianlegene") == [case.title]
    SearchWord.objects.all().delete()
    assert titles(secretary, "kaianlegene") == []
    rebuild(alliance)
    SearchEntry.objects.filter(object_id=case.pk).delete()
    complete()
    assert titles(secretary, "kaianlegene") == [case.title]


@pytest.mark.parametrize(
    ("missing", "share", "last", "more"),
    [(1, 0.99, 101, 11), (50, 0.5, 101, 160), (101, 0.0, 101, 404), (20, 0.01, 404, 1616), (1, 0.0, 16_000, 20_000)],
)
def test_how_many_more_are_read_where_some_are_not_hers(missing, share, last, more):
    assert asking._how_many_more(missing, share, last) == more
