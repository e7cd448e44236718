"""The door of a new installation: the form that founds the first alliance, or, for a superuser, a further one."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView

from governance.forms.founding import FoundingForm
from governance.history import Refused
from governance.openness.public import public
from governance.saying import GoneBecause
from governance.services import founding
from governance.setup.legalforms import LEGAL_FORMS

BACKEND = "django.contrib.auth.backends.ModelBackend"


@method_decorator(public, name="dispatch")
class FoundingView(FormView):
    """Open to whoever has the set-up code while no alliance exists, and to superusers afterwards."""

    form_class = FoundingForm
    template_name = "governance/setup_founding.html"

    def dispatch(self, request, *args, **kwargs):
        self.is_first = founding.is_new_installation()
        if self.is_first or request.user.is_superuser:
            return super().dispatch(request, *args, **kwargs)
        if not request.user.is_authenticated and request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        raise GoneBecause(_("Oppsettet er gjort: alliansen er opprettet. Gå til forsiden for å fortsette."))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"needs_code": self.is_first}

    def get_initial(self):
        return {"code": self.request.GET.get("kode", "")[:40]}

    def form_valid(self, form):
        found = founding.found_first if self.is_first else self._found_further
        try:
            person = found(**form.values())
        except ValidationError as error:
            return self._refused(form, error)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        if self.is_first:
            login(self.request, person.user, backend=BACKEND)
        return self._go_on(person)

    def _found_further(self, **values):
        return founding.found_alliance(in_setup=True, **values)

    def _go_on(self, person):
        if person.user == self.request.user:
            return redirect("governance:setup_members", alliance=person.alliance.slug)
        text = _("{name} er opprettet. {email} går videre med oppsettet etter innlogging.")
        messages.success(self.request, text.format(name=person.alliance, email=person.user.email))
        return redirect("chooser")

    def _refused(self, form, error: ValidationError):
        """What the services found wrong, at its field."""
        for name, sentences in getattr(error, "message_dict", {None: error.messages}).items():
            form.add_error(name if name in form.fields else None, sentences)
        return self.form_invalid(form)

    def form_invalid(self, form):
        return render(self.request, self.template_name, self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        forms_of_law = [(form.label, words) for form, words in LEGAL_FORMS.items()]
        return super().get_context_data(is_first=self.is_first, forms_of_law=forms_of_law, **kwargs)
