"""Cases: the list, the page of one with its journey, and every act on it."""

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance.access import may
from governance.choices import CaseState
from governance.exemption import reveal
from governance.forms.cases import CaseExemptionForm, CaseForm, CaseLinkForm, NewCaseForm, RegisteredCaseForm
from governance.models import (
    AgendaItem,
    Case,
    CaseDocument,
    CaseFollow,
    CaseLink,
    CaseReference,
    CaseTag,
    Meeting,
)
from governance.panels import panels_for
from governance.querysets import READABLE_ITEMS
from governance.route import expected_after
from governance.routefacts import drawn, with_resolutions
from governance.services import cases, following
from governance.story.actwords import events_of_case
from governance.views.casefile import REASSESS, CaseFileMixin, items_of
from governance.views.row import RowActView, RowDetailView, RowFormView
from governance.views.withdrawn import withdrawn_page

STOP_RELATIONS = ("case__cooperation", "body__cooperation", "body__prepares_for", "meeting")


class CaseDetailView(CaseFileMixin, RowDetailView):
    """One case: facts, its journey across the bodies, related cases, and what higher floors show about it."""

    model = Case
    template_name = "governance/case_detail.html"
    visit_kind = "case"

    def get_object(self, queryset=None):
        return self.visible_case(
            is_followed=Exists(CaseFollow.objects.visible_to(self.actor).filter(case=OuterRef("pk")))
        )

    def withdrawn(self):
        wanted = {f"items__case__{name}": self.kwargs[name] for name in ("year", "sequence")}
        return withdrawn_page(self.request, Meeting, items__state__in=READABLE_ITEMS, **wanted)

    def breadcrumb(self):
        return self.trail((_("Saker"), self.to("case_list")), (self.object.number, ""))

    def get_context_data(self, **kwargs):
        case = self.object
        reveal(self.actor, [case])
        stops = items_of(self.actor).filter(case=case).journey().select_related(*STOP_RELATIONS)
        stops = drawn(self.actor, list(with_resolutions(self.actor, stops)))
        return super().get_context_data(
            page_title=case.shown_title,
            case=case,
            stops=stops,
            expected=self._expected([each.item for each in stops]),
            tags=CaseTag.objects.visible_to(self.actor).filter(case=case).select_related("tag").order_by("tag__key"),
            references=CaseReference.objects.visible_to(self.actor).filter(case=case).order_by("position"),
            governing=CaseDocument.objects.visible_to(self.actor).filter(case=case).select_related("document"),
            links=self._links(case),
            panels=panels_for("case", case, self.actor),
            events=self._events(case),
            removed=self._removed(case),
            is_followed=case.is_followed,
            **kwargs,
        )

    def _expected(self, stops) -> AgendaItem | None:
        """The stop from which the case is expected to go on, for those who may send it."""
        results = {stop.pk: each.result for stop in stops for each in stop.shown_resolutions}
        last = expected_after(stops, results)
        may_send = (
            last is not None and may(self.actor, "item.send_on", last) and may(self.actor, "case.edit", last.case)
        )
        return last if may_send else None

    def _links(self, case) -> list[dict]:
        """Links both ways, between cases this actor may read in full: what a case hangs together with tells what it is
        about, from either end."""
        rows = CaseLink.objects.visible_to(self.actor).filter(Q(case=case) | Q(other=case))
        shown = list(rows.select_related("case__cooperation", "other__cooperation"))
        reveal(self.actor, [_far_end(link, case) for link in shown])
        shown = [each for each in shown if not (case.is_masked or _far_end(each, case).is_masked)]
        return [{"link": each, "other": _far_end(each, case), "outgoing": each.case_id == case.pk} for each in shown]

    def _removed(self, case) -> list:
        """Treatments and links that can be brought back, for those who may."""
        if not self.actor.edits(case.cooperation_id) or case.state != CaseState.OPEN:
            return []
        links = list(CaseLink.objects.in_bin(self.actor).filter(case=case).select_related("other"))
        for link in links:
            link.words = f"{link.get_kind_display()} {link.other.number}"
            link.restore_url = self.to("case_link_restore", case.year, case.sequence, link.pk)
        told = list(CaseReference.objects.in_bin(self.actor).filter(case=case))
        for each in told:
            each.words, each.restore_url = each.title, self.to("reference_restore", case.year, case.sequence, each.pk)
        items = AgendaItem.objects.in_bin(self.actor).filter(case=case).select_related("case", "body")
        return [*items, *links, *told]

    def _events(self, case):
        """Who did what: for those who edit the case, since the lines name titles that may be exempt."""
        return events_of_case(case) if self.actor.edits(case.cooperation_id) else []


def _far_end(link: CaseLink, case: Case) -> Case:
    return link.other if link.case_id == case.pk else link.case


class CaseCreateView(CaseFileMixin, RowFormView):
    act = "case.create"
    form_class = NewCaseForm
    page_title = _("Ny sak")
    submit_label = _("Opprett sak")
    same_content_is_same_row = True
    success_message = _("Saken er opprettet. Send den nå til et organ.")

    def breadcrumb(self):
        return self.trail((_("Saker"), self.to("case_list")), (self.page_title, ""))

    def perform(self, form):
        return cases.create_case(self.actor, **self.values(form))

    def get_success_url(self):
        return self.case_url(self.object)

    def get_cancel_url(self):
        return self.to("case_list")


class CaseRegisterView(CaseCreateView):
    """A case whose number was given before this system."""

    form_class = RegisteredCaseForm
    page_title = _("Registrer gammel sak")
    submit_label = _("Registrer sak")
    success_message = _("Saken er registrert med sitt eget nummer.")

    def perform(self, form):
        return cases.register_case(self.actor, **self.values(form))


class CaseEditView(CaseFileMixin, RowFormView):
    act = "case.edit"
    form_class = CaseForm
    page_title = _("Rediger sak")
    success_message = _("Saken er lagret.")

    def get_object(self):
        return self.visible_case()

    def breadcrumb(self):
        return self.trail(
            (_("Saker"), self.to("case_list")), (self.object.number, self.case_url(self.object)), (self.page_title, "")
        )

    def perform(self, form):
        return cases.change_case(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return self.case_url(self.object)


class CaseExemptionView(CaseEditView):
    """What the case says of its exemption, also when it is closed."""

    act = "exemption.edit"
    form_class = CaseExemptionForm
    page_title = REASSESS
    success_message = _("Unntaket er lagret.")

    @property
    def lead(self):
        return f"{self.object.number} {self.object.title}"

    def perform(self, form):
        return cases.change_exemption(self.actor, self.object, **self.values(form))


class CaseLinkCreateView(CaseEditView):
    """Point to a related case."""

    form_class = CaseLinkForm
    page_title = _("Knytt til en annen sak")
    submit_label = _("Knytt sammen")
    success_message = _("Sakene er knyttet sammen.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def perform(self, form):
        cases.link_cases(self.actor, self.object, **self.values(form))
        return self.object


class CaseActView(CaseFileMixin, RowActView):
    """One act on a case."""

    asks_reason = True
    tone = ""

    def get_object(self):
        return self.visible_case()

    def breadcrumb(self):
        return self.trail((_("Saker"), self.to("case_list")), (self.title, ""))

    def get_success_url(self, row):
        return self.case_url(row)


class CaseFollowView(CaseActView):
    act = "case.follow"
    asks_reason = False
    title = _("Følg saken")
    explanation = _("Saken kommer på siden din, og du ser der når det har skjedd noe i den.")
    success_message = _("Du følger saken. Den står på siden din.")

    def perform(self, row, reason):
        following.follow_case(self.actor, row)


class CaseUnfollowView(CaseActView):
    act = "case.unfollow"
    asks_reason = False
    title = _("Slutt å følge saken")
    explanation = _("Saken blir borte fra siden din. Du kan følge den igjen når du vil.")
    success_message = _("Du følger ikke saken lenger.")

    def perform(self, row, reason):
        following.unfollow_case(self.actor, row)


class CaseCloseView(CaseActView):
    act = "case.close"
    title = _("Avslutt saken")
    explanation = _("Saken blir stående med alle papirer og vedtak. Den kan åpnes igjen.")
    success_message = _("Saken er avsluttet.")

    def perform(self, row, reason):
        return cases.close_case(self.actor, row, reason=reason)


class CaseReopenView(CaseActView):
    act = "case.reopen"
    title = _("Åpne saken igjen")
    success_message = _("Saken er åpen igjen.")

    def perform(self, row, reason):
        return cases.reopen_case(self.actor, row, reason=reason)


class CaseWithdrawView(CaseActView):
    act = "case.withdraw"
    title = _("Trekk saken")
    explanation = _(
        "Saken og behandlingene som ikke er ferdige, blir stående som trukket. Numrene brukes ikke om igjen."
    )
    tone = "danger"
    success_message = _("Saken er trukket.")

    def perform(self, row, reason):
        return cases.withdraw_case(self.actor, row, reason=reason)


class CaseLinkRemoveView(CaseActView):
    """Remove the link between two cases, from the page of the first one."""

    act = "case.edit"
    title = _("Fjern sammenhengen")
    tone = "danger"
    asks_reason = False
    success_message = _("Sakene er ikke lenger knyttet sammen.")

    def perform(self, row, reason):
        links = CaseLink.objects.visible_to(self.actor).select_related("case__cooperation")
        link = get_object_or_404(links, case=row, pk=self.kwargs["link"])
        cases.unlink_cases(self.actor, link, reason=reason)
        return row


class CaseLinkRestoreView(CaseActView):
    """Bring back a link that was removed from the page of the case."""

    act = "case.edit"
    title = _("Hent sammenhengen tilbake")
    asks_reason = False
    success_message = _("Sakene er knyttet sammen igjen.")

    def perform(self, row, reason):
        links = CaseLink.objects.in_bin(self.actor).select_related("case__cooperation")
        link = get_object_or_404(links, case=row, pk=self.kwargs["link"])
        cases.relink_cases(self.actor, link)
        return row
