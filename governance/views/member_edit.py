"""Forms and acts for organisations, memberships and contacts."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import ContactForm, MembershipChangeForm, MembershipForm, OrganisationForm
from governance.models import Membership, Organisation, OrganisationContact
from governance.services import organisations as services
from governance.views.address import AddressMixin
from governance.views.row import RowActView, RowFormView


class MemberFormView(AddressMixin, RowFormView):
    """A form on, or below, one organisation."""

    act = "organisation.edit"

    def organisation(self):
        """The organisation in the address; 404 where the actor does not see it."""
        return get_object_or_404(Organisation.objects.visible_to(self.request.actor), pk=self.kwargs["pk"])

    def breadcrumb(self):
        owner = self.owner()
        own = [(owner.name, self.to("member_detail", owner.pk))] if owner else []
        return self.trail((_("Medlemmer"), self.to("member_list")), *own, (self.page_title, ""))

    def owner(self):
        return self.object

    def get_success_url(self):
        return self.to("member_detail", self.owner().pk)


class MemberCreateView(MemberFormView):
    form_class = OrganisationForm
    page_title = _("Ny organisasjon")
    submit_label = _("Lagre organisasjonen")
    success_message = _("Organisasjonen er lagret.")

    def perform(self, form):
        return services.create_organisation(self.actor, **self.values(form))

    def get_cancel_url(self):
        return self.to("member_list")


class MemberEditView(MemberFormView):
    form_class = OrganisationForm
    page_title = _("Endre organisasjonen")
    success_message = _("Endringen er lagret.")

    def get_object(self):
        return self.organisation()

    def perform(self, form):
        return services.change_organisation(self.actor, self.object, **self.values(form))


class MemberRemoveView(AddressMixin, RowActView):
    act = "organisation.edit"
    title = _("Slett organisasjonen")
    explanation = _("Den legges i papirkurven og kan hentes tilbake i 30 dager.")
    success_message = _("Organisasjonen ligger i papirkurven.")

    def get_object(self):
        return get_object_or_404(Organisation.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def perform(self, row, reason):
        return services.remove_organisation(self.actor, row, reason=reason)

    def get_success_url(self, row):
        return self.to("member_list") if row.removed_at else self.to("member_detail", row.pk)

    def breadcrumb(self):
        return self.trail((_("Medlemmer"), self.to("member_list")), (self.title, ""))


class MemberRestoreView(MemberRemoveView):
    title = _("Hent organisasjonen tilbake")
    explanation = ""
    tone = ""
    success_message = _("Organisasjonen er hentet tilbake.")

    def get_object(self):
        removed = Organisation.objects.in_bin(self.actor)
        return get_object_or_404(removed, pk=self.kwargs["pk"])

    def perform(self, row, reason):
        return services.restore_organisation(self.actor, row)


class MemberJoinView(MemberFormView):
    """Make the organisation a member of a cooperation."""

    form_class = MembershipForm
    page_title = _("Nytt medlemskap")
    success_message = _("Medlemskapet er lagret.")

    def owner(self):
        return self.organisation()

    def perform(self, form):
        return services.add_membership(self.actor, organisation=self.organisation(), **self.values(form))

    def get_cancel_url(self):
        return self.get_success_url()


class MembershipEditView(MemberFormView):
    form_class = MembershipChangeForm
    act = "membership.edit"
    page_title = _("Endre medlemskapet")
    success_message = _("Endringen er lagret.")

    def get_object(self):
        rows = Membership.objects.visible_to(self.request.actor).select_related("organisation", "cooperation")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def owner(self):
        return self.object.organisation

    def perform(self, form):
        return services.change_membership(self.actor, self.object, **self.values(form))


class MembershipRemoveView(MemberRemoveView):
    act = "membership.edit"
    title = _("Slett medlemskapet")
    explanation = _(
        "Bruk dette når medlemskapet er ført ved en feil. Har det vært et medlemskap, setter du en til-dato."
    )
    success_message = _("Medlemskapet er slettet.")

    def get_object(self):
        rows = Membership.objects.visible_to(self.actor).select_related("organisation", "cooperation")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def perform(self, row, reason):
        return services.remove_membership(self.actor, row, reason=reason)

    def get_success_url(self, row):
        return self.to("member_detail", row.organisation_id)


class ContactCreateView(MemberFormView):
    form_class = ContactForm
    page_title = _("Ny kontaktperson")
    success_message = _("Kontaktpersonen er lagret.")

    def owner(self):
        return self.organisation()

    def get_subject(self):
        return self.organisation()

    def perform(self, form):
        return services.add_contact(self.actor, organisation=self.organisation(), **self.values(form))

    def get_cancel_url(self):
        return self.get_success_url()


class ContactEditView(MemberFormView):
    form_class = ContactForm
    page_title = _("Endre kontaktpersonen")
    success_message = _("Endringen er lagret.")

    def get_object(self):
        rows = OrganisationContact.objects.visible_to(self.request.actor).select_related("organisation")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def owner(self):
        return self.object.organisation

    def perform(self, form):
        return services.change_contact(self.actor, self.object, **self.values(form))


class ContactRemoveView(MembershipRemoveView):
    act = "organisation.edit"
    title = _("Slett kontaktpersonen")
    explanation = _(
        "Bruk dette når kontaktpersonen er ført ved en feil. Har personen vært kontakt, setter du en til-dato."
    )
    success_message = _("Kontaktpersonen er slettet.")

    def get_object(self):
        rows = OrganisationContact.objects.visible_to(self.actor).select_related("organisation", "person")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def perform(self, row, reason):
        return services.remove_contact(self.actor, row, reason=reason)
