"""What the pages tell of the cases and resolutions that a plan's rows lead to: one question for all of a plan, and none
of it for those who may not read what is at the other end."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from actionplan.amendments import decision_words, item_url
from actionplan.choices import LinkKind
from actionplan.models import PlanLink
from governance.addresses import to
from governance.choices import ItemRole, ResolutionResult
from governance.composed import all_held, composed
from governance.models import AgendaItem, GoverningBody, Resolution


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """One link as the pages show it: `word` is how the two hang together, `text` names the case or resolution shortly,
    `title` is what the case is called. A question has its `answer` when a body has decided."""

    pk: UUID
    kind: str
    word: str
    text: str
    title: str
    url: str
    answer: str = ""
    answer_url: str = ""

    @property
    def is_question(self) -> bool:
        return self.kind == LinkKind.ASKED


def is_linked(model) -> Exists:
    """Whether a measure or an activity has links at all; who then asks for them gets those she may read."""
    return Exists(PlanLink.objects.present().filter(**{model._meta.model_name: OuterRef("pk")}))


def links_of(plan, actor) -> dict[UUID, tuple[LinkFacts, ...]]:
    """Measure or activity -> where it leads, as far as the actor may read it. One question, however many links."""
    found: dict[UUID, tuple[LinkFacts, ...]] = {}
    for row in _links(actor, plan.pk):
        key = row.activity_id or row.measure_id
        found[key] = (*found.get(key, ()), _facts(row, actor))
    return found


@composed(all_held)
def _links(actor, plan):
    rows = PlanLink.objects.visible_to(actor).filter(plan=plan).annotate(answer=_answer(actor))
    rows = rows.select_related("case", "resolution__item__body")
    return rows.order_by("kind", "case__year", "case__sequence", "pk")


def answers_to(actor, case):
    """What a body that decides has resolved in a case, as far as the actor may read it; the last word first. Put off is
    not answered."""
    rows = Resolution.objects.visible_to(actor).filter(item__case=case, item__role=ItemRole.DECIDES)
    return rows.exclude(result=ResolutionResult.POSTPONED).order_by("-decided_on", "pk")


def _answer(actor) -> Subquery:
    told = JSONObject(
        day="decided_on",
        body="item__body__name",
        slug="item__body__slug",
        format="item__body__number_format",
        year="item__number_year",
        sequence="item__number_sequence",
        turn="item__turn",
    )
    return Subquery(answers_to(actor, OuterRef("case")).values(told=told)[:1])


def _facts(row: PlanLink, actor) -> LinkFacts:
    case = row.case
    text, url = _target(row, actor)
    answer = _told(row.answer, case) if row.kind == LinkKind.ASKED and row.answer else None
    return LinkFacts(
        pk=row.pk,
        kind=row.kind,
        word=str(row.get_kind_display()),
        text=text,
        title=case.title,
        url=url,
        answer=_("vedtak {words}").format(words=decision_words(answer)) if answer is not None else "",
        answer_url=item_url(actor, answer.item) if answer is not None else "",
    )


def _target(row: PlanLink, actor) -> tuple[str, str]:
    """What the link leads to in few words, and its address."""
    case, resolution = row.case, row.resolution
    if resolution is None:
        return _("sak {number}").format(number=case.number), to(actor, "case_detail", case.year, case.sequence)
    resolution.item.case = case
    return _("vedtak {words}").format(words=decision_words(resolution)), item_url(actor, resolution.item)


def _told(said: dict, case) -> Resolution:
    """The resolution that the question to the database told of, as far as its name and address go."""
    body = GoverningBody(name=said["body"], slug=said["slug"], number_format=said["format"])
    item = AgendaItem(
        case=case, body=body, number_year=said["year"], number_sequence=said["sequence"], turn=said["turn"]
    )
    return Resolution(item=item, decided_on=date.fromisoformat(said["day"][:10]))
