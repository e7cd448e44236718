"""The step of the procedure rules: what holds in each body, in words and with its source, and how to change it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from governance.bodies.procedure import explain
from governance.forms.body import ShortRulesForm
from governance.forms.row import form_values
from governance.history import Clash, Refused
from governance.models import GoverningBody, ProcedureRules
from governance.services import bodies
from governance.views.setup_step import ON, MainCooperation, SetupStep


class SetupRulesView(MainCooperation, SetupStep, TemplateView):
    """One form for each body that has rules; all are saved, or none."""

    view_name = "setup_rules"
    act = "body.edit"
    page_title = gettext_lazy("Saksbehandlingsregler")
    home_view = ("body_list", gettext_lazy("Organer"))
    template_name = "governance/setup_rules.html"

    def get(self, request, *args, **kwargs):
        return self._page(self._forms())

    def post(self, request, *args, **kwargs):
        forms = self._forms(request.POST)
        wrong = [form for form in forms if not form.is_valid()]  # every form says what is wrong, not only the first
        if wrong:
            return self._page(forms, 422)
        with transaction.atomic():
            code = next((code for form in forms if (code := self._save(form))), 0)
            transaction.set_rollback(bool(code))
        if code:
            return self._page(forms, code)
        if forms:
            messages.success(request, _("Reglene er lagret."))
        return redirect(self.next_url() if ON in request.POST else request.get_full_path())

    def _save(self, form) -> int:
        """0 when the rules are saved, else the code of the page that shows why not."""
        try:
            bodies.change_rules(self.actor, form.instance, **form_values(form))
        except Clash as clash:
            form.take_clash(clash)
            return 409
        except ValidationError as error:
            form.take_errors(error)
            return 422
        except Refused as refused:
            form.add_error(None, str(refused))
            return 422
        return 0

    def _forms(self, data=None) -> list[ShortRulesForm]:
        rows = ProcedureRules.objects.visible_to(self.actor).filter(body__cooperation=self.cooperation)
        rows = rows.filter(body__removed_at__isnull=True).on(self.actor.on)
        rows = rows.select_related("body__cooperation").order_by("body__position", "body__name")
        return [ShortRulesForm(data, instance=each, prefix=each.pk.hex, actor=self.actor) for each in rows]

    def _page(self, forms, status=200):
        with_rules = {form.instance.body_id for form in forms}
        without = GoverningBody.objects.visible_to(self.actor).filter(cooperation=self.cooperation)
        context = {
            "parts": [(form, explain(form.instance)) for form in forms],
            "without": without.on(self.actor.on).exclude(pk__in=with_rules),
            "cooperation": self.cooperation,
        }
        return self.render_to_response(self.get_context_data(**context), status=status)
