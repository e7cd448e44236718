"""What an actor is shown of a case that is exempt from public disclosure.

Everyone may see that the case is there, with its number and a neutral title; the title itself, the papers and the
attachments are for those who edit the case or sit in a body it has been called in (offentleglova; docs/domain.md 2.3).
"""

from collections.abc import Callable, Iterable
from functools import cache

from django.db.models import Exists, OuterRef, Q
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
        case.shown_title = neutral_title(case) if case.is_masked else case.title


def is_masked(actor, case: Case) -> bool:
    """Whether this actor is kept from what the case is about, and so from everything that would tell."""
    reveal(actor, [case])
    return case.is_masked


def labels(actor) -> Callable[[Case], str]:
    """What names a case where it may be chosen: its number and the title this actor is shown. One query for a list."""

    @cache
    def readable() -> frozenset:
        exempt = Case.objects.readable_by(actor).filter(access=Access.EXEMPT)
        return frozenset(exempt.values_list("pk", flat=True))

    def label(case: Case) -> str:
        if case.access == Access.EXEMPT and not actor.edits(case.cooperation_id) and case.pk not in readable():
            return f"{case.number} {neutral_title(case)}"
        return str(case)

    return label


def neutral_title(case: Case) -> str:
    """What everyone may see of an exempt case's title."""
    return case.public_title or _("Sak unntatt offentlighet")


def title_contains(actor, words: str) -> Q:
    """Cases whose title, as this actor is shown it, contains the words."""
    readable = Case.objects.readable_by(actor).filter(title__icontains=words)
    return Q(public_title__icontains=words) | Q(pk__in=readable.values("pk"))


def responsible_for(actor, person) -> Q:
    """Cases that this person is responsible for, among those the actor may read in full: who works with an exempt case
    tells what it is about."""
    return Q(pk__in=Case.objects.readable_by(actor).filter(responsible=person).order_by().values("pk"))


def is_responsible(actor) -> Exists:
    """Of a person: whether a case that the actor may read in full is hers. Asked person by person, it ends at the first
    such case, and the cases of all the years are not gone through."""
    return Exists(Case.objects.readable_by(actor).filter(responsible=OuterRef("pk")).order_by())


def since_opened(case: str) -> Q:
    """Written after the case was opened, where it once was exempt: what it said before was for few. `case` leads to it
    from the row."""
    past = Case.history
    exempt_before = past.filter(id=OuterRef("id"), version=OuterRef("version") - 1, access=Access.EXEMPT)
    later = past.filter(id=OuterRef(f"{case}_id"), history_date__gt=OuterRef("history_date"))
    return ~Q(Exists(later.filter(Exists(exempt_before), access=Access.PUBLIC)))
