"""The shapes that nearly every page has: a list, a row, a form for a row, an act on a row.

All of them read through `visible_to(actor)`, ask `may` before they write, and call one service.
"""

from functools import partial

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, View

from governance.access import require
from governance.forms.row import form_values
from governance.history import Clash, Refused
from governance.mypage import visits
from governance.once import made_once
from governance.saying import sentence_of

SENT_TWICE = _("Dette var alt lagret. Skjemaet er sendt to ganger, men ført bare én gang.")


class ActorMixin:
    """`self.actor`, rows through `visible_to`, and the page's breadcrumb. `breadcrumb()` returns (label, url) pairs."""

    model = None
    select_related: tuple[str, ...] = ()

    @property
    def actor(self):
        return self.request.actor

    def get_queryset(self):
        rows = self.model.objects.visible_to(self.actor)
        # Without a name Django would follow every foreign key there is.
        return rows.select_related(*self.select_related) if self.select_related else rows

    def breadcrumb(self):
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(breadcrumb=self.breadcrumb(), **kwargs)


class RowListView(ActorMixin, ListView):
    paginate_by = None
    context_object_name = "rows"


class RowDetailView(ActorMixin, DetailView):
    """One row. A visitor who is not logged in and sees nothing is asked to log in; everyone else gets 404, or is told
    that it has been taken back from publication (`withdrawn()`).

    A page with a `visit_kind` is remembered for the list of what was used lately.
    """

    context_object_name = "row"
    visit_kind = ""

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.visit_kind:
            visits.remember(request, response, self.visit_kind, self.visited())
        return response

    def visited(self):
        """The key of the row that is remembered."""
        return self.object.pk

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            if (answer := self.withdrawn()) is not None:
                return answer
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    def withdrawn(self):
        """The page that says so, where what stood here was published once."""
        return


class RowFormView(ActorMixin, FormView):
    """A form for a new row (`get_object` returns None) or an existing one.

    Subclasses give `act`, `form_class`, `perform(form)` (calls one service, returns the stored row) and
    `get_success_url()`; `lead` says what the form is about where its title does not. The default template is
    templates/components/row_form.html.
    """

    template_name = "components/row_form.html"
    act = ""
    page_title = ""
    lead = ""
    explanation = ""
    submit_label = ""
    success_message = ""
    same_content_is_same_row = False  # rows of which nobody wants two alike; see governance/once.py
    object = None

    def get_object(self):
        return None

    def get_subject(self):
        """What `may` is asked about: the row itself, or for a new row what it will hang under."""
        return self.object

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        require(request.actor, self.act, self.get_subject())
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"actor": self.actor}
        if self.object is not None:
            kwargs["instance"] = self.object
        return kwargs

    def perform(self, form):
        raise NotImplementedError

    def form_valid(self, form):
        is_new = True
        try:
            if self.object is None:
                by_content = self.same_content_is_same_row
                make = partial(self.perform, form)
                self.object, is_new = made_once(self.request, make, by_content=by_content)
            else:
                self.object = self.perform(form)
        except Clash as clash:
            form.take_clash(clash)
            return self.form_invalid(form, status=409)
        except ValidationError as error:
            form.take_errors(error)
            return self.form_invalid(form)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        if not is_new:
            messages.info(self.request, SENT_TWICE)
        elif self.success_message:
            messages.success(self.request, self.success_message)
        return redirect(self.get_success_url())

    def form_invalid(self, form, status=422):
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs):
        shown = {name: getattr(self, name) for name in ("page_title", "lead", "explanation", "submit_label")}
        return super().get_context_data(**shown | {"cancel_url": self.get_cancel_url()} | kwargs)

    def get_cancel_url(self):
        return self.get_success_url() if self.object is not None else ""

    values = staticmethod(form_values)


class RowActView(ActorMixin, View):
    """One act on one row by POST: withdraw, restore, call. GET shows a page that asks for confirmation.

    Subclasses give `act`, `perform(row, reason)`, `get_success_url(row)` and the words of the confirmation page.
    """

    act = ""
    template_name = "components/row_act.html"
    title = ""
    explanation = ""
    submit_label = ""
    tone = "danger"
    asks_reason = False
    success_message = ""

    def get_object(self):
        raise NotImplementedError

    def further_context(self, row) -> dict:
        """What a template of the page's own needs beside the usual."""
        return {}

    def get(self, request, *args, **kwargs):
        row = self.get_object()
        require(request.actor, self.act, row)
        return self._page(row)

    def post(self, request, *args, **kwargs):
        row = self.get_object()
        require(request.actor, self.act, row)
        reason = request.POST.get("reason", "").strip()
        try:
            result = self.perform(row, reason)
        except (Refused, ValidationError) as error:
            return self._page(row, error=sentence_of(error), reason=reason, status=422)
        if self.success_message:
            messages.success(request, self.success_message)
        return redirect(self.get_success_url(result or row))

    def _page(self, row, *, error="", reason="", status=200):
        context = {
            "row": row,
            "page_title": self.title,
            "explanation": self.explanation,
            "submit_label": self.submit_label or self.title,
            "tone": self.tone,
            "asks_reason": self.asks_reason,
            "reason": reason,
            "error": error,
            "cancel_url": self.get_success_url(row),
            "breadcrumb": self.breadcrumb(),
        }
        return render(self.request, self.template_name, context | self.further_context(row), status=status)
