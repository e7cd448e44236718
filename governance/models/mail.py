"""Mail: the outbox, how the alliance sends, its own words, and what each person wants to hear of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import DigestRhythm, Language, MailProvider, MailSecurity, MailState, MailTransport, Notice
from governance.models.base import TenantRow
from governance.models.people import Person
from governance.querysets import MailQuerySet, OwnRowsQuerySet


class OutgoingMail(TenantRow):
    """One mail to one receiver: written first, sent afterwards by the worker (governance/outbox.py, postman.py)."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="mails", verbose_name=_("mottaker")
    )
    address = models.EmailField(_("adresse"), blank=True)  # as it was when the mail was written
    event = models.CharField(_("hendelse"), max_length=40)
    language = models.CharField(_("språk"), max_length=5, choices=Language)
    subject = models.CharField(_("emne"), max_length=250)
    body = models.TextField(_("tekst"))
    object_url = models.CharField(_("adressen til det den gjelder"), max_length=300, blank=True)
    link = models.ForeignKey(
        "governance.SignedLink", on_delete=models.PROTECT, null=True, blank=True, related_name="mails", editable=False
    )
    key = models.CharField(_("nøkkel"), max_length=200, editable=False)
    state = models.CharField(_("tilstand"), max_length=12, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    queued_at = models.DateTimeField(_("lagt i kø"))
    claimed_at = models.DateTimeField(_("begynt å sende"), null=True, blank=True)
    next_attempt_at = models.DateTimeField(_("neste forsøk"), null=True, blank=True)
    # The last attempt failed for a reason that holds for every mail of the alliance: nobody else tries meanwhile.
    server_failed = models.BooleanField(_("tjeneren svikter"), default=False)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True)
    provider_id = models.CharField(_("tjenerens nummer"), max_length=200, blank=True)
    failure = models.CharField(_("hvorfor den ikke er sendt"), max_length=500, blank=True)
    digest = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="gathered", verbose_name=_("samlebrev")
    )

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-post")
        verbose_name_plural = _("e-poster")
        ordering = ["-queued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "key"],
                name="governance_mail_once",
                violation_error_message=_("Denne e-posten ligger alt i utboksen."),
            )
        ]
        indexes = [
            models.Index(fields=["alliance", "state", "-queued_at"], name="governance_mail_by_state"),
            models.Index(fields=["alliance", "object_url"], name="governance_mail_by_page"),
        ]

    def __str__(self):
        return self.subject

    @property
    def badge(self) -> str:
        """The code its state is drawn by: a letter that is held back waits, while a meeting that was held is done."""
        return MailState.QUEUED if self.state == MailState.HELD else self.state


class MailSettings(TenantRow):
    """How the alliance sends mail. The secrets are sealed (governance/sealing.py) and never shown again."""

    transport = models.CharField(
        _("send e-post med"), max_length=12, choices=MailTransport, default=MailTransport.INSTALLATION
    )
    host = models.CharField(_("tjener"), max_length=200, blank=True)
    port = models.PositiveIntegerField(_("port"), null=True, blank=True)
    security = models.CharField(_("kryptering"), max_length=8, choices=MailSecurity, default=MailSecurity.STARTTLS)
    username = models.CharField(_("brukernavn"), max_length=200, blank=True)
    sealed_password = models.TextField(blank=True, editable=False)
    provider = models.CharField(_("e-posttjeneste"), max_length=12, choices=MailProvider, blank=True)
    provider_domain = models.CharField(_("domene hos tjenesten"), max_length=200, blank=True)
    sealed_api_key = models.TextField(blank=True, editable=False)
    sealed_api_secret = models.TextField(blank=True, editable=False)
    sealed_webhook = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("e-postoppsett")
        verbose_name_plural = _("e-postoppsett")
        constraints = [models.UniqueConstraint(fields=["alliance"], name="governance_mail_settings_once")]

    def __str__(self):
        return self.get_transport_display()


class MailTemplate(TenantRow):
    """The alliance's own words for one event in one language, in place of those in the code."""

    event = models.CharField(_("hendelse"), max_length=40)
    language = models.CharField(_("språk"), max_length=5, choices=Language)
    subject = models.CharField(_("emne"), max_length=200)
    body = models.TextField(_("tekst"))

    class Meta:
        verbose_name = _("mal")
        verbose_name_plural = _("maler")
        ordering = ["event", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "event", "language"],
                condition=Q(removed_at__isnull=True),
                name="governance_mail_template_once",
                violation_error_message=_("Malen finnes alt. Åpne den og endre den."),
            )
        ]

    def __str__(self):
        return self.subject


class NoticeChoice(TenantRow):
    """How one person wants to hear of one event, where it is not as her role has it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices", verbose_name=_("person"))
    event = models.CharField(_("hendelse"), max_length=40)
    mode = models.CharField(_("når"), max_length=8, choices=Notice)

    objects = OwnRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        constraints = [models.UniqueConstraint(fields=["person", "event"], name="governance_notice_once")]

    def __str__(self):
        return f"{self.event}: {self.get_mode_display()}"


class DigestChoice(TenantRow):
    """How often one person wants her digest."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="digest_choice", verbose_name=_("person"))
    rhythm = models.CharField(_("samlebrev"), max_length=8, choices=DigestRhythm, default=DigestRhythm.DAILY)

    objects = OwnRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("samlebrev")
        verbose_name_plural = _("samlebrev")
        constraints = [models.UniqueConstraint(fields=["person"], name="governance_digest_once")]

    def __str__(self):
        return self.get_rhythm_display()
