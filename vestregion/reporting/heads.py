"""The way to a PDF from the page of what it prints (governance/panels.py)."""

from governance.choices import PaperState
from vestregion.reporting import addresses, shelf
from vestregion.reporting.meetingviews import may_read


def plan_head(plan, actor) -> dict[str, str]:
    """The PDF of a plan; those who read the plan may read it."""
    return {"url": addresses.plan_pdf(plan)}


def plan_word_head(plan, actor) -> dict[str, str]:
    """The plan as a Word document to paste from."""
    return {"url": addresses.plan_word(plan)}


def adopted_plan_head(plan, actor) -> dict[str, str]:
    """The PDF of the plan as adopted."""
    return {"url": addresses.adopted_pdf(plan)}


def fee_run_head(run, actor) -> dict[str, str]:
    """All claims of a run as one PDF; those who read the run may read it."""
    return {"url": addresses.fee_run_pdf(run)}


def fee_letters(claims, actor) -> dict:
    """The letter of each claim of a run as a PDF of its own."""
    return {"letters": [(claim.name, addresses.fee_claim_pdf(claim)) for claim in claims]}


def meeting_head(meeting, actor) -> dict[str, str] | None:
    """The convocation as a PDF, for those who may read it."""
    return {"url": addresses.convocation_pdf(meeting)} if may_read(actor, meeting) else None


def item_head(item, actor) -> dict[str, str] | None:
    """The PDF of the paper that has gone out, for those who may read it."""
    sent = shelf.papers_of(actor).written().filter(item=item, state=PaperState.SENT)
    paper = sent.order_by("-number").first()
    return {"url": addresses.paper_pdf(paper)} if paper else None
