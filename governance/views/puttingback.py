"""Set an earlier value back, and take back a whole change: each asks first, and shows what it does."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.access import may
from governance.history import Clash, Refused
from governance.services import puttingback
from governance.story import happened, stories
from governance.story.fieldwords import is_text, names_of, words_of
from governance.templatetags.norwegian import clock_time, norwegian_date
from governance.textcompare import compare
from governance.views.address import AddressMixin
from governance.views.row import RowActView


class ValuePutBackView(AddressMixin, RowActView):
    """One field of one row gets the value it had in an earlier version, by the act that edits the row."""

    template_name = "governance/put_back.html"
    title = gettext_lazy("Sett tilbake")
    tone = ""
    asks_reason = True
    success_message = gettext_lazy("Verdien er satt tilbake.")

    def get_object(self):
        self.kind = puttingback.kind_of(self.kwargs["kind"])
        if self.kind is None:
            raise Http404
        row = get_object_or_404(self.kind.rows(self.actor), pk=self.kwargs["pk"])
        self.act = self.kind.act(row, self.kwargs["field"])
        self.earlier = puttingback.earlier(
            self.actor, self.kind, row, version=self.kwargs["version"], name=self.kwargs["field"]
        )
        # Whoever may not change the row is told why not, and nothing of what stood there.
        if self.earlier is None and may(self.actor, self.act, row):
            raise Http404
        return row

    def perform(self, row, reason):
        where = {"version": self.kwargs["version"], "name": self.kwargs["field"]}
        seen = _seen_version(self.request) or row.version
        try:
            return puttingback.put_back(self.actor, self.kind, row, base_version=seen, **where, reason=reason)
        except Clash as clash:
            raise Refused(str(clash)) from clash

    def further_context(self, row):
        each = row._meta.get_field(self.kwargs["field"])
        now, then = getattr(row, each.attname), getattr(self.earlier, each.attname)
        names = names_of(self.actor, [(each.related_model, pk) for pk in (now, then)] if each.is_relation else [])
        was, becomes = words_of(each, now, names), words_of(each, then, names)
        compared = compare(was, becomes, rich="<" in was + becomes) if is_text(each) else None
        return {"label": capfirst(str(each.verbose_name)), "was": was, "becomes": becomes, "compared": compared}

    def breadcrumb(self):
        return self.trail((_("Hva har skjedd?"), self.get_success_url()), (self.title, ""))

    def get_success_url(self, row=None):
        """The story of the row, where it has one; otherwise the row stands on another's, and my page is the way out."""
        word = stories.word_of(self.kind.model)
        found = stories.home_of(self.kind.model, self.earlier) if not word else (word, self.kwargs["pk"])
        return self.to("story", *found) if found else self.to("my_page")


def _seen_version(request) -> int | None:
    """The version of the row that the page showed."""
    text = request.POST.get("base_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


class ChangeUndoView(AddressMixin, RowActView):
    """Take back all that one change did, where every row stands as it left it."""

    act = "change.undo"
    template_name = "governance/undo.html"
    title = gettext_lazy("Angre endringen")
    tone = ""
    asks_reason = True
    success_message = gettext_lazy("Endringen er angret.")

    def get_object(self):
        event = get_object_or_404(happened.events_of(self.actor), pk=self.kwargs["change"])
        at = timezone.localtime(event.at)
        event.words = f"{norwegian_date(at)} {_('kl.')} {clock_time(at)}"
        return event

    def perform(self, row, reason):
        try:
            puttingback.undo_change(self.actor, row, reason=reason)
        except Clash as clash:
            raise Refused(str(clash)) from clash
        return row

    def further_context(self, row):
        plan = puttingback.plan_of_undo(self.actor, row)
        return {"entry": happened.entries_of_events(self.actor, [row])[0], "hindrance": plan.hindrance}

    def breadcrumb(self):
        return self.trail((_("Hva har skjedd?"), self.to("happenings")), (self.title, ""))

    def get_success_url(self, row=None):
        return self.to("change_detail", self.kwargs["change"])
