"""The register of cases: filters, search in titles or in all texts, and the views that are saved of it."""

from django.db.models import Prefetch, Q
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from governance import savedviews
from governance.exemption import is_responsible, responsible_for, reveal, title_contains
from governance.forms.casefilter import CaseFilterForm
from governance.models import AgendaItem, Case, CaseFollow, CaseTag, GoverningBody, Person, SavedView
from governance.numberforms import parse_number
from governance.search.casessaying import MOST, cases_saying
from governance.views.casefile import CaseFileMixin, PublicListMixin
from governance.views.row import RowListView

KEY = "saker"
FIELDS = {"ar": "year", "type": "kind", "tilstand": "state", "tilgang": "access"}
# What the list says of where a case was last.
STOP_FIELDS = ("case", "number_year", "number_sequence", "body__name", "body__number_format")

savedviews.register(savedviews.Register(KEY, "case_list", _("Saker"), savedviews.only(CaseFilterForm.base_fields)))


class CaseListView(PublicListMixin, CaseFileMixin, RowListView):
    """Cases, newest first, narrowed by what stands in the address. Without anything there it opens with the view that
    the reader chose to begin with; `?alle` shows them all."""

    model = Case
    template_name = "governance/case_list.html"
    paginate_by = 50
    page_kwarg = "side"
    is_cut = False  # whether more texts hold the words than are followed to their cases

    def get(self, request, *args, **kwargs):
        self.views = list(SavedView.objects.visible_to(self.actor).filter(register=KEY).order_by("name"))
        if not request.GET:
            mine = (each for each in self.views if each.is_default and each.person_id == self.actor.person.pk)
            if first := next(mine, None):
                return redirect(f"{self.to('case_list')}?{first.query}")
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        self.form = self._filter_form()
        chosen = self.form.chosen()
        rows = super().get_queryset().order_by("-year", "-sequence")
        rows = rows.filter(**{field: chosen[name] for name, field in FIELDS.items() if name in chosen})
        for condition in self._conditions(chosen):
            rows = rows.filter(condition)
        stops = AgendaItem.objects.visible_to(self.actor).journey().select_related("body").only(*STOP_FIELDS)
        return rows.prefetch_related(Prefetch("items", queryset=stops, to_attr="stops"))

    def _filter_form(self):
        seen = Case.objects.visible_to(self.actor)
        years = seen.order_by("-year").values_list("year", flat=True).distinct()
        known = {
            "bodies": GoverningBody.objects.visible_to(self.actor),
            "responsible": Person.objects.visible_to(self.actor).filter(is_responsible(self.actor)),
        }
        return CaseFilterForm(self.request.GET, actor=self.actor, years=years, **known, auto_id="filter_%s")

    def _conditions(self, chosen: dict):
        """Conditions on cases; what tells what a case is about or who works with it holds for those she may read."""
        stops = AgendaItem.objects.visible_to(self.actor).order_by()
        if "organ" in chosen:
            yield Q(pk__in=stops.filter(body=chosen["organ"]).values("case"))
        if "venter" in chosen:
            yield Q(pk__in=stops.undecided().filter(body=chosen["venter"]).values("case"))
        if "fra" in chosen or "til" in chosen:
            first, last = chosen.get("fra"), chosen.get("til")
            held = stops.filter(meeting__day__gte=first) if first else stops
            held = held.filter(meeting__day__lte=last) if last else held
            yield Q(pk__in=held.values("case"))
        if "ansvarlig" in chosen:
            yield responsible_for(self.actor, chosen["ansvarlig"])
        if "emne" in chosen:
            yield Q(pk__in=CaseTag.objects.visible_to(self.actor).filter(tag=chosen["emne"]).values("case"))
        if "fulgt" in chosen:
            yield Q(pk__in=CaseFollow.objects.visible_to(self.actor).order_by().values("case"))
        if "q" in chosen:
            yield self._matches(chosen["q"], in_texts="tekst" in chosen)

    def _matches(self, words: str, *, in_texts: bool) -> Q:
        number = parse_number(words)
        if number is None:
            named = title_contains(self.actor, words)
            if not in_texts:
                return named
            keys, self.is_cut = cases_saying(self.actor, words)
            return named | Q(pk__in=keys)
        stops = AgendaItem.objects.visible_to(self.actor)
        stops = stops.filter(number_year=number.year, number_sequence=number.sequence)
        return Q(pk__in=stops.values("case")) | Q(year=number.year, sequence=number.sequence)

    def breadcrumb(self):
        return self.trail((_("Saker"), ""))

    def get_context_data(self, **kwargs):
        query = savedviews.register_of(KEY).narrowed(self.request.GET)
        context = super().get_context_data(
            form=self.form,
            most=MOST if self.is_cut else 0,
            is_filtered=bool(self.form.chosen()),
            views=self.views,
            query=query,
            current=next((each for each in self.views if query and each.query == query), None),
            **kwargs,
        )
        reveal(self.actor, context["rows"])
        return context
