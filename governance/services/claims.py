"""Hold, then ask: the state that a permission looks at is the stored one, and nobody changes it before the act is done.

Rows are held in the order meeting, treatment, case, so that two acts wait for each other and never both for ever.
"""

from django.utils.translation import gettext as _

from governance import history
from governance.access import require


def claim(actor, act: str, row, *, in_bin: bool = False):
    """Hold the row, bring it up to what is stored, and require the act of it. Returns the row.

    Call inside `history.recording`. Raises PermissionDenied with the reason, or Refused when the row lies in the bin
    (`in_bin`: when it does not).
    """
    history.take(row)
    if row.removed_at is not None and not in_bin:
        raise history.Refused(_("Noen har slettet dette i mellomtiden. Last siden på nytt."))
    if row.removed_at is None and in_bin:
        raise history.Refused(_("Dette er alt hentet tilbake."))
    require(actor, act, row)
    return row
