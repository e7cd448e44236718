"""Persons and seats from a spreadsheet: upload or paste, look at what each row becomes, answer, confirm."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from governance.access import require
from governance.filing.filetypes import TYPES
from governance.forms.personimport import PeopleUploadForm
from governance.history import Refused
from governance.importing.importticket import seal, unseal
from governance.importing.peopletemplate import template
from governance.importing.safety import UnreadableFile
from governance.people.landing import land
from governance.saying import sentence_of
from governance.services.personimport import find_upload, import_people, keep_upload, read_upload
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin, RowFormView

TICKET, SALT = "liste", "governance.personimport"


class ImportMixin(AddressMixin, ActorMixin):
    def dispatch(self, request, *args, **kwargs):
        require(request.actor, "person.edit", None)
        return super().dispatch(request, *args, **kwargs)

    def breadcrumb(self):
        return self.trail((_("Personer"), self.to("person_list")), (_("Hent personer fra Excel"), ""))


class PeopleTemplateView(View):
    """The workbook to fill in."""

    def get(self, request, *args, **kwargs):
        require(request.actor, "person.edit", None)
        answer = HttpResponse(template(), content_type=TYPES["xlsx"])
        answer["Content-Disposition"] = 'attachment; filename="personer-og-plasser.xlsx"'
        return answer


class PeopleUploadView(ImportMixin, RowFormView):
    act = "person.edit"
    form_class = PeopleUploadForm
    template_name = "governance/person_import.html"
    page_title = gettext_lazy("Hent personer fra Excel")
    submit_label = gettext_lazy("Les listen")

    def perform(self, form):
        stored = keep_upload(self.actor, form.data_read, content_type=form.content_type)
        values = {"sha256": stored.sha256, "file_name": form.file_name}
        self.ticket = seal(values, self.actor, self.actor.alliance, salt=SALT)

    def get_success_url(self):
        return f"{self.to('person_import_preview')}?{urlencode({TICKET: self.ticket})}"

    def get_cancel_url(self):
        return self.to("person_list")


class PeoplePreviewView(ImportMixin, View):
    """GET shows what each row becomes; POST shows it again with the answers, or stores it."""

    def get(self, request, *args, **kwargs):
        return self._with_ticket(request.GET.get(TICKET, ""), self._page)

    def post(self, request, *args, **kwargs):
        act = self._store if request.POST.get("steg") == "lagre" else self._page
        return self._with_ticket(request.POST.get(TICKET, ""), act)

    def _with_ticket(self, text: str, answer):
        """Read the kept list again; when that is not possible, back to the upload with the reason."""
        try:
            ticket = unseal(text, self.actor, self.actor.alliance, salt=SALT)
            upload = find_upload(self.actor, ticket["sha256"])
            parsed = read_upload(upload, ticket["file_name"])
        except Refused as refused:
            messages.error(self.request, str(refused))
        except UnreadableFile as error:
            messages.error(self.request, error.reason)
        else:
            self.upload = upload
            return answer(ticket, parsed)
        return redirect(self.to("person_import"))

    @property
    def answers(self) -> dict[str, str]:
        return dict(self.request.POST.items())

    def _store(self, ticket, parsed):
        answers = self.answers
        try:
            seen = answers.get("seen", "")
            done = import_people(self.actor, parsed, answers=answers, seen=seen, upload=self.upload)
        except (Refused, ValidationError) as error:
            return self._page(ticket, parsed, error=sentence_of(error), status=422)
        said = _("Listen er lagret: {new} nye, {changed} endret og {same} uendret.")
        messages.success(self.request, said.format(**done.counts))
        return redirect(self.to("person_list"))

    def _page(self, ticket, parsed, *, error="", status=200):
        context = {
            "landing": land(self.actor, parsed, self.answers),
            "notes": parsed.problems,
            "error": error,
            "ticket": {"name": TICKET, "text": seal(ticket, self.actor, self.actor.alliance, salt=SALT)},
            "file_name": ticket["file_name"],
            "upload_url": self.to("person_import"),
            "breadcrumb": self.breadcrumb(),
        }
        return render(self.request, "governance/person_import_preview.html", context, status=status)
