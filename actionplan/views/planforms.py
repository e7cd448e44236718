"""Forms about the plan itself: a new one, its header, a section's texts."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media

from actionplan.forms.plan import NewPlanForm, PlanForm
from actionplan.forms.section import SectionTextForm
from actionplan.models import ActionPlan, PlanSection
from actionplan.services import plans
from actionplan.services.sections import change_section
from actionplan.views.base import PlanMixin, address, find_cooperation, new_plan_urls
from actionplan.views.planacts import removed_plans
from governance.editorwords import editor_words
from governance.views.row import RowFormView


class PlanCreateView(RowFormView):
    """The plan of a new year, empty or with the outline of an earlier one; or from a file, on a page of its own."""

    template_name = "actionplan/plan_create.html"
    act = "plan.create"
    form_class = NewPlanForm
    page_title = gettext_lazy("Ny handlingsplan")
    submit_label = gettext_lazy("Lag plan")

    def dispatch(self, request, *args, **kwargs):
        self.cooperation = find_cooperation(request, kwargs.get("cooperation", ""))
        return super().dispatch(request, *args, **kwargs)

    def get_subject(self):
        return self.cooperation

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cooperation": self.cooperation}

    def get_initial(self):
        year = self.actor.on.year + 1
        return {"year": year, "title": _("Handlingsplan {year}").format(year=year)}

    def perform(self, form):
        return plans.create_plan(self.actor, cooperation=self.cooperation, **form.values())

    def get_success_url(self):
        return address("plan_edit", self.cooperation, self.request.alliance, year=self.object.year)

    def get_cancel_url(self):
        return address("plan_current", self.cooperation, self.request.alliance)

    def get_context_data(self, **kwargs):
        urls = new_plan_urls(self.actor, self.cooperation, self.request.alliance) | {"create_url": ""}  # this page
        removed = removed_plans(self.actor, self.cooperation)
        return super().get_context_data(removed=removed, **urls, **self._last(), **kwargs)

    def _last(self) -> dict:
        """The newest plan, and where it is taken on to the next year."""
        last = ActionPlan.objects.visible_to(self.actor).filter(cooperation=self.cooperation).order_by("-year").first()
        if last is None:
            return {"last": None, "last_url": ""}
        return {"last": last, "last_url": address("plan_next", self.cooperation, self.request.alliance, year=last.year)}

    def breadcrumb(self):
        return [(_("Handlingsplan"), self.get_cancel_url()), (self.page_title, "")]


class PlanFormView(PlanMixin, RowFormView):
    """A form about the plan, which needs the rich-text editor's scripts."""

    template_name = "actionplan/text_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan, "reason": self.reason, "decision": self.decision}

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 302:
            self.remember_reason()
        return response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # The editor's import map is a script in the page, so it needs the nonce of the content security policy.
        media = Media.from_media(context["form"].media, nonce=str(self.request.csp_nonce))
        return context | {"editor_media": media, "editor_words": editor_words()}

    def get_success_url(self):
        return self.to("plan_edit")

    def breadcrumb(self):
        return self.trail((_("Rediger"), self.to("plan_edit")), (self.page_title, ""))


class PlanChangeView(PlanFormView):
    """Title, platform, case and introduction."""

    act = "plan.edit"
    form_class = PlanForm
    page_title = gettext_lazy("Endre planens opplysninger")

    def get_object(self):
        return self.plan

    def perform(self, form):
        return plans.change_plan(self.actor, self.plan, **self.values(form))


class SectionTextsView(PlanFormView):
    """The running text of one section."""

    act = "section.edit"
    form_class = SectionTextForm

    @property
    def page_title(self):
        return _("Tekster: {section}").format(section=self.object)

    def get_object(self):
        rows = PlanSection.objects.visible_to(self.actor).filter(plan=self.plan, pk=self.kwargs["pk"])
        row = rows.first()
        if row is None:
            raise Http404
        row.plan = self.plan
        return row

    def perform(self, form):
        return change_section(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return f"{self.to('plan_edit')}#del-{self.object.pk}"
