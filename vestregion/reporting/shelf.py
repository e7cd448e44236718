"""What the pages show: which reports of a cooperation exist, year by year."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from actionplan.models import ActionPlan
from actionplan.periods import Period
from governance.choices import DocumentState
from governance.models import CasePaper, DocumentFile, FrozenDocument, Meeting


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports of one plan for one period, the newest first; `state` is "" where nothing has been made."""

    period: Period
    name: str
    documents: tuple[FrozenDocument, ...]

    @property
    def final(self) -> FrozenDocument | None:
        """The newest final version."""
        return next((each for each in self.documents if each.state == DocumentState.FINAL), None)

    @property
    def shown(self) -> FrozenDocument | None:
        """What a reader gets: the final version where there is one, else the newest draft."""
        return self.final or (self.documents[0] if self.documents else None)


def report_name(period: Period) -> str:
    """ "1. tertial", "2. tertial", "Årsrapport": what the report of a period is called in a list of the page."""
    return _("Årsrapport") if period is Period.AAR else period.label


def documents_of(actor, cooperation):
    """Reports of the cooperation that the actor may read, the newest version first, each with its PDF."""
    files = Prefetch(
        "files", DocumentFile.objects.present().filter(format="pdf").select_related("file"), to_attr="pdfs"
    )
    rows = FrozenDocument.objects.visible_to(actor).filter(kind="report", cooperation=cooperation)
    return rows.defer("content").select_related("alliance").newest().prefetch_related(files)


def shelves(actor, plan, documents) -> list[Shelf]:
    """The three shelves of a plan, out of the documents of its cooperation."""
    subject = f"plan:{plan.pk}"
    return [
        Shelf(
            period,
            report_name(period),
            tuple(each for each in documents if (each.subject, each.period) == (subject, period.value)),
        )
        for period in Period
    ]


def all_plans_of(actor):
    """Plans that the actor may read, with what is printed on their cover, the newest year first."""
    rows = ActionPlan.objects.visible_to(actor)
    return rows.select_related("cooperation", "alliance", "platform", "case").order_by("-year")


def plans_of(actor, cooperation):
    """Plans of the cooperation that the actor may read, the newest year first."""
    return all_plans_of(actor).filter(cooperation=cooperation)


def papers_of(actor):
    """Versions of case papers that the actor may read, with what is printed in their head."""
    related = ("alliance", "item__case__cooperation", "item__body", "item__meeting")
    related += ("item__previous__body", "item__previous__meeting")
    return CasePaper.objects.visible_to(actor).select_related(*related)


def meetings_of(actor):
    """Meetings that the actor may read, with what is printed in the head of a convocation."""
    return Meeting.objects.visible_to(actor).select_related("alliance", "body__cooperation")
