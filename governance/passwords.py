"""What a password must be, in words that Django's own catalogues do not have in Bokmål."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Refuses a short password in the language of the page."""

    def get_error_message(self):
        return _("Passordet er for kort. Bruk minst {n} tegn.").format(n=self.min_length)
