"""A plan as a workbook: fetched, edited in Excel, sent back, looked over cell by cell, stored as one change."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from actionplan.forms.responsible import Responsibles
from actionplan.forms.workbook import WorkbookForm, read_for
from actionplan.importing import UnreadableFile
from actionplan.planfacts import sections_of
from actionplan.services.workbook import keep_workbook, kept_workbook, own_workbook, undo_workbook, write_workbook
from actionplan.views.base import OpenMixin, PlanMixin
from governance import clock
from governance.access import require
from governance.filing.filetypes import TYPES
from governance.history import Refused
from governance.importing import importticket
from governance.saying import sentence_of
from governance.views.row import RowFormView

SALT, TICKET = "actionplan.workbook", "fil"
CHANGED = gettext_lazy("Planen er endret siden du så over. Se over en gang til. Ingenting er lagret.")


class PlanWorkbookView(OpenMixin, PlanMixin, View):
    """The plan as a plain workbook, for whoever may read it."""

    def get(self, request, *args, **kwargs):
        from actionplan.workbook.readers import readers_workbook

        return _file(self.plan, readers_workbook(self.plan, sections_of(self.plan, self.actor, tags=True)))


class EditWorkbookView(PlanMixin, View):
    """The workbook to edit, as it stands now."""

    def get(self, request, *args, **kwargs):
        from actionplan.workbook.tree import tree_of
        from actionplan.workbook.writing import edit_workbook

        require(self.actor, "plan.work", self.plan)
        at = clock.now()  # before the rows are read: what comes after has not been in the workbook
        names = [label for _name, rows in Responsibles(self.actor).groups() for _key, label in rows]
        data = edit_workbook(self.plan, tree_of(self.plan, self.actor), responsible=names, at=at)
        return _file(self.plan, data)


class WorkbookView(PlanMixin, RowFormView):
    """Where the workbook is fetched, and taken back."""

    act = "plan.work"
    form_class = WorkbookForm
    template_name = "actionplan/workbook.html"
    page_title = gettext_lazy("Rediger planen i Excel")
    submit_label = gettext_lazy("Se over endringene")
    ticket = ""

    def get_subject(self):
        return self.plan

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan}

    def get_context_data(self, **kwargs):
        from actionplan.workbook.writing import how_lines

        undo = self._undo_url()
        return super().get_context_data(
            file_url=self.to("plan_workbook_file"), how=how_lines()[3:], undo=undo, **kwargs
        )

    def _undo_url(self) -> str:
        """Where what was just stored is taken back, by her who stored it."""
        try:
            change = UUID(self.request.GET.get("lagret", ""))
        except ValueError:
            return ""
        own = own_workbook(self.actor, self.plan, change)
        return self.to("plan_workbook_undo", change=change) if own is not None else ""

    def perform(self, form):
        stored = keep_workbook(self.actor, self.plan, form.data_read)
        values = {"sha256": stored.sha256, "file_name": form.file_name}
        self.ticket = importticket.seal(values, self.actor, self.plan, salt=SALT)

    def get_success_url(self):
        return f"{self.to('plan_workbook_check')}?{urlencode({TICKET: self.ticket})}"

    def get_cancel_url(self):
        return self.to("plan_edit")

    def breadcrumb(self):
        return self.trail((_("Rediger"), self.to("plan_edit")), (_("Excel"), ""))


class WorkbookCheckView(PlanMixin, View):
    """GET shows what the workbook would change; POST stores it. Both need the ticket of the upload."""

    def get(self, request, *args, **kwargs):
        return self._with_ticket(request.GET.get(TICKET, ""), self._page)

    def post(self, request, *args, **kwargs):
        self.remember_reason()
        return self._with_ticket(request.POST.get(TICKET, ""), self._store)

    def _with_ticket(self, text: str, answer):
        """Read the kept workbook again; when that is not possible, back to the upload with the reason."""
        require(self.actor, "plan.work", self.plan)
        try:
            ticket = importticket.unseal(text, self.actor, self.plan, salt=SALT)
            data = kept_workbook(self.actor, self.plan, ticket["sha256"])
            sheet = read_for(self.plan, data, ticket["file_name"])
        except (Refused, UnreadableFile) as error:
            messages.error(self.request, getattr(error, "reason", str(error)))
            return redirect(self.to("plan_workbook"))
        return answer(ticket, sheet)

    def _landed(self, sheet):
        from actionplan.workbook.landing import land_workbook

        return land_workbook(self.actor, self.plan, sheet, again="pa_nytt" in self.request.POST)

    def _store(self, ticket, sheet):
        from actionplan.workbook.writes import writes_of

        landed, sent = self._landed(sheet), self.request.POST
        if sent.get("sett") != landed.seen:
            return self._page(ticket, sheet, refusal=str(CHANGED), status=409)
        if landed.problems and "la_sta" not in sent:
            words = _("Rett cellene i arbeidsboken og last den opp på nytt, eller kryss av for å lagre resten.")
            return self._page(ticket, sheet, refusal=words, status=422)
        removals = frozenset(sent.getlist("fjern"))
        writes = writes_of(landed, sheet_order="rekkefolge" in sent, removals=removals)
        if writes.is_nothing:
            return self._page(ticket, sheet, refusal=_("Det er ingenting å lagre."), status=422)
        try:
            change = write_workbook(self.actor, plan=self.plan, writes=writes, reason=self.reason)
        except (Refused, ValidationError) as error:
            return self._page(ticket, sheet, refusal=sentence_of(error), status=422)
        return self._done(change)

    def _done(self, change):
        words = _("Endringene fra arbeidsboken er lagret. Hent en ny arbeidsbok før du endrer mer i Excel.")
        messages.success(self.request, words)
        return redirect(f"{self.to('plan_workbook')}?{urlencode({'lagret': change})}")

    def _page(self, ticket, sheet, *, refusal: str = "", status: int = 200):
        landed, sent = self._landed(sheet), self.request.POST
        context = {
            "plan": self.plan,
            "landed": landed,
            "file_name": ticket["file_name"],
            "ticket": {"name": TICKET, "text": importticket.seal(ticket, self.actor, self.plan, salt=SALT)},
            "refusal": refusal,
            "is_adopted": self.is_adopted,
            "reason": self.reason,
            "chosen": set(sent.getlist("fjern")),
            "sheet_order": "rekkefolge" in sent if sent else not landed.looks_sorted,
            "leaves": "la_sta" in sent,
            "adds_again": "pa_nytt" in sent,
            "upload_url": self.to("plan_workbook"),
            "breadcrumb": self.trail(
                (_("Rediger"), self.to("plan_edit")), (_("Excel"), self.to("plan_workbook")), (_("Se over"), "")
            ),
        }
        return render(self.request, "actionplan/workbook_check.html", context, status=status)


class WorkbookUndoView(PlanMixin, View):
    """Take back, in one step, what she herself stored with a workbook."""

    def post(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        self.remember_reason()
        event = own_workbook(self.actor, self.plan, self.kwargs["change"])
        if event is None:
            raise Http404
        try:
            change = undo_workbook(self.actor, plan=self.plan, event=event, reason=self.reason)
        except (Refused, ValidationError) as error:
            messages.error(request, sentence_of(error))
            return redirect(self.to("plan_workbook"))
        messages.success(request, _("Endringene er angret. Planen står som før."))
        return redirect(f"{self.to('plan_workbook')}?{urlencode({'lagret': change})}")


def _file(plan, data: bytes) -> HttpResponse:
    names = [plan.title] if plan.cooperation.is_main else [str(plan.cooperation), plan.title]
    response = HttpResponse(data, content_type=TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{slugify(" ".join(names))[:80] or plan.year}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response
