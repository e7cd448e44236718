from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionPlanConfig(AppConfig):
    """First floor: what we promised."""

    name = "actionplan"
    verbose_name = _("Handlingsplan")
