from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VestregionConfig(AppConfig):
    name = "vestregion"
    verbose_name = _("Vestregion")
