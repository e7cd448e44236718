"""Hold, then ask: the state that a permission looks at is the stored one, and nobody changes it before the act is done.

Rows are held in one order (`ORDER`), what a row points to before the row itself, so that two acts wait for each other
and never both for ever.
"""

from django.utils.translation import gettext as _

from governance import history
from governance.access import require
from governance.models import Cooperation, TenantRow

ORDER = ("Cooperation", "GoverningBody", "Organisation", "Person", "Seat", "Meeting", "AgendaItem", "Case")


def claim(actor, act: str, row, *, in_bin: bool = False, weak: bool = False):
    """Hold the row, bring it up to what is stored, and require the act of it. Returns the row.

    Call inside `history.recording`. Raises PermissionDenied with the reason, or Refused when the row lies in the bin
    (`in_bin`: when it does not). Hold it `weak`ly where the act only adds something below it (`history.lock`).
    """
    history.take(row, weak=weak)
    return _ask(actor, act, row, in_bin=in_bin)


def keep(row, *, weak: bool = False):
    """Hold a row that another is about to point to, so that nobody removes it meanwhile. Returns the row.

    Raises Refused when it lies in the bin.
    """
    _refuse_removed(history.take(row, weak=weak))
    return row


def claim_new(actor, act: str, row, *, below=None) -> None:
    """Hold what a new row points to, so that nobody removes it meanwhile, and require the act of what it hangs `below`
    (None: of the whole alliance). Raises Refused when anything it points to lies in the bin."""
    above = _above(row)
    _hold(above)
    require(actor, act, below)
    _refuse_in_bin(above)


def claim_change(actor, act: str, row, values):
    """`claim` for a change of a row that is compared with others of its kind: what it points to, now and after the
    change, is held first. Raises Refused when something newly chosen lies in the bin."""
    before = _above(row)
    chosen = [value for value in values.values() if isinstance(value, TenantRow)]
    _hold([row, *before, *chosen], strong=row)
    _ask(actor, act, row)
    _refuse_in_bin(each for each in chosen if each not in before)
    return row


def claim_back(actor, act: str, row):
    """`claim` for a row in the bin that is to come back. Raises Refused while something it points to lies there too."""
    above = _above(row)
    _hold([row, *above], strong=row)
    _ask(actor, act, row, in_bin=True)
    _refuse_in_bin(above)
    return row


def keep_above(rows) -> None:
    """Hold what rows about to come back together point to beside each other. Raises Refused when any of it lies in the
    bin. One question for each row pointed to, however many point to it."""
    back = {(type(row), row.pk) for row in rows}
    keys = {(f.related_model, getattr(row, f.attname)) for row in rows for f in _links(row)} - back
    # A cooperation has no bin, and is held before its plans, which the caller already holds.
    above = [model(pk=key) for model, key in keys if key is not None and model is not Cooperation]
    _hold(above)
    _refuse_in_bin(above)


def _links(row) -> list:
    return [f for f in row._meta.concrete_fields if f.is_relation and issubclass(f.related_model, TenantRow)]


def _ask(actor, act: str, row, *, in_bin: bool = False):
    """What `claim` asks of a row that is held already."""
    if not in_bin:
        _refuse_removed(row)
    elif row.removed_at is None:
        raise history.Refused(_("Dette er alt hentet tilbake."))
    require(actor, act, row)
    return row


def _refuse_removed(row) -> None:
    if row.removed_at is not None:
        raise history.Refused(_("Noen har slettet dette i mellomtiden. Last siden på nytt."))


def _above(row) -> list[TenantRow]:
    return [each for f in _links(row) if (each := getattr(row, f.name)) is not None]


def _hold(rows, strong=None) -> None:
    """What is only pointed to is held weakly: the rest of the house may store rows that point to it meanwhile. A row
    named twice is held once, and the first of the two brought up to what is stored."""
    once = {(type(each), each.pk): each for each in reversed(rows)}
    for each in sorted(once.values(), key=_place):
        history.take(each, weak=each is not strong)


def _place(row) -> tuple[int, str, str]:
    name = type(row).__name__
    return ORDER.index(name) if name in ORDER else len(ORDER), name, str(row.pk)


def _refuse_in_bin(rows) -> None:
    for each in rows:
        if each.removed_at is not None:
            raise history.Refused(_("«{above}» ligger i papirkurven og må hentes tilbake først.").format(above=each))
