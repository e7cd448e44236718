"""The members' page with its map, and the page of one organisation."""

from django import forms
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from governance import member_map, members
from governance.choices import AppointmentKind
from governance.forms.day import DayField
from governance.models import (
    Appointment,
    Cooperation,
    Membership,
    Municipality,
    Organisation,
    OrganisationContact,
    Seat,
)
from governance.views.address import PublicTrailMixin
from governance.views.bin import bin_of
from governance.views.casefile import PublicListMixin
from governance.views.row import ActorMixin, RowDetailView


class DayForm(forms.Form):
    """The day a page is shown for; empty means today."""

    dato = DayField(
        label=_("Vis på datoen"),
        required=False,
        css_class="ds-input",
        error_messages={"invalid": _("Skriv datoen som 15.03.2018.")},
    )


class MemberListView(PublicListMixin, PublicTrailMixin, ActorMixin, TemplateView):
    """Members of one cooperation on a day: map, tables, and how the membership came to be."""

    model = Organisation
    template_name = "governance/member_list.html"

    def get(self, request, *args, **kwargs):
        self.form = DayForm(request.GET if "dato" in request.GET else {"dato": self.actor.on})
        day = self.form.cleaned_data["dato"] if self.form.is_valid() else None
        self.day = day or self.actor.on
        self.cooperations = list(Cooperation.objects.visible_to(self.actor))
        self.cooperation = self._chosen(request.GET.get("samarbeid"))
        status = 200 if self.form.is_valid() else 422
        return self.render_to_response(self.get_context_data(), status=status)

    def _chosen(self, slug):
        if slug:
            return get_object_or_404(Cooperation.objects.visible_to(self.actor), slug=slug)
        return self.cooperations[0] if self.cooperations else None

    def breadcrumb(self):
        return self.trail((_("Medlemmer"), ""))

    def get_context_data(self, **kwargs):
        rows = members.members_on(self.actor, self.cooperation, self.day) if self.cooperation else []
        municipalities, counties, others = members.by_kind(rows)
        return super().get_context_data(
            form=self.form,
            day=self.day,
            cooperation=self.cooperation,
            municipalities=municipalities,
            counties=counties,
            others=others,
            inhabitants=sum(member.inhabitants or 0 for member in municipalities),
            count=len(rows),
            turns=members.turns(self.actor, self.cooperation, self.day) if self.cooperation else [],
            tab_links=self._tabs(),
            map=map_of(self.actor, municipalities),
            partners=self._partners(rows),
            removed=Organisation.objects.in_bin(self.actor),
            **kwargs,
        )

    def _tabs(self):
        if len(self.cooperations) < 2:
            return []
        return [(str(each), f"?samarbeid={each.slug}", each == self.cooperation) for each in self.cooperations]

    def _partners(self, rows):
        """Organisations of the alliance that are no members of this cooperation on the day."""
        inside = [member.organisation.pk for member in rows]
        return Organisation.objects.visible_to(self.actor).exclude(pk__in=inside)


def map_of(actor, rows):
    """The map of member municipalities (`Member`) with their neighbours; each leads to its page where it has one."""
    drawn = {member.organisation.municipality_id for member in rows}
    places = [_place(actor, member) for member in rows if _border(member.organisation)]
    known = Organisation.objects.visible_to(actor).filter(municipality__isnull=False)
    pages = {pk: _page_of(actor, own) for pk, own in known.values_list("municipality", "pk")}
    around = Municipality.objects.filter(border__isnull=False).exclude(pk__in=drawn)
    outside = _("{name}: ikke medlem")
    neighbours = [
        member_map.Place(m.name, m.border, "neighbour", outside.format(name=m.name), pages.get(m.pk, ""))
        for m in around
    ]
    return member_map.draw(places, neighbours)


def _page_of(actor, pk) -> str:
    return reverse("governance:member_detail", args=[actor.alliance.slug, pk])


def _border(organisation):
    return organisation.municipality.border if organisation.municipality else None


def _with_holder(seat):
    """The seat with `is_vacant`: substitutes alone do not fill it."""
    seat.is_vacant = all(each.kind != AppointmentKind.MEMBER for each in seat.held)
    return seat


def _place(actor, member):
    name = member.organisation.short_name or member.organisation.name
    reserved = bool(member.membership.reservation)
    text = _("{name}: medlem med forbehold") if reserved else _("{name}: medlem")
    tone = "reserved" if reserved else "member"
    border, url = member.organisation.municipality.border, _page_of(actor, member.organisation.pk)
    return member_map.Place(name, border, tone, text.format(name=name), url)


class MemberDetailView(PublicTrailMixin, RowDetailView):
    """One organisation: its memberships, seats, people and contacts."""

    model = Organisation
    select_related = ("municipality", "county")
    template_name = "governance/member_detail.html"

    def breadcrumb(self):
        return self.trail((_("Medlemmer"), self.to("member_list")), (self.object.name, ""))

    def get_context_data(self, **kwargs):
        own = {"organisation": self.object}
        memberships = (
            Membership.objects.visible_to(self.actor).filter(**own).select_related("cooperation", "organisation")
        )
        seats = Seat.objects.visible_to(self.actor).filter(on_behalf_of=self.object).on(self.actor.on)
        held = Appointment.objects.visible_to(self.actor).on(self.actor.on).select_related("person").order_by("kind")
        shown = Prefetch("appointments", held, to_attr="held")
        contacts = OrganisationContact.objects.visible_to(self.actor).filter(**own).select_related("person")
        return super().get_context_data(
            page_title=self.object.name,
            memberships=memberships.order_by("valid_from"),
            seats=[_with_holder(seat) for seat in seats.select_related("body__cooperation").prefetch_related(shown)],
            contacts=contacts,
            people=self.object.people.visible_to(self.actor),
            populations=self.object.municipality.populations.all() if self.object.municipality else [],
            removed=bin_of(self.actor, self.object),
            **kwargs,
        )
