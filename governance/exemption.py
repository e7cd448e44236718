"""What an actor is shown of a case that is exempt from public disclosure.

Everyone may see that the case is there, with its number and a neutral title; the title itself, the papers and the
attachments are for those who edit the case or sit in a body it has been called in (offentleglova; docs/domain.md 2.3).
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.choices import Access
from governance.models import Case


def reveal(actor, cases: Iterable[Case]) -> None:
    """Give each case `shown_title` and `is_masked`: what this actor may be shown. At most one query for all of them."""
    cases = list(cases)
    doubtful = {case.pk for case in cases if case.access == Access.EXEMPT and not actor.edits(case.cooperation_id)}
    readable = set()
    if doubtful:
        readable = set(Case.objects.readable_by(actor).filter(pk__in=doubtful).values_list("pk", flat=True))
    for case in cases:
        case.is_masked = case.pk in doubtful - readable
        case.shown_title = (case.public_title or _("Sak unntatt offentlighet")) if case.is_masked else case.title


def title_contains(actor, words: str) -> Q:
    """Cases whose title, as this actor is shown it, contains the words."""
    readable = Case.objects.readable_by(actor).filter(title__icontains=words)
    return Q(public_title__icontains=words) | Q(pk__in=readable.values("pk"))
