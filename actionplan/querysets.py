"""Reads of the first floor, named for their purpose. Imports no model: see governance/querysets.py."""

from django.db.models import Q

from actionplan.choices import LED_PLAN, OWN_PLAN, READABLE_PLANS, Audience, FeeRunState, GatheringState
from governance.rows import TenantQuerySet


def _plan_filter(actor, plan: str):
    """Who reads a plan: a proposed or adopted one every reader, a published one all; a draft those who work for its
    cooperation or for one that a section is about, and those who lead a section of it."""
    published = Q(**{f"{plan}published_at__isnull": False})
    if not actor.is_known:
        return published
    if actor.staffs_everything:
        return Q()
    return (
        published
        | Q(**{f"{plan}state__in": READABLE_PLANS})
        | Q(**{f"{plan}cooperation__in": actor.staffed_cooperations})
        | Q(**{f"{plan}pk__in": actor.held(LED_PLAN) | actor.held(OWN_PLAN)})
    )


class PlanQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        if actor is None:
            return self.none()
        return self.of(actor.alliance).filter(_plan_filter(actor, ""))


class PlanRowQuerySet(TenantQuerySet):
    """Rows that hang under a plan; they are seen with it."""

    def _path(self):
        names = {f.name for f in self.model._meta.fields}
        if "plan" in names:
            return "plan__"
        if "section" in names:
            return "section__plan__"
        if "activity" in names:
            return "activity__section__plan__"
        return "line__section__plan__"

    def visible_to(self, actor):
        if actor is None:
            return self.none()
        path = self._path()
        # One filter: a page of a plan asks a dozen times, and each filter copies the query.
        present = {"removed_at__isnull": True, f"{path}removed_at__isnull": True}
        return self.filter(_plan_filter(actor, path), alliance=actor.alliance, **present)

    def in_bin(self, actor):
        """Removed rows of the plans the actor sees; a section's lead brings back hers, so `may` is asked for each."""
        if actor is None or not actor.is_known:
            return self.none()
        return self.filter(_plan_filter(actor, self._path()), alliance=actor.alliance).removed()

    def of_plan(self, plan):
        """Present rows of one plan, whoever asks."""
        return self.present().filter(**{self._path().removesuffix("__"): plan})


class PlanLinkQuerySet(PlanRowQuerySet):
    """Links of a plan's rows to cases and resolutions: seen by those who see the plan and may read what they lead to.

    Of an exempt case, a case not yet called, a resolution not yet published, the plan says nothing to anybody else.
    """

    def visible_to(self, actor):
        return super().visible_to(actor)._to_what_is_read_by(actor)

    def in_bin(self, actor):
        return super().in_bin(actor)._to_what_is_read_by(actor)

    def _to_what_is_read_by(self, actor):
        if actor is None:
            return self.none()
        resolutions = self._rows_of("resolution").visible_to(actor).order_by().values("pk")
        cases = self._rows_of("case").readable_by(actor).order_by().values("pk")
        return self.filter(Q(resolution__isnull=True) | Q(resolution__in=resolutions), case__in=cases)

    def _rows_of(self, name: str):
        return self.model._meta.get_field(name).related_model.objects


class FeeRunQuerySet(TenantQuerySet):
    """Runs of fees and their claims: what was sent is read by every reader, a draft by those who work there."""

    def visible_to(self, actor):
        if actor is None or not actor.is_known:
            return self.none()
        path = "" if "cooperation" in {f.name for f in self.model._meta.fields} else "run__"
        rows = self.of(actor.alliance).filter(**{f"{path}removed_at__isnull": True})
        if actor.staffs_everything:
            return rows
        own = Q(**{f"{path}cooperation__in": actor.staffed_cooperations})
        return rows.filter(own | Q(**{f"{path}state": FeeRunState.SENT}))


def _runs(actor, gathering: str = "") -> Q:
    """The gatherings, or rows below them, that the actor runs: of her cooperations, or where she is the contact."""
    if actor.edits_everything:
        return Q()
    own = Q(**{f"{gathering}cooperation__in": actor.edited_cooperations})
    return own | Q(**{f"{gathering}contact": actor.person.pk}) if actor.person is not None else own


class GatheringQuerySet(TenantQuerySet):
    def visible_to(self, actor):
        """Everyone inside reads them, drafts only those who run them; a visitor those that anybody may sign up for."""
        if actor is None:
            return self.none()
        rows = self.of(actor.alliance)
        if not actor.is_known:
            return rows.filter(audience=Audience.PUBLIC).exclude(state=GatheringState.DRAFT)
        if actor.edits_everything:
            return rows
        return rows.filter(_runs(actor) | ~Q(state=GatheringState.DRAFT))

    def run_by(self, actor):
        """Those the actor runs."""
        return self.visible_to(actor).filter(_runs(actor)) if actor is not None and actor.is_known else self.none()


class SignUpQuerySet(TenantQuerySet):
    """Who comes is for those who run the gathering, and for herself."""

    def visible_to(self, actor):
        if actor is None or not actor.is_known:
            return self.none()
        rows = self.of(actor.alliance).filter(gathering__removed_at__isnull=True)
        if actor.edits_everything:
            return rows
        own = Q(person=actor.person.pk) if actor.person is not None else Q()
        return rows.filter(_runs(actor, "gathering__") | own)
