"""The form of one row, or of a new one: with htmx in its place, without it as a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template import loader
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from actionplan.asking import plan_question
from actionplan.linkfacts import is_linked
from actionplan.models import Activity, CostEntry, CostLine, Measure, PlanSection
from actionplan.permissions import edit_act, plan_of, section_of
from actionplan.planfacts import activity_facts
from actionplan.sidebyside import was_of
from actionplan.views.base import LAST_YEAR, in_alliance, missing, of_address
from actionplan.views.deadline import watch_deadline
from actionplan.views.edit import ROW_ANSWERS, EditMixin
from actionplan.views.kinds import KINDS, named
from governance.views.row import RowFormView


class RowMixin(EditMixin):
    """`self.kind` and the row of the address, which must stand in the plan of the address."""

    @property
    def kind(self):
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None:
            raise Http404
        return kind

    def find(self, kind, key):
        """A present row of the plan. Raises Http404 for any other."""
        row = next(iter(_row(self.actor, key_of(key), kind=kind.slug)), None)
        if row is None:
            raise missing(self.actor, self.plan, kind.model, key_of(key))
        return self.in_plan(row)

    def in_plan(self, row):
        """The row, which then shares the plan already read. Raises Http404 for none, or one of another plan."""
        if row is None or section_of(row).plan_id != self.plan.pk:
            raise Http404
        # Rights and reasons then cost no further questions.
        section_of(row).plan = self.plan
        return row

    def back(self, row) -> str:
        """The edit page, at the row's section; the economy page for a cost, which stands there alone."""
        if isinstance(row, CostEntry | CostLine):
            return f"{self.to('economy_detail')}#del-{section_of(row).pk}"
        section = row if isinstance(row, PlanSection) else section_of(row)
        is_there = section is not None and section.removed_at is None
        return f"{self.to('plan_edit')}#del-{section.pk}" if is_there else self.to("plan_edit")

    def answer(self, row, *, notice: str = "", undo: str = "", shown=None):
        """The row's section drawn anew for htmx; else back to the edit page with the notice and the way back."""
        section = row if isinstance(row, PlanSection) else section_of(row)
        if self.request.htmx and section.removed_at is None:
            return self.section_fragment(section.pk, notice=notice, undo=undo, shown=shown)
        if notice:
            told = self.noted(notice)
            text = loader.render_to_string("actionplan/_undo.html", {"notice": told, "undo": undo}) if undo else told
            messages.success(self.request, text)
        if self.request.htmx:
            response = redirect(self.to("plan_edit"))
            response.status_code, response["HX-Redirect"] = 200, self.to("plan_edit")
            return response
        return redirect(self.back(row))


class OneRowMixin(RowMixin):
    """The row of the address is read with its plan, in one question; an edit asks for little else."""

    found = None

    def get_plan(self):
        year, key, *slug = (self.kwargs[name] for name in ("year", "pk", "cooperation") if name in self.kwargs)
        rows = _row_and_plan(self.actor, year, key, *slug, kind=self.kind.slug) if year <= LAST_YEAR else []
        self.found = next(iter(rows), None)
        return super().get_plan() if self.found is None else in_alliance(plan_of(self.found), self.request.alliance)

    def row_of_address(self):
        """Raises Http404 where there is none in the plan."""
        return self.found or self.find(self.kind, self.kwargs["pk"])


@plan_question
def _row_and_plan(actor, year, key, slug="", *, kind: str):
    above = "__".join((*KINDS[kind].above, "plan"))
    rows = KINDS[kind].model.objects.visible_to(actor).select_related(f"{above}__cooperation", *KINDS[kind].beside)
    if KINDS[kind].model in ROW_ANSWERS:
        rows = rows.annotate(is_linked=is_linked(KINDS[kind].model))  # most lead nowhere, and no more is asked
    return rows.filter(pk=key, **of_address(year, slug, f"{above}__")).order_by()


@plan_question
def _row(actor, key, *, kind: str):
    rows = KINDS[kind].model.objects.visible_to(actor).select_related(*KINDS[kind].above)
    return rows.filter(pk=key).order_by()


def key_of(text) -> UUID:
    """The id that an address names. Raises Http404 for what is none."""
    try:
        return UUID(str(text))
    except ValueError as error:
        raise Http404 from error


class RowFormMixin(RowMixin, RowFormView):
    """A row's form: a fragment for htmx, a page without it. A clash is 409, what is wrong 422."""

    def get_form_class(self):
        return self.kind.form

    def get_template_names(self):
        return ["actionplan/_row_form.html" if self.request.htmx else "actionplan/row_form.html"]

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"plan": self.plan, "reason": self.reason, "decision": self.decision}
        # Several rows may stand open on one page, and each field's label needs an id of its own.
        kwargs["auto_id"] = f"id_{self.kwargs.get('pk', 'ny')}_%s"
        if self.kind.is_nested:
            kwargs["section"] = self.get_section()
        return kwargs

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        watch_deadline(form, "deadline_text", self.deadline_url)
        if self.request.htmx:
            next(iter(form.visible_fields())).field.widget.attrs["autofocus"] = True
        return form

    def get_context_data(self, **kwargs):
        in_list = self.object is not None and not isinstance(self.object, Measure)
        context = {"tag": "li" if in_list else "div", "is_new": self.object is None, "years_url": self._years_url()}
        context["links_url"] = self._links_url()
        context["was"] = self._was()
        return super().get_context_data(**context | kwargs)

    def _years_url(self) -> str:
        """Where an activity that continues one of an earlier plan is read through the years."""
        continues = getattr(self.object, "continues_id", None)
        return self.to("activity_line", pk=self.object.pk) if continues else ""

    def _links_url(self) -> str:
        """Where a measure or an activity is linked to cases and resolutions; a new one is stored first."""
        if not isinstance(self.object, ROW_ANSWERS):
            return ""
        return self.to("row_links", kind=self.kind.slug, pk=self.object.pk)

    def _was(self):
        """What was adopted of an activity that says something else now."""
        if not isinstance(self.object, Activity):
            return None
        return was_of(self.plan, self.actor, activity_facts(self.object, self.plan.year, ()))

    def breadcrumb(self):
        return self.trail((_("Rediger"), self.to("plan_edit")), (self.page_title, ""))


class RowEditView(OneRowMixin, RowFormMixin):
    """The form of one row. `?vis=rad` answers with the row as text: the way back out of the form."""

    @property
    def act(self):
        return edit_act(self.object)

    @property
    def page_title(self):
        return self.kind.edit

    def get_object(self):
        return self.row_of_address()

    def get_section(self):
        return section_of(self.object)

    def get(self, request, *args, **kwargs):
        if request.htmx and request.GET.get("vis") == "rad":
            return self._as_text()
        return super().get(request, *args, **kwargs)

    def perform(self, form):
        return self.kind.change(self.actor, self.object, **self.values(form))

    def form_valid(self, form):
        before = form.initial.get("measure")
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        self.remember_reason()
        notice = _("Lagret: {row}").format(row=named(self.object))
        if not self.request.htmx:
            messages.success(self.request, self.noted(notice))
            return response
        # Only a form with a parent is asked what has changed: the answer reads every field's first value.
        nested = "parent" in form.fields and "parent" in form.changed_data
        moved = nested or before != getattr(self.object, "measure_id", before)
        if moved:
            return self.section_fragment(section_of(self.object).pk, notice=notice, shown=self.object)
        return self._as_text(form, notice)

    def _as_text(self, form=None, notice: str = ""):
        if isinstance(self.object, ROW_ANSWERS):
            # Where somebody saved in between, the stored partners are not those of the form.
            fresh = form is not None and self.object.version <= (form.cleaned_data.get("base_version") or 0) + 1
            said = form.cleaned_data if fresh else {}
            linked = getattr(self.found, "is_linked", True)
            tags = said.get("tags", ())
            return self.row_fragment(self.object, said.get("partners"), tags, linked=linked, notice=notice)
        return self.answer(self.object, notice=notice, shown=self.object)

    def get_success_url(self):
        return self.back(self.object)

    def get_cancel_url(self):
        return f"{self.request.path}?vis=rad" if self.request.htmx else self.back(self.object)


class RowAddView(RowFormMixin):
    """The form of a new row: `?del=` names its section, `?tiltak=` the measure above, `?linje=` the funding line."""

    @property
    def act(self):
        return "section.create" if self.kind.under == "plan" else "row.edit"

    @property
    def page_title(self):
        return self.kind.new

    def get_subject(self):
        """What the new row will hang under: the plan, a section or a funding line."""
        if self.kind.under == "plan":
            return self.plan
        if self.kind.under == "line":
            return self._named("linje", self.kind.line)
        return self.get_section()

    def get_section(self):
        return self._named("del", PlanSection)

    def _named(self, parameter: str, model):
        rows = model.objects.visible_to(self.actor).filter(pk=key_of(self.request.GET.get(parameter, "")))
        return self.in_plan(rows.first())

    def get(self, request, *args, **kwargs):
        if request.htmx and request.GET.get("vis") == "rad" and self.kind.under != "plan":
            return self.section_fragment(section_of(self.get_subject()).pk)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.kind.under == "line":
            kwargs["line"] = self.get_subject()
        above = self.request.GET.get("tiltak")
        if self.kind.is_nested and above:
            kwargs["parent"] = Measure.objects.visible_to(self.actor).filter(pk=key_of(above)).first()
        return kwargs

    def perform(self, form):
        return self.kind.create(self.actor, **{self.kind.under: self.get_subject()}, **self.values(form))

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        self.remember_reason()
        more = self.request.POST.get("neste") == "en-til"
        if self.request.htmx:
            return self._answer(more)
        return redirect(self.request.get_full_path()) if more else response

    def _answer(self, more: bool):
        """The section with the new row; the form for one more opens again where it stood (plan-edit.js)."""
        if self.kind.under == "plan":
            return self.answer(self.object)
        told = {"notice": _("Lagt til: {row}").format(row=named(self.object)), "shown": None if more else self.object}
        answer = self.section_fragment(section_of(self.object).pk, **told)
        if more:
            above = getattr(self.object, "measure_id", None) or section_of(self.object).pk
            trigger_client_event(answer, "plan:more", {"under": str(above)}, after="settle")
        return answer

    def get_success_url(self):
        return self.back(self.object)

    def get_cancel_url(self):
        return f"{self.request.get_full_path()}&vis=rad" if self.request.htmx else self.to("plan_edit")
