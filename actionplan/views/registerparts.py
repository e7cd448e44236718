"""The rows below a row of a register: partners and phases of a project, members of a network. Each is added, changed,
removed and brought back from the page of the row above."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from actionplan.forms import projects as forms
from actionplan.models import Network, NetworkMember, PhaseChange, Project, ProjectPartner
from actionplan.services import networks, projects
from actionplan.views.registers import RegisterMixin
from governance.views.row import RowActView, RowFormView


@dataclass(frozen=True)
class Part:
    """A kind of row below another: `above` is the field that leads up, and `add` takes it by that name."""

    model: type
    above: str
    form: type
    add_title: Any
    edit_title: Any
    add: Callable
    change: Callable
    remove: Callable
    restore: Callable


def _add_phase(actor, *, project, **values):
    return projects.set_phase(actor, project, **values)


KEEPS = {"remove": projects.remove_part, "restore": projects.restore_part}
PARTS = {
    ("project", "parter"): Part(
        ProjectPartner, "project", forms.PartnerForm, _("Ny deltaker i prosjektet"), _("Endre deltakeren"),
        projects.add_partner, projects.change_partner, **KEEPS,
    ),
    ("project", "faser"): Part(
        PhaseChange, "project", forms.PhaseForm, _("Ny fase"), _("Endre fasen"),
        _add_phase, projects.change_phase, **KEEPS,
    ),
    ("network", "medlemmer"): Part(
        NetworkMember, "network", forms.MemberForm, _("Nytt medlem i nettverket"), _("Endre medlemmet"),
        networks.add_member, networks.change_member, networks.remove_member, networks.restore_member,
    ),
}  # fmt: skip
MODELS = {"project": Project, "network": Network}


class PartMixin(RegisterMixin):
    """`self.part` and `self.parent` of the address. Raises Http404."""

    def dispatch(self, request, *args, **kwargs):
        self.part = PARTS.get((self.kind, kwargs["part"]))
        if self.part is None:
            raise Http404
        rows = MODELS[self.kind].objects.visible_to(request.actor).select_related("cooperation", "section")
        self.parent = rows.filter(pk=kwargs["parent"]).first()
        if self.parent is None:
            raise Http404
        self.parent.alliance = request.alliance
        return super().dispatch(request, *args, **kwargs)

    @property
    def act(self) -> str:
        return f"{self.kind}.edit"

    def below(self, rows):
        """The row of the address among `rows`, below the one above. Raises Http404."""
        row = rows.filter(pk=self.kwargs["pk"], **{self.part.above: self.parent}).first()
        if row is None:
            raise Http404
        setattr(row, self.part.above, self.parent)
        return row

    def present(self):
        return self.below(self.part.model.objects.visible_to(self.request.actor))

    def breadcrumb(self):
        return self.trail((str(self.parent), self.page_of(self.parent)), (self.heading, ""))


class PartFormView(PartMixin, RowFormView):
    def get_subject(self):
        return self.parent

    def get_form_class(self):
        return self.part.form

    def get_success_url(self):
        return self.page_of(self.parent)

    get_cancel_url = get_success_url

    @property
    def lead(self) -> str:
        return str(self.parent)

    @property
    def page_title(self):
        return self.heading


class PartAddView(PartFormView):
    @property
    def heading(self):
        return self.part.add_title

    def perform(self, form):
        return self.part.add(self.actor, **{self.part.above: self.parent}, **form.values())


class PartEditView(PartFormView):
    @property
    def heading(self):
        return self.part.edit_title

    def get_object(self):
        return self.present()

    def perform(self, form):
        return self.part.change(self.actor, self.object, **self.values(form))


class PartActView(PartMixin, RowActView):
    """Remove a row, or bring it back."""

    words = {"fjern": _("Fjern"), "gjenopprett": _("Hent tilbake")}

    @property
    def title(self):
        return self.words[self.kwargs["act"]]

    heading = title

    @property
    def explanation(self):
        return str(self.row)

    @property
    def tone(self) -> str:
        return "danger" if self.kwargs["act"] == "fjern" else ""

    def get_object(self):
        """What `may` is asked about: the row above. The row itself is what the act is done to."""
        if self.kwargs["act"] not in self.words:
            raise Http404
        in_bin = self.part.model.objects.in_bin(self.actor)
        self.row = self.present() if self.kwargs["act"] == "fjern" else self.below(in_bin)
        return self.parent

    def perform(self, row, reason):
        if self.kwargs["act"] == "fjern":
            self.part.remove(self.actor, self.row, reason=reason)
        else:
            self.part.restore(self.actor, self.row)
        return row

    def get_success_url(self, row):
        return self.page_of(self.parent)
