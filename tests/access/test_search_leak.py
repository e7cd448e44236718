"""What the search may tell: each role finds exactly the rows she may read, of every kind, and nothing of the others:
not a hit, a count, a filter or a suggestion. A word of its own is planted in one row of each kind for each set of
roles that may read it; a kind registered without a line here fails.
"""

import hashlib
from copy import copy
from dataclasses import fields, replace
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from actionplan.models import ActionPlan, Activity, Gathering, GrantApplication, Measure, Network, PlanSection, Project
from actionplan.searchregisters import gatherings_inside
from governance import history
from governance.access import Actor, load_actor, system_actor
from governance.choices import Access, Role
from governance.models import (
    Alliance,
    Attachment,
    AttachmentVersion,
    Case,
    CasePaper,
    GoverningBody,
    GoverningDocument,
    Meeting,
    Organisation,
    Person,
    Resolution,
    SearchEntry,
    User,
)
from governance.search import asking, seeing
from governance.search.finding import find
from governance.search.question import Group, Question
from governance.search.sources import sources
from governance.services import cases, files, papers
from tests.access.land import OTHER_SLUG, PDF, SLUG
from tests.access.roles import ANONYMOUS, LOGINS, OUTSIDER

pytestmark = pytest.mark.django_db


# kind -> (model, field the word is planted in, who may read the row: said here without the help of the search)
PLACES = {
    "case": (Case, "summary", Case.objects.readable_by),
    "caseneutral": (Case, "public_title", Case.objects.visible_to),
    "paper": (CasePaper, "exposition", CasePaper.objects.visible_to),
    "file": (AttachmentVersion, "file_name", AttachmentVersion.objects.visible_to),
    "resolution": (Resolution, "remark", Resolution.objects.visible_to),
    "meeting": (Meeting, "note", Meeting.objects.visible_to),
    "body": (GoverningBody, "name", GoverningBody.objects.visible_to),
    "governing": (GoverningDocument, "note", GoverningDocument.objects.visible_to),
    "person": (Person, "title", Person.objects.visible_to),
    "organisation": (Organisation, "note", Organisation.objects.visible_to),
    "plan": (ActionPlan, "introduction", ActionPlan.objects.visible_to),
    "section": (PlanSection, "reporting", PlanSection.objects.visible_to),
    "measure": (Measure, "title", Measure.objects.visible_to),
    "activity": (Activity, "note", Activity.objects.visible_to),
    "project": (Project, "purpose", Project.objects.visible_to),
    "network": (Network, "purposes", Network.objects.visible_to),
    "gathering": (Gathering, "description", gatherings_inside),
    "application": (GrantApplication, "note", GrantApplication.objects.visible_to),
}


def word_of(kind: str, pk) -> str:
    """A word like no other, without a digit: not two slips from any of the rest."""
    digest = hashlib.sha256(f"{kind}{pk}".encode()).hexdigest()
    return "z" + "".join("bcdfghjklmnpqrst"[int(each, 16)] for each in digest[:17])


def test_every_kind_is_planted():
    assert PLACES.keys() == {source.kind for source in sources()}


def actor_for(role: str, slug: str):
    alliance = Alliance.objects.get(slug=slug)
    return load_actor(alliance, User.objects.get(email=LOGINS[role]) if LOGINS[role] else None)


class Planted:
    """Rows with a word of their own, and who may read each."""

    def __init__(self, land):
        self._make_exempt(land)
        self.rows = []
        for kind, (model, _field, readers) in PLACES.items():
            allowed = {role: set(readers(actor_for(role, SLUG)).values_list("pk", flat=True)) for role in LOGINS}
            self.rows += [(kind, row, who) for row, who in self._samples(kind, model, allowed)]
        for kind, row, _who in self.rows:
            self._plant(kind, row, PLACES[kind][1])

    @staticmethod
    def _make_exempt(land):
        items = land.of(Meeting).get(pk=land.samples["meeting"]["meeting"]).items.present().order_by("number_sequence")
        closed = {"access": Access.EXEMPT, "legal_basis": "offl. § 14"}
        cases.change_case(land.actor, items.last().case, public_title="Sak om en ansatt", **closed)
        hidden = land.of(Case).get(**land.samples["hidden_case"])
        cases.change_case(land.actor, hidden, public_title="Enda en sak", **closed)
        upload = ContentFile(PDF, name="personalsak.pdf")
        attachment = files.add_attachment(land.actor, items.first(), upload=upload, title="Personalsak", **closed)
        papers.send_attachment(land.actor, attachment)

    @staticmethod
    def _samples(kind, model, allowed):
        """One row for each set of roles that may read it, rows of the bin and of the other alliance among them."""
        found = {}
        rows = model._base_manager.order_by("pk").select_related("alliance")
        if kind == "caseneutral":
            rows = rows.filter(access=Access.EXEMPT)
        for row in rows:
            who = frozenset(role for role in LOGINS if row.pk in allowed[role])
            found.setdefault((who, row.alliance_id, row.removed_at is None), row)
        return [(row, who) for (who, _alliance, _present), row in found.items()]

    @staticmethod
    def _plant(kind, row, field):
        word = word_of(kind, row.pk)
        with history.recording(system_actor(row.alliance), "test.plant", row):
            history.save(row, {field: f"{getattr(row, field)} {word}".strip()})


@pytest.fixture(scope="module")
def planted(land):
    return Planted(land)


def _tells(results) -> bool:
    return bool(results.hits or results.total or results.kinds or results.bodies or results.years or results.meant)


@pytest.mark.parametrize("role", LOGINS)
def test_a_role_finds_what_she_may_read_and_nothing_else(planted, role):
    actor, wrong = actor_for(role, SLUG), []
    for kind, row, who in planted.rows:
        word = word_of(kind, row.pk)
        results = find(actor, word)
        hits = {hit.url for hit in results.hits}
        if _newest_of_its_kind(kind, row, actor) and role in who and not hits:
            wrong.append(f"{kind} {row.pk}: not found")
        if role not in who and _tells(results):
            wrong.append(f"{kind} {row.pk}: tells {results}")
        slip = find(actor, f"{word[:5]}x{word[6:]}")
        if role not in who and _tells(slip):
            wrong.append(f"{kind} {row.pk}: a slip tells {slip}")
    assert wrong == []


def _newest_of_its_kind(kind, row, actor) -> bool:
    """Of papers and files an older version is not found where the newest is read, and a file only with its attachment;
    who reads the case in full does not find its neutral title."""
    if kind == "paper":
        newer = CasePaper.objects.visible_to(actor).filter(item=row.item_id, number__gt=row.number)
        return row.item.removed_at is None and not newer.exists()
    if kind == "file":
        newer = AttachmentVersion.objects.visible_to(actor).filter(attachment=row.attachment, number__gt=row.number)
        seen = Attachment.objects.visible_to(actor).filter(pk=row.attachment_id).exists()
        return seen and not newer.exists()
    if kind == "caseneutral":
        return not Case.objects.readable_by(actor).filter(pk=row.pk).exists()
    return True


def test_there_are_rows_that_nobody_and_rows_that_everybody_may_read(planted):
    """The test could not fail on rows that all may read."""
    by_kind = {kind: {who for each, _row, who in planted.rows if each == kind} for kind in PLACES}
    assert [kind for kind, sets in by_kind.items() if len(sets) < 2] == []
    assert {kind for kind, sets in by_kind.items() if any(ANONYMOUS in who for who in sets)} >= {
        "case",
        "paper",
        "file",
    }


def _asked(actor, **options) -> list:
    """Every row of the index that the actor is given, as the search asks: all texts of the land hold one word."""
    everything = Question("", (Group("", ((f"þa{actor.alliance.pk}",),)),))
    return sorted((row.kind, str(row.object_id)) for row in asking.rows(actor, everything, limit=100_000, **options))


@pytest.mark.parametrize("role", LOGINS)
def test_the_terms_for_readers_hide_nothing_that_the_access_filter_lets_through(planted, role, monkeypatch):
    """They are a short cut past what a reader does not see; a term too few would hide a text from her."""
    monkeypatch.setattr(asking, "_anywhere", lambda groups: f"(scope : ({asking._fts5(groups)}))")
    actor = actor_for(role, SLUG)
    with_terms = _asked(actor)
    monkeypatch.setattr(asking, "reader_terms", lambda actor: [])
    assert with_terms == _asked(actor)
    assert with_terms == _seen_one_by_one(actor)


def _seen_one_by_one(actor) -> list:
    """The rows of the index that `visible_to` lets the actor see, without the SQL of the search."""
    found = []
    for source in sources():
        indexed = SearchEntry.objects.filter(kind=source.kind, alliance=actor.alliance).values_list(
            "object_id", flat=True
        )
        seen = set(source.visible(actor).values_list("pk", flat=True))
        found += [(source.kind, str(pk)) for pk in indexed if pk in seen]
    return sorted(found)


def test_what_one_actor_may_see_is_never_remembered_for_another(planted, monkeypatch):
    """The access filter is kept by each process: whoever asks after whomever, she is given her own."""
    monkeypatch.setattr(asking, "_anywhere", lambda groups: f"(scope : ({asking._fts5(groups)}))")
    alone = {}
    for role in LOGINS:
        seeing.forget()
        alone[role] = _asked(actor_for(role, SLUG))
    seeing.forget()
    together = {role: _asked(actor_for(role, SLUG)) for role in [*LOGINS, *reversed(LOGINS)]}
    assert together == alone
    assert len({tuple(found) for found in alone.values()}) > 3


def _turned(alliance):
    """The alliance with its pages closed, or open where they were closed."""
    other = copy(alliance)
    other.is_open = not alliance.is_open
    return other


def _actors(land) -> list:
    """Actors that differ from the first in one thing each."""
    body, cooperation = GoverningBody.objects.filter(alliance__slug=SLUG).values_list("pk", "cooperation")[0]
    first = Actor(alliance=Alliance.objects.get(slug=SLUG), on=date(2018, 3, 8), roles=frozenset({(Role.READER, None)}))
    return [
        first,
        replace(first, alliance=Alliance.objects.get(slug=OTHER_SLUG)),
        replace(first, alliance=_turned(first.alliance)),
        replace(first, on=date(2018, 3, 9)),
        replace(first, roles=frozenset()),
        replace(first, roles=frozenset({(Role.SECRETARIAT, cooperation)})),
        replace(first, bodies=frozenset({body})),
        replace(first, bodies=frozenset({body}), seats=frozenset({body})),
        replace(first, organisations=frozenset({body})),
        replace(first, further=frozenset({("led_plan", body)})),
        replace(first, is_system=True),
        replace(first, person=Person.objects.filter(alliance__slug=SLUG).first()),
        replace(first, user=User.objects.first()),
    ]


def test_the_filter_is_remembered_by_all_that_an_actor_is(land):
    """A field of the actor that the key leaves out would give one person the filter of another: each tells, but those
    that `visible_to` cannot look at."""
    actors = _actors(land)
    assert len({seeing.who(actor) for actor in actors}) == len(actors)
    told = {"alliance", "user", "person", "on", "roles", "seats", "bodies", "organisations", "further", "is_system"}
    assert {each.name for each in fields(Actor)} == told | {"label", "cache"}


def test_one_alliance_finds_nothing_of_the_other(planted):
    stranger = actor_for(OUTSIDER, OTHER_SLUG)
    ours = [(kind, row) for kind, row, _who in planted.rows if row.alliance.slug == SLUG]
    assert [(kind, row.pk) for kind, row in ours if _tells(find(stranger, word_of(kind, row.pk)))] == []


@pytest.mark.parametrize("role", LOGINS)
def test_the_page_shows_no_title_of_an_exempt_case(planted, clients, role):
    case = Case.objects.get(alliance__slug=SLUG, public_title__startswith="Sak om en ansatt")
    actor = actor_for(role, SLUG)
    url = reverse("governance:search", args=[SLUG])
    text = clients(role).get(url, {"q": f"{case.year}-{case.sequence}"}).content.decode()
    readable = Case.objects.readable_by(actor).filter(pk=case.pk).exists()
    assert (case.title in text) == readable
