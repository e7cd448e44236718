"""What the registers share: applications, and the rest of what stands beside the plan, each a tab of one place.

A register is of the whole alliance, or with a cooperation in its address of that one. A row has one address, whosever
it is.
"""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.forms.registers import RegisterFilter
from actionplan.gatheringmail import when
from actionplan.models import Gathering
from actionplan.views.base import address, find_cooperation, own_cooperation
from actionplan.views.rows import key_of
from governance.access import may
from governance.views.row import ActorMixin, RowActView, RowDetailView, RowFormView, RowListView

REGISTERS = (
    ("project", gettext_lazy("Prosjekter")),
    ("network", gettext_lazy("Nettverk")),
    ("gathering", gettext_lazy("Arrangementer")),
    ("application", gettext_lazy("Søknader")),
)


class RegisterMixin(ActorMixin):
    """`kind` names the register in addresses and acts; `to(name)` gives an address below the alliance."""

    kind = ""

    @property
    def label(self) -> str:
        return str(dict(REGISTERS)[self.kind])

    def to(self, name: str, **kwargs) -> str:
        return reverse(f"actionplan:{name}", kwargs={"alliance": self.request.alliance.slug} | kwargs)

    def page_of(self, row) -> str:
        return self.to(f"{self.kind}_detail", pk=row.pk)

    def list_url(self, kind: str = "") -> str:
        slug = self.kwargs.get("cooperation")
        return self.to(f"{kind or self.kind}_list", **({"cooperation": slug} if slug else {}))

    def trail(self, *steps) -> list[tuple]:
        plan = (_("Handlingsplan"), self.to("plan_current"))
        return [plan, (self.label, self.list_url() if steps else ""), *steps]

    def find(self, rows):
        """The row of the address among `rows`. Raises Http404."""
        row = rows.select_related(*self.select_related).filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        row.alliance = self.request.alliance
        return row


class RegisterListView(RegisterMixin, RowListView):
    """A register with its filters, its tabs, and what lies in its bin for those who may bring it back."""

    choices: dict[str, str] = {}  # name in the address -> field

    def get_queryset(self):
        rows = super().get_queryset()
        self.cooperation = None
        if slug := self.kwargs.get("cooperation"):
            self.cooperation = find_cooperation(self.request, slug)
            rows = rows.filter(cooperation=self.cooperation)
        return rows

    def get_context_data(self, **kwargs):
        everything = list(self.object_list)
        form = RegisterFilter(self.request.GET, choices=self.filters(everything))
        chosen = form.chosen()
        makes = may(self.actor, f"{self.kind}.make", self.cooperation or own_cooperation(self.actor))
        context = {
            "page_title": self.label,
            "whose": self.cooperation,
            "tabs": [(label, self.list_url(kind), kind == self.kind) for kind, label in REGISTERS],
            "filter": form,
            "is_filtered": bool(chosen),
            "rows": [row for row in everything if self.passes(row, chosen)],
            "number": len(everything),
            "create_url": self._create_url() if makes else "",
            "list_url": self.list_url(),
            "removed": self._removed() if makes else [],
        }
        return super().get_context_data(**context | kwargs)

    def filters(self, rows) -> dict[str, tuple]:
        """Name in the address -> (label, the choices there are among the rows)."""
        raise NotImplementedError

    def passes(self, row, chosen: dict[str, str]) -> bool:
        """Whether a row has all that was chosen."""
        return all(str(getattr(row, self.choices[name])) == value for name, value in chosen.items())

    def _create_url(self) -> str:
        of = f"?samarbeid={self.cooperation.slug}" if self.cooperation else ""
        return self.to(f"{self.kind}_create") + of

    def _removed(self) -> list:
        rows = self.model.objects.in_bin(self.actor).select_related("cooperation")
        if self.cooperation:
            rows = rows.filter(cooperation=self.cooperation)
        return [_in_bin(row, self.to(f"{self.kind}_restore", pk=row.pk)) for row in rows[:30]]

    def breadcrumb(self):
        return self.trail()


def _in_bin(row, url: str):
    row.restore_url = url
    return row


class CardMixin(RegisterMixin):
    """The page of one row. `part_models` are the kinds of rows below it, by their words in addresses."""

    part_models: dict = {}

    def get_queryset(self):
        return super().get_queryset().filter(removed_at__isnull=True)

    def parts(self, word: str, model, *related: str) -> list[tuple]:
        """(row, its addresses) of each row below this one; no addresses for those who may not change them."""
        rows = model.objects.visible_to(self.actor).filter(**{self.kind: self.object}).select_related(*related)
        edits = self.may_do("edit")
        return [(self._below(row), self._part_urls(word, row) if edits else {}) for row in rows]

    def _below(self, row):
        setattr(row, self.kind, self.object)
        return row

    def _part_urls(self, word: str, row) -> dict[str, str]:
        where = {"parent": self.object.pk, "part": word, "pk": row.pk}
        return {
            "edit": self.to(f"{self.kind}_part_edit", **where),
            "remove": self.to(f"{self.kind}_part_act", **where, act="fjern"),
        }

    def removed_parts(self, *words: str) -> list:
        """What lies in the bin of this page, for those who may bring it back."""
        if not self.may_do("edit"):
            return []
        found = []
        for word in words:
            rows = self.part_models[word].objects.in_bin(self.actor).filter(**{self.kind: self.object})
            where = {"parent": self.object.pk, "part": word, "act": "gjenopprett"}
            found += [_in_bin(row, self.to(f"{self.kind}_part_act", **where, pk=row.pk)) for row in rows[:30]]
        return found

    def section_facts(self) -> dict:
        """The part of the plan this is tied to, its address, and the activity, for those who read that plan."""
        section, activity = self.object.section, getattr(self.object, "activity", None)
        if section is None or not type(section).objects.visible_to(self.actor).filter(pk=section.pk).exists():
            return {"section": None, "section_url": "", "activity": None}
        plan = section.plan
        page = address("plan_detail", plan.cooperation, self.request.alliance, year=plan.year)
        stands = activity is not None and activity.removed_at is None
        return {
            "section": section,
            "section_url": f"{page}#del-{section.pk}",
            "activity": activity if stands else None,
        }

    def gatherings(self) -> dict:
        """(gathering, when) of what is held for this row, the newest first; and where one more is planned."""
        rows = Gathering.objects.visible_to(self.actor).filter(**{self.kind: self.object})
        return {"gatherings": [(row, when(row)) for row in rows[:30]], "gathering_url": self.url_of_new("gathering")}

    def url_of_new(self, kind: str) -> str:
        """Where a row of another register is made for this one; empty for those who may not."""
        makes = may(self.actor, f"{kind}.make", self.object.cooperation)
        return f"{self.to(f'{kind}_create')}?{self.kind}={self.object.pk}" if makes else ""

    def may_do(self, act: str) -> bool:
        return bool(may(self.actor, f"{self.kind}.{act}", self.object))

    def breadcrumb(self):
        return self.trail((str(self.object), ""))


class CardView(CardMixin, RowDetailView):
    def get_context_data(self, **kwargs):
        self.object.alliance = self.request.alliance
        where = {"pk": self.object.pk}
        urls = {
            "edit": self.to(f"{self.kind}_edit", **where) if self.may_do("edit") else "",
            "remove": self.to(f"{self.kind}_remove", **where) if self.may_do("remove") else "",
        }
        return super().get_context_data(page_title=str(self.object), urls=urls, list_url=self.list_url(), **kwargs)


class RegisterCreateView(RegisterMixin, RowFormView):
    """A new row of a register, for a cooperation that the actor edits. `whose` are the fields that the page which leads
    here may have filled in: a network, a project."""

    same_content_is_same_row = True
    whose: tuple[str, ...] = ()

    @property
    def act(self) -> str:
        return f"{self.kind}.make"

    def get_subject(self):
        return self._wanted() or own_cooperation(self.actor)

    def _wanted(self):
        slug = self.request.GET.get("samarbeid", "")
        of = next(iter(self._belongs_to.values()), None)
        return of.cooperation if of is not None else find_cooperation(self.request, slug) if slug else None

    @cached_property
    def _belongs_to(self) -> dict:
        """The field and the row that the address names, if any. Raises Http404 for what the actor does not see."""
        for name in self.whose:
            if key := self.request.GET.get(name):
                rows = self.model._meta.get_field(name).related_model.objects.visible_to(self.actor)
                row = rows.select_related("cooperation").filter(pk=key_of(key)).first()
                if row is None:
                    raise Http404
                return {name: row}
        return {}

    def get_initial(self):
        return super().get_initial() | {"cooperation": self.get_subject()} | self._belongs_to

    def get_success_url(self):
        return self.page_of(self.object)

    def get_cancel_url(self):
        return self.list_url()

    def breadcrumb(self):
        return self.trail((self.page_title, ""))


class RegisterEditView(RegisterMixin, RowFormView):
    @property
    def act(self) -> str:
        return f"{self.kind}.edit"

    def get_object(self):
        return self.find(self.model.objects.visible_to(self.actor))

    def get_success_url(self):
        return self.page_of(self.object)

    def breadcrumb(self):
        return self.trail((str(self.object), self.page_of(self.object)), (self.page_title, ""))


class RegisterRemoveView(RegisterMixin, RowActView):
    explanation = gettext_lazy("Du kan hente den tilbake fra papirkurven i 30 dager.")

    @property
    def act(self) -> str:
        return f"{self.kind}.remove"

    def get_object(self):
        return self.find(self.model.objects.visible_to(self.actor))

    def get_success_url(self, row):
        return self.list_url() if row.removed_at else self.page_of(row)


class RegisterRestoreView(RegisterRemoveView):
    title = gettext_lazy("Hent tilbake")
    explanation = ""
    tone = ""

    def get_object(self):
        return self.find(self.model.objects.in_bin(self.actor))
