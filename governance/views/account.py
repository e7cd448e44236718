"""Pages of one's own login that differ from allauth's."""

from allauth.account.views import PasswordResetFromKeyView
from django.views.generic import TemplateView
from django.views.i18n import set_language

from governance.language import known
from governance.openness.public import public


class EmailView(TemplateView):
    """Shows the address one logs in with. An administrator gives it: whoever could type an address here herself would
    be let in by the next alliance that gives a login to the person who owns it."""

    template_name = "account/email.html"
    http_method_names = ["get", "head"]


class NewPasswordView(PasswordResetFromKeyView):
    """A forgotten password, made anew by a link that the installation's own server carried: that proves the address,
    where a link that an administrator handed over did not."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        self.reset_user.prove()
        return answer


@public
def choose_language(request):
    """Keep the language of the footer: in the browser, and with the login, for other machines and for mails."""
    language = known(request.POST.get("language", ""))
    if language and request.user.is_authenticated:
        request.user.choose_language(language)
    return set_language(request)
