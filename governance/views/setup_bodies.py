"""The step of the bodies: made from templates, with seats for the members there are."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from governance.forms.body_templates import TemplatesForm
from governance.models import GoverningBody, Membership
from governance.services.body_templates import current_members, leading_body, make_bodies
from governance.views.setup_step import ON, MainCooperation, SetupStep


class SetupBodiesView(MainCooperation, SetupStep, FormView):
    view_name = "setup_bodies"
    act = "body.edit"
    page_title = gettext_lazy("Organer fra maler")
    home_view = ("body_list", gettext_lazy("Organer"))
    form_class = TemplatesForm
    template_name = "governance/setup_bodies.html"

    def get_form_kwargs(self):
        rows = Membership.objects.visible_to(self.actor).filter(cooperation=self.cooperation).on(self.actor.on)
        areas = rows.exclude(area="").order_by("area").values_list("area", flat=True).distinct()
        own = {"areas": list(areas), "year": self.actor.on.year, "wants_some": ON not in self.request.POST}
        return super().get_form_kwargs() | own

    def perform(self, form) -> str:
        made = make_bodies(self.actor, cooperation=self.cooperation, wanted=form.wanted())
        told, number = [], len(made.new)
        if number:
            told.append(ngettext("{n} organ er opprettet.", "{n} organer er opprettet.", number).format(n=number))
        if made.already:
            told.append(_("Fantes fra før: {names}.").format(names=", ".join(body.name for body in made.already)))
        return " ".join(told)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        members = current_members(self.cooperation, self.actor.on)
        bodies = GoverningBody.objects.visible_to(self.actor).filter(cooperation=self.cooperation)
        own = {"bodies": list(bodies.with_seat_count()), "cooperation": self.cooperation, "members": members}
        leading = leading_body(self.cooperation, self.actor.on)
        return context | own | {"cards": context["form"].cards(members), "leading": leading}
