"""What is new in a version of a case paper, as its reader may know it."""

from django.utils.translation import gettext as _

from governance.choices import ItemState


def note_of(paper, previous) -> str:
    """What was typed about a version; of the first one of a treatment, which earlier treatment it builds on, or from
    which one that was postponed it goes on.

    `previous` is the treatment before this one where the reader may know of it, else None. Its number is read each time
    and never stored: the first versions of old data carry it in `change_note`, where it would outlive a meeting that is
    taken off the net. A first version has no note of its own, since `new_version` alone takes one.
    """
    if paper.number > 1:
        return paper.change_note
    if previous is None:
        return ""
    told = {"body": previous.body, "number": previous.number}
    if previous.state == ItemState.POSTPONED:
        return _("Fortsetter fra {body} {number}, som ble utsatt").format(**told).replace(" ,", ",")
    return _("Bygger på behandlingen i {body} {number}").format(**told).strip()
