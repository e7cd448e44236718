"""Persons as contact cards, with filters, and cards to take along to a telephone."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from governance.forms.contacts import PersonFilterForm
from governance.models import GoverningBody, Person
from governance.people import contacts, vcard
from governance.people.duplicates import likely_pairs
from governance.views.address import AddressMixin
from governance.views.row import RowDetailView, RowListView


class PersonListView(AddressMixin, RowListView):
    model = Person
    template_name = "governance/person_list.html"
    paginate_by = 60
    page_kwarg = "side"

    def get_queryset(self):
        self.form = PersonFilterForm(self.request.GET, actor=self.actor)
        return contacts.with_cards(self.actor, contacts.persons(self.actor, **self.form.filters))

    def breadcrumb(self):
        return self.trail((_("Personer"), ""))

    def get_context_data(self, **kwargs):
        found = super().get_context_data(form=self.form, **kwargs)
        removed = Person.objects.in_bin(self.actor).filter(merged_into__isnull=True)
        return found | {
            "cards": contacts.cards(found["page_obj"]),
            "count": found["paginator"].count,
            "filtered": any(self.form.filters.values()),
            "alike": len(likely_pairs(self.actor)) if self.actor.edits_everything else 0,
            "removed": removed,
        }


class CardFile:
    """Answers with contact cards as a file; for those who are known in the alliance."""

    def card_file(self, name: str, persons) -> HttpResponse:
        answer = HttpResponse(vcard.cards(persons), content_type=vcard.CONTENT_TYPE)
        answer["Content-Disposition"] = f'attachment; filename="{slugify(name) or "kontakt"}.vcf"'
        answer["Cache-Control"] = "private, no-store"
        return answer


class PersonCardView(CardFile, RowDetailView):
    model = Person
    select_related = ("organisation",)

    def render_to_response(self, context, **kwargs):
        return self.card_file(self.object.name, [self.object])


class BodyCardsView(CardFile, RowDetailView):
    model = GoverningBody

    def get_queryset(self):
        if not self.actor.is_known:  # a published body is open to all, the telephones of its members are not
            raise Http404
        return super().get_queryset()

    def render_to_response(self, context, **kwargs):
        return self.card_file(self.object.name, contacts.of_body(self.actor, self.object, self.actor.on))
