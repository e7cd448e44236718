"""What a case paper still lacks, told to whoever prepares it. Plain rules about what is there; nothing is guessed from
the text, and no hint stops an act."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from governance.access import may
from governance.agendachoices import PAPERLESS_CASES
from governance.choices import CaseKind, ItemRole, ItemState
from governance.models import AgendaItem, CasePaper
from governance.paperparts import BELOW

PREPARED = (ItemState.WAITING, ItemState.LISTED, ItemState.NUMBERED)
NEEDS_RECOMMENDATION = (CaseKind.DECISION, CaseKind.HEARING, CaseKind.ELECTION)


class Hint(NamedTuple):
    """What is missing, and the name of the page where it is mended with the words of the way there."""

    words: str
    page: str
    label: str


def hints_of(actor, item: AgendaItem, paper: CasePaper | None) -> list[Hint]:
    """What the newest version of the paper lacks and the actor may mend. None once the body has treated the case."""
    if item.state not in PREPARED or not may(actor, "item.edit", item):
        return []
    found = [_of_text(actor, item, words, paper) for test, words in _RULES if paper is not None and test(item, paper)]
    if paper is not None and _is_unmoved(actor, item, paper):
        found.append(_of_text(actor, item, SAME_AS_BEFORE, paper))
    if item.case.responsible_id is None and may(actor, "case.edit", item.case):
        found.append(Hint(_("Saken har ingen saksansvarlig."), "case_edit", _("Velg saksansvarlig")))
    return [hint for hint in found if hint is not None]


def _of_text(actor, item, words, paper) -> Hint | None:
    if may(actor, "paper.edit", paper):
        return Hint(words, "item_paper_edit", _("Skriv saksframlegget"))
    if may(actor, "paper.create", item):
        return Hint(words, "item_paper_version", _("Lag ny versjon"))
    return None


def lacks_recommendation(item, paper: CasePaper | None) -> bool:
    """As my page counts it: what a body is told for information alone needs none."""
    needs = item.case.kind in NEEDS_RECOMMENDATION and item.role != ItemRole.INFORMED
    return needs and (paper is None or not paper.recommendation)


def _lacks_exposition(item, paper: CasePaper) -> bool:
    return item.case.kind not in PAPERLESS_CASES and not paper.exposition


def _is_unmoved(actor, item, paper) -> bool:
    """Whether the recommendation is the one of the stop before, though the text has been written anew since."""
    if item.previous_id is None or not paper.recommendation:
        return False
    before = CasePaper.objects.visible_to(actor).filter(item=item.previous_id).order_by("-number").first()
    if before is None or before.recommendation != paper.recommendation:
        return False
    return any(getattr(before, part.name) != getattr(paper, part.name) for part in BELOW)


SAME_AS_BEFORE = _("Teksten er endret siden forrige behandling, men forslaget til vedtak er det samme.")
_RULES: tuple[tuple[Callable, str], ...] = (
    (lacks_recommendation, _("Saksframlegget har ikke forslag til vedtak.")),
    (_lacks_exposition, _("Saksframlegget har ikke saksutredning.")),
)
