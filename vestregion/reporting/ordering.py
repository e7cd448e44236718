"""PDFs that acts order, so that readers and visitors find them finished: see governance/announcements.py.

Reading a PDF writes nothing and a visitor never starts work, so what is adopted, sent or published is printed because
of the act itself. The job freezes what stands when it runs, which is what the pages then show. A later correction of a
plan orders nothing: an afternoon of corrections would make a PDF of each; whoever wants one has the button, and the
night makes one of them all (nightly.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from governance import jobs
from governance.access import load_actor, system_actor
from governance.choices import Access
from governance.documents import file_of
from governance.history import Refused
from governance.models import Job
from vestregion.reporting import addresses, making, shelf
from vestregion.reporting.errors import RenderError

JOB = "row.pdf"


@dataclass(frozen=True)
class Printable:
    """How rows of one kind are found, printed, and fetched as they stand; `lasting` is what must lie printed beside."""

    rows: Callable[..., QuerySet]
    freeze: Callable
    printed: Callable
    url: Callable
    lasting: Callable = lambda row: None


KINDS = {
    "plan": Printable(
        shelf.all_plans_of, making.freeze_plan, making.printed_plan, addresses.plan_pdf, making.adopted_document
    ),
    "casepaper": Printable(shelf.papers_of, making.freeze_paper, making.printed_paper, addresses.paper_pdf),
    "convocation": Printable(
        shelf.meetings_of, making.freeze_convocation, making.printed_convocation, addresses.convocation_pdf
    ),
}


def order_plan(plan) -> int:
    """Order the PDF of a plan, unless it lies there as the plan stands; how many were ordered."""
    system = system_actor(plan.alliance)
    return _order("plan", system, _not_printed("plan", shelf.all_plans_of(system).filter(pk=plan.pk)))


def order_anew(plan) -> None:
    """Order the PDF of a plan and of what was adopted, whether or not they lie there."""
    _order("plan", system_actor(plan.alliance), [plan])


def order_paper(paper) -> None:
    """Order the PDF of a version of a case paper. One of an exempt case is printed only for a reader who asks.

    What has just been sent is new, so nothing is compared: whoever calls a meeting does not wait for the facts of every
    paper on its agenda. Where the PDF lies there after all, the job finds it.
    """
    system = system_actor(paper.alliance)
    rows = shelf.papers_of(system).written().filter(pk=paper.pk, item__case__access=Access.PUBLIC)
    _order("casepaper", system, rows)


def order_convocation(meeting) -> None:
    """Order the PDF of the convocation of a meeting that has just been called."""
    _order("convocation", system_actor(meeting.alliance), [meeting])


def order_changed_convocation(change) -> None:
    """Order it anew: the meeting has another day, hour or place."""
    order_convocation(change.meeting)


def order_changed_agenda(version) -> None:
    """Order it anew: its readers have another version of the agenda, and the letter begins with what is new."""
    order_convocation(version.meeting)


def order_published(meeting) -> None:
    """Order the PDF of every paper that a visitor may read since the meeting was published.

    Those of the same cases in other published meetings are printed anew: they tell now what this meeting resolved.
    """
    _order_readable(meeting.alliance, meeting.items.present().values("case"))


def order_opened(case) -> None:
    """Order the PDF of every paper of a case that a visitor may read since the case is no longer exempt."""
    _order_readable(case.alliance, [case.pk])


def _order_readable(alliance, cases) -> None:
    """Order the newest version of each paper of the cases that a visitor may read."""
    rows = shelf.papers_of(load_actor(alliance, None)).written().filter(item__case__in=cases)
    newest = {row.item_id: row for row in rows.order_by("item_id", "number")}
    _order("casepaper", system_actor(alliance), _not_printed("casepaper", newest.values()))


def _order(kind: str, system, rows: Iterable) -> int:
    """By the system: whoever does the next act then finds the same job unfinished, and not one of her own."""
    ordered = 0
    for row in rows:
        title = _("PDF av {title}").format(title=row)[:200]
        jobs.enqueue(system, kind=JOB, title=title, arguments={"kind": kind, "pk": str(row.pk)})
        ordered += 1
    return ordered


def _not_printed(kind: str, rows: Iterable) -> Iterable:
    """Those whose PDF does not lie there as they stand; to tell, the facts of each are collected."""
    return (row for row in rows if not _is_printed(kind, row))


def _is_printed(kind: str, row) -> bool:
    """A document that cannot be read or collected stops no act: the job will say what is wrong with it."""
    try:
        with transaction.atomic():
            return KINDS[kind].printed(row) is not None
    except Refused:
        return False


def print_row(job: Job, progress: jobs.Progress) -> str:
    """The work of the job: freeze what stands now, make its PDF, and say where it is fetched."""
    kind = KINDS[job.arguments["kind"]]
    row = kind.rows(system_actor(job.alliance)).filter(pk=job.arguments["pk"]).first()
    if row is None:
        raise jobs.JobFailed(_("Det som skulle skrives ut, er slettet i mellomtiden."))
    progress.say(_("Setter sidene"), 20)
    try:
        for document in filter(None, (kind.freeze(row), kind.lasting(row))):
            file_of(document, "pdf")
    except RenderError as error:
        raise jobs.JobFailed(str(error)) from error
    return kind.url(row)
