"""How cases and meetings are named in the list of what was used lately."""

from governance.addresses import to
from governance.exemption import reveal
from governance.models import Case, Meeting
from governance.mypage.visits import Place
from governance.templatetags.norwegian import norwegian_days


def cases(actor, keys: list[str]) -> dict[str, Place]:
    rows = list(Case.objects.visible_to(actor).filter(pk__in=keys))
    reveal(actor, rows)
    return {row.pk.hex: _case(actor, row) for row in rows}


def _case(actor, case) -> Place:
    return Place(f"{case.number} {case.shown_title}", to(actor, "case_detail", case.year, case.sequence), "folder")


def meetings(actor, keys: list[str]) -> dict[str, Place]:
    rows = Meeting.objects.visible_to(actor).filter(pk__in=keys).select_related("body")
    return {
        row.pk.hex: Place(
            f"{row.body} {norwegian_days(row.day, row.last_day)}", to(actor, "meeting_detail", row.pk), "calendar"
        )
        for row in rows
    }
