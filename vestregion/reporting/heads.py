"""The way to a PDF from the page of what it prints (governance/panels.py)."""

from governance.choices import PaperState
from vestregion.reporting import addresses, making, shelf


def plan_head(plan, actor) -> dict[str, str]:
    """The PDF of a plan; those who read the plan may read it."""
    return {"url": addresses.plan_pdf(plan)}


def adopted_plan_head(plan, actor) -> dict[str, str] | None:
    """The PDF of the plan as adopted, where that was frozen."""
    return {"url": addresses.adopted_pdf(plan)} if making.adopted_document(plan) is not None else None


def item_head(item, actor) -> dict[str, str] | None:
    """The PDF of the paper that has gone out, for those who may read it."""
    sent = shelf.papers_of(actor).written().filter(item=item, state=PaperState.SENT)
    paper = sent.order_by("-number").first()
    return {"url": addresses.paper_pdf(paper)} if paper else None
