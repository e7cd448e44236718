"""The register of projects, and the page of each with its phases, those who take part, and its applications."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from actionplan.choices import ProjectPhase
from actionplan.forms import projects as forms
from actionplan.models import GrantApplication, PhaseChange, Project, ProjectPartner
from actionplan.services import projects
from actionplan.views import registerparts, registers


class ProjectMixin:
    model = Project
    kind = "project"
    select_related: tuple[str, ...] = (
        *("cooperation", "owner", "leader", "leader_position__holder", "section__plan__cooperation"),
    )


class ProjectListView(ProjectMixin, registers.RegisterListView):
    template_name = "actionplan/project_list.html"
    select_related = ("cooperation", "owner", "leader", "leader_position")
    choices = {"fase": "phase", "eier": "owner_id"}

    def filters(self, rows):
        owners = sorted({(row.owner.name, str(row.owner_id)) for row in rows if row.owner is not None})
        return {
            "fase": (_("Fase"), ProjectPhase.choices),
            "eier": (_("Eier"), [(key, name) for name, key in owners]),
        }


class ProjectView(ProjectMixin, registers.CardView):
    template_name = "actionplan/project_detail.html"
    part_models = {"parter": ProjectPartner, "faser": PhaseChange}

    def get_context_data(self, **kwargs):
        row = self.object
        partners = self.parts("parter", ProjectPartner, "organisation")
        phases = self.parts("faser", PhaseChange)
        applications = GrantApplication.objects.visible_to(self.actor).filter(project=row).select_related("giver")
        context = {
            "partners": partners,
            "phases": sorted(phases, key=lambda each: each[0].since or date.min),
            "applications": applications.order_by("-year", "title"),
            "application_url": self.url_of_new("application"),
            **self.gatherings(),
            "removed": self.removed_parts("parter", "faser"),
        }
        return super().get_context_data(**context | self.section_facts() | kwargs)


class ProjectCreateView(ProjectMixin, registers.RegisterCreateView):
    form_class = forms.NewProjectForm
    page_title = _("Nytt prosjekt")

    def perform(self, form):
        return projects.create_project(self.actor, **form.values())


class ProjectEditView(ProjectMixin, registers.RegisterEditView):
    form_class = forms.ProjectForm
    page_title = _("Endre prosjektet")

    def perform(self, form):
        return projects.change_project(self.actor, self.object, **self.values(form))


class ProjectRemoveView(ProjectMixin, registers.RegisterRemoveView):
    title = _("Fjern prosjektet")

    def perform(self, row, reason):
        return projects.remove_project(self.actor, row, reason=reason)


class ProjectRestoreView(ProjectMixin, registers.RegisterRestoreView):
    def perform(self, row, reason):
        return projects.restore_project(self.actor, row)


class ProjectPartAddView(ProjectMixin, registerparts.PartAddView):
    pass


class ProjectPartEditView(ProjectMixin, registerparts.PartEditView):
    pass


class ProjectPartActView(ProjectMixin, registerparts.PartActView):
    pass
