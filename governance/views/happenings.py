"""What happened: to the whole alliance (for those who edit it), to one object, and in one change."""

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from governance import clock
from governance.access import may, require
from governance.forms.day import DayField
from governance.services import puttingback
from governance.story import actwords, happened, stories
from governance.story.kinds import silence_of
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin

PAGE = 20
# Machinery of the house: nobody did it, and nobody can take it back.
NOISE = ("governance.job", "governance.storedfile", "governance.documentfile")


class HappeningsMixin(AddressMixin, ActorMixin):
    """Lists of changes, a page at a time: the place in the list is the last one shown, so that nothing is told twice
    while new changes come in."""

    def before(self) -> tuple[datetime, UUID] | None:
        """The place the address asks for; what is no place is the beginning."""
        moment, _sep, pk = self.request.GET.get("eldre", "").rpartition("_")
        try:
            at = parse_datetime(moment)
            return (at, UUID(pk)) if at is not None and at.tzinfo is not None else None
        except ValueError:
            return None

    def older_url(self, entry) -> str:
        query = self.request.GET.copy()
        query["eldre"] = f"{entry.at.isoformat()}_{entry.change_id}"
        return f"?{query.urlencode()}"

    def offer(self, entries, *, edits: bool) -> None:
        """Give each entry its address, and each field that may be set back its button."""
        if not edits:
            return
        offers = puttingback.Offers(self.actor, [row for entry in entries for row in entry.rows])
        for entry in entries:
            if self.actor.edits_everything:
                entry.url = self.to("change_detail", entry.change_id)
            for row in entry.rows:
                word = offers.word(row)
                for each in row.fields:
                    if word and offers.allows(row, each):
                        each.put_back_url = self.to("value_put_back", word, row.pk, row.was, each.name)


class StoryView(HappeningsMixin, TemplateView):
    """What happened to one object and to what hangs under it, as far as the reader may know."""

    template_name = "governance/story.html"

    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        self.story = stories.story(kwargs["kind"])
        if self.story is None:
            raise Http404
        rows = self.story.model.objects.visible_to(self.actor).select_related(*self.story.related)
        self.row = get_object_or_404(rows, pk=kwargs["pk"])
        self.edits = self.story.edits(self.actor, self.row)
        if self.story.editors_only and not self.edits:
            raise PermissionDenied(_("Bare sekretariatet kan se hva som er endret her."))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        silence = "" if self.edits else silence_of(self.actor, self.row)
        entries, older = ([], "") if silence else self._entries()
        name = self.story.name(self.actor, self.row)
        return super().get_context_data(
            page_title=_("Hva har skjedd?"),
            name=name,
            page_url=self._page_url(),
            entries=entries,
            older=older,
            silence=silence,
            edits=self.edits,
            **kwargs,
        )

    def _entries(self) -> tuple[list, str]:
        since = None if self.edits else self.story.since(self.actor, self.row)
        if since is stories.NEVER:
            return [], ""
        ids = happened.page_of_changes(
            self.actor,
            self.story.parts,
            self.row,
            edits=self.edits,
            since=since,
            before=self.before(),
            limit=PAGE,
        )
        entries = happened.entries(self.actor, ids[:PAGE], self.story.parts, edits=self.edits, of=self.row)
        self.offer(entries, edits=self.edits)
        return entries, self.older_url(entries[-1]) if len(ids) > PAGE and entries else ""

    def _page_url(self) -> str:
        name, args = self.story.page(self.row)
        return reverse(name, args=[self.actor.alliance.slug, *args])

    def breadcrumb(self):
        return self.trail((self.story.name(self.actor, self.row), self._page_url()), (_("Hva har skjedd?"), ""))


class HappeningsForm(forms.Form):
    """What to look for in the list of all changes."""

    kind = forms.ChoiceField(label=gettext_lazy("Gjelder"), required=False)
    by = forms.CharField(label=gettext_lazy("Utført av"), required=False, max_length=100)
    act = forms.ChoiceField(label=gettext_lazy("Handling"), required=False)
    first = DayField(label=gettext_lazy("Fra og med"), required=False)
    last = DayField(label=gettext_lazy("Til og med"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = {part._meta.label_lower: part._meta.verbose_name for part in stories.all_parts()}
        named = sorted(((label, str(name).capitalize()) for label, name in kinds.items()), key=lambda pair: pair[1])
        self.fields["kind"].choices = [("", _("Alt")), *named]
        acts = sorted(((act, str(words)) for act, words in actwords.WORDS.items()), key=lambda pair: pair[1])
        self.fields["act"].choices = [("", _("Alle")), *acts]

    def chosen(self, events):
        """The events that fit; a field that is wrong narrows nothing and says why."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        if "kind" in found:
            events = events.filter(object_kind=found["kind"])
        if "by" in found:
            events = events.filter(by_name__icontains=found["by"])
        if "act" in found:
            events = events.filter(act=found["act"])
        if "first" in found:
            events = events.filter(at__gte=clock.oslo(found["first"]))
        if "last" in found:
            events = events.filter(at__lt=clock.oslo(found["last"] + timedelta(days=1)))
        return events


class HappeningsView(HappeningsMixin, TemplateView):
    """Everything that was done in the alliance, newest first, for those who edit it."""

    template_name = "governance/happenings.html"

    def get(self, request, *args, **kwargs):
        require(self.actor, "history.read")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        form = HappeningsForm(self.request.GET or None)
        events = self._events(form)
        shown = events[: PAGE + 1]
        entries = self._entries(shown[:PAGE])
        older = self.older_url(shown[PAGE - 1]) if len(shown) > PAGE else ""
        searched = any(value for key, value in self.request.GET.items() if key != "eldre")
        context = {"form": form, "entries": entries, "older": older, "searched": searched}
        return super().get_context_data(page_title=_("Hva har skjedd?"), **context | kwargs)

    def _events(self, form) -> list:
        events = happened.events_of(self.actor).exclude(object_kind__in=NOISE)
        events = form.chosen(events) if form.is_bound else events
        before = self.before()
        if before is not None:
            events = events.filter(happened.older(before, "at"))
        return list(events.order_by("-at", "-change_id")[: PAGE + 1])

    def _entries(self, events) -> list:
        entries = happened.entries_of_events(self.actor, events)
        self.offer(entries, edits=True)
        return entries

    def breadcrumb(self):
        return self.trail((_("Hva har skjedd?"), ""))


class ChangeView(HappeningsMixin, TemplateView):
    """One change with every row it wrote, and what stands in the way of taking it back."""

    template_name = "governance/change.html"

    def get_context_data(self, **kwargs):
        require(self.actor, "history.read")
        event = get_object_or_404(happened.events_of(self.actor), pk=self.kwargs["change"])
        entries = happened.entries_of_events(self.actor, [event], shown=happened.WHOLE)
        self.offer(entries, edits=True)
        plan = puttingback.plan_of_undo(self.actor, event)
        context = {"entry": entries[0], "hindrance": plan.hindrance, "may_undo": may(self.actor, "change.undo")}
        context["undo_url"] = "" if plan.hindrance else self.to("change_undo", event.pk)
        return super().get_context_data(page_title=_("En endring"), **context | kwargs)

    def breadcrumb(self):
        return self.trail((_("Hva har skjedd?"), self.to("happenings")), (_("En endring"), ""))
