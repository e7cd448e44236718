"""Pages of one person: who she is, and who may what."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance.access import may
from governance.choices import MailState
from governance.forms.person import LoginForm, PersonForm, RoleForm
from governance.models import AllianceRole, Appointment, OrganisationContact, OutgoingMail, Person, Seat
from governance.services import invitations
from governance.services import people as services
from governance.views.address import AddressMixin, key_in
from governance.views.bin import bin_of
from governance.views.invitations import invitation_of, show_link, tell_invited
from governance.views.row import RowActView, RowDetailView, RowFormView


class PersonDetailView(AddressMixin, RowDetailView):
    model = Person
    select_related = ("organisation", "user")
    template_name = "governance/person_detail.html"

    def breadcrumb(self):
        return self.trail((_("Personer"), self.to("person_list")), (self.object.name, ""))

    def get_context_data(self, **kwargs):
        own = {"person": self.object}
        held = Appointment.objects.visible_to(self.actor).filter(**own).order_by("-valid_from")
        appointments = list(held.select_related("seat__body", "seat__on_behalf_of"))
        return super().get_context_data(
            page_title=self.object.name,
            day=self.actor.on,
            is_active=self.object.is_active_on(self.actor.on),
            now=[each for each in appointments if each.holds_on(self.actor.on)],
            appointments=appointments,
            roles=AllianceRole.objects.visible_to(self.actor).filter(**own).select_related("cooperation"),
            contacts=OrganisationContact.objects.visible_to(self.actor).filter(**own).select_related("organisation"),
            removed=bin_of(self.actor, self.object),
            bounced=self._bounced(),
            invitation=invitation_of(self.actor, self.object) if may(self.actor, "person.invite") else None,
            **kwargs,
        )

    def _bounced(self) -> OutgoingMail | None:
        """The mail that came back from the address she still has, where nothing has come through since."""
        rows = OutgoingMail.objects.visible_to(self.actor).filter(person=self.object, address=self.object.email)
        latest = rows.filter(state__in=(MailState.BOUNCED, MailState.SENT)).order_by("-queued_at").first()
        return latest if latest is not None and latest.state == MailState.BOUNCED else None


class PersonPart(AddressMixin):
    """A page on or below one person."""

    def person(self):
        return get_object_or_404(Person.objects.visible_to(self.request.actor), pk=self.kwargs["pk"])

    def breadcrumb(self):
        title = getattr(self, "page_title", "") or self.title
        return self.trail((_("Personer"), self.to("person_list")), (title, ""))


class PersonFormView(PersonPart, RowFormView):
    act = "person.edit"
    success_message = _("Endringen er lagret.")

    def owner(self):
        return self.object

    def get_success_url(self):
        return self.to("person_detail", self.owner().pk)


class PersonCreateView(PersonFormView):
    form_class = PersonForm
    page_title = _("Ny person")
    success_message = _("Personen er lagret.")

    def perform(self, form):
        return services.create_person(self.actor, **self.values(form))

    def get_success_url(self):
        """Back to the seat that she was registered for (`?plass=`), else her own page."""
        seat = self._seat()
        if seat is None:
            return super().get_success_url()
        return f"{self.to('seat_appoint', seat.body.slug, seat.pk)}?person={self.object.pk}"

    def _seat(self) -> Seat | None:
        key = key_in(self.request, "plass")
        return key and Seat.objects.visible_to(self.actor).select_related("body").filter(pk=key).first()

    def get_cancel_url(self):
        return self.to("person_list")


class PersonEditView(PersonFormView):
    form_class = PersonForm
    page_title = _("Endre personen")

    def get_object(self):
        return self.person()

    def perform(self, form):
        return services.change_person(self.actor, self.object, **self.values(form))


class PersonRemoveView(PersonPart, RowActView):
    act = "person.edit"
    title = _("Slett personen")
    explanation = _(
        "Personen legges i papirkurven og kan hentes tilbake i 30 dager. En innlogging fjernes og må gis på nytt."
    )
    success_message = _("Personen ligger i papirkurven.")

    def get_object(self):
        return self.person()

    def perform(self, row, reason):
        return services.remove_person(self.actor, row, reason=reason)

    def get_success_url(self, row):
        return self.to("person_list") if row.removed_at else self.to("person_detail", row.pk)


class PersonRestoreView(PersonRemoveView):
    title = _("Hent personen tilbake")
    explanation = ""
    tone = ""
    success_message = _("Personen er hentet tilbake.")

    def get_object(self):
        removed = Person.objects.in_bin(self.actor)
        return get_object_or_404(removed, pk=self.kwargs["pk"])

    def perform(self, row, reason):
        return services.restore_person(self.actor, row)


class LoginView(PersonFormView):
    """Give a person a login, change it, or take it away."""

    act = "role.edit"
    form_class = LoginForm
    page_title = _("Innlogging")
    invited = None

    def get_object(self):
        return self.person()

    def get_initial(self):
        return {"login": self.object.user.email if self.object.user else ""}

    def perform(self, form):
        login, way = form.values()["login"], form.cleaned_data["way"]
        if not login:
            return services.take_login(self.actor, self.object)
        if way in (LoginForm.BY_MAIL, LoginForm.BY_HAND):
            self.invited = invitations.invite(self.actor, self.object, email=login, by_hand=way == LoginForm.BY_HAND)
            return self.object
        existed = services.is_another_login(self.object, login)
        person = services.give_login(self.actor, self.object, email=login)
        if existed:
            text = _("{email} hadde en innlogging fra før. Den gjelder nå her også, med samme passord som før.")
            messages.info(self.request, text.format(email=login))
        return person

    def form_valid(self, form):
        """A link to hand over is shown at once, and only then: it stands in no message and no address."""
        response = super().form_valid(form)
        if self.invited is None or response.status_code != 302:
            return response
        if self.invited.link is not None and not self.invited.mailed:
            return show_link(self.request, self.invited, self.get_success_url())
        tell_invited(self.request, self.invited)
        return response


class RoleCreateView(PersonFormView):
    act = "role.edit"
    form_class = RoleForm
    page_title = _("Ny rolle")
    success_message = _("Rollen er gitt.")

    def owner(self):
        return self.person()

    def get_subject(self):
        return self.person()

    def perform(self, form):
        return services.give_role(self.actor, person=self.person(), **self.values(form))

    def get_cancel_url(self):
        return self.get_success_url()


class RoleEditView(PersonFormView):
    act = "role.edit"
    form_class = RoleForm
    page_title = _("Endre rollen")

    def get_object(self):
        rows = AllianceRole.objects.visible_to(self.request.actor).select_related("person")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def owner(self):
        return self.object.person

    def perform(self, form):
        return services.change_role(self.actor, self.object, **self.values(form))


class RoleRemoveView(PersonRemoveView):
    act = "role.edit"
    title = _("Slett rollen")
    explanation = _("Bruk dette når rollen er gitt ved en feil. Har personen hatt rollen, setter du en til-dato.")
    success_message = _("Rollen er slettet.")

    def get_object(self):
        rows = AllianceRole.objects.visible_to(self.actor).select_related("person")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def perform(self, row, reason):
        return services.remove_role(self.actor, row, reason=reason)

    def get_success_url(self, row):
        return self.to("person_detail", row.person_id)
