"""Several rows of the table handled as one: the bar below the table, the keys and the menu of a row all post here."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.translation import gettext as _
from django.views.generic import View

from actionplan.forms.pasting import MOST
from actionplan.gridfacts import grid_of
from actionplan.gridhtml import grid_rows
from actionplan.planareas import areas_of
from actionplan.services.bulk import Stale
from actionplan.services.pasting import sections_of_changes, undo_own
from actionplan.sidebyside import NONE, changes_beside
from actionplan.views.base import WHY
from actionplan.views.bulkacts import ACTS, BOTH, BulkAct, Done
from actionplan.views.grid import amended, refused
from actionplan.views.rows import RowMixin
from governance.access import require
from governance.history import Clash, Refused
from governance.live.newsview import said
from governance.once import changed_once
from governance.saying import sentence_of

CHANGE = "Vestregion-Change"  # header with the key of the change, by which it is taken back


class GridBulkView(RowMixin, View):
    """`handling` is the act, `rad` each chosen row ("<key>:<version it was looked at>"); what else it takes, the act
    reads itself (bulkacts.py). With `se` it only says what would happen.

    Answers with JSON, or without scripts with the page, a message and the way back. Refused: 422, or 409 where
    somebody has changed a chosen row since.
    """

    def post(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        self.remember_reason()
        try:
            if "se" in request.POST or self._shows_first():
                act, chosen = self._asked()
                return self._preview(act, act.preview(self, chosen))
            return self._answer(*changed_once(request, self._do, beside=WHY))
        except Stale as error:
            return self._refused(error, 409)
        except (ValidationError, Refused) as error:
            return self._refused(error, 422)
        except Clash:
            words = _("En annen har endret noe av dette i mellomtiden. Ingenting er lagret.")
            return self._refused(Refused(words), 409)

    def in_order(self, grid: list) -> list:
        """The sections as they stand on the page, by their areas."""
        parts = {each.section.row.pk: each for each in grid}
        areas = areas_of(each.section for each in grid)
        return [parts[section.row.pk] for area in areas for section in area.sections]

    def _asked(self) -> tuple[BulkAct, list]:
        act = ACTS.get(self.request.POST.get("handling", ""))
        if act is None:
            raise Refused(_("Velg hva du vil gjøre med radene."))
        pieces = list(dict.fromkeys(self.request.POST.getlist("rad")))
        if not act.takes:
            return act, []
        if not pieces:
            raise Refused(_("Velg minst én rad først."))
        if len(pieces) > MOST:
            raise Refused(_("Du kan velge {most} rader om gangen.").format(most=MOST))
        return act, self._rows([_row(piece) for piece in pieces], act)

    def _rows(self, wanted: list[tuple[UUID, int]], act: BulkAct) -> list:
        """The rows in the order they were sent. One that is gone is refused by name."""
        keys, found = [key for key, _version in wanted], {}
        for model in BOTH:
            rows = model.objects.visible_to(self.actor).filter(pk__in=keys, section__plan=self.plan)
            found |= {row.pk: self.in_plan(row) for row in rows.select_related("section").order_by()}
        gone = [key for key in keys if key not in found]
        if gone:
            lying = [row for model in BOTH for row in model.objects.in_bin(self.actor).filter(pk__in=gone)]
            names = ", ".join(f"«{row}»" for row in lying)
            raise Refused(
                _("{rows} er fjernet av en annen. Ingenting er lagret.").format(rows=names)
                if lying
                else _("Noen av radene finnes ikke lenger. Last siden på nytt.")
            )
        kinds = {type(row) for row in found.values()}
        if not kinds <= set(act.takes):
            raise Refused(_("Dette går bare for aktiviteter."))
        if len(kinds) > 1:
            raise Refused(_("Velg enten tiltak eller aktiviteter."))
        return [(found[key], version) for key, version in wanted]

    def _do(self):
        """Do the act. Sent again because no answer came, it is found done (governance/once.py)."""
        act, chosen = self._asked()
        self.touched = {row.section_id for row, _version in chosen}  # before the act moves them
        self.done = act.run(self, chosen)
        return self.done.change

    def _shows_first(self) -> bool:
        """Without scripts the sentence is a page of its own, before anything is written."""
        act = ACTS.get(self.request.POST.get("handling", ""))
        shows = act is not None and act.says_first
        return shows and not self.request.htmx and "bekreft" not in self.request.POST

    def _preview(self, act: BulkAct, told: str):
        if self.request.htmx:
            return JsonResponse({"told": told})
        return self._page({"told": told, "act": act, "confirms": True})

    def _refused(self, error: Exception, status: int):
        if self.request.htmx:
            return refused(error, status)
        return self._page({"error": sentence_of(error)}, status)

    def _page(self, context: dict, status: int = 200):
        fields = [(name, value) for name, values in self.request.POST.lists() for value in values]
        context |= {
            "plan": self.plan,
            "is_adopted": self.is_adopted,
            "reason": self.reason,
            "fields": [
                (name, value) for name, value in fields if name not in ("csrfmiddlewaretoken", "reason", "bekreft")
            ],
            "cancel_url": self.to("plan_grid"),
            "breadcrumb": self.trail((_("Rediger i tabell"), self.to("plan_grid")), (_("Valgte rader"), "")),
        }
        return render(self.request, "actionplan/grid_bulk.html", context, status=status)

    def _answer(self, change, is_new: bool):
        done = self.done if is_new else Done(change, _("Dette ble lagret da du sendte det første gang."))
        if self.request.htmx:
            told = self.touched | set(done.sections) if is_new else sections_of_changes(self.actor, change)
            return changed(self, change, done.told, told, at=done.at)
        undo = self.to("grid_undo", change=change) if change else ""
        context = {"notice": done.told, "undo": undo}
        messages.success(self.request, loader.render_to_string("actionplan/_grid_undo.html", context))
        return redirect(self.to("plan_grid"))


class GridUndoView(RowMixin, View):
    """Take back a change that she made herself to many rows of the table, or the taking back of one."""

    def post(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        self.remember_reason()
        try:
            change = undo_own(self.actor, self.kwargs["change"], reason=self.reason)
        except (ValidationError, Refused) as error:
            return self._refused(sentence_of(error), 422)
        except Clash:
            return self._refused(
                _("En annen har endret noe av dette i mellomtiden, så det kan ikke angres samlet."), 409
            )
        if change is None:
            raise Http404
        if self.request.htmx:
            return changed(self, change, _("Angret."), sections_of_changes(self.actor, change, self.kwargs["change"]))
        messages.success(request, _("Angret."))
        return redirect(self.to("plan_grid"))

    def _refused(self, sentence: str, status: int):
        if self.request.htmx:
            return said(sentence, status)
        messages.error(self.request, sentence)
        return redirect(self.to("plan_grid"))


def changed(view, change, told: str, sections: set, *, at=None, **more) -> JsonResponse:
    """What was done: the sentence, the row that gets the keyboard, and the rows of the sections as they are now, by the
    address of the section in the page."""
    keys = sections if change else ()
    grid = grid_of(view.plan, view.actor, whole=True) if keys else []
    changes = changes_beside(view.plan, view.actor, [each.section for each in grid]) if grid else NONE
    drawn = {
        each.section.anchor: grid_rows(each, view.tools(each.section.row.pk), changes)
        for each in grid
        if each.section.row.pk in keys
    }
    response = JsonResponse({"told": told, "at": str(at or ""), "sections": drawn} | more)
    if change:
        response[CHANGE] = str(change)
    return amended(response, view.plan)


def _row(piece: str) -> tuple[UUID, int]:
    key, _colon, version = piece.partition(":")
    try:
        return UUID(key), int(version)
    except ValueError as error:
        raise Refused(_("Noen av radene finnes ikke lenger. Last siden på nytt.")) from error
