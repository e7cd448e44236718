"""Inviting people: one from her page, or several at once; sending the link again, and taking it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from governance import clock
from governance.access import require
from governance.forms.invitation import InviteManyForm
from governance.history import Refused
from governance.links import LinkState, address_of_link, state_of
from governance.models import OutgoingMail, Person, SignedLink
from governance.services import invitations
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin, RowActView


def invitation_of(actor, person) -> dict | None:
    """How far the invitation of a person has come, for those who may invite: words, tone, when, and the mail."""
    link = SignedLink.objects.visible_to(actor).filter(person=person).order_by("-made_at").first()
    if link is None:
        return None
    words = {
        LinkState.USED: (_("Har tatt imot invitasjonen"), "success", link.used_at),
        LinkState.REVOKED: (_("Invitasjonen er trukket tilbake"), "neutral", link.revoked_at),
        LinkState.EXPIRED: (_("Invitasjonen har gått ut"), "warning", link.expires_at),
    }.get(state_of(link, now=clock.now()))
    if words is None:
        words = (
            (_("Har åpnet invitasjonen"), "info", link.opened_at)
            if link.opened_at
            else (_("Er invitert"), "info", link.made_at)
        )
    mail = OutgoingMail.objects.visible_to(actor).filter(link=link).first()
    return {
        "words": words[0],
        "tone": words[1],
        "at": words[2],
        "mail": mail,
        "stands": state_of(link) == LinkState.OPEN,
    }


def tell_invited(request, invited) -> None:
    """Say what came of one invitation."""
    if invited.link is not None:
        text = _("{name} får en lenke til å velge passord. Brevet ligger i utboksen.")
    elif invited.mailed:
        text = _("{name} hadde en innlogging fra før og får beskjed om at den gjelder her også, med samme passord.")
    else:
        text = _("{name} hadde en innlogging fra før. Den gjelder nå her også, med samme passord som før.")
    messages.success(request, text.format(name=invited.person))


def show_link(request, invited, back: str):
    """The link an administrator hands over herself. It is not shown again."""
    context = {
        "page_title": _("Lenken til {name}").format(name=invited.person),
        "address": address_of_link(invited.link),
        "until": invited.link.expires_at,
        "back": back,
    }
    return render(request, "governance/person_link.html", context)


class InvitePart(AddressMixin, RowActView):
    act = "person.invite"
    tone = ""

    def get_object(self):
        return get_object_or_404(Person.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def breadcrumb(self):
        return self.trail((_("Personer"), self.to("person_list")), (self.title, ""))

    def get_success_url(self, row):
        return self.to("person_detail", row.pk)


class InviteView(InvitePart):
    title = gettext_lazy("Inviter")
    explanation = gettext_lazy(
        "Personen får et brev med en lenke til å velge passord. En lenke som er sendt før, slutter å virke. Den "
        "som alt har en innlogging, får beskjed om at den gjelder her også."
    )

    def perform(self, row, reason):
        tell_invited(self.request, invitations.invite(self.actor, row))
        return row


class RevokeView(InvitePart):
    title = gettext_lazy("Trekk invitasjonen tilbake")
    explanation = gettext_lazy("Lenken i brevet slutter å virke.")
    tone = "danger"
    success_message = gettext_lazy("Invitasjonen er trukket tilbake.")

    def perform(self, row, reason):
        invitations.revoke_invitation(self.actor, row)
        return row


class InviteManyView(AddressMixin, ActorMixin, FormView):
    """Several at once: those who have an address and no login."""

    template_name = "governance/person_invite.html"
    form_class = InviteManyForm

    def dispatch(self, request, *args, **kwargs):
        require(request.actor, "person.invite")
        return super().dispatch(request, *args, **kwargs)

    def people(self):
        rows = Person.objects.visible_to(self.actor).filter(user=None).exclude(email="")
        return rows.exclude(last_day__lt=self.actor.on)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"people": self.people()}

    def form_valid(self, form):
        try:
            invited = invitations.invite_all(self.actor, form.cleaned_data["people"])
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        said = ngettext("{n} person er invitert.", "{n} personer er invitert.", len(invited)).format(n=len(invited))
        messages.success(self.request, said)
        return redirect(self.to("person_list"))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def breadcrumb(self):
        return self.trail((_("Personer"), self.to("person_list")), (_("Inviter flere"), ""))

    def get_context_data(self, **kwargs):
        title = _("Inviter flere")
        return super().get_context_data(page_title=title, any_left=self.people().exists(), **kwargs)
