"""Reads of the register: who the alliance is, for everyone once it has opened its pages, and who sits in a body."""

from governance.choices import AppointmentKind
from governance.querysets import BodyQuerySet
from governance.rows import DatedQuerySet, TenantQuerySet


class OfOpenAllianceQuerySet(TenantQuerySet):
    """Who the alliance is: for everyone once it has opened its pages (`services.alliances.open_pages`)."""

    def visible_to(self, actor):
        if actor is None or actor.is_known:
            return super().visible_to(actor)
        return self.of(actor.alliance) if actor.alliance.is_open else self.none()


class CooperationQuerySet(OfOpenAllianceQuerySet, DatedQuerySet):
    pass


class MembershipQuerySet(OfOpenAllianceQuerySet, DatedQuerySet):
    pass


class OrganisationQuerySet(OfOpenAllianceQuerySet):
    def visible_to(self, actor):
        """The public sees members, now or before; not suppliers and others that only stand in the register."""
        rows = super().visible_to(actor)
        if actor is None or actor.is_known:
            return rows
        return rows.filter(memberships__isnull=False, memberships__removed_at__isnull=True).distinct()


class OfBodyQuerySet(DatedQuerySet):
    """Seats, leaders and rules: seen with the page of their body."""

    def visible_to(self, actor):
        if actor is None or actor.is_known:
            return super().visible_to(actor)
        bodies = BodyQuerySet(self.model._meta.get_field("body").related_model).visible_to(actor)
        return self.of(actor.alliance).filter(body__in=bodies.order_by().values("pk"))


class AppointmentQuerySet(DatedQuerySet):
    def visible_to(self, actor):
        """Of a body with a page for everyone the public sees who its members are now, and no substitutes."""
        if actor is None or actor.is_known:
            return super().visible_to(actor)
        seats = OfBodyQuerySet(self.model._meta.get_field("seat").related_model).visible_to(actor)
        return self.of(actor.alliance).filter(kind=AppointmentKind.MEMBER, seat__in=seats.values("pk")).on(actor.on)


class CalendarLinkQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """A person's own, and nobody else's."""
        if actor is None or actor.person is None:
            return self.none()
        return self.of(actor.alliance).filter(person=actor.person)
