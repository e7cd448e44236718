"""The alliance's own words: one text for each event and language, with its places, a preview, and the way back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from django.views.generic import TemplateView as PageView

from governance.access import require
from governance.choices import Language
from governance.forms.mail import TemplateForm
from governance.history import Clash, Refused
from governance.mail.mailevents import all_events, event_of, fill
from governance.models import MailTemplate
from governance.outbox import absolute, paragraphs
from governance.services import mail as services
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin


class TemplateListView(AddressMixin, ActorMixin, PageView):
    template_name = "governance/mail_templates.html"

    def get(self, request, *args, **kwargs):
        require(request.actor, "mail.manage")
        return super().get(request, *args, **kwargs)

    def breadcrumb(self):
        return self.trail((_("Utboks"), self.to("mail_list")), (_("Maler"), ""))

    def get_context_data(self, **kwargs):
        own = set(MailTemplate.objects.visible_to(self.actor).values_list("event", "language"))
        rows = [(event, [(*each, (event.key, each[0]) in own) for each in Language.choices]) for event in all_events()]
        return super().get_context_data(page_title=_("Maler"), rows=rows, **kwargs)


class TemplateView(AddressMixin, ActorMixin, FormView):
    """One text. "Vis" shows it filled in without saving; "Bruk systemets tekst" goes back to ours."""

    template_name = "governance/mail_template.html"
    form_class = TemplateForm
    title = gettext_lazy("Mal")

    def dispatch(self, request, *args, **kwargs):
        require(request.actor, "mail.manage")
        try:
            self.event = event_of(kwargs["event"])
        except KeyError as error:
            raise Http404 from error
        self.language = kwargs["language"]
        if self.language not in Language.values:
            raise Http404
        rows = MailTemplate.objects.visible_to(request.actor)
        self.own = rows.filter(event=self.event.key, language=self.language).first()
        return super().dispatch(request, *args, **kwargs)

    def _standard(self) -> tuple[str, str]:
        with translation.override(self.language):
            return str(self.event.subject), str(self.event.body)

    def get_initial(self):
        subject, body = (self.own.subject, self.own.body) if self.own else self._standard()
        return {"subject": subject, "body": body, "base_version": self.own.version if self.own else None}

    def post(self, request, *args, **kwargs):
        if "standard" in request.POST:
            if self.own is not None:
                services.drop_template(self.actor, self.own)
            messages.success(request, _("Systemets tekst brukes igjen."))
            return redirect(request.path)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if "show" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            services.write_template(self.actor, event=self.event.key, language=self.language, **form.cleaned_data)
        except Clash:
            form.add_error(None, _("Noen andre endret malen samtidig. Last siden på nytt og gjør endringen igjen."))
            return self.form_invalid(form)
        except Refused as refused:
            form.add_error("body", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("Malen er lagret."))
        return redirect(self.request.path)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def breadcrumb(self):
        steps = [(_("Utboks"), self.to("mail_list")), (_("Maler"), self.to("mail_templates"))]
        return self.trail(*steps, (self.event.title, ""))

    def get_context_data(self, **kwargs):
        form = kwargs.get("form") or self.get_form()
        subject, body = (form[name].value() or "" for name in ("subject", "body"))
        sample = self._sample()
        return super().get_context_data(
            **kwargs | {"form": form},
            page_title=self.event.title,
            language=self.language,
            language_name=Language(self.language).label,
            own=self.own,
            places=[("{" + name + "}", words) for name, words in self.event.all_places.items()],
            shown_subject=fill(subject, sample),
            shown_body=paragraphs(fill(body, sample)),
        )

    def _sample(self) -> dict:
        """The places filled with what they are called, and with what is known."""
        known = {"name": self.actor.person.given_name if self.actor.person else self.actor.name}
        known |= {"alliance": self.request.alliance.name, "link": absolute(f"/{self.request.alliance.slug}/")}
        return {name: f"[{words}]" for name, words in self.event.places.items()} | known
