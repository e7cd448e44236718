"""The cases and resolutions a row of a plan leads to."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from actionplan.forms.links import LinkForm
from actionplan.linkchoices import offered
from actionplan.linkfacts import links_of
from actionplan.models import Activity, Measure, PlanLink
from actionplan.services import links
from actionplan.views.edit import EditMixin
from actionplan.views.rows import RowMixin
from governance.access import require
from governance.history import Refused
from governance.saying import sentence_of


class LinkedRowMixin(RowMixin):
    """`self.row`: the measure or activity of the address, which the actor may change the links of."""

    @cached_property
    def row(self):
        if self.kind.model not in (Activity, Measure):
            raise Http404
        row = self.find(self.kind, self.kwargs["pk"])
        require(self.actor, "row.edit", row)
        return row

    @property
    def links_url(self) -> str:
        return self.to("row_links", kind=self.kind.slug, pk=self.row.pk) + self.from_table

    @property
    def from_table(self) -> str:
        """What the addresses say where the table is the page to go back to."""
        return "?fra=tabell" if self.request.GET.get("fra") == "tabell" else ""

    @property
    def back_url(self) -> str:
        return f"{self.to('plan_grid')}#rad-{self.row.pk}" if self.from_table else self.back(self.row)

    def link(self, rows) -> PlanLink | None:
        """The link of the address, of those of this row."""
        field = "activity" if isinstance(self.row, Activity) else "measure"
        found = rows.filter(pk=self.kwargs["link"], **{field: self.row}).first()
        if found is not None:
            setattr(found, field, self.row)
        return found

    def done_already(self, rows, told: str):
        """Back to the links of the row where somebody did the same meanwhile. Raises Http404 for no link of the row."""
        if self.link(rows) is None:
            raise Http404
        messages.info(self.request, told)
        return redirect(self.links_url)

    def answer_to(self, act, notice: str, undo: str = ""):
        """Do the act, and go back to the links of the row with what was done or why it was not."""
        try:
            act()
        except (Refused, ValidationError) as error:
            messages.error(self.request, sentence_of(error))
        else:
            way_back = {"notice": notice, "undo": undo}
            told = loader.render_to_string("actionplan/_undo.html", way_back) if undo else notice
            messages.success(self.request, told)
        return redirect(self.links_url)


class RowLinksView(LinkedRowMixin, FormView):
    """What the row leads to, and the form for one more. Works for an adopted plan without a reason: links are no part
    of what was adopted."""

    form_class = LinkForm
    template_name = "actionplan/row_links.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"actor": self.actor, "choices_url": self.to("link_choices")}

    def form_valid(self, form):
        try:
            links.add_link(self.actor, self.row, **form.values())
        except (Refused, ValidationError) as error:
            form.add_error("target", sentence_of(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Lenken er lagt til."))
        return redirect(self.links_url)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        there = links_of(self.plan, self.actor).get(self.row.pk, ())
        where = {"kind": self.kind.slug, "pk": self.row.pk}
        rows = [(link, self.to("row_link_remove", link=link.pk, **where) + self.from_table) for link in there]
        words = {"page_title": _("Saker og vedtak"), "cancel_url": self.back_url}
        return super().get_context_data(row=self.row, links=rows, **words | kwargs)

    def breadcrumb(self):
        form = self.kind.edit, self.to("row_edit", kind=self.kind.slug, pk=self.row.pk)
        above = (_("Tabell"), self.back_url) if self.from_table else form
        return self.trail((_("Rediger"), self.to("plan_edit")), above, (_("Saker og vedtak"), ""))


class RowLinkRemoveView(LinkedRowMixin, View):
    """Take a link away; the answer has the way back."""

    def post(self, request, *args, **kwargs):
        link = self.link(PlanLink.objects.visible_to(self.actor))
        if link is None:
            return self.done_already(PlanLink.objects.in_bin(self.actor), _("Lenken var alt fjernet."))
        where = {"kind": self.kind.slug, "pk": self.row.pk, "link": link.pk}
        undo = self.to("row_link_restore", **where) + self.from_table
        return self.answer_to(lambda: links.remove_link(self.actor, link), _("Lenken er fjernet."), undo)


class RowLinkRestoreView(LinkedRowMixin, View):
    """Bring a link back that was taken away."""

    def post(self, request, *args, **kwargs):
        link = self.link(PlanLink.objects.in_bin(self.actor))
        if link is None:
            return self.done_already(PlanLink.objects.visible_to(self.actor), _("Lenken er alt hentet tilbake."))
        return self.answer_to(lambda: links.restore_link(self.actor, link), _("Lenken er hentet tilbake."))


class LinkChoicesView(EditMixin, View):
    """What fits what is being written, as the lines of the field's own list."""

    def get(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        text = request.GET.get("target", "")[:200]
        return render(request, "actionplan/_link_choices.html", {"choices": offered(self.actor, text)})
