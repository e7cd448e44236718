"""The register of grant applications: over the years, with sums, what is due, and the acts on each."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from actionplan import applicationfacts
from actionplan.choices import ApplicationState
from actionplan.forms import applications as forms
from actionplan.models import GrantApplication
from actionplan.services import applications
from actionplan.views import registers
from actionplan.views.base import case_address
from governance.exemption import reveal
from governance.models import Case
from governance.views.row import RowFormView

RELATED = ("cooperation", "giver")


class ApplicationMixin:
    model = GrantApplication
    kind = "application"
    select_related: tuple[str, ...] = (*RELATED, "section__plan__cooperation", "activity", "funding_line", "project")


class ApplicationListView(ApplicationMixin, registers.RegisterListView):
    template_name = "actionplan/application_list.html"
    select_related = RELATED
    choices = {"ar": "year", "tilstand": "state", "giver": "giver_id"}

    def filters(self, rows):
        years = sorted({row.year for row in rows}, reverse=True)
        givers = sorted({(row.giver.name, str(row.giver_id)) for row in rows})
        return {
            "ar": (_("År"), [(str(year), str(year)) for year in years]),
            "tilstand": (_("Tilstand"), ApplicationState.choices),
            "giver": (_("Søkes hos"), [(key, name) for name, key in givers]),
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = context["rows"]
        context["sums"] = applicationfacts.sums_of(rows)
        context["due"] = applicationfacts.due_of(rows, self.actor.on)
        return context


class ApplicationView(ApplicationMixin, registers.CardView):
    template_name = "actionplan/application_detail.html"

    def get_context_data(self, **kwargs):
        row = self.object
        facts = self.section_facts()
        context = {
            "acts": self._acts(),
            "line": row.funding_line if facts["section"] is not None and row.funding_line_id else None,
            "case": self._case(),
            "day": applicationfacts.waits_for(row)[0],
        }
        return super().get_context_data(**context | facts | kwargs)

    def _case(self) -> tuple[str, str] | None:
        """(what the case is called, its address), for those who may read what it is about."""
        row = (
            Case.objects.visible_to(self.actor).filter(pk=self.object.case_id).first() if self.object.case_id else None
        )
        if row is None:
            return None
        row.alliance = self.request.alliance
        reveal(self.actor, [row])
        return f"{row.number} {row.shown_title}", case_address(row)

    def _acts(self) -> list[tuple[str, str, bool]]:
        """(label, address, whether it is the next step) of what may be done now."""
        found = [(word, act) for word, act in ACTS.items() if self.may_do(act.name)]
        first = next((word for word, act in found if act.is_next), None)
        return [
            (act.title, self.to("application_act", pk=self.object.pk, act=word), word == first) for word, act in found
        ]


class ApplicationCreateView(ApplicationMixin, registers.RegisterCreateView):
    form_class = forms.NewApplicationForm
    whose = ("project",)
    page_title = _("Ny søknad")

    def perform(self, form):
        return applications.create_application(self.actor, **form.values())


class ApplicationEditView(ApplicationMixin, registers.RegisterEditView):
    form_class = forms.ApplicationForm
    page_title = _("Endre søknaden")

    def perform(self, form):
        return applications.change_application(self.actor, self.object, **self.values(form))


class ApplicationRemoveView(ApplicationMixin, registers.RegisterRemoveView):
    title = _("Fjern søknaden")

    def perform(self, row, reason):
        return applications.remove_application(self.actor, row, reason=reason)


class ApplicationRestoreView(ApplicationMixin, registers.RegisterRestoreView):
    def perform(self, row, reason):
        return applications.restore_application(self.actor, row)


@dataclass(frozen=True)
class Act:
    """What may be done with an application: its right, its form, and its service."""

    name: str
    title: Any
    form: type
    service: Any
    is_next: bool = False


ACTS = {
    "start": Act("start", _("Begynn arbeidet"), forms.ActForm, applications.start_application, True),
    "send": Act("send", _("Merk som sendt"), forms.SendForm, applications.send_application, True),
    "innvilg": Act("grant", _("Registrer tilskudd"), forms.GrantForm, applications.grant_application, True),
    "avsla": Act("refuse", _("Registrer avslag"), forms.RefuseForm, applications.refuse_application),
    "trekk": Act("withdraw", _("Trekk søknaden"), forms.WithdrawForm, applications.withdraw_application),
    "ta-opp": Act("resume", _("Arbeid videre"), forms.ActForm, applications.resume_application),
    "angre-svar": Act("await", _("Angre svaret"), forms.ActForm, applications.await_answer),
}


class ApplicationActView(ApplicationMixin, registers.RegisterMixin, RowFormView):
    """One step of an application, with what it needs to know."""

    def dispatch(self, request, *args, **kwargs):
        self.step = ACTS.get(kwargs["act"])
        if self.step is None:
            raise Http404
        self.page_title = self.submit_label = self.step.title
        self.form_class = self.step.form
        return super().dispatch(request, *args, **kwargs)

    @property
    def act(self) -> str:
        return f"application.{self.step.name}"

    @property
    def lead(self) -> str:
        return str(self.object)

    def get_object(self):
        return self.find(GrantApplication.objects.visible_to(self.actor))

    def perform(self, form):
        return self.step.service(self.actor, self.object, **form.values())

    def get_success_url(self):
        return self.page_of(self.object)

    def breadcrumb(self):
        return self.trail((str(self.object), self.page_of(self.object)), (self.page_title, ""))
