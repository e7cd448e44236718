"""The plan as adopted: frozen with the adoption, read and printed ever after, whatever the plan has become."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplan.announcements import plan_adopted
from actionplan.services import activities, plans
from governance import clock, history
from governance.documents import content_of
from governance.models import FrozenDocument
from tests.actionplan.plancast import activity, area, measure, plan, platform, section  # noqa: F401  fixtures
from tests.vestregion.reporting.test_ordering import quick_print, run, status  # noqa: F401  fixtures
from vestregion.reporting import addresses, making

pytestmark = pytest.mark.django_db
DAY = date(2015, 12, 10)
HOME = "/vestregionen/handlingsplan/2016/"
PAGE = f"{HOME}vedtatt/"
UNDO = f"{HOME}handling/angre-vedtak/"


@pytest.fixture
def adopted(secretary, plan, activity):  # noqa: F811
    return plans.adopt_plan(secretary, plan, adopted_on=DAY, reason="Vedtatt på papir")


def titles(document) -> list:
    areas = content_of(document)["areas"]
    return [row["title"] for part in areas for each in part["sections"] for row in each["rows"]]


def change(secretary, activity, **values):  # noqa: F811
    activity.refresh_from_db()
    return activities.change_activity(secretary, activity, reason="Ny frist", **values)


class TestFreezing:
    def test_it_is_frozen_with_the_adoption_and_never_changes(self, secretary, adopted, activity):  # noqa: F811
        document = FrozenDocument.objects.get()
        row = adopted.history.get(state="adopted")
        assert (document.state, document.history.get().change_id) == ("final", row.change_id)
        assert titles(document) == ["Samordne innspill"]
        assert content_of(document)["adopted_on"] == "2015-12-10"
        change(secretary, activity, title="Noe annet")
        later = making.freeze_plan(adopted)
        assert titles(later) == ["Noe annet"]
        assert making.adopted_document(adopted) == document
        assert titles(making.adopted_document(adopted)) == ["Samordne innspill"]

    def test_also_an_adoption_of_the_past(self, secretary, plan, activity):  # noqa: F811
        at = clock.oslo(DAY, clock.now().time())
        plans.adopt_plan(secretary, plan, adopted_on=DAY, reason="Vedtatt på papir", at=at)
        document = making.adopted_document(plan)
        assert (document.frozen_at, content_of(document)["document"]["made_on"]) == (at, "2015-12-10")

    def test_both_or_neither(self, secretary, plan, activity):  # noqa: F811
        def refuse(adoption):
            raise history.Refused("Nei")

        plan_adopted.follow(refuse)
        try:
            with pytest.raises(history.Refused):
                plans.adopt_plan(secretary, plan, adopted_on=DAY, reason="Vedtatt på papir")
        finally:
            plan_adopted._followers.remove(refuse)
        plan.refresh_from_db()
        assert (plan.state, FrozenDocument.objects.count()) == ("draft", 0)

    def test_none_before_adoption(self, secretary, plan):  # noqa: F811
        plans.propose_plan(secretary, plan)
        making.freeze_plan(plan)
        assert making.adopted_document(plan) is None


class TestTakingBack:
    def test_only_the_administrator_with_a_reason(self, client_of, secretary, admin, adopted):
        with pytest.raises(PermissionDenied, match="administrator"):
            plans.undo_adoption(secretary, adopted, reason="Feil plan")
        with pytest.raises(ValidationError, match="Skriv hvorfor"):
            plans.undo_adoption(admin, adopted)
        assert client_of(secretary).get(UNDO).status_code == 403
        client = client_of(admin)
        assert client.get(UNDO).status_code == 200
        assert client.post(UNDO, {"reason": ""}).status_code == 422
        assert client.post(UNDO, {"reason": "Feil plan"}).status_code == 302
        adopted.refresh_from_db()
        assert (adopted.state, adopted.adopted_on, adopted.resolution, adopted.published_at) == (
            "proposed",
            *[None] * 3,
        )
        assert client.get(PAGE).status_code == 404
        assert FrozenDocument.objects.count() == 1

    def test_adopted_anew_it_is_what_was_adopted_last(self, secretary, admin, adopted, activity):  # noqa: F811
        first = making.adopted_document(adopted)
        plans.undo_adoption(admin, adopted, reason="Feil dag")
        plans.adopt_plan(secretary, adopted, adopted_on=DAY, reason="Vedtatt på papir")
        assert making.adopted_document(adopted) == first  # nothing else was adopted
        plans.undo_adoption(admin, adopted, reason="Feil dag")
        change(secretary, activity, title="Rettet")
        plans.adopt_plan(secretary, adopted, adopted_on=DAY, reason="Vedtatt på papir")
        again = making.adopted_document(adopted)
        assert (again.number, titles(again)) == (first.number + 1, ["Rettet"])

    def test_not_of_a_draft_or_a_closed_plan(self, secretary, admin, adopted):
        plans.close_plan(secretary, adopted)
        with pytest.raises(PermissionDenied, match="ikke vedtatt"):
            plans.undo_adoption(admin, adopted, reason="Feil")


class TestPage:
    def test_it_shows_what_was_adopted(self, client_of, secretary, reader, adopted, activity):  # noqa: F811
        change(secretary, activity, title="Noe annet", deadline_text="Q4")
        page = client_of(reader).get(PAGE).text
        assert "Samordne innspill" in page
        assert "1. og 3. kvartal 2016" in page
        assert "Noe annet" not in page
        assert f'href="{PAGE}"' in client_of(reader).get(HOME).text
        assert f'href="{PAGE}pdf/"' in page

    def test_who_reads_it(self, client_of, secretary, reader, outsider, adopted):
        assert client_of(None).get(PAGE)["Location"].startswith("/konto/login/")
        assert client_of(outsider).get(PAGE).status_code == 404
        plans.publish_plan(secretary, adopted)
        assert client_of(None).get(PAGE).status_code == 200
        assert client_of(reader).post(PAGE).status_code == 405

    def test_no_page_before_adoption(self, client_of, secretary, plan):  # noqa: F811
        assert client_of(secretary).get(PAGE).status_code == 404
        assert client_of(secretary).get(f"{PAGE}pdf/").status_code == 404
        assert PAGE not in client_of(secretary).get(HOME).text


class TestPdf:
    def test_the_job_of_the_adoption_prints_it_also_when_the_plan_has_gone_on(
        self,
        django_capture_on_commit_callbacks,
        client_of,
        secretary,
        plan,  # noqa: F811
        activity,  # noqa: F811
    ):
        with django_capture_on_commit_callbacks(execute=True):
            plans.adopt_plan(secretary, plan, adopted_on=DAY, reason="Vedtatt på papir")
            change(secretary, activity, title="Noe annet")
            plans.publish_plan(secretary, plan)
        assert status(client_of(None), addresses.adopted_pdf(plan)) == "pdf"
        assert status(client_of(None), addresses.plan_pdf(plan)) == "pdf"
        assert FrozenDocument.objects.count() == 2

    def test_a_reader_orders_it_and_a_visitor_is_told(self, run, client_of, secretary, reader, adopted):  # noqa: F811
        url = addresses.adopted_pdf(adopted)
        plans.publish_plan(secretary, adopted)
        assert "ikke laget" in client_of(None).get(url).text
        assert client_of(reader).get(url)["Location"] == f"{url}lag/"
        run(client_of(reader).post, f"{url}lag/")
        assert status(client_of(None), url) == "pdf"
        assert FrozenDocument.objects.count() == 1

    def test_withdrawn_with_the_plan(self, client_of, secretary, adopted):
        plans.publish_plan(secretary, adopted)
        plans.unpublish_plan(secretary, adopted)
        assert client_of(None).get(addresses.adopted_pdf(adopted)).status_code == 410
