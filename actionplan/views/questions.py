"""The questions a plan puts to its bodies, and the cases they become."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from actionplan.forms.links import QuestionForm
from actionplan.models import Activity
from actionplan.permissions import OPEN, edits_plan
from actionplan.planfacts import sections_of
from actionplan.planway import bodies_for, who_answers
from actionplan.services import links
from actionplan.views.edit import EditMixin
from actionplan.views.kinds import KINDS, named
from actionplan.views.rows import RowMixin, key_of
from governance.access import require
from governance.history import Refused
from governance.saying import sentence_of


def asks_of(view, sections) -> dict:
    """Question -> where it becomes a case, of those that are in none which the actor may read; nothing for those who
    may make none."""
    plan, actor = view.plan, view.actor
    is_open, _reason = OPEN
    if not edits_plan(actor, plan) or not is_open(actor, plan):
        return {}
    rows = [row for section in sections for row in section.activities() if row.is_question and not row.is_asked]
    return {row.pk: view.to("question_ask", pk=row.pk) for row in rows}


class QuestionsView(EditMixin, TemplateView):
    """The questions of a plan to its bodies: those not asked yet first, then those that wait, then the answered."""

    template_name = "actionplan/plan_questions.html"
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        sections = sections_of(self.plan, self.actor, statuses=False, links=True)
        asks = asks_of(self, sections)
        rows = [
            {"row": row, "section": section.row, "links": _asked(row), "ask_url": asks.get(row.pk, "")}
            for section in sections
            for row in section.activities()
            if row.is_question
        ]
        rows.sort(key=lambda each: _state(each["row"]))  # keeps the order of the plan within each state
        counts = [sum(_state(each["row"]) == state for each in rows) for state in range(3)]
        return super().get_context_data(
            page_title=_("Spørsmål til organene"),
            rows=rows,
            counts=dict(zip(("open", "waiting", "answered"), counts, strict=True)),
            plan_url=self.to("plan_detail"),
            **kwargs,
        )

    def breadcrumb(self):
        return self.trail((_("Rediger"), self.to("plan_edit")), (_("Spørsmål"), ""))


def _asked(row) -> list:
    return [link for link in row.links if link.is_question]


def _state(row) -> int:
    """0: not brought up, 1: in a case without an answer, 2: answered."""
    if not row.is_asked:
        return 0
    return 2 if all(link.answer for link in _asked(row)) else 1


class QuestionAskView(RowMixin, FormView):
    """A question becomes a case of the plan's cooperation, which waits in the body that is to answer."""

    form_class = QuestionForm
    template_name = "components/row_form.html"
    page_title = gettext_lazy("Lag sak av spørsmålet")

    @cached_property
    def row(self) -> Activity:
        row = self.find(KINDS["aktivitet"], key_of(self.kwargs["pk"]))
        require(self.actor, "question.ask", row)
        return row

    @cached_property
    def bodies(self) -> list:
        return bodies_for(self.actor, self.plan)

    def get(self, request, *args, **kwargs):
        require(self.actor, "question.ask", self.row)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        require(self.actor, "question.ask", self.row)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"bodies": self.bodies}

    def get_initial(self):
        body = who_answers(self.row.section, self.bodies)
        question = " ".join(self.row.title.split())
        most = QuestionForm.base_fields["title"].max_length
        return {
            "body": body.pk if body is not None else None,
            "title": question if len(question) <= most else f"{question[: most - 1]}…",
            "summary": self._summary(),
        }

    def _summary(self) -> str:
        """The question as it stands in the plan, with where that is and what is noted of it."""
        where = _("Spørsmål fra {plan}, {section}:").format(plan=self.plan.title, section=self.row.section.title)
        return "\n\n".join(filter(None, (f"{where}\n{self.row.title}", self.row.note)))

    def form_valid(self, form):
        try:
            case = links.ask_body(self.actor, self.row, **form.values())
        except (Refused, ValidationError) as error:
            form.add_error(None, sentence_of(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Saken er laget og ligger til behandling i organet."))
        return redirect("governance:case_detail", self.request.alliance.slug, case.year, case.sequence)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        context = {
            "page_title": self.page_title,
            "lead": named(self.row),
            "submit_label": _("Lag sak"),
            "cancel_url": f"{self.to('plan_detail')}#del-{self.row.section_id}",
        }
        return super().get_context_data(**context | kwargs)

    def breadcrumb(self):
        questions = (_("Spørsmål"), self.to("plan_questions"))
        return self.trail((_("Rediger"), self.to("plan_edit")), questions, (self.page_title, ""))
