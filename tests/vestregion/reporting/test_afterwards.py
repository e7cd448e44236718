"""A plan that was adopted before anything was frozen with an adoption: read from the history, frozen and printed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import ActionPlan, Activity, AreaName, FundingLine, PlanSection, Position, PriorityArea
from actionplan.past import adoption_of
from actionplan.services import plans
from actionplan.services.activities import change_activity, create_activity
from actionplan.services.bin import remove_row
from governance import history
from governance.access import system_actor
from governance.documents import content_of
from governance.documents.rendering import existing_file
from governance.models import DocumentFile, FrozenDocument, Job, Organisation
from tests.cast import make
from tests.vestregion.reporting.plans import rich_plan
from tests.vestregion.reporting.test_ordering import quick_print, run, status  # noqa: F401  fixtures
from vestregion.reporting import addresses, making, nightly
from vestregion.reporting.facts.plan import collect_adopted
from vestregion.reporting.printing import as_frozen

pytestmark = pytest.mark.django_db
DAY = date(2015, 12, 10)


@pytest.fixture
def adopted(cooperation, steering_group, secretary, lier, asker):
    """A plan with every kind of row, adopted."""
    plan = rich_plan(cooperation, steering_group, state="draft")
    area = PriorityArea.objects.get(name="Helse")
    make(plan.alliance, AreaName(area=area, name="Folkehelse", valid_from=date(2016, 1, 1)))
    row = Activity.objects.of_plan(plan).get(title="Evaluere avtalen")
    change_activity(secretary, row, partners=[lier, asker], responsible_position=None, responsible_organisation=lier)
    return plans.adopt_plan(secretary, plan, adopted_on=DAY, reason="Vedtatt på papir")


def change(row, **values):
    with history.recording(system_actor(row.alliance), "test.change", row):
        history.save(row, values)


def edit_all_of(plan, secretary) -> None:
    """Change, remove and add what the document tells of, also what its rows point to."""
    alliance = plan.alliance
    rows = list(Activity.objects.of_plan(plan).order_by("title"))
    for row in rows[:3]:
        change_activity(secretary, row, title=f"Ny {row.title}", deadline_text="Q4", partners=[], reason="A")
    create_activity(secretary, section=rows[0].section, title="Kom til", reason="B")
    remove_row(secretary, rows[4], reason="C")
    remove_row(secretary, PlanSection.objects.of_plan(plan).get(title="Areal og transport"), reason="D")
    for model in (PriorityArea, Organisation, Position):
        for row in model.objects.of(alliance):
            name = "title" if model is Position else "name"
            change(row, **{name: f"Omdøpt {getattr(row, name)}"})
    for row in (*AreaName.objects.of(alliance), *FundingLine.objects.of(alliance)):
        change(row, **{"title" if hasattr(row, "title") else "name": "Noe annet"})
    change(plan.platform, vision="Noe annet")
    for row in plan.platform.points.all():
        change(row, title="Noe annet")
    change(ActionPlan.objects.get(pk=plan.pk), title="Annen tittel", introduction="")


def unfreeze() -> None:
    """As the database was before anything was frozen with an adoption."""
    for rows in (DocumentFile.objects, FrozenDocument.objects, FrozenDocument.history):
        rows.all()._raw_delete("default")


def told(document) -> dict:
    return {key: value for key, value in content_of(document).items() if key != "document"}


def test_the_history_says_what_was_frozen_whatever_came_later(adopted, secretary):
    frozen = told(making.adopted_document(adopted))
    assert [area["title"] for area in frozen["areas"]] == ["Regional utvikling", "Folkehelse"]
    moment = adoption_of(adopted)[0]
    assert as_frozen(collect_adopted(adopted, moment).content()) == frozen
    edit_all_of(adopted, secretary)
    assert as_frozen(collect_adopted(ActionPlan.objects.get(pk=adopted.pk), moment).content()) == frozen


def test_it_is_frozen_once_beside_the_prints_of_today(adopted, secretary):
    frozen = told(making.adopted_document(adopted))
    unfreeze()
    edit_all_of(adopted, secretary)
    adopted.refresh_from_db()
    today = making.freeze_plan(adopted)
    assert making.adopted_document(adopted) is None
    document = making.freeze_what_was_adopted(adopted)
    assert told(document) == frozen
    assert (document.state, document.number, document.period) == ("final", 1, "vedtatt")
    assert making.freeze_what_was_adopted(adopted) == making.adopted_document(adopted) == document
    assert making.freeze_plan(adopted) == today  # still the newest of its series


def test_what_was_frozen_with_the_adoption_is_never_frozen_again(adopted, secretary):
    document = making.adopted_document(adopted)
    edit_all_of(adopted, secretary)
    assert making.freeze_what_was_adopted(adopted) == document
    assert FrozenDocument.objects.count() == 1


def test_it_is_not_what_a_later_adoption_adopted(adopted, secretary, admin):
    unfreeze()
    first = making.freeze_what_was_adopted(adopted)
    plans.undo_adoption(admin, adopted, reason="Feil")
    assert making.freeze_what_was_adopted(adopted) is None
    row = Activity.objects.of_plan(adopted).get(title="Evaluere avtalen")
    change_activity(secretary, row, title="Rettet")
    plans.adopt_plan(secretary, adopted, adopted_on=DAY, reason="Vedtatt på papir")
    again = making.adopted_document(adopted)
    assert again != first
    assert "Rettet" in again.content


def test_the_same_number_of_questions_for_many_rows(adopted, secretary):
    def asked():
        moment = adoption_of(adopted)[0]
        with CaptureQueriesContext(connection) as queries:
            collect_adopted(adopted, moment)
        return len(queries)

    few = asked()
    section = Activity.objects.of_plan(adopted).first().section
    for number in range(30):
        create_activity(secretary, section=section, title=f"Ny {number}", reason="Mange")
    assert asked() == few


def test_whoever_is_known_orders_it_and_a_visitor_is_told(run, client_of, secretary, reader, adopted):  # noqa: F811
    unfreeze()
    edit_all_of(adopted, secretary)
    plans.publish_plan(secretary, ActionPlan.objects.get(pk=adopted.pk))
    url = addresses.adopted_pdf(adopted)
    assert f'href="{url}"' in client_of(reader).get(url.removesuffix("pdf/")).text
    assert "ikke laget" in client_of(None).get(url).text
    assert client_of(reader).get(url)["Location"] == f"{url}lag/"
    assert FrozenDocument.objects.filter(period="vedtatt").count() == 0  # reading writes nothing
    run(client_of(reader).post, f"{url}lag/")
    assert status(client_of(None), url) == "pdf"
    assert FrozenDocument.objects.filter(period="vedtatt").count() == 1


class TestTheNight:
    @pytest.fixture
    def night(self, django_capture_on_commit_callbacks, quick_print):  # noqa: F811
        def done():
            Job.objects.all()._raw_delete("default")  # what the acts ordered, which nobody has done
            with django_capture_on_commit_callbacks(execute=True):
                return nightly.complete_plans()

        return done

    def test_it_makes_what_is_missing_once(self, night, adopted):
        unfreeze()
        assert night() == 1
        document = making.adopted_document(adopted)
        assert existing_file(document, "pdf") is not None
        assert making.printed_plan(adopted) is not None
        assert night() == 0

    def test_a_published_plan_that_was_changed_is_printed_anew(self, night, adopted, secretary):
        night()
        row = Activity.objects.of_plan(adopted).get(title="Evaluere avtalen")
        change_activity(secretary, row, title="Endret", reason="A")
        assert night() == 0  # whoever is known has the button
        plans.publish_plan(secretary, adopted)
        assert making.printed_plan(adopted) is None
        assert night() == 1
        assert making.printed_plan(adopted) is not None
        assert night() == 0

    def test_a_closed_plan_as_it_is_printed_today_is_left(self, night, adopted, secretary):
        plans.publish_plan(secretary, adopted)
        plans.close_plan(secretary, adopted)
        assert night() == 1
        with CaptureQueriesContext(connection) as queries:
            assert night() == 0
        assert len(queries) < 15  # its facts are not collected

    def test_drafts_and_other_alliances_are_left(self, night, plan, secretary):
        plans.create_plan(secretary, cooperation=plan.cooperation, year=2020, title="Utkast")
        night()
        assert not FrozenDocument.objects.filter(year=2020).exists()

    def test_one_that_cannot_be_read_stops_none_of_the_others(self, night, adopted, monkeypatch):
        unfreeze()

        def refuse(plan):
            raise history.Refused("Nei")

        monkeypatch.setattr(making, "freeze_what_was_adopted", refuse)
        assert night() == 0
