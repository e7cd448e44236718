from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    """Ground floor: who we are, who may, what we decided."""

    name = "governance"
    verbose_name = _("Styring")

    def ready(self):
        from governance import history, norwegian_order, permissions  # noqa: F401  they register themselves when they load
