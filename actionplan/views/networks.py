"""The register of networks, and the page of each with its members. Of an open one people join by themselves."""

from django.utils.translation import gettext_lazy as _

from actionplan.choices import NetworkRole
from actionplan.forms import projects as forms
from actionplan.models import Network, NetworkMember
from actionplan.services import networks
from actionplan.views import registerparts, registers
from governance.access import may
from governance.views.row import RowActView

ROLES = NetworkRole.values


class NetworkMixin:
    model = Network
    kind = "network"
    select_related: tuple[str, ...] = (
        *("cooperation", "founder_body", "founder", "responsible", "section__plan__cooperation"),
    )


class NetworkListView(NetworkMixin, registers.RegisterListView):
    template_name = "actionplan/network_list.html"
    select_related = ("cooperation", "responsible")
    choices = {"apent": "is_open"}

    def filters(self, rows):
        return {"apent": (_("Medlemskap"), [("True", _("Åpent for alle")), ("False", _("Etter invitasjon"))])}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        numbers: dict = {}
        members = NetworkMember.objects.visible_to(self.actor).on(self.actor.on).order_by()
        for key in members.filter(network__in=context["rows"]).values_list("network_id", flat=True):
            numbers[key] = numbers.get(key, 0) + 1
        context["networks"] = [(row, numbers.get(row.pk, 0)) for row in context["rows"]]
        return context


class NetworkView(NetworkMixin, registers.CardView):
    template_name = "actionplan/network_detail.html"
    part_models = {"medlemmer": NetworkMember}

    def get_context_data(self, **kwargs):
        row = self.object
        members = self.parts("medlemmer", NetworkMember, "organisation", "person")
        now = [each for each in members if each[0].holds_on(self.actor.on)]
        now.sort(key=lambda each: (ROLES.index(each[0].role), str(each[0]).casefold()))
        own = next((each for each, _urls in now if self._is_own(each)), None)
        context = {
            "purposes": [line.strip() for line in row.purposes.splitlines() if line.strip()],
            "members": now,
            "earlier": [each for each in members if not each[0].holds_on(self.actor.on)],
            "join_url": self._own_url("network_join", row) if own is None else "",
            "leave_url": self._own_url("network_leave", row) if own is not None else "",
            "addresses": self._addresses(now, own),
            **self.gatherings(),
            "removed": self.removed_parts("medlemmer"),
        }
        return super().get_context_data(**context | self.section_facts() | kwargs)

    def _is_own(self, member) -> bool:
        return self.actor.person is not None and member.person_id == self.actor.person.pk

    def _own_url(self, name: str, row) -> str:
        return self.to(name, pk=row.pk) if may(self.actor, name.replace("_", "."), row) else ""

    def _addresses(self, members, own) -> list[str]:
        """The addresses of all members, for those who keep the list and those who lead the work."""
        leads = own is not None and own.role != NetworkRole.MEMBER
        if not (leads or self.may_do("edit")):
            return []
        return sorted({each.email for each, _urls in members if each.email})


class NetworkCreateView(NetworkMixin, registers.RegisterCreateView):
    form_class = forms.NewNetworkForm
    page_title = _("Nytt nettverk")

    def perform(self, form):
        return networks.create_network(self.actor, **form.values())


class NetworkEditView(NetworkMixin, registers.RegisterEditView):
    form_class = forms.NetworkForm
    page_title = _("Endre nettverket")

    def perform(self, form):
        return networks.change_network(self.actor, self.object, **self.values(form))


class NetworkRemoveView(NetworkMixin, registers.RegisterRemoveView):
    title = _("Fjern nettverket")

    def perform(self, row, reason):
        return networks.remove_network(self.actor, row, reason=reason)


class NetworkRestoreView(NetworkMixin, registers.RegisterRestoreView):
    def perform(self, row, reason):
        return networks.restore_network(self.actor, row)


class NetworkOwnActView(NetworkMixin, registers.RegisterMixin, RowActView):
    """The actor joins or leaves."""

    tone = ""

    def get_object(self):
        return self.find(Network.objects.visible_to(self.actor))

    def get_success_url(self, row):
        return self.page_of(row)


class NetworkJoinView(NetworkOwnActView):
    act = "network.join"
    title = _("Bli med")
    explanation = _("Navnet ditt og arbeidsstedet ditt står på medlemslisten, som alle i alliansen ser.")
    success_message = _("Du er med i nettverket.")

    def perform(self, row, reason):
        networks.join_network(self.actor, row)
        return row


class NetworkLeaveView(NetworkOwnActView):
    act = "network.leave"
    title = _("Meld deg ut")
    success_message = _("Du er meldt ut av nettverket.")

    def perform(self, row, reason):
        networks.leave_network(self.actor, row)
        return row


class NetworkPartAddView(NetworkMixin, registerparts.PartAddView):
    pass


class NetworkPartEditView(NetworkMixin, registerparts.PartEditView):
    pass


class NetworkPartActView(NetworkMixin, registerparts.PartActView):
    pass
