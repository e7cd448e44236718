"""The demo holds the alliance's real facts, all written through the services."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from actionplan.models import (
    ActionPlan,
    Activity,
    FundingLine,
    Measure,
    PlanLink,
    PlanSection,
    Position,
    SectionPartner,
    StatusReport,
)
from governance import jobs
from governance.documents import rendering
from governance.models import (
    Alliance,
    Case,
    CasePaper,
    Event,
    FrozenDocument,
    Job,
    Meeting,
    Membership,
    Person,
    TenantRow,
    User,
)
from tests.access.land import quick_print
from vestregion.demo import LOGINS, AlreadyLoaded, load
from vestregion.demo.files import FOLDER

pytestmark = pytest.mark.django_db
OPENED = True  # as people meet it


@pytest.fixture
def demo(demo_data):
    return Alliance.objects.get(slug="vestregionen")


def test_the_plan_of_2016_is_whole(demo):
    plan = ActionPlan.objects.of(demo).get(year=2016)
    activities = Activity.objects.of_plan(plan)
    assert plan.sections.present().count() == 9
    assert Measure.objects.of_plan(plan).filter(parent=None).count() == 38
    assert activities.count() == 86
    assert activities.exclude(deadline_text="").count() == 72
    assert activities.exclude(deadline_text="").values("deadline_text").distinct().count() == 16


def test_every_activity_of_2016_has_a_status_for_every_period_marked_as_demo(demo):
    reports = StatusReport.objects.of(demo)
    assert {p: reports.filter(period=p).count() for p in ("t1", "t2", "aar")} == {"t1": 86, "t2": 86, "aar": 86}
    assert not reports.filter(is_demo=False).exists()


def test_posts_make_four_point_two_full_time_equivalents(demo):
    assert sum(p.percent or Decimal(0) for p in Position.objects.of(demo)) == 420


@pytest.mark.parametrize(
    ("section", "source", "amount"),
    [
        ("Arealbruk", "allocation", 350_000),
        ("Fremtidig", "allocation", 100_000),
        ("Samfunn", "allocation", 350_000),
        ("Kunst", "fee_share", 1_000_000),
        ("Kunst", "equity", 300_000),
        ("Kunst", "host", 200_000),
        ("Vestregionens Ungdoms", "allocation", 600_000),
        ("Vestregionens Ungdoms", "grant", 250_000),
    ],
)
def test_planned_amounts(demo, section, source, amount):
    line = FundingLine.objects.of(demo).get(
        section__plan__year=2016, section__title__startswith=section, source=source, entries__kind="planned"
    )
    assert line.entries.get(kind="planned").amount == amount


def test_members_through_the_years(demo):
    def count(cooperation, day):
        return Membership.objects.of(demo).filter(cooperation__slug=cooperation).on(day).count()

    counties = 2
    assert count("vestregionen", date(1992, 6, 1)) == 6 + counties
    assert count("vestregionen", date(2004, 6, 1)) == 13 + 1 - 1 + counties
    assert count("vestregionen", date(2010, 6, 1)) == 16 + counties
    assert count("vestregionen", date(2015, 1, 1)) == 15 + counties
    assert count("khs", date(2016, 1, 1)) == 26
    assert count("bpa", date(2016, 1, 1)) == 15


def test_one_case_has_two_numbers(demo):
    case = Case.objects.of(demo).get(title="Handlingsplan 2016")
    items = case.items.order_by("meeting__day").select_related("body")
    assert [(i.body.name, i.number) for i in items] == [("Rådmannsgruppen", "46/2015"), ("Styringsgruppen", "43/2015")]


@pytest.mark.parametrize(
    ("number", "day", "body"),
    [
        ("37/2014", date(2014, 8, 21), "Rådmannsgruppen"),
        ("57/2014", date(2014, 11, 27), "Styringsgruppen"),
        ("05/2015", date(2015, 3, 12), "Styringsgruppen"),
        ("04/2016", date(2016, 2, 25), "Rådmannsgruppen"),
        ("24/2017", date(2017, 9, 14), "Rådmannsgruppen"),
        ("35/2017", date(2017, 11, 23), "Styringsgruppen"),
        ("03/2018", date(2018, 3, 15), "Styringsgruppen"),
    ],
)
def test_known_numbers(demo, number, day, body):
    meeting = Meeting.objects.of(demo).get(day=day, body__name=body)
    assert number in [item.number for item in meeting.items.select_related("body")]


def test_the_meeting_in_march_is_called_with_three_papers(demo):
    meeting = Meeting.objects.of(demo).get(day=date(2018, 3, 15))
    assert meeting.state == "called"
    assert [i.number for i in meeting.items.order_by("position")] == ["01/2018", "02/2018", "03/2018"]
    assert all(i.papers.filter(state="sent").exclude(recommendation="").exists() for i in meeting.items.all())


def test_the_second_alliance_has_its_own_bodies_goals_and_adoptions(demo):
    other = Alliance.objects.get(slug="vaernesregionen")
    platform = other_platform(other)
    assert platform.points.filter(kind="value").count() == 5
    assert platform.areas.count() == 4
    adopted = Case.objects.of(other).get().items.filter(body__kind="council", resolutions__result="adopted")
    assert adopted.count() == 5


def other_platform(alliance):
    from actionplan.models import StrategicPlatform

    return StrategicPlatform.objects.of(alliance).get()


def test_every_login_works_and_every_person_is_marked(demo, client):
    assert not Person.objects.filter(is_demo=False).exists()
    assert {email for email, _who in LOGINS} == set(User.objects.values_list("email", flat=True))


def test_everything_was_written_through_the_services(demo):
    """Each stored row has its first history row, with the name of the demo and a change that has its event."""
    changes = set(Event.objects.values_list("change_id", flat=True))
    for model in tenant_models():
        for row in model._base_manager.all():
            first = model.history.filter(id=row.pk).order_by("history_date").first()
            assert first is not None, row
            assert first.by_name in {"Demo", "Vestregion"}, row  # letters and orders follow by themselves
            assert first.change_id in changes


def test_what_people_open_first_is_ordered_and_nothing_else(demo):
    """The three papers of March, their convocation and the three plans; the papers of earlier years order nothing."""
    assert [job.title for job in Job.objects.filter(title__startswith="PDF").order_by("heartbeat_at")] == [
        "PDF av 01/2018 Godkjenning av referat fra møtet 7. desember 2017 (v1)",
        "PDF av 02/2018 Årsrapport 2017 (v1)",
        "PDF av 03/2018 Vestregionens fremtid – skisse til fremtidig samarbeid (v1)",
        "PDF av Styringsgruppen 15.03.2018",
        "PDF av Handlingsplan 2016",
        "PDF av Handlingsplan 2017",
        "PDF av Handlingsplan 2018",
    ]
    assert set(FrozenDocument.objects.values_list("kind", flat=True)) == {"plan"}  # as adopted


def test_a_plan_is_printed_when_it_is_published_and_the_public_reads_it_at_once(demo, client, monkeypatch):
    """Everything ordered is made as the demo stands: no later act of the loader has made it out of date."""
    monkeypatch.setattr(rendering, "_renderers", quick_print())
    for job in Job.objects.all():
        jobs.run_job.call(str(job.pk))
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
    for plan in ActionPlan.objects.of(demo):
        answer = client.get(f"/vestregionen/handlingsplan/{plan.year}/pdf/")
        assert answer.getvalue().startswith(b"%PDF")
    mayor = User.objects.get(email="ordforer.asker@vestregionen.example")
    client.force_login(mayor)
    for paper in CasePaper.objects.of(demo).filter(item__meeting__day=date(2018, 3, 15)):
        assert client.get(f"/vestregionen/saker/saksframlegg/{paper.pk}/pdf/").getvalue().startswith(b"%PDF")
    assert Job.objects.filter(title__startswith="PDF").count() == 7


def test_a_visitor_finds_a_living_front_page_and_nothing_that_is_exempt_or_to_come(demo, client):
    assert demo.is_open
    front = client.get("/vestregionen/").text
    assert "Styringsgruppen" in front
    assert "Handlingsplan 2018" in front
    meetings = Meeting.objects.of(demo)
    bodies = set(meetings.filter(published_at__isnull=False).values_list("body__slug", flat=True))
    assert bodies == {"styringsgruppen", "radmannsgruppen"}
    for meeting in meetings:
        status = client.get(f"/vestregionen/moter/{meeting.pk}/").status_code
        assert (status == 200) == (meeting.published_at is not None)
        assert (meeting.published_at is not None) == (meeting.state == "held" and meeting.body.slug in bodies)
    for case in Case.objects.of(demo).filter(access="exempt"):
        assert case.title not in client.get("/vestregionen/saker/").text


def tenant_models():
    from django.apps import apps

    return [m for m in apps.get_models() if issubclass(m, TenantRow)]


def test_a_database_with_an_alliance_is_left_alone(demo):
    with pytest.raises(AlreadyLoaded):
        load()


def test_the_command_tells_the_logins_even_when_it_loads_nothing(demo, capsys):
    call_command("demo")
    told = capsys.readouterr().out
    assert "ikke endret" in told
    assert all(email in told for email, _who in LOGINS)


def test_known_passwords_never_reach_production(settings):
    settings.INVENTED = False
    with pytest.raises(CommandError, match="i produksjon"):
        call_command("demo")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Balansert utvikling: areal- og transportstrategier for Vestregionen 2008–2018", 2007),
        ("Samarbeidsavtale med Høgskolen i Buskerud", 2014),
        ("Revisjon av Balansert utvikling", 2015),
        ("Utlysning og tildeling av konsesjoner for brukerstyrt personlig assistanse", 2015),
    ],
)
def test_what_the_sources_give_a_year_alone_is_a_closed_case_that_says_so(demo, title, year):
    case = Case.objects.of(demo).get(title=title)
    assert (case.year, case.state, case.items.count()) == (year, "closed", 0)
    assert "Demo: " in case.summary


def test_komut_says_who_steers_it_and_how_far_it_has_come(demo):
    section = PlanSection.objects.of(demo).get(plan__year=2016, title__startswith="Kommunal elektronisk")
    assert "05/2015" in section.organisation
    rows = section.activities.present()
    assert set(rows.exclude(steered_by="").values_list("steered_by", flat=True)) == {
        "Helsedirektoratet (nasjonalt)",
        "Helsedirektoratet og KS (nasjonalt)",
        "nasjonale myndigheter",
    }
    notes = dict(rows.exclude(note="").values_list("title", "note"))
    assert notes["3 leverandørsamlinger."] == (
        "Fristen er Q4. Utsatt til Q3 -16 grunnet forsinket leverandørutvikling."
    )
    assert len(notes) == 4


def test_the_partners_that_the_document_names(demo):
    named = SectionPartner.objects.of(demo).values_list("section__title", "organisation__name")
    assert {title for title, _name in named} == set(
        PlanSection.objects.of(demo)
        .filter(plan__year=2016)
        .exclude(title__in=["Forvaltningsreformen", "Brukerstyrt personlig assistanse"])
        .values_list("title", flat=True)
    )
    assert ("Kunst rett vest", "Asker kommune") in named


def test_a_paragraph_sign_is_never_parted_from_its_number(demo):
    """A line may break at an ordinary space."""
    folder = FOLDER / "demo"
    assert not [path.name for path in folder.glob("*.toml") if "§ " in path.read_text(encoding="utf-8")]


def test_rows_lead_to_the_cases_that_the_documents_name(demo):
    links = PlanLink.objects.of(demo).select_related("plan", "case", "measure", "activity")
    assert {(link.plan.year, link.kind, link.row.title[:20], link.case.title[:24]) for link in links} == {
        (2016, "basis", "Bidra i nasjonale og", "Revisjon av Balansert ut"),
        (2016, "follows", "Videreutvikle samarb", "Samarbeidsavtale med Høg"),
        (2017, "follows", "Følge opp avtalen me", "Samarbeidsavtale med Høg"),
        (2017, "basis", "Folkehelse og kultur", "Strategi for folkehelse"),
    }
