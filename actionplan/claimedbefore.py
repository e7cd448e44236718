"""Runs of fees that were sent already and claim the same: nobody is to pay the same fee twice by a slip."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from actionplan.choices import FeeRunState
from actionplan.models import FeeRun
from governance.templatetags.norwegian import norwegian_date


def sent_runs(cooperation, year: int) -> list[FeeRun]:
    """The runs of a cooperation and year that were sent, the first first."""
    rows = FeeRun.objects.present().filter(cooperation=cooperation, year=year, state=FeeRunState.SENT)
    return list(rows.order_by("sent_on", "pk"))


def claimed_before(
    sent: Iterable[FeeRun], basis: Iterable[dict[str, Any]], *, corrects: FeeRun | None = None
) -> list[FeeRun]:
    """Those of the runs that claim any of the same lines, but for the one that is corrected and what that corrected."""
    rows, wanted = {run.pk: run for run in sent}, set(map(_key, basis))
    mended, key = set(), corrects.pk if corrects is not None else None
    while key is not None and key not in mended:
        mended.add(key)
        key = rows[key].corrects_id if key in rows else None
    return [run for run in rows.values() if run.pk not in mended and wanted & set(map(_key, run.basis))]


def warning_of(runs: Iterable[FeeRun]) -> str:
    """What was sent, in a sentence, with what can be done; empty for none."""
    named = [
        _("«{title}», sendt {day}").format(title=run.title, day=norwegian_date(run.sent_on) if run.sent_on else "")
        for run in runs
    ]
    if not named:
        return ""
    message = _(
        "Det samme er krevd inn før: {runs}. Lag en rettelse av det, eller skriv hvorfor det kreves en gang til."
    )
    return message.format(runs="; ".join(named))


def _key(basis: dict[str, Any]) -> tuple:
    """A line of the plan; a fixed amount from each member goes by its words."""
    return (basis["kind"], basis.get("line") or basis["title"].casefold())
