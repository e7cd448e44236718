"""Synthetic load: the same rows each time, with history and search, and whole enough to work in."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from actionplan.models import ActionPlan, Activity
from governance.access import load_actor
from governance.models import Alliance, Case, CasePaper, NumberSeries, Person, Resolution, SearchEntry, User
from governance.search.finding import find
from governance.search.rebuilding import rebuild
from governance.services import cases
from vestregion import scale
from vestregion.scale.copying import renumbered
from vestregion.scale.filling import Filling
from vestregion.scale.texts import RARE

SMALL = {"alliances": 2, "years": 2, "activities": 20, "attendees": 4, "verbosity": 0}
MODELS = (Case, CasePaper, Resolution, Activity, Person, NumberSeries)
pytestmark = pytest.mark.django_db


def _rows(alliance=None):
    rows = {}
    for model in MODELS:
        chosen = model.objects.all() if alliance is None else model.objects.filter(alliance=alliance)
        rows[model] = sorted(map(str, chosen.values_list("pk", flat=True)))
    return rows


def _client(number=1, **kind):
    client = Client()
    client.force_login(User.objects.get(email=scale.login_of(number, **kind)))
    return client


def test_it_is_as_large_as_asked_and_never_made_twice():
    call_command("seed_scale", **SMALL)
    first = _rows()
    many = [len(first[model]) for model in (Case, CasePaper, Activity, Person)]
    assert many == [2 * 2 * scale.CASES, 2 * 2 * scale.CASES, 2 * 2 * 20, 2 * (4 + 1)]
    assert all(alliance.is_demo and "oppdiktet" in alliance.name for alliance in Alliance.objects.all())
    call_command("seed_scale", **SMALL)
    assert _rows() == first


def test_the_last_year_is_the_same_however_many_lie_before_it():
    call_command("seed_scale", **SMALL | {"alliances": 1})
    more = set(Case.objects.filter(year=scale.TODAY.year).values_list("pk", "title"))
    Filling(2).write(scale.Size(years=1, activities=0, attendees=0))
    fewer = Case.objects.filter(alliance__slug="skala-2").values_list("pk", "title")
    assert {(renumbered(pk, 1), title) for pk, title in fewer} == more


def test_every_row_has_its_history_and_every_constraint_holds():
    call_command("seed_scale", **SMALL)
    connection.check_constraints()
    for model in MODELS:
        assert model.objects.count() > 0
        kept = set(model.history.values_list("id", "alliance", "history_type", "version"))
        assert kept == {(row.pk, row.alliance_id, "+", 1) for row in model.objects.all()}, model


def test_a_copied_alliance_is_like_the_first_and_has_rows_of_its_own():
    call_command("seed_scale", **SMALL)
    first, second = Alliance.objects.order_by("pk")
    mine, others = _rows(first), _rows(second)
    assert {model: len(rows) for model, rows in mine.items()} == {model: len(rows) for model, rows in others.items()}
    assert not {pk for rows in mine.values() for pk in rows} & {pk for rows in others.values() for pk in rows}
    for case in Case.objects.filter(alliance=second).prefetch_related("items__meeting__body"):
        item = case.items.get()
        held = {case.cooperation.alliance_id, item.alliance_id, item.meeting.alliance_id, item.body.alliance_id}
        assert held == {second.pk}
    series = NumberSeries.objects.filter(alliance=second).values_list("key", flat=True)
    assert set(series) == {"case", str(item.body_id)}


def test_the_search_knows_every_text_as_if_it_had_been_written_by_hand():
    call_command("seed_scale", **SMALL)
    for number, alliance in enumerate(Alliance.objects.order_by("pk"), 1):
        assert SearchEntry.objects.filter(alliance=alliance).count() > 2 * 2 * scale.CASES
        user = User.objects.get(email=scale.login_of(number))
        assert find(load_actor(alliance, user), RARE).total == 1
        assert rebuild(alliance) == 0


@pytest.mark.parametrize("number", [1, 2])
def test_people_can_work_in_it(number):
    call_command("seed_scale", **SMALL)
    year = scale.TODAY.year
    for client in (_client(number), _client(number, mayor=True)):
        for path in ("", "saker/", f"handlingsplan/{year}/", "medlemmer/", "moter/", f"sok/?q={RARE}"):
            assert client.get(f"/skala-{number}/{path}").status_code == 200, path
        assert client.get(f"/skala-{3 - number}/medlemmer/").status_code == 404
    plan = ActionPlan.objects.get(alliance__slug=f"skala-{number}", year=year)
    actor = load_actor(plan.alliance, User.objects.get(email=scale.login_of(number)))
    made = cases.create_case(actor, cooperation=plan.cooperation, title="Ny sak")
    assert (made.year, made.sequence) == (year, scale.CASES + 1)


def test_a_run_that_was_stopped_goes_on():
    call_command("seed_scale", **SMALL | {"alliances": 1})
    call_command("seed_scale", **SMALL)
    assert Alliance.objects.count() == 2
    assert [rebuild(alliance) for alliance in Alliance.objects.all()] == [0, 0]


def test_it_refuses_the_database_of_people_unless_told(alliance):
    with pytest.raises(CommandError, match="holds 1 alliances that are not synthetic"):
        call_command("seed_scale", **SMALL)
    assert Alliance.objects.count() == 1
    call_command("seed_scale", **SMALL, among_others=True)
    assert Alliance.objects.count() == 3


@pytest.mark.parametrize(
    "wrong", [{"alliances": 0}, {"years": 0}, {"activities": -1}, {"attendees": -1}, {"years": 101}]
)
def test_numbers_that_make_no_sense_are_refused(wrong):
    with pytest.raises(CommandError, match="must be"):
        call_command("seed_scale", **SMALL | wrong)
