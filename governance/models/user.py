from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.choices import Language


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **extra):
        """A login. `email` is the name people log in with; without a password only passkey or OIDC works."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **extra):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def choose_password(self, user, password: str, *, proves: bool) -> None:
        """Give the login its first password; `proves`: she came by a link that only who reads the
        mail of the address can have seen."""
        user.set_password(password)
        user.is_proved = proves
        user.save(using=self._db, update_fields=["password", "is_proved"])

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A global login. What the login may do is decided by the Person it is in each alliance."""

    email = models.EmailField(_("e-postadresse"), unique=True)
    language = models.CharField(_("språk"), max_length=5, choices=Language, blank=True)  # empty: the alliance's
    # False while the password was chosen by a link that an administrator handed over, or could read: nothing has shown
    # yet that whoever has the login also reads the mail of the address.
    is_proved = models.BooleanField(_("adressen er bekreftet"), default=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_staff = models.BooleanField(_("kan åpne administrasjonssiden"), default=False)
    date_joined = models.DateTimeField(_("opprettet"), default=clock.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("bruker")
        verbose_name_plural = _("brukere")
        constraints = [models.UniqueConstraint(Lower("email"), name="governance_user_email_once")]

    def __str__(self):
        return self.email

    def prove(self) -> None:
        """Whoever has the login has followed a link that was sent to its address alone."""
        self.is_proved = True
        self.save(update_fields=["is_proved"])

    def choose_language(self, language: str) -> None:
        """Keep the language this person reads, on every machine and in mails."""
        if language != self.language:
            self.language = language
            self.save(update_fields=["language"])
