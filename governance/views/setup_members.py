"""The step of the members: picked from the reference list of a day, by typing or by ticking, several at once."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from governance.access import require
from governance.forms.joining import JoiningForm, ListDayForm
from governance.models import Membership
from governance.services.joining import join_from_reference
from governance.views.setup_step import MainCooperation, SetupStep


class SetupMembersView(MainCooperation, SetupStep, FormView):
    view_name = "setup_members"
    act = "membership.edit"
    page_title = gettext_lazy("Medlemmer fra kommunelisten")
    home_view = ("member_list", gettext_lazy("Medlemmer"))
    form_class = JoiningForm
    template_name = "governance/setup_members.html"

    def dispatch(self, request, *args, **kwargs):
        require(request.actor, "organisation.edit")
        self.day_form = ListDayForm(request.GET if "dato" in request.GET else {"dato": request.actor.on})
        self.day = (self.day_form.is_valid() and self.day_form.cleaned_data["dato"]) or request.actor.on
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"day": self.day}

    def perform(self, form) -> str:
        joined = join_from_reference(self.actor, cooperation=self.cooperation, **form.values())
        told, number = [], len(joined.new)
        if number:
            told.append(ngettext("{n} medlem er lagt til.", "{n} medlemmer er lagt til.", number).format(n=number))
        if joined.already:
            names = ", ".join(organisation.name for organisation in joined.already)
            told.append(_("Var med fra før: {names}.").format(names=names))
        return " ".join(told)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = Membership.objects.visible_to(self.actor).filter(cooperation=self.cooperation)
        rows = list(rows.select_related("organisation").order_by("organisation__name", "valid_from"))
        from_day = [row.organisation for row in rows if row.valid_to is None or row.valid_to >= self.day]
        members = {("k", each.municipality_id) for each in from_day} | {("f", each.county_id) for each in from_day}
        groups = context["form"].groups(frozenset(members))
        own = {"members": rows, "cooperation": self.cooperation, "day": self.day, "day_form": self.day_form}
        return context | own | {"groups": groups}
