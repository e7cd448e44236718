"""The page on which a treatment is read, and every act on its way through a body."""

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from governance.access import may
from governance.choices import ItemState
from governance.exemption import reveal
from governance.forms.meetings import ItemForm, ListForm, NewItemForm
from governance.models import AgendaItem, Attachment, AttachmentVersion, Meeting, Resolution, ResolutionPoint
from governance.panels import panels_for
from governance.paperhints import hints_of
from governance.paperparts import written_parts
from governance.querysets import READABLE_ITEMS
from governance.readiness import sending_findings
from governance.reviewstates import open_comments, readings_of
from governance.services import agenda
from governance.story import openings
from governance.templatetags.norwegian import short_date
from governance.views.agendapoints import give_points
from governance.views.casefile import CaseFileMixin, items_of
from governance.views.meetings import as_it_went_out
from governance.views.papercompare import version_of, versions_of
from governance.views.row import RowActView, RowDetailView, RowFormView
from governance.views.withdrawn import withdrawn_page


class ItemDetailView(CaseFileMixin, RowDetailView):
    """A treatment as its readers want it: recommendation, exposition, attachments, what was resolved, next case."""

    model = AgendaItem
    template_name = "governance/item_detail.html"
    visit_kind = "case"

    def visited(self):
        return self.object.case_id

    def get_object(self, queryset=None):
        wanted = {f"case__{name}": self.kwargs[name] for name in ("year", "sequence")}
        rows = items_of(self.actor).select_related("case__cooperation", "body__cooperation", "meeting")
        return get_object_or_404(rows, body__slug=self.kwargs["body"], turn=self.kwargs.get("turn", 1), **wanted)

    def withdrawn(self):
        wanted = {f"items__case__{name}": self.kwargs[name] for name in ("year", "sequence")}
        wanted |= {"items__state__in": READABLE_ITEMS}  # what was never called has never been out
        wanted |= {"items__body__slug": self.kwargs["body"], "items__turn": self.kwargs.get("turn", 1)}
        return withdrawn_page(self.request, Meeting, **wanted)

    def breadcrumb(self):
        item = self.object
        number = item.number or item.get_state_display()
        if item.meeting_id:
            there = self.meeting_url(item.meeting) if self.sees_meeting else ""
            meeting = (f"{item.body} {short_date(item.meeting.day)}", there)
            return self.trail((_("Møter"), self.to("meeting_list")), meeting, (number, ""))
        return self.trail(
            (_("Saker"), self.to("case_list")), (item.case.number, self.case_url(item.case)), (number, "")
        )

    @cached_property
    def sees_meeting(self) -> bool:
        """A reader of the draft may have no other business with the meeting."""
        item = self.object
        if item.pk not in self.actor.reviewed:
            return True
        return Meeting.objects.visible_to(self.actor).filter(pk=item.meeting_id).exists()

    def get_context_data(self, **kwargs):
        item = self.object
        around = self._agenda(item)
        reveal(self.actor, [item.case, *(each.case for each in around)])
        listed = next((each for each in around if each.pk == item.pk), item)
        give_points(self.actor, [listed])
        versions = versions_of(self.actor, item)
        attachments = shown_attachments(self.actor, item)
        paper = self._chosen(versions)
        if paper is not None:
            openings.note(self.actor, paper, number=paper.number)
        resolution = self._resolution(item)
        readings = readings_of(self.actor, item, versions[0] if versions else None)
        waits = any(each.shown_versions[0].sent_at is None for each in attachments)
        return super().get_context_data(
            page_title=item.case.shown_title,
            item=item,
            points=listed.points,
            case=item.case,
            versions=versions,
            paper=paper,
            parts=written_parts(paper),
            hints=self.hint_lines(hints_of(self.actor, item, versions[0] if versions else None), item),
            latest=versions[0] if versions else None,
            sees_meeting=self.sees_meeting,
            readings=readings,
            own_reading=next((each for each in readings if each.review.is_hers(self.actor)), None),
            open_comments=open_comments(readings),
            attachments=attachments,
            when_seen=when_seen(item, versions[0] if versions else None) if waits else "",
            removed=self._removed(item),
            resolution=resolution,
            is_on_route=is_on_route(versions, resolution),
            removed_resolutions=self._removed_resolutions(item),
            heads=panels_for("item_head", item, self.actor),
            panels=panels_for("item", item, self.actor),
            openings=openings.of_item(self.actor, item),
            openings_days=settings.OPENINGS_KEPT_DAYS,
            **self._neighbours(item, around),
            **kwargs,
        )

    def _chosen(self, versions):
        """The version of the address (?versjon=2), else the newest that has gone out, else the newest."""
        wanted = self.request.GET.get("versjon")
        if wanted:
            return version_of(versions, wanted)
        sent = [paper for paper in versions if paper.sent_at]
        return (sent or versions or [None])[0]

    def _agenda(self, item) -> list[AgendaItem]:
        if item.meeting_id is None:
            return []
        items = list(items_of(self.actor).filter(meeting=item.meeting_id).in_order())
        return as_it_went_out(self.actor, items, item.meeting)

    def _neighbours(self, item, around) -> dict:
        place = next((index for index, each in enumerate(around) if each.pk == item.pk), None)
        if place is None:
            return {"before": None, "after": None, "place": None, "count": 0}
        return {
            "before": around[place - 1] if place else None,
            "after": around[place + 1] if place + 1 < len(around) else None,
            "place": place + 1,
            "count": len(around),
        }

    def _removed(self, item) -> list[Attachment]:
        """Attachments that can be brought back, for those who may."""
        if not may(self.actor, "attachment.restore", Attachment(item=item)):
            return []
        return list(Attachment.objects.in_bin(self.actor).filter(item=item))

    def _removed_resolutions(self, item) -> list[Resolution]:
        """Resolutions that can be brought back, for those who may."""
        if not may(self.actor, "resolution.restore", item):
            return []
        rows = list(Resolution.objects.in_bin(self.actor).filter(item=item))
        for row in rows:
            row.words = f"{capfirst(row._meta.verbose_name)}: {row.get_result_display()}, {short_date(row.decided_on)}"
            row.restore_url = self.to("item_resolution_restore", item.pk, row.pk)
        return rows

    def _resolution(self, item):
        points = ResolutionPoint.objects.visible_to(self.actor).order_by("number")
        rows = Resolution.objects.visible_to(self.actor).filter(item=item)
        return rows.prefetch_related(Prefetch("points", queryset=points, to_attr="shown_points")).first()


def is_on_route(versions, resolution) -> bool:
    """Whether a reader of these has two texts of the proposal before her: a first version names the treatment that it
    builds on only where she may know of that."""
    builds_on = bool(versions and versions[-1].number == 1 and versions[-1].note)
    return builds_on or bool(versions and resolution and resolution.shown_points)


def bodies_with(actor, case) -> set:
    """The bodies that have a case before them, or are to have it."""
    return set(AgendaItem.objects.visible_to(actor).filter(case=case).undecided().values_list("body", flat=True))


def about(item) -> str:
    """The case and the body of a treatment, for the pages of its acts: only those who may read the case come there."""
    return f"{item.case.title} – {item.body}"


def when_seen(item, latest) -> str:
    """When the members see an attachment that has not been sent; `latest` is the newest version of the paper."""
    if item.state == ItemState.WITHDRAWN:
        return ""
    if not item.was_called:
        return _("Medlemmene ser vedlegget når saksframlegget er sendt.")
    if latest is None or latest.sent_at is None:
        return _("Medlemmene ser vedlegget når saksframlegget er sendt, eller når du sender det ut alene.")
    return _("Medlemmene ser vedlegget når neste versjon av saksframlegget er sendt, eller når du sender det ut alene.")


def shown_attachments(actor, item) -> list[Attachment]:
    """The attachments the actor may read, each with `shown_versions`, the newest first."""
    versions = AttachmentVersion.objects.visible_to(actor).select_related("file").order_by("-number")
    rows = Attachment.objects.visible_to(actor).filter(item=item).order_by("position", "title")
    rows = rows.select_related("item__body__cooperation")
    return list(rows.prefetch_related(Prefetch("versions", queryset=versions, to_attr="shown_versions")))


class ItemCreateView(CaseFileMixin, RowFormView):
    """Send a case to a body."""

    act = "case.edit"
    form_class = NewItemForm
    page_title = _("Send saken til et organ")
    submit_label = _("Send til organet")
    success_message = _("Saken er sendt til organet. Skriv saksframlegget nå.")

    def dispatch(self, request, *args, **kwargs):
        self.case = self.visible_case()
        return super().dispatch(request, *args, **kwargs)

    def get_subject(self):
        return self.case

    def breadcrumb(self):
        return self.trail(
            (_("Saker"), self.to("case_list")), (self.case.number, self.case_url(self.case)), (self.page_title, "")
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"waits_in": bodies_with(self.actor, self.case)}

    def perform(self, form):
        return agenda.add_item(self.actor, case=self.case, seen=form.seen, **self.values(form))

    def get_success_url(self):
        return self.item_url(self.object)

    def get_cancel_url(self):
        return self.case_url(self.case)


class ItemEditView(CaseFileMixin, RowFormView):
    act = "item.edit"
    form_class = ItemForm
    page_title = _("Rediger behandlingen")
    success_message = _("Behandlingen er lagret.")

    @property
    def lead(self):
        return about(self.object)

    def get_object(self):
        return self.visible_item()

    def breadcrumb(self):
        return self.item_trail(self.object, self.page_title)

    def perform(self, form):
        return agenda.change_item(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return self.item_url(self.object)


class ItemListView(ItemEditView):
    """Put a waiting treatment on the agenda of a meeting."""

    form_class = ListForm
    page_title = _("Sett saken på en saksliste")
    submit_label = _("Sett på sakslisten")
    success_message = _("Saken står på sakslisten.")

    @property
    def explanation(self) -> str:
        """What those who were asked to read its draft say, also where the meeting is called already."""
        return " ".join(each.words for each in sending_findings(None, [self.object]))

    def perform(self, form):
        item = self.visible_item()
        return agenda.list_item(self.actor, item, meeting=form.cleaned_data["meeting"], seen=form.seen)


class ItemActView(CaseFileMixin, RowActView):
    """One act on a treatment."""

    asks_reason = True
    tone = ""

    def get_object(self):
        return self.visible_item()

    def breadcrumb(self):
        return self.trail((_("Saker"), self.to("case_list")), (self.title, ""))

    def get_success_url(self, row):
        return self.item_url(row)


class ItemUnlistView(ItemActView):
    act = "item.edit"
    title = _("Ta saken av sakslisten")
    explanation = _("Saken venter til den settes på en annen saksliste.")
    asks_reason = False
    success_message = _("Saken er tatt av sakslisten.")

    def perform(self, row, reason):
        return agenda.unlist_item(self.actor, row)


class ItemWithdrawView(ItemActView):
    act = "item.withdraw"
    title = _("Trekk saken fra organet")
    explanation = _("En innkalt sak beholder nummeret sitt og vises som trukket.")
    tone = "danger"
    success_message = _("Saken er trukket.")

    def perform(self, row, reason):
        return agenda.withdraw_item(self.actor, row, reason=reason)


class ItemPostponeView(ItemActView):
    act = "item.postpone"
    title = _("Utsett saken")
    explanation = _("Nummeret blir stående som utsatt. En ny behandling venter i det samme organet.")
    success_message = _("Saken er utsatt, og venter nå på et nytt møte.")

    def perform(self, row, reason):
        return agenda.postpone_item(self.actor, row, reason=reason)


class ItemRemoveView(ItemActView):
    act = "item.remove"
    title = _("Slett behandlingen")
    explanation = _("Bare en behandling som ikke er innkalt, kan slettes. Den kan hentes tilbake fra sakens side.")
    tone = "danger"
    success_message = _("Behandlingen er slettet.")

    def perform(self, row, reason):
        agenda.remove_item(self.actor, row, reason=reason)

    def get_success_url(self, row):
        return self.case_url(row.case) if row.removed_at else self.item_url(row)


class ItemRestoreView(ItemActView):
    act = "item.restore"
    title = _("Hent behandlingen tilbake")
    explanation = _("Saken venter på møte til den settes på en saksliste.")
    asks_reason = False
    success_message = _("Behandlingen er hentet tilbake.")

    def get_object(self):
        removed = AgendaItem.objects.in_bin(self.actor).select_related("case__cooperation", "body__cooperation")
        return get_object_or_404(removed, pk=self.kwargs["item"])

    def perform(self, row, reason):
        return agenda.restore_item(self.actor, row)

    def get_success_url(self, row):
        return self.case_url(row.case) if row.removed_at else self.item_url(row)
