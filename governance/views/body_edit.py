"""Forms and acts for bodies: the body, its rules, the rights of others, and whose turn it is to lead."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance.choices import CaseKind
from governance.forms.body import (
    BodyChangeForm,
    BodyForm,
    ChairForm,
    NumbersForm,
    RightForm,
    RulesForm,
    StandingChangeForm,
    StandingForm,
)
from governance.models import AttendanceRight, ChairRotation, GoverningBody, ProcedureRules, StandingItem
from governance.services import bodies, seats, standing
from governance.views.address import AddressMixin
from governance.views.row import RowActView, RowFormView


class BodyPart(AddressMixin):
    """A page below one body. `body` is the one in the address; `row_of(model)` a row that hangs under it."""

    @property
    def body(self):
        rows = GoverningBody.objects.visible_to(self.request.actor).select_related("cooperation")
        return get_object_or_404(rows, slug=self.kwargs["slug"])

    def row_of(self, model, **under):
        rows = model.objects.visible_to(self.request.actor).filter(**under or {"body__slug": self.kwargs["slug"]})
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def breadcrumb(self):
        title = getattr(self, "page_title", "") or self.title
        body = self.body
        return self.trail((_("Organer"), self.to("body_list")), (body.name, self.body_url()), (title, ""))

    def body_url(self):
        return self.to("body_detail", self.kwargs["slug"])


class BodyPartForm(BodyPart, RowFormView):
    """A form on or below one body: a new row is asked about as a change of the body."""

    act = "body.edit"
    success_message = _("Endringen er lagret.")

    def get_subject(self):
        return self.object or self.body

    def get_success_url(self):
        return self.body_url()

    def get_cancel_url(self):
        return self.body_url()


class BodyPartAct(BodyPart, RowActView):
    act = "body.edit"

    def get_success_url(self, row):
        return self.body_url()


class BodyCreateView(AddressMixin, RowFormView):
    act = "body.edit"
    form_class = BodyForm
    page_title = _("Nytt organ")
    success_message = _("Organet er lagret.")

    def perform(self, form):
        return bodies.create_body(self.actor, **self.values(form))

    def breadcrumb(self):
        return self.trail((_("Organer"), self.to("body_list")), (self.page_title, ""))

    def get_success_url(self):
        return self.to("body_detail", self.object.slug)

    def get_cancel_url(self):
        return self.to("body_list")


class BodyEditView(BodyPartForm):
    form_class = BodyChangeForm
    page_title = _("Endre organet")

    def get_object(self):
        return self.body

    def perform(self, form):
        return bodies.change_body(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return self.to("body_detail", self.object.slug)


class BodyNumbersView(BodyPartForm):
    """A body that comes here in the middle of a year goes on with its numbers."""

    form_class = NumbersForm
    page_title = _("Saksnumre brukt tidligere")
    explanation = _("Har organet brukt saksnumre dette året et annet sted, fortsetter rekken her.")
    success_message = _("Saksnumrene fortsetter etter det du skrev.")

    def get_initial(self):
        return {"year": self.actor.on.year}

    def perform(self, form):
        return bodies.go_on_numbering(self.actor, self.body, **self.values(form))


class BodyRemoveView(BodyPartAct):
    title = _("Slett organet")
    explanation = _("Det legges i papirkurven og kan hentes tilbake i 30 dager.")
    success_message = _("Organet ligger i papirkurven.")

    def get_object(self):
        return self.body

    def perform(self, row, reason):
        return bodies.remove_body(self.actor, row, reason=reason)

    def get_success_url(self, row):
        return self.to("body_list") if row.removed_at else self.body_url()


class BodyRestoreView(BodyRemoveView):
    title = _("Hent organet tilbake")
    explanation = ""
    tone = ""
    success_message = _("Organet er hentet tilbake.")

    @property
    def body(self):
        removed = GoverningBody.objects.in_bin(self.actor)
        return get_object_or_404(removed.select_related("cooperation"), slug=self.kwargs["slug"])

    def perform(self, row, reason):
        return bodies.restore_body(self.actor, row)


class RulesCreateView(BodyPartForm):
    form_class = RulesForm
    page_title = _("Nye saksbehandlingsregler")

    def perform(self, form):
        return bodies.add_rules(self.actor, body=self.body, **self.values(form))


class RulesEditView(BodyPartForm):
    form_class = RulesForm
    page_title = _("Endre saksbehandlingsreglene")

    def get_object(self):
        return self.row_of(ProcedureRules)

    def perform(self, form):
        return bodies.change_rules(self.actor, self.object, **self.values(form))


class RulesRemoveView(BodyPartAct):
    title = _("Slett saksbehandlingsreglene")
    explanation = _("Bruk dette når reglene er ført ved en feil. Har de vært gjeldende, setter du en til-dato.")
    success_message = _("Reglene er slettet.")

    def get_object(self):
        return self.row_of(ProcedureRules)

    def perform(self, row, reason):
        return bodies.remove_rules(self.actor, row, reason=reason)


class RightCreateView(BodyPartForm):
    form_class = RightForm
    page_title = _("Ny rett i møtet")

    def perform(self, form):
        return bodies.add_right(self.actor, body=self.body, **self.values(form))


class RightEditView(BodyPartForm):
    form_class = RightForm
    page_title = _("Endre retten i møtet")

    def get_object(self):
        return self.row_of(AttendanceRight)

    def perform(self, form):
        return bodies.change_right(self.actor, self.object, **self.values(form))


class RightRemoveView(BodyPartAct):
    title = _("Slett retten i møtet")
    explanation = _("Bruk dette når den er ført ved en feil. Har den vært gjeldende, setter du en til-dato.")
    success_message = _("Retten er slettet.")

    def get_object(self):
        return self.row_of(AttendanceRight)

    def perform(self, row, reason):
        return bodies.remove_right(self.actor, row, reason=reason)


class TemplatePart:
    """A page below the template of a body's agenda."""

    def breadcrumb(self):
        *before, last = super().breadcrumb()
        return [*before, (_("Mal for sakslisten"), self.get_success_url()), last]

    def get_success_url(self, row=None):
        return self.to("body_template", self.kwargs["slug"])

    def get_cancel_url(self):
        return self.get_success_url()


class StandingCreateView(TemplatePart, BodyPartForm):
    form_class = StandingForm
    page_title = _("Ny fast sak")
    explanation = _("En fast sak behandles i hvert møte. Du setter den på sakslisten med ett trykk.")
    success_message = _("Den faste saken står i malen.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"body": self.body}

    def perform(self, form):
        values = self.values(form)
        if title := form.cleaned_data["title"]:
            del values["case"]
            kind = form.cleaned_data["kind"] or CaseKind.STANDING
            return standing.open_standing(self.actor, body=self.body, title=title, kind=kind, **values)
        return standing.add_standing(self.actor, body=self.body, **values)


class StandingEditView(TemplatePart, BodyPartForm):
    form_class = StandingChangeForm
    page_title = _("Endre den faste saken")
    explanation = _("Sakslister som alt er satt opp, blir stående som de er.")

    def get_object(self):
        return self.row_of(StandingItem)

    def perform(self, form):
        return standing.change_standing(self.actor, self.object, **self.values(form))


class StandingRemoveView(TemplatePart, BodyPartAct):
    title = _("Slett den faste saken")
    explanation = _("Bruk dette når den er ført ved en feil. Er saken ferdig, setter du en til-dato.")
    success_message = _("Den faste saken er slettet.")

    def get_object(self):
        return self.row_of(StandingItem)

    def perform(self, row, reason):
        return standing.remove_standing(self.actor, row, reason=reason)


class ChairCreateView(BodyPartForm):
    form_class = ChairForm
    page_title = _("Ny lederperiode")

    def perform(self, form):
        return seats.add_chair_period(self.actor, body=self.body, **self.values(form))


class ChairEditView(BodyPartForm):
    form_class = ChairForm
    page_title = _("Endre lederperioden")

    def get_object(self):
        return self.row_of(ChairRotation)

    def perform(self, form):
        return seats.change_chair_period(self.actor, self.object, **self.values(form))


class ChairRemoveView(BodyPartAct):
    title = _("Slett lederperioden")
    explanation = _("Bruk dette når perioden er ført ved en feil. Har medlemmet ledet organet, setter du en til-dato.")
    success_message = _("Lederperioden er slettet.")

    def get_object(self):
        return self.row_of(ChairRotation)

    def perform(self, row, reason):
        return seats.remove_chair_period(self.actor, row, reason=reason)
