"""The outbox: what was written to whom, where it stands, and the acts on it."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.access import may, require
from governance.choices import MailState
from governance.forms.mail import MailFilter, MailSettingsForm
from governance.history import Refused
from governance.links import address_of_link
from governance.mail import mailserver
from governance.mail.mailevents import event_of, no_part
from governance.models import MailSettings, OutgoingMail
from governance.outbox import LINK_MARK, paragraphs
from governance.services import mail as services
from governance.views.address import AddressMixin, own_page
from governance.views.row import RowActView, RowDetailView, RowFormView, RowListView

TROUBLED = (MailState.UNCERTAIN, MailState.BOUNCED, MailState.FAILED)


def mail_trouble(actor) -> dict | None:
    """What stands in the way of the alliance's mail, for those who look after it: how many wait because the server
    fails and what it says, and how many did not arrive. None when all is well."""
    if not actor.edits_everything:
        return None
    rows = OutgoingMail.objects.visible_to(actor)
    waiting = rows.filter(state=MailState.QUEUED).exclude(failure="")
    counts = rows.aggregate(
        waiting=Count("pk", filter=Q(pk__in=waiting.values("pk"))),
        troubled=Count("pk", filter=Q(state__in=TROUBLED)),
    )
    if not any(counts.values()):
        return None
    first = waiting.order_by("next_attempt_at").first() if counts["waiting"] else None
    return counts | {"first": first}


class OutboxPart(AddressMixin):
    def breadcrumb(self):
        title = getattr(self, "page_title", "") or self.title
        return self.trail((_("Utboks"), self.to("mail_list")), (title, ""))


class MailListView(AddressMixin, RowListView):
    model = OutgoingMail
    select_related = ("person",)
    template_name = "governance/mail_list.html"
    paginate_by = 50
    page_kwarg = "side"

    def breadcrumb(self):
        return self.trail((_("Utboks"), ""))

    def get_queryset(self):
        rows = super().get_queryset()
        self.form = MailFilter(self.request.GET or None)
        chosen = self.form.cleaned_data if self.form.is_bound and self.form.is_valid() else {}
        if chosen.get("state"):
            rows = rows.filter(state=chosen["state"])
        if chosen.get("om"):
            rows = rows.filter(object_url=chosen["om"])
        for word in chosen.get("text", "").split():
            named = Q(person__given_name__icontains=word) | Q(person__family_name__icontains=word)
            rows = rows.filter(named | Q(subject__icontains=word) | Q(address__icontains=word))
        self.is_filtered = any(chosen.values())
        self.about_url = own_page(self.request, chosen.get("om", ""))
        return rows

    def get_context_data(self, **kwargs):
        manages = bool(may(self.actor, "mail.manage"))
        held = OutgoingMail.objects.visible_to(self.actor).filter(state=MailState.HELD).count() if manages else 0
        return super().get_context_data(
            form=self.form,
            is_filtered=self.is_filtered,
            about_url=self.about_url,
            manages=manages,
            trouble=mail_trouble(self.actor),
            held=held,
            why_held=mailserver.why_held(self.request.alliance) if manages else "",
            may_name_server=not mailserver.is_demo(self.request.alliance),
            **kwargs,
        )


class MailDetailView(AddressMixin, RowDetailView):
    """The mail as its receiver sees it. A signed link stands in it for her alone; in a demo, where nobody gets any
    mail, an administrator may follow it."""

    model = OutgoingMail
    select_related = ("person", "link", "digest")
    template_name = "governance/mail_detail.html"

    def breadcrumb(self):
        return self.trail((_("Utboks"), self.to("mail_list")), (self.object.subject, ""))

    def get_context_data(self, **kwargs):
        mail = self.object
        shows_link = mail.link_id and self.actor.is_administrator and mailserver.is_demo(self.request.alliance)
        hidden = _("(lenken vises bare for mottakeren)")
        body = mail.body.replace(LINK_MARK, address_of_link(mail.link) if shows_link else hidden)
        return super().get_context_data(
            page_title=mail.subject,
            body_html=paragraphs(body),
            has_part=event_of(mail.event).part is not no_part,
            gathered=OutgoingMail.objects.visible_to(self.actor).filter(digest=mail) if mail.event == "digest" else [],
            **kwargs,
        )


class MailAct(OutboxPart, RowActView):
    tone = ""

    def get_object(self):
        mail = get_object_or_404(OutgoingMail.objects.visible_to(self.actor), pk=self.kwargs["pk"])
        mail.words = f"{mail.subject} – {mail.address}"
        return mail

    def get_success_url(self, row):
        return self.to("mail_detail", row.pk)


class SendAgainView(MailAct):
    act = "mail.again"
    title = gettext_lazy("Send på nytt")
    explanation = gettext_lazy(
        "Brevet legges i kø og sendes til den adressen personen har nå. Det kan komme fram to ganger."
    )
    success_message = gettext_lazy("Brevet er lagt i kø.")

    def perform(self, row, reason):
        return services.send_again(self.actor, row)


class TakeBackView(MailAct):
    act = "mail.take_back"
    title = gettext_lazy("Trekk tilbake")
    explanation = gettext_lazy("Brevet blir liggende i utboksen, men sendes ikke.")
    tone = "danger"
    success_message = gettext_lazy("Brevet er trukket tilbake.")

    def perform(self, row, reason):
        return services.take_back(self.actor, row, reason=reason)


class BouncedView(MailAct):
    act = "mail.bounce"
    title = gettext_lazy("Meld at brevet kom i retur")
    explanation = gettext_lazy("Personen får et varsel på siden sin om at adressen ikke virker.")
    asks_reason = True
    success_message = gettext_lazy("Brevet er merket som kommet i retur.")

    def perform(self, row, reason):
        return services.mark_bounced(self.actor, row, reason=reason)


class OutboxAct(OutboxPart, RowActView):
    """An act on the outbox as a whole."""

    act = "mail.manage"
    tone = ""

    def get_object(self):
        alliance = self.request.alliance
        require(self.actor, "mail.manage")
        alliance.words = alliance.name
        return alliance

    def get_success_url(self, row):
        return self.to("mail_list")


class TestMailView(OutboxAct):
    title = gettext_lazy("Send en prøve til meg")
    explanation = gettext_lazy("Du får et kort brev til din egen adresse, sendt slik andre brev sendes.")

    def perform(self, row, reason):
        self.mail = services.send_test(self.actor)
        return row

    def get_success_url(self, row):
        mail = getattr(self, "mail", None)
        return self.to("mail_detail", mail.pk) if mail is not None else self.to("mail_list")


class ReleaseView(OutboxAct):
    title = gettext_lazy("Send det som er holdt tilbake")
    explanation = gettext_lazy(
        "Alle brev som er holdt tilbake, legges i kø. Trekk tilbake dem som ikke skal sendes, først."
    )

    def perform(self, row, reason):
        count = services.release_held(self.actor)
        said = ngettext("{count} brev er lagt i kø.", "{count} brev er lagt i kø.", count)
        messages.success(self.request, said.format(count=count))
        return row


class CheckView(OutboxAct):
    title = gettext_lazy("Prøv forbindelsen")
    explanation = gettext_lazy("Vi tar kontakt med e-posttjeneren slik et brev ville gjort, uten å sende noe.")

    def perform(self, row, reason):
        held = mailserver.why_held(self.request.alliance)
        if held:
            raise Refused(held)
        try:
            name = mailserver.check_connection(self.request.alliance)
        except mailserver.Unreachable as error:
            raise Refused(str(error)) from error
        messages.success(self.request, _("Forbindelsen med {name} virker.").format(name=name))
        return row


class MailSettingsView(OutboxPart, RowFormView):
    act = "mail.settings"
    form_class = MailSettingsForm
    page_title = gettext_lazy("E-postoppsett")
    explanation = gettext_lazy("Navn, avsenderadresse og svaradresse står i innstillingene for alliansen.")
    success_message = gettext_lazy("Oppsettet er lagret. Prøv forbindelsen, og send en prøve til deg selv.")

    def get_object(self):
        return MailSettings.objects.visible_to(self.request.actor).first()

    def perform(self, form):
        return services.change_settings(self.actor, **self.values(form))

    def get_success_url(self):
        return self.to("mail_list")

    def get_cancel_url(self):
        return self.to("mail_list")
