"""Reads of the register: who the alliance is, for everyone once it has opened its pages, and who sits in a body."""

from django.db.models import Q

from governance.choices import Answer, AppointmentKind, CaseState, MeetingState
from governance.querysets import BodyQuerySet, CaseQuerySet
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


class StandingQuerySet(DatedQuerySet):
    """Cases that a body treats in every meeting: for those in the alliance who may know of the case."""

    def visible_to(self, actor):
        rows = super().visible_to(actor)
        if actor is None or actor.edits_everything:
            return rows
        cases = CaseQuerySet(self.model._meta.get_field("case").related_model).visible_to(actor)
        return rows.filter(case__in=cases.order_by().values("pk"))

    def template_of(self, meeting):
        """Those of the body of the meeting that hold on its day, in the order of the template."""
        return self.present().on(meeting.day).filter(body=meeting.body_id)

    def lacking(self, meeting):
        """Of the template of the meeting: open cases that its agenda does not have."""
        listed = {"case__items__meeting": meeting.pk, "case__items__removed_at__isnull": True}
        rows = self.template_of(meeting).filter(case__state=CaseState.OPEN)
        return rows.exclude(pk__in=self.filter(**listed).order_by().values("pk"))


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


class AnswerQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Her own, and all to those who edit in the cooperation: why somebody stays away is nobody else's business."""
        if actor is None or not actor.is_known:
            return self.none()
        rows = self.of(actor.alliance)
        if actor.edits_everything:
            return rows
        own = Q(person=actor.person) if actor.person is not None else Q(pk__in=[])
        return rows.filter(own | Q(meeting__body__cooperation__in=actor.edited_cooperations))

    def in_bin(self, actor):
        """An answer is changed, not removed."""
        return self.none()

    def standing(self):
        """Summonses of substitutes that hold: neither withdrawn nor declined."""
        return self.filter(summoned_at__isnull=False, withdrawn_at__isnull=True).exclude(answer=Answer.ABSENT)

    def of_coming_meetings(self, on):
        """To meetings that are called and not over on the day."""
        ahead = Q(meeting__last_day__gte=on) | Q(meeting__last_day__isnull=True, meeting__day__gte=on)
        return self.filter(ahead, meeting__state=MeetingState.CALLED, meeting__removed_at__isnull=True)
