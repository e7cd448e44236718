"""The template of a body's agenda: its standing cases in order, the acts that order them, and ready-made ones."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View

from governance.access import require
from governance.agendachoices import AgendaPlace
from governance.agendaplaces import CASES
from governance.bodies.agendatemplates import lines_for
from governance.exemption import reveal
from governance.history import Refused
from governance.models import StandingItem
from governance.saying import sentence_of
from governance.services import standing
from governance.views.body_edit import BodyPart
from governance.views.row import ActorMixin


def template_rows(actor, body, day) -> list[StandingItem]:
    """The cases on every agenda of the body now or later, in order, those the actor may know of."""
    rows = StandingItem.objects.visible_to(actor).filter(body=body).overlapping(day, None)
    return _named(actor, rows)


def _named(actor, rows) -> list[StandingItem]:
    found = list(rows.select_related("case", "body"))
    reveal(actor, [each.case for each in found])
    return found


class TemplatePage(BodyPart, ActorMixin):
    def edited_body(self):
        """The body of the page. Raises PermissionDenied to those who do not edit it."""
        body = self.body
        require(self.actor, "body.edit", body)
        return body


class AgendaTemplateView(TemplatePage, TemplateView):
    """The template as it is now and will be, with tools; beside it what bodies of this kind usually have."""

    template_name = "governance/body_template.html"
    page_title = gettext_lazy("Mal for sakslisten")

    def get_context_data(self, **kwargs):
        actor, body = self.actor, self.edited_body()
        rows = template_rows(actor, body, actor.on)
        known = {row.case.title.casefold() for row in rows}
        over = StandingItem.objects.visible_to(actor).filter(body=body, valid_to__lt=actor.on)
        return super().get_context_data(
            page_title=self.page_title,
            row=body,
            rows=rows,
            before=[row for row in rows if row.place == AgendaPlace.BEFORE],
            after=[row for row in rows if row.place == AgendaPlace.AFTER],
            ended=_named(actor, over.order_by("-valid_to", "case__year", "case__sequence")),
            ready=[line for line in lines_for(body.kind) if line.title.casefold() not in known],
            cases_key=CASES,
            **kwargs,
        )


class TemplateActView(TemplatePage, View):
    """An act on the template by POST, which leads back to it."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        self.row, where = self.edited_body(), ""
        try:
            where = self.perform() or ""
        except (Refused, ValidationError) as error:
            messages.error(request, sentence_of(error))
        return redirect(self.to("body_template", self.row.slug) + where)

    def perform(self) -> str | None:
        """Do it; where on the page it leads to."""
        raise NotImplementedError


class TemplatePlaceView(TemplateActView):
    """Move a case `up` or `down` by one in the template as it was `shown`, also past the cases of the meeting."""

    def perform(self):
        post = self.request.POST
        key, step = (post["up"], -1) if "up" in post else (post.get("down", ""), 1)
        shown = post.get("shown", "").split()
        try:
            rows = StandingItem.objects.visible_to(self.actor).select_related("body__cooperation", "case")
            row = get_object_or_404(rows, pk=key, body=self.row)
        except ValidationError as error:
            raise Refused(_("Velg en sak.")) from error
        if str(row.pk) in shown:
            position = max(1, shown.index(str(row.pk)) + 1 + step)
            standing.place_standing(self.actor, row, position=position, shown=shown)
        return f"#linje-{row.pk}"


class TemplateBeginView(TemplateActView):
    """Take the chosen lines of the ready-made template: each `line` is a title."""

    def perform(self):
        wanted = self.request.POST.getlist("line")
        lines = [line for line in lines_for(self.row.kind) if line.title in wanted]
        if not lines:
            raise Refused(_("Kryss av for det du vil ha med i malen."))
        made = standing.begin_template(self.actor, self.row, lines)
        said = ngettext("{count} fast sak står nå i malen.", "{count} faste saker står nå i malen.", len(made))
        messages.success(self.request, said.format(count=len(made)) if made else _("De faste sakene står der alt."))
