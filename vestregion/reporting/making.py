"""Making documents: collect the facts, freeze them, and order the file as a job."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from actionplan.past import adoption_of
from actionplan.periods import Period
from governance import jobs
from governance.access import require, system_actor
from governance.choices import Access, DocumentState
from governance.documents import existing_file, file_of, freeze, frozen_as
from governance.exemption import neutral_title
from governance.models import CasePaper, DocumentFile, FrozenDocument, Job, Meeting
from vestregion.reporting.errors import RenderError
from vestregion.reporting.facts import casepaper as paper_facts
from vestregion.reporting.facts import convocation as convocation_facts
from vestregion.reporting.facts import feeclaims as fee_facts
from vestregion.reporting.facts import plan as plan_facts
from vestregion.reporting.facts import report as report_facts
from vestregion.reporting.facts.failure import FactsFailed

JOB = "document.pdf"
AFTERWARDS = "vedtatt"  # where a period stands: of what was frozen after the adoption, from the history


def report_subject(plan) -> str:
    """What the reports of a plan are filed under."""
    return f"plan:{plan.pk}"


def make_report(actor, plan, period: Period, *, state=DocumentState.DRAFT, reason="", at=None) -> FrozenDocument:
    """Freeze the report of a plan for a period as it stands now, as a draft or as the final version.

    Unchanged facts give the version that is there. Raises PermissionDenied, FactsFailed (names the part), and Refused
    when a final version exists and no reason is given.
    """
    require(actor, "report.make", plan)
    if state == DocumentState.FINAL:
        require(actor, "report.freeze", plan)
    facts = report_facts.collect_report(plan, period)
    return freeze(
        actor,
        kind="report",
        subject=report_subject(plan),
        cooperation=plan.cooperation,
        year=plan.year,
        period=period.value,
        title=f"{facts.title} {facts.sender.name}",
        content=facts.content(),
        state=state,
        schema_version=report_facts.SCHEMA_VERSION,
        reason=reason,
        at=at,
    )


def freeze_plan(plan, *, at=None) -> FrozenDocument:
    """The plan as it stands now; whoever asks has been let in by `visible_to`. Written under the system's name."""
    return freeze(system_actor(plan.alliance), **_plan_document(plan), at=at)


def freeze_adopted(adoption) -> FrozenDocument:
    """The plan as it has just been adopted, with the adoption itself: it never changes after that."""
    system = system_actor(adoption.plan.alliance)
    document = _plan_document(adoption.plan) | {"reason": _("Slik planen ble vedtatt")}
    return freeze(system, **document, at=adoption.at)


def adopted_document(plan) -> FrozenDocument | None:
    """What was frozen when the plan was adopted, or read from the history later; None where neither has been done."""
    adoption = adoption_of(plan)
    if adoption is None:
        return None
    moment, change = adoption
    mine = FrozenDocument.objects.of(plan.alliance).filter(kind="plan", subject=f"plan:{plan.pk}")
    made = FrozenDocument.history.filter(alliance=plan.alliance, change_id=change, kind="plan").values("id")
    # Adopted anew with nothing changed: the version of the first time holds.
    again = mine.filter(state=DocumentState.FINAL, frozen_at__lte=moment, period="").newest()
    later = mine.filter(frozen_at__gte=moment, period=AFTERWARDS).newest()
    return mine.filter(pk__in=made).first() or again.first() or later.first()


def freeze_what_was_adopted(plan) -> FrozenDocument | None:
    """Freeze a plan as the history says that it was adopted, where nothing was frozen then; None for a plan that is not
    adopted. In a series of its own: the newest print of the plan as it is stays the newest."""
    adoption = adoption_of(plan)
    if adoption is None:
        return None
    document = _document_of(plan, plan_facts.collect_adopted(plan, adoption[0]))
    document |= {"period": AFTERWARDS, "reason": _("Slik planen ble vedtatt, lest av historikken")}
    return adopted_document(plan) or freeze(system_actor(plan.alliance), **document)


def printed_plan(plan) -> DocumentFile | None:
    """The PDF of the plan as it stands now, where it has been made. Writes nothing."""
    return _printed(plan.alliance, _plan_document(plan))


def freeze_paper(paper: CasePaper, *, at=None) -> FrozenDocument:
    """The case paper as it stands now; whoever asks has been let in by `visible_to`. Written by the system."""
    return freeze(system_actor(paper.alliance), **_paper_document(paper), at=at)


def printed_paper(paper: CasePaper) -> DocumentFile | None:
    """The PDF of the case paper as it stands now, where it has been made; else the one made when papers were frozen
    with fewer parts, where it says the same. Writes nothing."""
    document = _paper_document(paper)
    first = paper_facts.as_first_frozen(paper, document["content"])
    earlier = document | {"content": first, "schema_version": 1}
    return _printed(paper.alliance, document) or (first and _printed(paper.alliance, earlier))


def _printed(alliance, document: dict) -> DocumentFile | None:
    frozen = frozen_as(alliance, **document)
    return existing_file(frozen, "pdf") if frozen else None


def _plan_document(plan) -> dict:
    return _document_of(plan, plan_facts.collect_plan(plan))


def _document_of(plan, facts) -> dict:
    return {
        "kind": "plan",
        "subject": f"plan:{plan.pk}",
        "cooperation": plan.cooperation,
        "year": plan.year,
        "title": f"{facts.title} {facts.sender.name}",
        "content": facts.content(),
        "state": DocumentState.FINAL if facts.is_adopted else DocumentState.DRAFT,
        "schema_version": plan_facts.SCHEMA_VERSION,
        "reason": _("Skrevet ut slik planen sto da"),
    }


def _paper_document(paper: CasePaper) -> dict:
    facts, case = paper_facts.collect_paper(paper), paper.item.case
    # Jobs and downloaded files are called after the document, and outlive the right to read an exempt case.
    with translation.override(facts.lang):
        called = neutral_title(case) if case.access == Access.EXEMPT else case.title
    return {
        "kind": "casepaper",
        "subject": f"paper:{paper.pk}",
        "cooperation": case.cooperation,
        "year": case.year,
        "title": " ".join(filter(None, ("Saksframlegg", facts.number, called)))[:255],
        "content": facts.content(),
        "state": DocumentState.FINAL if facts.is_sent else DocumentState.DRAFT,
        "schema_version": paper_facts.SCHEMA_VERSION,
        "reason": _("Skrevet ut slik saken sto da"),
    }


def freeze_convocation(meeting: Meeting, *, at=None) -> FrozenDocument:
    """The convocation as it stands now; whoever asks has been let in by `visible_to`. Written by the system."""
    return freeze(system_actor(meeting.alliance), **_convocation_document(meeting), at=at)


def printed_convocation(meeting: Meeting) -> DocumentFile | None:
    """The PDF of the convocation as it stands now, where it has been made. Writes nothing."""
    return _printed(meeting.alliance, _convocation_document(meeting))


def _convocation_document(meeting: Meeting) -> dict:
    facts = convocation_facts.collect_convocation(meeting)
    return {
        "kind": "convocation",
        "subject": f"meeting:{meeting.pk}",
        "cooperation": meeting.body.cooperation,
        "year": meeting.day.year,
        "title": f"Innkalling {facts.body} {facts.day}"[:255],
        "content": facts.content(),
        "state": DocumentState.FINAL if facts.is_sent else DocumentState.DRAFT,
        "schema_version": convocation_facts.SCHEMA_VERSION,
        "reason": _("Skrevet ut slik innkallingen sto da"),
    }


def freeze_claims(run, claims, *, at=None) -> FrozenDocument:
    """Claims of a run as they stand; whoever asks has been let in by `visible_to`. Written by the system."""
    return freeze(system_actor(run.alliance), **_claims_document(run, claims), at=at)


def printed_claims(run, claims) -> DocumentFile | None:
    """The PDF of claims of a run as they stand now, where it has been made. Writes nothing."""
    return _printed(run.alliance, _claims_document(run, claims))


def _claims_document(run, claims) -> dict:
    """All claims of the run, or one of them, which is then a document of its own."""
    facts = fee_facts.collect_claims(run, claims)
    alone = claims[0] if len(claims) == 1 else None
    return {
        "kind": "feeclaims",
        "subject": f"feeclaim:{alone.pk}" if alone else f"feerun:{run.pk}",
        "cooperation": run.cooperation,
        "year": run.year,
        "title": f"{facts.title} {alone.name}"[:255] if alone else facts.title,
        "content": facts.content(),
        "state": DocumentState.FINAL if facts.is_sent else DocumentState.DRAFT,
        "schema_version": fee_facts.SCHEMA_VERSION,
        "reason": _("Skrevet ut slik kravene sto da"),
    }


def order_pdf(actor, document: FrozenDocument, url: str) -> Job | None:
    """Order the PDF of a document; None when it is there already. `url` is where the finished file is fetched."""
    if existing_file(document, "pdf") is not None:
        return None
    arguments = {"document": str(document.pk), "url": url}
    title = _("PDF av {title}").format(title=document.title)[:200]
    return jobs.enqueue(actor, kind=JOB, title=title, arguments=arguments)


def file_url(document: FrozenDocument) -> str:
    """The address of a document's PDF."""
    return reverse("reporting:document_file", args=[document.alliance.slug, document.pk])


def print_document(job: Job, progress: jobs.Progress) -> str:
    """The work of the job: make the PDF, unless someone else has, and say where it is."""
    document = FrozenDocument.objects.of(job.alliance).select_related("alliance").get(pk=job.arguments["document"])
    progress.say(_("Setter sidene"), 20)
    try:
        file_of(document, "pdf")
    except (RenderError, FactsFailed) as error:
        raise jobs.JobFailed(str(error)) from error
    return job.arguments["url"]
