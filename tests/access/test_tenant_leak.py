"""Two alliances in one database: nothing of the one is ever seen, chosen, named or reached from the other."""

from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import resolve

from governance.access import load_actor
from governance.models import Alliance, Event, User
from governance.models.base import TenantRow
from tests.access.crawl import fetch
from tests.access.roles import ANONYMOUS, LOGINS, OUTSIDER

ROLES = ("secretary", "admin", OUTSIDER)
DEMO_DAY = date(2018, 3, 8)
OPEN_TO_ALL = {"chooser"}  # below no alliance; what else is public is asked for as a visitor sees it
TENANT_MODELS = sorted((m for m in apps.get_models() if issubclass(m, TenantRow)), key=lambda m: m._meta.label)

# How a row is known to be published, for each model of which a visitor sees anything at all.
PUBLISHED = {
    "actionplan.Gathering": lambda row: row.audience == "public" and row.state != "draft",
    "governance.Meeting": lambda row: row.published_at is not None,
    "governance.AgendaVersion": lambda row: row.meeting.published_at is not None,
    "governance.ProgrammeEntry": lambda row: row.meeting.published_at is not None,
    "governance.Cooperation": lambda row: row.alliance.is_open,
    "governance.Membership": lambda row: row.alliance.is_open,
    "governance.Organisation": lambda row: row.alliance.is_open and row.memberships.present().exists(),
    "governance.Seat": lambda row: PUBLISHED["governance.GoverningBody"](row.body),
    "governance.ChairRotation": lambda row: PUBLISHED["governance.GoverningBody"](row.body),
    "governance.ProcedureRules": lambda row: PUBLISHED["governance.GoverningBody"](row.body),
    "governance.Appointment": lambda row: (
        row.kind == "member" and PUBLISHED["governance.GoverningBody"](row.seat.body) and row.holds_on(DEMO_DAY)
    ),
    "governance.GoverningBody": lambda row: row.meetings.filter(published_at__isnull=False).exists(),
    "governance.Case": lambda row: row.items.filter(meeting__published_at__isnull=False).exists(),
    "governance.CaseLink": lambda row: all(map(PUBLISHED["governance.Case"], (row.case, row.other))),
    "governance.CaseReference": lambda row: row.case.access == "public" and PUBLISHED["governance.Case"](row.case),
    "governance.GoverningDocument": lambda row: row.published_at is not None,
    "governance.GoverningVersion": lambda row: row.document.published_at is not None,
    "governance.CaseDocument": lambda row: (
        row.document.published_at is not None and row.case.access == "public" and PUBLISHED["governance.Case"](row.case)
    ),
    "governance.AgendaItem": lambda row: row.meeting.published_at is not None,
    "governance.SubItem": lambda row: is_open(row.item),
    "governance.CasePaper": lambda row: row.state == "sent" and is_open(row.item),
    "governance.Attachment": lambda row: row.access == "public" and is_open(row.item),
    "governance.AttachmentVersion": lambda row: PUBLISHED["governance.Attachment"](row.attachment),
    "governance.Resolution": lambda row: is_open(row.item),
    "governance.ResolutionPoint": lambda row: is_open(row.resolution.item),
    "governance.FrozenDocument": lambda row: row.published_at is not None,
    "actionplan.ActionPlan": lambda row: row.published_at is not None,
    "actionplan.PlanSection": lambda row: row.plan.published_at is not None,
    "actionplan.FundingEntry": lambda row: row.line.section.plan.published_at is not None,
    "actionplan.CostEntry": lambda row: row.line.section.plan.published_at is not None,
    "actionplan.PlanAmendment": lambda row: row.plan.published_at is not None,
    "actionplan.EconomyLimits": lambda row: row.plan.published_at is not None,
    "actionplan.AreaBudget": lambda row: row.plan.published_at is not None,
    "actionplan.ActivityPartner": lambda row: row.activity.section.plan.published_at is not None,
    "actionplan.ActivityTag": lambda row: row.activity.section.plan.published_at is not None,
    "actionplan.PlanLink": lambda row: (
        row.plan.published_at is not None
        and (is_open(row.resolution.item) if row.resolution else row.case.access == "public")
        and PUBLISHED["governance.Case"](row.case)
    ),
    "actionplan.StatusReport": lambda row: row.activity.section.plan.published_at is not None,
}
BELOW_A_SECTION = (
    "Measure",
    "Activity",
    "FundingLine",
    "CostLine",
    "ReportingLine",
    "SectionPartner",
    "SectionPosition",
)
PUBLISHED |= {f"actionplan.{name}": (lambda row: row.section.plan.published_at is not None) for name in BELOW_A_SECTION}


def is_open(item) -> bool:
    """Whether everyone may read the papers of a treatment."""
    return item.meeting.published_at is not None and item.case.access == "public"


@pytest.fixture(scope="module")
def ids_of(land):
    """`ids_of[slug]`: the id of every row of the alliance, to its model; removed rows too."""
    found = {}
    for slug in ("vestregionen", "vaernesregionen"):
        found[slug] = {
            str(pk): model
            for model in TENANT_MODELS
            for pk in model._base_manager.filter(alliance__slug=slug).values_list("pk", flat=True)
        }
    return found


# ---- Pages ----


def strangers_answers(pages, stranger, visitor) -> list[str]:
    """Those pages that a stranger gets, although a visitor off the street does not get them."""
    open_pages = []
    for page in pages:
        if page.name in OPEN_TO_ALL:
            continue
        answer = fetch(stranger, page.url)
        if answer.status != 404 and not (answer.status < 400 and fetch(visitor, page.url).status == answer.status):
            open_pages.append(f"{answer.status} {page.name} {page.url}")
    return open_pages


def test_a_stranger_gets_404_on_every_page(demo_data, crawls, clients):
    """Of what the admin and the secretary come to see; most addresses are the same for both, and are asked for once."""
    pages = {page.url: page for role in ("admin", "secretary") for page in crawls[role].pages}
    assert len(pages) > len(crawls["admin"].pages)
    assert strangers_answers(pages.values(), clients(OUTSIDER), clients(ANONYMOUS)) == []


def test_and_so_in_the_other_direction(demo_data, crawls, clients):
    assert strangers_answers(crawls[OUTSIDER].pages, clients("secretary"), clients(ANONYMOUS)) == []


def test_the_crawl_is_worth_the_name(demo_data, crawls):
    """A crawl that finds little would prove little."""
    assert len(crawls["admin"].pages) > 200
    assert len(crawls[OUTSIDER].pages) > 80
    bad = [f"{p.status} {p.url}" for role in ROLES for p in crawls[role].pages if p.status >= 400]
    assert [one for one in bad if "som=publikum" not in one] == []  # what nobody has published says so


@pytest.mark.parametrize(
    ("role", "other"), [("secretary", "vaernesregionen"), ("admin", "vaernesregionen"), (OUTSIDER, "vestregionen")]
)
def test_no_page_holds_a_row_of_the_other_alliance(demo_data, crawls, ids_of, role, other):
    """Not in a link, a choice, a history line, an event or a hidden field."""
    wrong = [
        f"{page.url}: {ids_of[other][key]._meta.label} {key}"
        for page in crawls[role].pages
        for key in page.ids() & ids_of[other].keys()
    ]
    assert wrong == []


@pytest.mark.parametrize(("role", "own"), [("secretary", "vestregionen"), (OUTSIDER, "vaernesregionen")])
def test_no_choice_bears_a_name_of_the_other_alliance(demo_data, land, crawls, role, own):
    names = names_by_alliance()
    foreign = set().union(*(names[slug] for slug in names if slug != own)) - names[own]
    offered = {
        (" ".join(option.text_content().split()), page.url)
        for page in crawls[role].pages
        if page.is_html
        for option in page.tree.iter("option")
    }
    assert offered
    assert [pair for pair in offered if pair[0] in foreign] == []


def names_by_alliance() -> dict[str, set[str]]:
    """What each alliance's rows are called, row by row."""
    names = {slug: set() for slug in Alliance.objects.values_list("slug", flat=True)}
    for model in TENANT_MODELS:
        if model._meta.app_label == "governance" and model.__name__ in NAMED:
            for row in model._base_manager.select_related("alliance"):
                names[row.alliance.slug].add(str(row))
    return names


NAMED = {"Organisation", "GoverningBody", "Person", "Case", "Cooperation", "Meeting"}


# ---- Rows ----


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model._meta.label)
def test_an_actor_sees_rows_of_her_own_alliance_alone(demo_data, land, model):
    outsider = User.objects.get(email=LOGINS[OUTSIDER])
    at_home = load_actor(land.other, outsider)
    assert not model.objects.visible_to(at_home).exclude(alliance=land.other).exists()
    for actor in (load_actor(land.alliance, outsider), load_actor(land.alliance, None)):
        rows = list(model.objects.visible_to(actor))
        assert {row.alliance_id for row in rows} <= {land.alliance.pk}
        is_published = PUBLISHED.get(model._meta.label, lambda row: False)
        assert [row for row in rows if not is_published(row)] == []
    assert not model.objects.in_bin(load_actor(land.alliance, outsider)).exists()
    assert not model.objects.visible_to(None).exists()


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model._meta.label)
def test_history_stays_with_its_row(demo_data, land, model):
    owner = dict(model._base_manager.values_list("pk", "alliance_id"))
    told = model.history.values_list("id", "alliance_id")
    assert [pk for pk, alliance in told if owner.get(pk, alliance) != alliance] == []


def test_events_are_about_rows_of_their_own_alliance(demo_data, land, ids_of):
    slugs = dict(Alliance.objects.values_list("pk", "slug"))
    other = {"vestregionen": "vaernesregionen", "vaernesregionen": "vestregionen"}
    events = Event.objects.values_list("alliance", "object_id", "act")
    assert events
    assert [act for alliance, key, act in events if key in ids_of[other[slugs[alliance]]]] == []


# ---- Forms ----


def test_a_row_of_the_other_alliance_is_never_taken(demo_data, crawls, clients, ids_of):
    """Each form of the crawl is sent as it stands, but with a foreign row in one of its fields; each field in turn."""
    client, taken, sent = clients("admin"), [], 0
    foreign = {model: key for key, model in ids_of["vaernesregionen"].items()}
    for page, form in one_form_of_each(crawls["admin"]):
        for name, model in references(form, ids_of["vestregionen"]).items():
            if model in foreign:
                for address, said in addresses(page, form).items():
                    sent += 1
                    status = send(client, address, form, said | {name: foreign[model]})
                    if status not in (403, 404, 409, 422):
                        taken.append(f"{status} {address}: {name} = a {model._meta.label} of the other alliance")
    assert sent > 20
    assert taken == []


def one_form_of_each(crawl):
    """The posted forms of one page for each address."""
    seen = set()
    for page in crawl.pages:
        if page.is_html and page.name not in seen:
            seen.add(page.name)
            yield from ((page, form) for form in page.tree.forms if form.method == "POST")


def references(form, own: dict) -> dict:
    """Fields that choose among rows: by the rows they offer now."""
    found = {}
    for field in form.xpath(".//select[@name]"):
        models = [own[value] for value in field.xpath(".//option/@value") if value in own]
        if models:
            found[field.get("name")] = models[0]
    return found


def addresses(page, form) -> dict[str, dict]:
    """Where the form is sent, with what its button adds: to its own address and to those of its buttons, once for each
    name of an address."""
    buttons = form.xpath(".//*[@formaction][not(@form)]")
    buttons += page.tree.xpath("//*[@formaction][@form = $id]", id=form.get("id") or "none")
    told = [(button.get("formaction"), {button.get("name"): button.get("value", "")}) for button in buttons]
    told += [(form.get("action"), {})] if form.get("action") else []
    if form.get("id") == "row-acts":  # in the table of a plan a script sends its fields with each cell
        told += [(cell.get("data-address") + "celle/", written(cell)) for cell in page.tree.xpath(CELLS)]
    found = {resolve(urlsplit(address).path).view_name: (urljoin(page.url, address), said) for address, said in told}
    return {address: {k: v for k, v in said.items() if k} for address, said in found.values()} or {page.url: {}}


CELLS = "//*[@data-address and @data-version]"


def written(row) -> dict:
    return {"felt": "title", "verdi": "Ny tekst", "base_version": row.get("data-version")}


def send(client, address: str, form, values: dict) -> int:
    """The status of the answer. Reasons are given, so that a form is not refused for want of one."""
    reasons = {field.name: "Begrunnelse" for field in form.inputs if field.name == "reason"}
    data = dict(form.form_values()) | reasons | values
    with transaction.atomic():
        status = client.post(address, data).status_code
        transaction.set_rollback(True)
    return status


def test_ids_in_addresses_and_acts_are_not_taken_either(demo_data, land, clients, ids_of):
    """What a page sends beside its forms: drag and drop, filters, and where a new row goes."""
    foreign = {model.__name__: key for key, model in ids_of["vaernesregionen"].items()}
    client, plan = clients("admin"), "/vestregionen/handlingsplan/2016/rediger"
    row, meeting = land.samples["row"]["pk"], land.samples["meeting"]["meeting"]
    asked = [client.get(f"{plan}/tiltak/ny/?del={foreign['PriorityArea']}").status_code]
    asked.append(client.get("/vestregionen/medlemmer/?samarbeid=vaernesregionen").status_code)
    for name in ("for", "del", "tiltak"):
        asked.append(client.post(f"{plan}/aktivitet/{row}/flytt/", {name: foreign["PriorityArea"]}).status_code)
    for act in ("sett-pa", "ta-av", "flytt"):
        data = {"item": foreign["AgendaItem"], "position": "1"}
        asked.append(client.post(f"/vestregionen/moter/{meeting}/saksliste/{act}/", data).status_code)
    assert set(asked) == {404}
