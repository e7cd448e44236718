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
from governance.importing.importticket import seal
from governance.importing.peopletemplate import template
from governance.people.landing import land
from governance.saying import sentence_of
from governance.services.personimport import find_upload, import_people, keep_upload, read_upload
from governance.views.address import AddressMixin
from governance.views.importpreview import PreviewView
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


class PeoplePreviewView(ImportMixin, PreviewView):
    """What each row becomes; with the answers to what was asked."""

    ticket_name, salt = TICKET, SALT

    @property
    def scope(self):
        return self.actor.alliance

    @property
    def upload_url(self) -> str:
        return self.to("person_import")

    def read_kept(self, ticket):
        self.upload = find_upload(self.actor, ticket["sha256"])
        return read_upload(self.upload, ticket["file_name"])

    @property
    def answers(self) -> dict[str, str]:
        return dict(self.request.POST.items())

    def store(self, ticket, parsed):
        answers = self.answers
        try:
            seen = answers.get("seen", "")
            done = import_people(self.actor, parsed, answers=answers, seen=seen, upload=self.upload)
        except (Refused, ValidationError) as error:
            return self.page(ticket, parsed, error=sentence_of(error), status=422)
        said = _("Listen er lagret: {new} nye, {changed} endret og {same} uendret.")
        messages.success(self.request, said.format(**done.counts))
        return redirect(self.to("person_list"))

    def page(self, ticket, parsed, *, error="", status=200):
        context = {
            "landing": land(self.actor, parsed, self.answers),
            "notes": parsed.problems,
            "error": error,
            "ticket": {"name": TICKET, "text": seal(ticket, self.actor, self.actor.alliance, salt=SALT)},
            "file_name": ticket["file_name"],
            "upload_url": self.upload_url,
            "breadcrumb": self.breadcrumb(),
        }
        return render(self.request, "governance/person_import_preview.html", context, status=status)
