"""Forms and acts for seats and the people who hold them."""

from django.utils.translation import gettext_lazy as _

from governance.forms.seat import AppointmentChangeForm, AppointmentForm, EndForm, SeatForm
from governance.models import Appointment, Person, Seat
from governance.services import seats
from governance.views.address import key_in
from governance.views.body_edit import BodyPartAct, BodyPartForm


class SeatCreateView(BodyPartForm):
    act = "seat.edit"
    form_class = SeatForm
    page_title = _("Ny plass")
    success_message = _("Plassen er lagret.")

    def perform(self, form):
        return seats.add_seat(self.actor, body=self.body, **self.values(form))


class SeatEditView(BodyPartForm):
    act = "seat.edit"
    form_class = SeatForm
    page_title = _("Endre plassen")

    def get_object(self):
        return self.row_of(Seat)

    def perform(self, form):
        return seats.change_seat(self.actor, self.object, **self.values(form))


class SeatRemoveView(BodyPartAct):
    act = "seat.edit"
    title = _("Slett plassen")
    explanation = _("Bruk dette når plassen er ført ved en feil.")
    success_message = _("Plassen er slettet.")

    def get_object(self):
        return self.row_of(Seat)

    def perform(self, row, reason):
        return seats.remove_seat(self.actor, row, reason=reason)


class AppointView(BodyPartForm):
    """Fill a seat, or add a substitute to it."""

    act = "seat.edit"
    form_class = AppointmentForm
    page_title = _("Nytt verv")
    success_message = _("Vervet er lagret.")
    template_name = "governance/appoint_form.html"

    @property
    def seat(self):
        return self.row_of(Seat)

    def get_subject(self):
        return self.seat

    def perform(self, form):
        return seats.appoint(self.actor, seat=self.seat, **self.values(form))

    def get_context_data(self, **kwargs):
        context = {
            "page_title": _("Nytt verv: {seat}").format(seat=self.seat),
            "new_person_url": f"{self.to('person_create')}?plass={self.seat.pk}",
        }
        return super().get_context_data(**context | kwargs)

    def get_initial(self):
        """The person who was registered on the way here."""
        key = key_in(self.request, "person")
        named = key is not None and Person.objects.visible_to(self.actor).filter(pk=key).exists()
        return {"person": key} if named else {}


class AppointmentPart:
    """The appointment in the address; it hangs under the body by its seat."""

    act = "seat.edit"

    @property
    def lead(self):
        return str(self.object)

    def get_object(self):
        return self.row_of(Appointment, seat__body__slug=self.kwargs["slug"])


class AppointmentEditView(AppointmentPart, BodyPartForm):
    form_class = AppointmentChangeForm
    page_title = _("Endre vervet")

    def perform(self, form):
        return seats.change_appointment(self.actor, self.object, **self.values(form))


class AppointmentEndView(AppointmentPart, BodyPartForm):
    form_class = EndForm
    page_title = _("Avslutt vervet")
    submit_label = _("Avslutt vervet")
    success_message = _("Vervet er avsluttet. Plassen er ledig fra dagen etter.")

    def get_initial(self):
        return {"last_day": self.actor.on}

    def perform(self, form):
        return seats.end_appointment(self.actor, self.object, **self.values(form))


class AppointmentRemoveView(AppointmentPart, BodyPartAct):
    title = _("Slett vervet")
    explanation = _("Bruk dette når vervet er ført ved en feil. Har personen hatt vervet, avslutter du det i stedet.")
    success_message = _("Vervet er slettet.")

    def perform(self, row, reason):
        return seats.remove_appointment(self.actor, row, reason=reason)
