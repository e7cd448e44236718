"""A composed question gives each actor what its queryset gives her, whoever asked before: readers of every kind, one
after another, of every plan and in every alliance.
"""

import importlib
import inspect
import pkgutil
from datetime import date
from itertools import product
from uuid import uuid4

import pytest
from django.db import connection, models
from django.utils import translation

import actionplan
from actionplan.choices import LinkKind
from actionplan.models import (
    ActionPlan,
    Activity,
    ActivityPartner,
    GrantApplication,
    Measure,
    PlanAmendment,
    PlanLink,
    PlanSection,
    Position,
    SignUp,
)
from actionplan.services.activities import change_activity
from actionplan.services.links import add_link
from actionplan.sidebyside import NOBODY
from governance import clock, mypage
from governance.access import Actor, actor_of, system_actor
from governance.composed import Composed, KeptTooMuchError, all_held, composed
from governance.models import Alliance, AllianceRole, Appointment, Case, Meeting, Organisation, Person, Population

pytestmark = pytest.mark.django_db


# A question that asks for an order asks for a whole one, so that equals never change places between two askings: it
# ends with the key, or with a place that is one row's alone in its plan.
WHOLE_ORDER = ("pk", "position", "-number")


def questions() -> dict[str, Composed]:
    packages = [*pkgutil.walk_packages(actionplan.__path__, "actionplan.")]
    packages += pkgutil.walk_packages(mypage.__path__, "governance.mypage.")
    modules = [importlib.import_module(each.name) for each in packages]
    found = ((f"{module.__name__}.{name}", each) for module in modules for name, each in vars(module).items())
    return {
        name: each
        for name, each in found
        if isinstance(each, Composed) and name.startswith(f"{each.__module__}.{each.__name__}")
    }


def given() -> dict[str, list]:
    """Values for each name by which a question is given something, or another question is made of it."""
    plans, sections = list(ActionPlan._base_manager.all()), list(PlanSection._base_manager.all())
    of_plan = [[each.pk for each in sections if each.plan_id == plan.pk] for plan in plans]
    flags = {name: [True, False] for name in ("statuses", "tags", "years", "is_one")}
    return flags | {
        "plan": [plan.pk for plan in plans] + [uuid4()],
        "section": [sections[0].pk, sections[-1].pk],
        "below": [sections[0].pk, sections[0].activities.first().pk],
        "sections": [[], of_plan[0][:1], *of_plan],
        "amendments": [[], [each.pk for each in PlanAmendment._base_manager.all()], [uuid4()] * 5],
        "case": list(Case._base_manager.filter(items__isnull=False).distinct().values_list("pk", flat=True)[:3]),
        "key": [Case._base_manager.first().pk, sections[0].pk, sections[0].activities.first().pk],
        "keys": [
            [],
            [each.pk for model in (Activity, Measure, PlanSection) for each in model._base_manager.all()[:9]],
            [uuid4()],
        ],
        "activity": [each.activity_id for each in ActivityPartner._base_manager.all()[:3]],
        "of": ["id", "section_id"],
        "positions": [[each.pk for each in Position._base_manager.all()[:3]]],
        "organisations": [[each.pk for each in Organisation._base_manager.all()[:3]], [NOBODY]],
        "persons": [[each.pk for each in Person._base_manager.all()[:3]]],
        "person": [each.person_id for each in SignUp._base_manager.exclude(person=None)[:2]]
        + [uuid4(), Person._base_manager.first().pk],
        "kind": ["del", "tiltak", "aktivitet", "finansiering", "belop"],
        "cooperations": [list({plan.cooperation_id for plan in plans}), [uuid4()]],
        "municipalities": [list(Population.objects.values_list("municipality_id", flat=True).distinct())],
        "in_years": [[2016], [2015, 2016, 2017]],
        "last": [date(2016, 12, 31), date(2018, 12, 31)],
        "first": [date(2015, 1, 1)],
        "where": list(Case._base_manager.filter(items__isnull=False).values_list("pk", flat=True)[:2])
        + list({plan.cooperation_id for plan in plans}),
        "adopted_by": [uuid4()],
        "by_case": [True, False],
        "more": [(), ("organisation__short_name",)],
        "cooperation": list({plan.cooperation_id for plan in plans}),
        "year": [2016, 2018, 1999],
        "slug": ["khs", "ukjent"],
        "related": [(), ("platform",)],
        "day": [Alliance.objects.get(slug="vestregionen").demo_day],
        "kinds": [("project", "network", "application"), ("application",), ("gathering",)],
    }


def askings(question: Composed):
    """Each way the question is asked: (what is given by place, by name)."""
    values = given()
    parameters = list(inspect.signature(question.__wrapped__).parameters.values())[question._reader is not None :]
    placed = [each for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
    named = [each.name for each in parameters if each.kind is each.KEYWORD_ONLY]
    needed = [each.name for each in placed if each.default is each.empty]
    for names in {tuple(needed), tuple(each.name for each in placed)}:
        for own in product(*(values[name] for name in names)):
            for more in product(*(values[name] for name in named)):
                yield own, dict(zip(named, more, strict=True))


def plain(rows) -> list:
    """Rows as values that can be compared, in no order where the question asks for none."""

    def of(row):
        if not isinstance(row, models.Model):
            return row
        own = {name: value for name, value in vars(row).items() if name != "_state"}
        return own | {name: of(each) for name, each in row._state.fields_cache.items()}

    return [of(row) for row in rows]


def actors() -> list[Actor]:
    found = [actor_of(person.alliance, person) for person in Person._base_manager.select_related("alliance", "user")]
    alliances = list(Alliance.objects.all())
    found += [Actor(alliance=each, on=each.demo_day) for each in alliances] + [system_actor(each) for each in alliances]
    kinds = {}
    for each in found:  # of those who hold the same, one is enough
        kinds.setdefault((each.alliance.pk, each.roles, each.bodies, each.further, each.is_known), each)
    return list(kinds.values())


def changed_and_linked() -> None:
    """What the demo has not: an adopted plan that was changed, with partners, and rows that lead to a public and to an
    exempt case; an application, a
    meeting and cases that wait for something, and a seat and a role that ended."""
    row = Activity._base_manager.filter(section__plan__year=2016, section__plan__cooperation__is_main=True).first()
    actor = system_actor(row.alliance)
    partners = list(Organisation.objects.of(row.alliance)[:2])
    change_activity(actor, row, title="Endret etter vedtaket", partners=partners, reason="Drøftet")
    treated = Case.objects.of(row.alliance).filter(items__isnull=False).distinct()[:2]
    for case, access in zip(treated, ("public", "exempt"), strict=True):
        Case._base_manager.filter(pk=case.pk).update(access=access, legal_basis="offl. § 13")
        add_link(actor, row, kind=LinkKind.MENTIONED, case=case)
    assert PlanLink._base_manager.filter(case__access="exempt").exists()
    GrantApplication._base_manager.update(state="idea", deadline=date(2018, 6, 1))
    past = Meeting.objects.of(row.alliance).filter(day__lt=date(2018, 1, 1))
    past.filter(pk=past.first().pk).update(state="called")
    Case.objects.of(row.alliance).filter(items__state="treated").update(state="open")
    members = Appointment.objects.of(row.alliance).filter(kind="member", seat__body__slug="styringsgruppen")
    ended = (members.order_by("seat__on_behalf_of__name"), AllianceRole.objects.of(row.alliance).filter(role="reader"))
    for found in ended:
        found.model._base_manager.filter(pk=found.first().pk).update(valid_to=date(2016, 1, 1))


def test_every_actor_is_given_what_the_queryset_gives(demo_data):
    changed_and_linked()
    asking, found = actors(), questions()
    assert len(asking) > 8
    assert len(found) > 12
    for name, question in found.items():
        told = 0
        for own, names in askings(question):
            for actor in asking if question._reader else [None]:
                asked = (actor, *own) if question._reader else own
                rows = question.__wrapped__(*asked, **names)
                expected, given_her = plain(rows), plain(question(*asked, **names))
                if rows.query.order_by:
                    assert rows.query.order_by[-1] in WHOLE_ORDER, name
                else:
                    expected, given_her = sorted(expected, key=repr), sorted(given_her, key=repr)
                assert given_her == expected, (name, own, names, actor)
                told += len(expected)
        assert told, f"{name} told nobody anything"


def test_a_question_speaks_the_language_of_nobody(demo_data):
    """What was composed for one who reads Bokmål is asked for one who reads English too."""
    changed_and_linked()
    actor = system_actor(Alliance.objects.get(slug="vestregionen"))
    for name, question in questions().items():
        for own, names in askings(question):
            asked = (actor, *own) if question._reader else own
            with translation.override("nb"):
                question(*asked, **names)
            with translation.override("en"):
                given_her, expected = plain(question(*asked, **names)), plain(question.__wrapped__(*asked, **names))
            assert sorted(given_her, key=repr) == sorted(expected, key=repr), (name, own, names)


def test_another_alliance_asks_the_same_question_of_its_own(demo_data):
    plan = ActionPlan._base_manager.get(year=2018, cooperation__is_main=True, alliance__slug="vestregionen")
    question = composed(all_held)(lambda actor, plan: ActionPlan.objects.visible_to(actor).filter(pk=plan))
    own, other = system_actor(plan.alliance), system_actor(Alliance(pk=987654, slug="annen"))
    assert question(own, plan.pk) == [plan]
    assert question(other, plan.pk) == []
    assert question(own, plan.pk) == [plan]
    assert question._question.cache_info().misses == 1


def test_a_reader_holds_nothing_that_the_question_could_remember(demo_data):
    """A question that asks who she is, or more of the alliance than its key, fails where it is composed: nobody is told
    another's rows."""
    actor = system_actor(Alliance.objects.get(slug="vestregionen"))
    with pytest.raises(AttributeError):
        composed(all_held)(lambda actor: Case.objects.visible_to(actor).filter(responsible=actor.person.pk))(actor)
    with pytest.raises(KeptTooMuchError):
        composed(all_held)(lambda actor: Case.objects.filter(alliance__slug=actor.alliance.slug))(actor)


def test_a_question_that_is_kept_knows_no_day(demo_data):
    with pytest.raises(clock.HiddenClockError):
        composed()(lambda: Person.objects.admitted())()


def test_lists_of_any_length(demo_data):
    actor = system_actor(Alliance.objects.get(slug="vestregionen"))
    question = composed(all_held)(lambda actor, keys: Case.objects.visible_to(actor).filter(pk__in=keys).order_by("pk"))
    keys = sorted(Case.objects.of(actor.alliance).values_list("pk", flat=True))
    assert len(keys) > 20
    for number in (0, 1, 2, 4, 5, 16, 17, 20):
        assert [each.pk for each in question(actor, keys[:number])] == keys[:number]
    assert question._question.cache_info().misses == 4  # of 1, 4, 16 and 64


def test_nothing_is_asked_of_an_empty_question(demo_data, django_assert_num_queries):
    question = composed(all_held)(lambda actor: GrantApplication.objects.visible_to(None))
    actor = system_actor(Alliance.objects.get(slug="vestregionen"))
    with django_assert_num_queries(0):
        assert question(actor) == []


class AnotherConnection:
    """As another thread has it."""

    def __init__(self):
        self.asked = 0

    def __getattr__(self, name):
        return getattr(connection, name)

    def cursor(self):
        self.asked += 1
        return connection.cursor()


def test_each_asks_on_her_own_connection(demo_data, monkeypatch):
    """The question is kept for all threads; the connection it was composed with belongs to one."""
    actor = system_actor(Alliance.objects.get(slug="vestregionen"))
    question = composed(all_held)(lambda actor: Case.objects.visible_to(actor).order_by("pk")[:1])
    first = question(actor)
    other = AnotherConnection()
    monkeypatch.setattr("governance.composed.connection", other)
    assert question(actor) == first
    assert other.asked == 1
