"""Where a mail service tells what came back. Each alliance has its own address and password for it.

The service shows the password of the mail set-up as user `vestregion` (basic authentication); Mailgun and SendGrid may
sign besides. Whoever cannot show it changes nothing, and is told 400.
"""

from importlib import import_module

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from governance.access import system_actor
from governance.mail.mailserver import settings_of
from governance.openness.public import public
from governance.sealing import Unreadable, unseal
from governance.services.mail import note_returned

VIEWS = {
    "brevo": "BrevoTrackingWebhookView",
    "mailgun": "MailgunTrackingWebhookView",
    "mailjet": "MailjetTrackingWebhookView",
    "postmark": "PostmarkTrackingWebhookView",
    "sendgrid": "SendGridTrackingWebhookView",
}
CAME_BACK = {"bounced", "rejected", "failed", "complained"}


@csrf_exempt
@public
@require_http_methods(["POST", "HEAD"])
def mail_hook(request):
    """Note each mail that came back. What is not understood answers 400, and the service tries again."""
    hook = _hook(request.alliance)
    if request.method == "HEAD":  # some services look whether anybody is there
        return HttpResponse()
    hook.run_validators(request)
    for event in hook.parse_events(request):
        if event.event_type in CAME_BACK:
            said = event.mta_response or event.description or event.reject_reason or event.event_type
            note_returned(
                system_actor(request.alliance), provider_id=event.message_id, address=event.recipient, words=str(said)
            )
    return HttpResponse()


def _hook(alliance):
    """anymail's reader for the alliance's service, with its own secret. Raises Http404 where there is none."""
    own = settings_of(alliance)
    try:
        secret = unseal(own.sealed_webhook) if own is not None and own.provider in VIEWS else ""
    except Unreadable:
        secret = ""
    if not secret:
        raise Http404
    kind = getattr(import_module(f"anymail.webhooks.{own.provider}"), VIEWS[own.provider])
    more = {"webhook_signing_key": secret} if own.provider == "mailgun" else {}
    return kind(webhook_secret=[f"vestregion:{secret}"], **more)
