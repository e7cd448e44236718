"""Cells that are pasted into the table of a plan: shown first, then written as one change."""

from functools import partial

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from actionplan.forms.pasting import COLUMNS, Pasted, keys_of, land_cells, land_lines, read_cells, read_lines
from actionplan.gridfacts import GridActivity, grid_of
from actionplan.models import Activity
from actionplan.services.bulk import Stale
from actionplan.services.pasting import write_rows
from actionplan.views.base import WHY
from actionplan.views.gridbulk import changed
from actionplan.views.kinds import KINDS
from actionplan.views.rows import RowMixin
from governance.access import require
from governance.history import Clash, Refused
from governance.live.newsview import said
from governance.once import changed_once
from governance.saying import sentence_of

CHANGED_SINCE = gettext_lazy("En annen har endret noe av dette i mellomtiden. Lim inn en gang til.")


class GridPasteView(RowMixin, View):
    """`tekst` as it was copied, `felt` the column of the first cell, `rader` the activities from that cell down,
    `tiltak` the measure under which the rest is added. Shows what would happen; with `lagre` it is written, if the
    activities are as they were when they were looked over (`sett`). With `linjer` each line of the text is a new
    activity, and the lines that are wrong come back (`left`)."""

    def post(self, request, *args, **kwargs):
        section = self.find(KINDS["del"], self.kwargs["pk"])
        require(self.actor, "row.edit", section)
        above = request.POST.get("tiltak")
        measure = self.find(KINDS["tiltak"], above) if above else None
        self.remember_reason()
        try:
            pasted = self._landed(section)
            if "lagre" not in request.POST:
                return self._preview(pasted)
            return self._written(section, measure, pasted)
        except Stale as error:
            return said(sentence_of(error), 409)
        except (ValidationError, Refused) as error:
            return said(sentence_of(error), 422)
        except Clash:
            return said(CHANGED_SINCE, 409)

    def _landed(self, section) -> Pasted:
        sent = self.request.POST
        if sent.get("felt") not in COLUMNS:
            raise Refused(_("Dette feltet kan ikke endres her."))
        if "linjer" in sent:
            return land_lines(self.actor, self.plan, read_lines(sent.get("tekst", "")))
        return land_cells(
            self.actor, self.plan, read_cells(sent.get("tekst", "")), start=sent["felt"], targets=self._targets(section)
        )

    def _targets(self, section) -> list[tuple[GridActivity, Activity]]:
        """The activities in the order they stand; those that are gone since are passed over."""
        keys = keys_of(self.request.POST.get("rader", ""))
        if not keys:
            return []
        grid = next(each for each in grid_of(self.plan, self.actor) if each.section.row.pk == section.pk)
        shown = {str(row.facts.pk): row for row in grid.rows if isinstance(row, GridActivity)}
        stored = Activity.objects.visible_to(self.actor).filter(section=section)
        rows = {str(row.pk): row for row in stored.select_related("section")}
        return [(shown[key], self.in_plan(rows[key])) for key in keys if key in shown and key in rows]

    def _preview(self, pasted: Pasted):
        if pasted.refusal:
            return said(pasted.refusal, 422)
        heads = [cell.label for cell in max((row.cells for row in pasted.rows), key=len, default=[])]
        context = {"pasted": pasted, "heads": heads, "has_title": self.request.POST["felt"] == "title"}
        return render(self.request, "actionplan/_grid_paste.html", context)

    def _written(self, section, measure, pasted: Pasted):
        if pasted.refusal:
            return said(pasted.refusal, 422)
        write = partial(self._write, section, measure, pasted)
        change, _is_new = changed_once(self.request, write, beside=WHY)
        at = pasted.rows[0].activity.pk if pasted.rows and pasted.rows[0].activity else None
        told = _("Rader som er lagret: {n}.").format(n=len(pasted.changes) + len(pasted.additions))
        return changed(self, change, told, {section.pk}, at=at, left=pasted.left)

    def _write(self, section, measure, pasted: Pasted):
        """Write what was looked over: not over what somebody wrote since, nor one row further down. Sent again because
        no answer came, it is found written (governance/once.py)."""
        if self.request.POST.get("sett", pasted.seen) != pasted.seen:
            raise Stale(CHANGED_SINCE)
        return write_rows(
            self.actor,
            section=section,
            measure=measure,
            changes=pasted.changes,
            additions=pasted.additions,
            reason=self.reason,
        )
