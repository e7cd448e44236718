"""Tags: the list, the page of one with all that has it, and what is done to them."""

from collections import Counter
from itertools import groupby

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance import tagging
from governance.forms.tags import CaseTagsForm, MergeForm, TagForm
from governance.models import Tag
from governance.services import tags
from governance.views.address import AddressMixin
from governance.views.cases import CaseEditView
from governance.views.row import RowActView, RowDetailView, RowFormView, RowListView


class TagMixin(AddressMixin):
    def trail(self, *steps):
        return super().trail((_("Emneord"), self.to("tag_list")), *steps)


class TagListView(TagMixin, RowListView):
    """Every tag with how many rows of those the reader sees have it; for those who edit also what lies in the bin."""

    model = Tag
    template_name = "governance/tag_list.html"

    def breadcrumb(self):
        return [self.home(), (_("Emneord"), "")]

    def get_context_data(self, **kwargs):
        number = Counter()
        for kind in tagging.kinds():
            rows = kind.model.objects.visible_to(self.actor).order_by().values_list("tag")
            number.update(dict(rows.annotate(Count("pk"))))
        context = super().get_context_data(removed=list(Tag.objects.in_bin(self.actor)), **kwargs)
        for row in context["rows"]:
            row.number = number[row.pk]
        return context


class TagDetailView(TagMixin, RowDetailView):
    """What has the tag, as far as the reader may read it: each kind by year, the newest first."""

    model = Tag
    template_name = "governance/tag_detail.html"

    def breadcrumb(self):
        return self.trail((self.object.name, ""))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page_title=self.object.name,
            kinds=[(kind.label, _by_year(found)) for kind in tagging.kinds() if (found := self._found(kind))],
            **kwargs,
        )

    def _found(self, kind: tagging.Taggable) -> list[tagging.Found]:
        return list(kind.found(self.actor, self.object))


def _by_year(found: list[tagging.Found]) -> list[tuple]:
    found.sort(key=lambda each: -each.year)
    return [(year, list(those)) for year, those in groupby(found, key=lambda each: each.year)]


class TagFormView(TagMixin, RowFormView):
    act = "tag.edit"
    form_class = TagForm
    success_message = _("Emneordet er lagret.")

    def breadcrumb(self):
        return self.trail((self.page_title, ""))

    def get_success_url(self):
        return self.to("tag_detail", self.object.pk)


class TagCreateView(TagFormView):
    page_title = _("Nytt emneord")

    def get_cancel_url(self):
        return self.to("tag_list")

    def perform(self, form):
        return tags.create_tag(self.actor, **self.values(form))


class TagEditView(TagFormView):
    page_title = _("Endre emneordet")

    def get_object(self):
        return get_object_or_404(Tag.objects.visible_to(self.request.actor), pk=self.kwargs["pk"])

    def perform(self, form):
        return tags.change_tag(self.actor, self.object, **self.values(form))


class TagMergeView(TagEditView):
    page_title = _("Slå sammen to emneord")
    form_class = MergeForm
    submit_label = _("Slå sammen")
    success_message = _("Emneordene er slått sammen.")

    @property
    def explanation(self):
        told = _("Alt som har emneordet «%(name)s», får det du velger. «%(name)s» går i papirkurven.")
        return told % {"name": self.object.name}

    def perform(self, form):
        return tags.merge_tags(self.actor, self.object, **form.values())


class TagActView(TagMixin, RowActView):
    act = "tag.edit"

    def get_object(self):
        return get_object_or_404(Tag.objects.visible_to(self.request.actor), pk=self.kwargs["pk"])

    def breadcrumb(self):
        return self.trail((self.title, ""))

    def get_success_url(self, row):
        return self.to("tag_list")


class TagRemoveView(TagActView):
    title = _("Slett emneordet")
    explanation = _("Emneordet tas av alt som har det. Henter du det tilbake, kommer det på plass igjen.")
    success_message = _("Emneordet ligger i papirkurven.")

    def perform(self, row, reason):
        tags.remove_tag(self.actor, row)


class TagRestoreView(TagActView):
    title = _("Hent emneordet tilbake")
    explanation = _("Emneordet kommer tilbake på det som hadde det da det ble slettet.")
    tone = ""
    success_message = _("Emneordet er hentet tilbake.")

    def get_object(self):
        return get_object_or_404(Tag.objects.in_bin(self.request.actor), pk=self.kwargs["pk"])

    def perform(self, row, reason):
        tags.restore_tag(self.actor, row)


class CaseTagsView(CaseEditView):
    """The tags of a case."""

    act = "case.tag"
    form_class = CaseTagsForm
    page_title = _("Emneord på saken")
    success_message = _("Emneordene er lagret.")

    def perform(self, form):
        return tags.tag_case(self.actor, self.object, **form.values())
