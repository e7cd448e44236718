"""Actual amounts from a file of the accounts: upload, choose where each row belongs, look over, store, undo."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from actionplan.forms.ledgers import LedgerForm
from actionplan.ledger import read_ledger
from actionplan.ledgerfacts import entered_by
from actionplan.ledgerlanding import NOT_IN_PLAN, CostLine, land
from actionplan.services import ledgers
from actionplan.views.economybase import EconomyMixin
from governance.access import require
from governance.history import Refused
from governance.importing.importticket import seal, unseal
from governance.importing.safety import UnreadableFile
from governance.saying import sentence_of
from governance.templatetags.norwegian import norwegian_date
from governance.views.row import RowActView, RowFormView

TICKET, SALT = "fil", "actionplan.ledger"
NOTES = 10  # so many remarks on the file are shown


class LedgerMixin(EconomyMixin):
    def breadcrumb(self):
        return self.trail((_("Hent regnskap"), ""))

    def seal(self, values: dict) -> str:
        return seal(values, self.actor, self.plan, salt=SALT)


class LedgerUploadView(LedgerMixin, RowFormView):
    """Takes in the file and reads it; what cannot be used is refused at the field, with the number of each row."""

    act = "plan.edit"
    form_class = LedgerForm
    page_title = gettext_lazy("Hent regnskap")
    lead = gettext_lazy("Ingenting føres før du har sett over hvor hver rad hører hjemme, og hva hver linje får.")
    submit_label = gettext_lazy("Les filen")

    def get_subject(self):
        return self.plan

    def perform(self, form):
        stored = ledgers.keep_ledger(self.actor, self.plan, form.data_read, content_type=form.content_type)
        values = {"sha256": stored.sha256, "file_name": form.file_name}
        values["status_date"] = form.cleaned_data["status_date"].isoformat()
        values["credit_is_income"] = form.cleaned_data["credit_is_income"]
        self.ticket = self.seal(values)

    def get_success_url(self):
        return f"{self.here('ledger_preview')}?{urlencode({TICKET: self.ticket})}"

    def get_cancel_url(self):
        return self.here()


class LedgerPreviewView(LedgerMixin, View):
    """GET shows where each row belongs and what each line gets; POST shows it again with the choices, or stores it."""

    def get(self, request, *args, **kwargs):
        return self._with_ticket(request.GET.get(TICKET, ""), self._page)

    def post(self, request, *args, **kwargs):
        answer = self._store if request.POST.get("steg") == "lagre" else self._page
        return self._with_ticket(request.POST.get(TICKET, ""), answer)

    def _with_ticket(self, text: str, answer):
        """Read the kept file again; when that is not possible, back to the upload with the reason."""
        require(self.actor, "plan.edit", self.plan)
        try:
            ticket = unseal(text, self.actor, self.plan, salt=SALT)
            ledger = read_ledger(ledgers.find_ledger(self.actor, self.plan, ticket["sha256"]), ticket["file_name"])
        except Refused as refused:
            messages.error(self.request, str(refused))
        except UnreadableFile as error:
            messages.error(self.request, error.reason)
        else:
            return answer(ticket, ledger, self._landing(ticket, ledger))
        return redirect(self.here("ledger_import"))

    def _landing(self, ticket: dict, ledger):
        return land(
            self.actor,
            ledger,
            cooperation=self.cooperation,
            sections=self.scope.sections(self.actor),
            status_date=date.fromisoformat(ticket["status_date"]),
            credit_is_income=ticket["credit_is_income"],
            answers=self.request.POST,
        )

    def _store(self, ticket: dict, ledger, landing):
        values = {"status_date": date.fromisoformat(ticket["status_date"]), "seen": self.request.POST.get("sett", "")}
        values["file_name"] = ticket["file_name"]
        try:
            why = self.request.POST.get("reason", "").strip() if self.is_adopted else ""
            change = ledgers.import_ledger(self.actor, self.plan, landing, reason=why, **values)
        except (Refused, ValidationError) as error:
            return self._page(ticket, ledger, landing, error=sentence_of(error), status=422)
        ledgers.remember_choices(self.actor, self.plan, self.cooperation, landing)
        return redirect(self.here("ledger_done", change=change))

    def _why(self, day: date) -> str:
        """What was sent, else which accounts these are: not the reason of other work, as accounts amend nothing."""
        told = _("Regnskap per {day}").format(day=norwegian_date(day))
        return self.request.POST.get("reason", told) if self.is_adopted else ""

    def _page(self, ticket: dict, ledger, landing, *, error: str = "", status: int = 200):
        context = {
            "landing": landing,
            "not_in_plan": NOT_IN_PLAN,
            "options": [(value, _label(line)) for value, line in landing.lines.items()],
            "notes": ledger.problems[:NOTES],
            "error": error,
            "ticket": {"name": TICKET, "text": self.seal(ticket)},
            "file_name": ticket["file_name"],
            "status_date": date.fromisoformat(ticket["status_date"]),
            "is_adopted": self.is_adopted,
            "reason": self._why(date.fromisoformat(ticket["status_date"])),
            "urls": {"upload": self.here("ledger_import"), "here": self.here("ledger_preview")},
            "page_title": _("Se over regnskapet"),
            "breadcrumb": self.breadcrumb(),
            "plan": self.plan,
        }
        return render(self.request, "actionplan/ledger_preview.html", context, status=status)


def _label(line) -> str:
    kind = f"{line.get_kind_display()}: " if isinstance(line, CostLine) else ""
    return f"{line.section.title} – {kind}{line.title or line}"


class LedgerDoneView(LedgerMixin, RowActView):
    """What was entered, with the way to take all of it back."""

    act = "plan.edit"
    template_name = "actionplan/ledger_done.html"
    title = gettext_lazy("Regnskapet er ført")
    explanation = gettext_lazy("Angrer du, tas alle beløpene fra denne filen bort, og det som sto før, står igjen.")
    submit_label = gettext_lazy("Angre importen")
    success_message = gettext_lazy("Importen er angret.")

    @property
    def asks_reason(self):
        return self.is_adopted

    def get_object(self):
        self.event = ledgers.find_import(self.actor, self.plan, self.kwargs["change"])
        if self.event is None:
            raise Http404
        return self.plan

    def further_context(self, row):
        return {"entered": entered_by(self.actor, self.event)}

    def perform(self, row, reason):
        ledgers.undo_ledger(self.actor, self.event, reason=reason)
        return row

    def get_success_url(self, row):
        return self.here()
