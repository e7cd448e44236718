"""Links from the rows of a plan to cases and resolutions: who makes them, who sees them, and what follows them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.casepanel import rows_of_case
from actionplan.linkchoices import find, offered
from actionplan.linkfacts import links_of
from actionplan.models import Measure, PlanAmendment, PlanLink
from actionplan.services import plans
from actionplan.services.bin import remove_row, restore_row
from actionplan.services.copying import copy_many
from actionplan.services.links import add_link, remove_link, restore_link
from governance.history import Refused
from governance.models import Case, Event, Resolution
from governance.services import cases, meetings, resolutions
from governance.services.puttingback import undo_change
from tests.actionplan.plancast import fill, in_state
from tests.actionplan.test_rollover import roll

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
SECRET, NEUTRAL = "Oppsigelse av Tormod", "Personalsak"


@pytest.fixture
def decided(secretary, called):
    return resolutions.register_resolution(secretary, called, result="adopted", points=["Planen vedtas"], is_meant=True)


@pytest.fixture
def open_plan(secretary, plan, called, secret_item, meeting):
    """A published plan, and a published meeting that treated both cases."""
    in_state(plan, "proposed")
    plans.publish_plan(secretary, plan)
    meetings.publish_meeting(secretary, meeting)
    return plan


def leads_to(row) -> set:
    return set(row.links.present().values_list("kind", "case__title"))


# ---- Made, taken away, brought back ----


@pytest.mark.parametrize("kind", ["measure", "activity"])
def test_a_row_leads_to_a_case_and_to_a_resolution(request, secretary, plan, case, decided, kind):
    row = request.getfixturevalue(kind)
    add_link(secretary, row, kind="basis", case=case)
    link = add_link(secretary, row, kind="follows", resolution=decided)
    assert (link.plan, link.case, link.row) == (plan, case, row)
    basis, follows = links_of(plan, secretary)[row.pk]
    assert (basis.word, basis.text, basis.url) == ("Grunnlag", f"sak {case.number}", f"/vestregionen/saker/{case.key}/")
    assert follows.text.startswith("vedtak ")
    assert follows.url.startswith(f"/vestregionen/saker/{case.key}/styringsgruppen/")
    remove_link(secretary, link)
    assert leads_to(row) == {("basis", case.title)}
    restore_link(secretary, PlanLink.objects.get(pk=link.pk))
    assert len(leads_to(row)) == 2


def test_a_row_leads_there_once_in_each_way(secretary, activity, case, decided):
    first = add_link(secretary, activity, kind="basis", case=case)
    add_link(secretary, activity, kind="mentioned", case=case)
    add_link(secretary, activity, kind="basis", resolution=decided)
    for more in ({"case": case}, {"resolution": decided}):
        with pytest.raises(ValidationError, match="allerede denne lenken"):
            add_link(secretary, activity, kind="basis", **more)
    remove_link(secretary, first)
    add_link(secretary, activity, kind="basis", case=case)
    with pytest.raises(ValidationError, match="allerede denne lenken"):
        restore_link(secretary, first)


@pytest.mark.parametrize(
    ("who", "state", "allowed"),
    [
        ("secretary", "draft", True),
        ("secretary", "adopted", True),
        ("secretary", "closed", False),
        ("lead", "draft", True),
        ("lead", "adopted", False),
        ("bystander", "draft", False),
        ("reader", "proposed", False),
        ("outsider", "proposed", False),
    ],
)
def test_who_links(request, secretary, plan, activity, case, who, state, allowed):
    actor = request.getfixturevalue(who)
    there = add_link(secretary, activity, kind="basis", case=case)
    activity.section.plan = in_state(plan, state)
    acts = (lambda: add_link(actor, activity, kind="follows", case=case), lambda: remove_link(actor, there))
    for act in acts:
        if allowed:
            act()
        else:
            with pytest.raises(PermissionDenied):
                act()
    assert leads_to(activity) == ({("follows", case.title)} if allowed else {("basis", case.title)})


def test_a_link_is_no_change_of_what_was_adopted(secretary, plan, activity, case):
    in_state(plan, "adopted")
    link = add_link(secretary, activity, kind="follows", case=case)
    remove_link(secretary, link)
    restore_link(secretary, link)
    assert not PlanAmendment.objects.exists()


def test_what_was_done_with_a_link_is_taken_back(secretary, plan, activity, case):
    in_state(plan, "adopted")
    add_link(secretary, activity, kind="follows", case=case)
    undo_change(secretary, Event.objects.get(act="planlink.add"))
    assert leads_to(activity) == set()
    undo_change(secretary, Event.objects.get(act="change.undo"))
    assert leads_to(activity) == {("follows", case.title)}
    assert not PlanAmendment.objects.exists()


def test_nothing_leads_to_what_was_removed_meanwhile(secretary, activity, case, decided):
    resolutions.remove_resolution(secretary, Resolution.objects.get(pk=decided.pk))
    with pytest.raises(Refused, match="Noen har slettet dette"):
        add_link(secretary, activity, kind="follows", resolution=decided)
    remove_row(secretary, activity)
    with pytest.raises(Refused, match="Noen har slettet dette"):
        add_link(secretary, activity, kind="follows", case=case)


def test_links_go_into_the_bin_and_come_back_with_their_row(secretary, measure, activity, case):
    add_link(secretary, measure, kind="basis", case=case)
    add_link(secretary, activity, kind="basis", case=case)
    gone = add_link(secretary, activity, kind="follows", case=case)
    remove_link(secretary, gone)
    remove_row(secretary, measure)
    assert not PlanLink.objects.present().exists()
    restore_row(secretary, Measure.objects.get(pk=measure.pk))
    assert leads_to(measure) == leads_to(activity) == {("basis", case.title)}


def test_a_row_comes_back_without_the_link_to_a_resolution_that_was_taken_back(secretary, activity, case, decided):
    link = add_link(secretary, activity, kind="follows", resolution=decided)
    add_link(secretary, activity, kind="basis", case=case)
    remove_row(secretary, activity)
    resolutions.remove_resolution(secretary, Resolution.objects.get(pk=decided.pk))
    restore_row(secretary, type(activity).objects.get(pk=activity.pk))
    assert leads_to(activity) == {("basis", case.title)}
    with pytest.raises(Refused, match="slettet"):
        restore_link(secretary, PlanLink.objects.get(pk=link.pk))


def test_a_resolution_stays_while_a_row_leads_to_it(secretary, activity, decided):
    link = add_link(secretary, activity, kind="follows", resolution=decided)
    with pytest.raises(Refused, match=f"{activity.title}.* viser til dette vedtaket"):
        resolutions.remove_resolution(secretary, decided)
    remove_link(secretary, link)
    resolutions.remove_resolution(secretary, Resolution.objects.get(pk=decided.pk))


def test_a_copy_leads_where_its_row_does(secretary, plan, measure, activity, case):
    add_link(secretary, measure, kind="basis", case=case)
    add_link(secretary, activity, kind="follows", case=case)
    change, (copy,) = copy_many(secretary, plan, [(measure, measure.version)])
    assert leads_to(copy) == {("basis", case.title)}
    assert leads_to(copy.activities.get()) == {("follows", case.title)}
    undo_change(secretary, Event.objects.get(pk=change))
    assert PlanLink.objects.present().count() == 2


# ---- Next year ----


def test_next_year_follows_up_what_this_year_does(secretary, plan, measure, activity, case, decided):
    other = cases.create_case(secretary, cooperation=plan.cooperation, title="Omtalen")
    taken_back = cases.create_case(secretary, cooperation=plan.cooperation, title="Tatt tilbake")
    add_link(secretary, measure, kind="basis", case=case)
    add_link(secretary, activity, kind="follows", resolution=decided)
    add_link(secretary, activity, kind="mentioned", case=other)
    remove_link(secretary, add_link(secretary, activity, kind="follows", case=taken_back))
    new = roll(plan, secretary).plan
    assert leads_to(new.sections.get().measures.get()) == {("basis", case.title)}
    (row,) = new.sections.get().activities.all()
    assert leads_to(row) == {("follows", case.title)}
    assert row.links.get().resolution == decided
    roll(plan, secretary)
    assert new.links.count() == 2


def test_links_cost_next_year_the_same_for_one_and_thirty(secretary, plan, section, case):
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            new = roll(plan, secretary).plan
        plans.remove_plan(secretary, new)
        return len(asked)

    first, *more = fill(section, 30)
    statements()
    without = statements()
    add_link(secretary, first, kind="follows", case=case)
    one = statements()
    for row in more:
        add_link(secretary, row, kind="follows", case=case)
    assert statements() == one <= without + 3


# ---- Who sees them ----

OUTSIDE = [None, "reader", "outsider", "contact_lier", "substitute", "coordinator"]


@pytest.mark.parametrize("who", OUTSIDE)
def test_an_exempt_case_is_told_by_no_plan(
    request, client_of, secretary, open_plan, measure, activity, secret_item, who
):
    secret = secret_item.case
    add_link(secretary, measure, kind="basis", case=secret)
    add_link(secretary, activity, kind="follows", case=secret)
    actor = request.getfixturevalue(who) if who else None
    for address in (PLAN, f"/vestregionen/saker/{secret.key}/"):
        text = client_of(actor).get(address, follow=True).content.decode()
        told = [word for word in (SECRET, "Hemmelig") if word in text]
        if address == PLAN:
            told += [word for word in (NEUTRAL, secret.number, secret.key, "Grunnlag", "Følger opp") if word in text]
        else:
            told += [word for word in (activity.title, measure.title, "Følges opp i") if word in text]
        assert told == [], address


@pytest.mark.parametrize("who", ["secretary", "admin", "mayor_asker"])
def test_who_may_read_an_exempt_case_is_led_both_ways(
    request, client_of, secretary, open_plan, activity, secret_item, who
):
    secret = secret_item.case
    add_link(secretary, activity, kind="follows", case=secret)
    client = client_of(request.getfixturevalue(who))
    assert f"sak {secret.number}" in client.get(PLAN).content.decode()
    text = client.get(f"/vestregionen/saker/{secret.key}/").content.decode()
    assert "Følges opp i" in text
    assert activity.title in text


@pytest.mark.parametrize("who", [None, "reader", "mayor_asker"])
def test_a_public_case_is_led_to_by_everyone_who_reads_the_plan(
    request, client_of, secretary, open_plan, activity, called, who
):
    add_link(secretary, activity, kind="mentioned", case=called.case)
    client = client_of(request.getfixturevalue(who) if who else None)
    assert f'href="/vestregionen/saker/{called.case.key}/"' in client.get(PLAN).content.decode()
    text = client.get(f"/vestregionen/saker/{called.case.key}/").content.decode()
    assert "Omtaler" in text
    assert f"{PLAN}#del-{activity.section_id}" in text


def test_a_case_that_is_not_called_and_a_resolution_that_is_not_out_are_not_told(
    secretary, reader, plan, activity, case, decided, mayor_asker
):
    in_state(plan, "proposed")
    waiting = cases.create_case(secretary, cooperation=plan.cooperation, title="Venter")
    add_link(secretary, activity, kind="basis", case=waiting)
    add_link(secretary, activity, kind="follows", resolution=decided)
    assert links_of(plan, reader) == {}
    assert [link.kind for link in links_of(plan, mayor_asker)[activity.pk]] == ["follows"]
    assert len(links_of(plan, secretary)[activity.pk]) == 2


def test_a_case_does_not_tell_of_drafts(secretary, reader, outsider, mayor_asker, plan, activity, called):
    add_link(secretary, activity, kind="follows", case=called.case)
    assert rows_of_case(called.case, mayor_asker) is None
    assert rows_of_case(called.case, secretary)
    in_state(plan, "proposed")
    assert rows_of_case(called.case, mayor_asker)["rows"][0]["title"] == activity.title
    assert rows_of_case(called.case, outsider) is None


def test_several_resolutions_of_a_case_are_one_way_there(secretary, plan, activity, case, decided):
    add_link(secretary, activity, kind="follows", case=case)
    add_link(secretary, activity, kind="follows", resolution=decided)
    add_link(secretary, activity, kind="basis", case=case)
    words = [str(each["word"]) for each in rows_of_case(case, secretary)["rows"]]
    assert words == ["Grunnlag for", "Følges opp av"]


@pytest.mark.parametrize("who", ["secretary", "reader"])
def test_links_cost_the_page_of_the_plan_and_of_the_case_one_question(
    request, client_of, secretary, plan, section, called, django_assert_num_queries, who
):
    in_state(plan, "proposed")
    actor = request.getfixturevalue(who)
    client, case_page = client_of(actor), f"/vestregionen/saker/{called.case.key}/"
    counted = []
    for number in (1, 30):
        for row in fill(section, number):
            add_link(secretary, row, kind="follows", case=called.case)
        client.get(PLAN)
        for address in (PLAN, case_page):
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counted.append(len(asked))
        with django_assert_num_queries(1):
            links_of(plan, actor)
        with django_assert_num_queries(1):
            rows_of_case(called.case, actor)
    assert counted[:2] == counted[2:]


# ---- What is typed ----


def test_what_is_typed_finds_cases_and_resolutions(secretary, case, decided):
    lines = [each.line for each in offered(secretary, "handlingsplan")]
    assert lines == [str(case), f"{case.number}, vedtak {decided.item.number} i Styringsgruppen, 15.03.2018"]
    assert [each.line for each in offered(secretary, decided.item.number)] == lines
    assert [each.line for each in offered(secretary, case.number)] == lines
    assert offered(secretary, "  ") == offered(secretary, "finnes ikke") == []


def test_what_is_meant_is_found(secretary, case, decided):
    line = offered(secretary, case.number)[1].line
    for text in (case.number, f" {case.key} ", str(case), case.title.upper(), f"{case.number} noe annet"):
        found = find(secretary, text)
        assert (found.case, found.resolution) == (case, None), text
    for text in (line, line.upper(), f"{case.number} vedtak"):
        assert find(secretary, text).resolution == decided, text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1999/1", "ingen sak med dette nummeret"),
        ("2018/99999999", "Ingen sak passer"),
        ("finnes ikke", "Ingen sak passer"),
        ("felles", "Flere passer"),
        ("{number} vedtak", "ikke noe vedtak"),
    ],
)
def test_what_is_not_found_says_what_to_write(secretary, cooperation, case, text, says):
    for title in ("Felles kart", "Felles buss"):
        cases.create_case(secretary, cooperation=cooperation, title=title)
    with pytest.raises(ValidationError, match=says):
        find(secretary, text.format(number=case.number))


def test_a_title_that_begins_with_vedtak_is_a_case(secretary, cooperation):
    case = cases.create_case(secretary, cooperation=cooperation, title="Vedtak om buss")
    assert find(secretary, str(case)).case == case


def test_nobody_finds_what_she_may_not_read(bystander, reader, secret_item, called):
    number = secret_item.case.number
    for actor in (bystander, reader):
        for text in ("Oppsigelse", "Personalsak", number):
            assert offered(actor, text) == []
            with pytest.raises(ValidationError):
                find(actor, text)


# ---- Pages ----


@pytest.fixture
def address(activity):
    return f"{PLAN}rediger/aktivitet/{activity.pk}/lenker/"


def test_links_are_made_and_taken_away_by_their_page(client_of, secretary, activity, case, address):
    client = client_of(secretary)
    assert address in client.get(address.removesuffix("lenker/")).content.decode()
    assert "ikke lenket til noen sak" in client.get(address).content.decode()
    assert client.post(address, {"target": case.number, "kind": "follows"}).status_code == 302
    link = activity.links.get()
    text = client.get(address).content.decode()
    assert f"Sak {case.number} {case.title}" in text
    assert client.post(f"{address}{link.pk}/fjern/").status_code == 302
    assert leads_to(activity) == set()
    assert f"{address}{link.pk}/hent-tilbake/" in client.get(address).content.decode()
    assert client.post(f"{address}{link.pk}/hent-tilbake/").status_code == 302
    assert leads_to(activity) == {("follows", case.title)}


def test_a_link_that_is_taken_away_or_brought_back_already_says_so(client_of, secretary, activity, case, address):
    client = client_of(secretary)
    link = add_link(secretary, activity, kind="follows", case=case)
    for act, told, left in (
        ("fjern", "Lenken er fjernet.", 0),
        ("fjern", "Lenken var alt fjernet.", 0),
        ("hent-tilbake", "Lenken er hentet tilbake.", 1),
        ("hent-tilbake", "Lenken er alt hentet tilbake.", 1),
    ):
        answer = client.post(f"{address}{link.pk}/{act}/", follow=True)
        assert (answer.status_code, len(leads_to(activity))) == (200, left)
        assert told in answer.content.decode()
        assert client.post(f"{address}{activity.pk}/{act}/").status_code == 404


def test_whoever_came_from_the_table_is_led_back_to_it(client_of, secretary, activity, case, address):
    client = client_of(secretary)
    table = f"{PLAN}rediger/tabell/#rad-{activity.pk}"
    text = client.get(f"{address}?fra=tabell").content.decode()
    assert text.count(table) == 2  # the trail above, and the way out
    assert table not in client.get(address).content.decode()
    answer = client.post(f"{address}?fra=tabell", {"target": case.number, "kind": "follows"})
    assert answer.url == f"{address}?fra=tabell"
    link = activity.links.get()
    remove = f"{address}{link.pk}/fjern/?fra=tabell"
    assert remove in client.get(answer.url).content.decode()
    assert client.post(remove).url == f"{address}?fra=tabell"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"target": "", "kind": "follows"}, "Skriv hvilken sak eller"),
        ({"target": "finnes ikke", "kind": "follows"}, "Ingen sak passer"),
        ({"target": "{number}", "kind": "asked"}, "kind"),
        ({"target": "{number}", "kind": "basis"}, "allerede denne lenken"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(client_of, secretary, activity, case, address, sent, says):
    add_link(secretary, activity, kind="basis", case=case)
    sent = {name: value.format(number=case.number) for name, value in sent.items()}
    answer = client_of(secretary).post(address, sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert says in text
    assert f'value="{sent["target"]}"' in text or not sent["target"]
    assert activity.links.count() == 1


def test_pages_of_links_are_for_those_who_change_the_row(client_of, secretary, reader, bystander, plan, activity, case):
    link = add_link(secretary, activity, kind="basis", case=case)
    base = f"{PLAN}rediger/aktivitet/{activity.pk}/lenker/"
    client = client_of(secretary)
    assert client.get(f"{base}{link.pk}/fjern/").status_code == 405
    assert client.post(f"{base}{activity.pk}/fjern/").status_code == 404
    assert client.post(f"{base}{activity.pk}/hent-tilbake/").status_code == 404
    assert client.get(f"{PLAN}rediger/del/{activity.section_id}/lenker/").status_code == 404
    assert client.get(base.replace(str(activity.pk), str(case.pk))).status_code == 404
    assert client_of(bystander).get(base).status_code == 403
    assert client_of(reader).get(base).status_code == 404
    in_state(plan, "proposed")
    for one in (base, f"{base}{link.pk}/fjern/"):
        assert client_of(reader).post(one, {"target": case.number, "kind": "follows"}).status_code == 403
    assert leads_to(activity) == {("basis", case.title)}


def test_nobody_takes_away_a_link_she_may_not_read(client_of, secretary, lead, plan, activity, secret_item):
    link = add_link(secretary, activity, kind="basis", case=secret_item.case)
    base = f"{PLAN}rediger/aktivitet/{activity.pk}/lenker/"
    assert client_of(lead).post(f"{base}{link.pk}/fjern/").status_code == 404
    assert SECRET not in client_of(lead).get(base).content.decode()


def test_what_fits_is_offered_while_it_is_written(client_of, secretary, reader, plan, case):
    address = f"{PLAN}rediger/lenkevalg/"
    text = client_of(secretary).get(address, {"target": "handl"}).content.decode()
    assert f'<option value="{case}">' in text
    assert client_of(secretary).get(address).content.decode().strip() == ""
    assert client_of(reader).get(address, {"target": "handl"}).status_code == 404
    assert Case.objects.count() == 1
