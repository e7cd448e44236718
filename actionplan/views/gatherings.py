"""The register of gatherings, with figures for each year, and the page of each with its list and its next step."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from actionplan.attendance import Tally, attendance_of, attended, by_year, tallies_of
from actionplan.choices import COMING, ON_THE_LIST, Audience, GatheringState, SignUpState
from actionplan.forms import gatherings as forms
from actionplan.gatheringmail import when
from actionplan.models import Gathering, SignUp
from actionplan.services import gatherings
from actionplan.views import registers
from governance.models import Membership
from governance.outbox import absolute
from governance.views.row import RowActView

STANDS = (("kommer", _("Som kommer")), ("holdt", _("Avholdt")), ("avlyst", _("Avlyst")))
STATES = {"kommer": COMING, "holdt": (GatheringState.HELD,), "avlyst": (GatheringState.CANCELLED,)}


class GatheringMixin:
    model = Gathering
    kind = "gathering"
    select_related: tuple[str, ...] = (
        *("cooperation", "contact", "network", "project", "activity", "section__plan__cooperation"),
    )

    def find_run(self) -> Gathering:
        """The gathering of the address, for the acts of those who run it. Raises Http404."""
        return self.find(Gathering.objects.visible_to(self.actor))


class GatheringListView(GatheringMixin, registers.RegisterListView):
    template_name = "actionplan/gathering_list.html"
    select_related = ("cooperation", "network", "project")
    choices = {"nettverk": "network_id", "prosjekt": "project_id"}

    def filters(self, rows):
        years = sorted({row.day.year for row in rows}, reverse=True)
        networks = sorted({(str(row.network), str(row.network_id)) for row in rows if row.network is not None})
        projects = sorted({(str(row.project), str(row.project_id)) for row in rows if row.project is not None})
        return {
            "vis": (_("Vis"), list(STANDS)),
            "ar": (_("År"), [(str(year), str(year)) for year in years]),
            "nettverk": (_("Nettverk"), [(key, name) for name, key in networks]),
            "prosjekt": (_("Prosjekt"), [(key, name) for name, key in projects]),
        }

    def passes(self, row, chosen):
        stands, year = chosen.get("vis"), chosen.get("ar")
        rest = {name: value for name, value in chosen.items() if name in self.choices}
        return (
            (not stands or row.state in STATES[stands])
            and (not year or str(row.day.year) == year)
            and super().passes(row, rest)
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = context["rows"]
        tallies = tallies_of(row.pk for row in rows)
        told = [(row, tally := tallies.get(row.pk, Tally()), when(row), attended(row, tally)) for row in rows]
        # What comes stands in the order in which it comes; what was, the latest first.
        context["coming"] = [each for each in reversed(told) if each[0].state in COMING]
        context["past"] = [each for each in told if each[0].state not in COMING]
        context["figures"] = by_year(rows, tallies)
        return context | self._members(rows, context["filter"].chosen().get("ar", ""))

    def _members(self, rows, year: str) -> dict:
        """Which members people came from, when a year is chosen."""
        if not year:
            return {"members": None}
        days = date(int(year), 1, 1), date(int(year), 12, 31)
        members = Membership.objects.visible_to(self.actor).overlapping(*days)
        told = attendance_of(rows, members.filter(cooperation=self.cooperation) if self.cooperation else members)
        others = (told.others,) if told.others.signed_up or told.others.attended else ()
        return {"members": (*told.members, *others), "year_shown": year}


class GatheringView(GatheringMixin, registers.CardView):
    template_name = "actionplan/gathering_detail.html"

    def get_context_data(self, **kwargs):
        row = self.object
        runs = self.may_do("edit") or self.may_do("correct")
        rows = SignUp.objects.visible_to(self.actor).filter(gathering=row).select_related("person", "organisation")
        everyone = list(rows.order_by("number"))
        own = next((each for each in everyone if self._is_own(each)), None)
        tally = tallies_of([row.pk]).get(row.pk, Tally())
        context = {
            "when": when(row),
            "own": own,
            "tally": tally,
            "attended": attended(row, tally),
            "lists": self._lists(everyone) if runs else [],
            "runs": runs,
            "acts": self._acts(),
            "ways": self._ways(own),
            "public_url": self._public_url() if runs else "",
            "shows_online": runs or (own is not None and own.state == SignUpState.PLACED),
        }
        return super().get_context_data(**context | self.section_facts() | kwargs)

    def _is_own(self, row) -> bool:
        return self.actor.person is not None and row.person_id == self.actor.person.pk

    def _lists(self, everyone) -> list[tuple]:
        """(words, rows) for each state somebody stands in."""
        found = [(state, [row for row in everyone if row.state == state]) for state in LISTED]
        return [(state, state.label, rows) for state, rows in found if rows]

    def _acts(self) -> list[tuple[str, str, bool]]:
        """(label, address, whether it is the next step) of what may be done with the gathering now."""
        found = [(word, act) for word, act in ACTS.items() if self.may_do(act.name)]
        return [
            (act.title, self.to("gathering_act", pk=self.object.pk, act=word), act.is_next(self.object, self.actor.on))
            for word, act in found
        ]

    def _ways(self, own) -> dict[str, str]:
        """Addresses of what the one who looks may do with the list, each empty where she may not."""
        came = own is not None and own.attended
        state = own.state if own is not None else ""
        names = {
            "enrol": ("enrol", True),
            "roll": ("tick", True),
            "sign_up": ("sign_up", state not in ON_THE_LIST and not came),
            "withdraw": ("withdraw", state in (*ON_THE_LIST, SignUpState.INVITED) and not came),
        }
        return {
            name: self.to(f"gathering_{name}", pk=self.object.pk) if fits and self.may_do(act) else ""
            for name, (act, fits) in names.items()
        }

    def _public_url(self) -> str:
        """The address to give to people outside."""
        row = self.object
        if row.audience != Audience.PUBLIC or row.state != GatheringState.OPEN:
            return ""
        return absolute(self.to("gathering_public", pk=row.pk))


LISTED = (
    *(SignUpState.PLACED, SignUpState.WAITING, SignUpState.INVITED),
    *(SignUpState.WALKED_IN, SignUpState.WITHDRAWN),
)


class GatheringCreateView(GatheringMixin, registers.RegisterCreateView):
    form_class = forms.NewGatheringForm
    whose = ("network", "project")
    page_title = _("Nytt arrangement")

    def perform(self, form):
        return gatherings.create_gathering(self.actor, **form.values())


class GatheringEditView(GatheringMixin, registers.RegisterEditView):
    form_class = forms.GatheringForm
    page_title = _("Endre arrangementet")
    explanation = _("Endrer du tid eller sted når påmeldingen er åpnet, får alle på listen en e-post.")

    def perform(self, form):
        return gatherings.change_gathering(self.actor, self.object, **self.values(form))


class GatheringRemoveView(GatheringMixin, registers.RegisterRemoveView):
    title = _("Fjern arrangementet")

    def perform(self, row, reason):
        return gatherings.remove_gathering(self.actor, row, reason=reason)


class GatheringRestoreView(GatheringMixin, registers.RegisterRestoreView):
    def perform(self, row, reason):
        return gatherings.restore_gathering(self.actor, row)


@dataclass(frozen=True)
class Act:
    """A step of a gathering: its right, its words, its service, and when it is the next one to take."""

    name: str
    title: Any
    explanation: Any
    perform: Any
    is_next: Any = lambda row, on: False
    asks_reason: bool = False
    tone: str = ""


ACTS = {
    "apne": Act(
        "open",
        _("Åpne påmeldingen"),
        _("Alle i alliansen ser arrangementet, og de som kan, melder seg på."),
        gatherings.open_gathering,
        lambda row, on: row.state == GatheringState.DRAFT,
    ),
    "steng": Act(
        "close",
        _("Steng påmeldingen"),
        _("Ingen kan melde seg på selv lenger. Sekretariatet kan fortsatt melde på andre."),
        gatherings.close_gathering,
        lambda row, on: row.closes_on < on <= row.final_day,
    ),
    "avholdt": Act(
        "hold",
        _("Merk som avholdt"),
        _("Arrangementet teller i tallene for året. Oppmøte kan føres også etterpå."),
        gatherings.hold_gathering,
        lambda row, on: row.final_day < on,
    ),
    "avlys": Act(
        "cancel",
        _("Avlys"),
        _("Alle på listen, og alle som er invitert, får en e-post med begrunnelsen."),
        gatherings.cancel_gathering,
        asks_reason=True,
        tone="danger",
    ),
    "ta-opp": Act(
        "reopen",
        _("Ta opp igjen"),
        _("Arrangementet er stengt for påmelding, med listen som den var. Ingen får beskjed av seg selv."),
        gatherings.reopen_gathering,
    ),
}


class GatheringActView(GatheringMixin, registers.RegisterMixin, RowActView):
    """One step of a gathering."""

    def dispatch(self, request, *args, **kwargs):
        self.step = ACTS.get(kwargs["act"])
        if self.step is None:
            raise Http404
        for name in ("title", "explanation", "asks_reason", "tone"):
            setattr(self, name, getattr(self.step, name))
        self.act = f"gathering.{self.step.name}"
        return super().dispatch(request, *args, **kwargs)

    def get_object(self):
        return self.find_run()

    def perform(self, row, reason):
        more = {"reason": reason} if self.step.asks_reason else {}
        return self.step.perform(self.actor, row, **more)

    def get_success_url(self, row):
        return self.page_of(row)

    def further_context(self, row) -> dict:
        return {"needs_reason": self.step.asks_reason}

    def breadcrumb(self):
        return self.trail((self.title, ""))
