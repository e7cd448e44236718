"""Who gets in: those an administrator has given a login, and nobody else, whatever way they come."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import SignupClosedException
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up alone."""

    def is_open_for_signup(self, request):
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Through the organisation's own login comes whoever has an account with the address that it vouches for.

    The address is asked for each time and nothing is kept: an administrator who gives a login another address, or takes
    it away, has then said all there is to say. allauth's own matching by e-mail would wipe the account's password,
    since it must reckon with accounts that strangers made; ours are made by administrators.
    """

    def pre_social_login(self, request, sociallogin):
        """Let her in, or show the page that says whom to ask (account/signup_closed.html)."""
        user = _user_of(sociallogin.email_addresses)
        if user is None or sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise SignupClosedException
        sociallogin.user = user


def _user_of(addresses):
    """The login with one of the addresses that are verified. A provider that says "false" as text says no."""
    from governance.models import User  # allauth loads this file before the models are there

    for address in addresses:
        if address.verified is True and (user := User.objects.filter(email__iexact=address.email).first()):
            return user
    return None
