from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from governance.models import Alliance
from governance.setup.setupcode import setup_code


class Command(BaseCommand):
    """Where to begin: the address of the guided set-up with its code. Says nothing once there is an alliance."""

    help = "Print the address and the code of the guided set-up, while no alliance exists."

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000", help="where the server listens, for an address on this machine")

    def handle(self, *, port, **options):
        if Alliance.objects.exists():
            return
        code = setup_code()
        self.stdout.write(
            f"Her er ingen allianse ennå. Åpne adressen, så tar oppsettet deg gjennom resten:\n"
            f"  {_address(port)}{reverse('setup')}?kode={code}\n"
            f"Koden er {code}. Den virker til alliansen er opprettet; gi den ikke til andre."
        )


def _address(port: str) -> str:
    """The address people reach the server by, as far as the settings tell."""
    if settings.RELAXED:
        return f"http://localhost:{port}"
    if settings.CSRF_TRUSTED_ORIGINS:
        return settings.CSRF_TRUSTED_ORIGINS[0].rstrip("/")
    return f"https://{settings.ALLOWED_HOSTS[0]}" if settings.ALLOWED_HOSTS else "https://<adressen>"
