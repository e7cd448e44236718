"""What is done to a row with one push: move, remove, restore. Each is a POST; htmx gets the section drawn anew."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.generic import View

from actionplan.models import Activity, PlanSection
from actionplan.permissions import edit_act
from actionplan.services.activities import move_activity
from actionplan.services.bin import remove_row, restore_row
from actionplan.services.ordering import ORDERS, move_row, siblings
from actionplan.views.kinds import KINDS, named
from actionplan.views.rows import RowMixin
from governance.access import require
from governance.history import Refused
from governance.saying import sentence_of

SENT = ("retning", "for", "tiltak", "del")  # what a refused act is tried again with, once the reason is given


class RowActMixin(RowMixin, View):
    """An act on a row by POST. What a rule refuses is shown where the person is, and nothing is lost."""

    def attempt(self, row, act):
        """Do the act; answer with the reason when it is refused. What is written as the reason is kept all the same."""
        self.remember_reason()
        try:
            act()
        except (Refused, ValidationError) as error:
            return self._refused(row, sentence_of(error))
        return None

    def _refused(self, row, text: str):
        context = {
            "row": row,
            "error": text,
            "plan": self.plan,
            **self.why(),
            "fields": [(name, value) for name, value in self.request.POST.items() if name in SENT],
            "cancel_url": self.to("plan_edit"),
            "breadcrumb": self.trail((_("Rediger"), self.to("plan_edit")), (_("Begrunnelse"), "")),
        }
        if not self.request.htmx:
            return render(self.request, "actionplan/row_refused.html", context, status=422)
        response = render(self.request, "actionplan/_notice.html", context | {"text": text}, status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
        return response


class RowMoveView(RowActMixin):
    """Move a row: `retning` up or down; or before the row `for` (last without it), an activity also to a `tiltak`."""

    def post(self, request, *args, **kwargs):
        if self.kind.model not in ORDERS:
            raise Http404
        row = self.find(self.kind, self.kwargs["pk"])
        require(self.actor, edit_act(row), row)
        return self.attempt(row, lambda: self._move(row)) or self.answer(row)

    def _move(self, row) -> None:
        sent = self.request.POST
        before = self.find(self.kind, sent["for"]) if sent.get("for") else None
        if isinstance(row, Activity) and ("tiltak" in sent or "del" in sent):
            measure = self.find(KINDS["tiltak"], sent["tiltak"]) if sent.get("tiltak") else None
            section = self.find(KINDS["del"], sent["del"]) if sent.get("del") else None
            move_activity(self.actor, row, section=section, measure=measure, before=before, reason=self.reason)
        elif before is not None or sent.get("retning"):
            move_row(self.actor, row, before=before, direction=sent.get("retning", ""), reason=self.reason)
        else:
            others = [each for each in siblings(row) if each.pk != row.pk]
            move_row(self.actor, row, after=others[-1] if others else None, reason=self.reason)


class RowRemoveView(RowActMixin):
    """Remove a row with what hangs under it; the answer has the way back."""

    def post(self, request, *args, **kwargs):
        row = self.find(self.kind, self.kwargs["pk"])
        require(self.actor, "section.remove" if isinstance(row, PlanSection) else edit_act(row), row)
        refused = self.attempt(row, lambda: remove_row(self.actor, row, reason=self.reason))
        undo = self.to("row_restore", kind=self.kind.slug, pk=row.pk)
        return refused or self.answer(row, notice=_("Fjernet: {row}").format(row=named(row)), undo=undo)


class RowRestoreView(RowActMixin):
    """Bring a removed row back, with what was removed by the same act."""

    def post(self, request, *args, **kwargs):
        rows = self.kind.model.objects.in_bin(self.actor)
        row = self.in_plan(rows.filter(pk=self.kwargs["pk"]).first())
        require(self.actor, "section.remove" if isinstance(row, PlanSection) else edit_act(row), row)
        refused = self.attempt(row, lambda: restore_row(self.actor, row, reason=self.reason))
        return refused or self.answer(row, notice=_("Gjenopprettet: {row}").format(row=named(row)), shown=row)
