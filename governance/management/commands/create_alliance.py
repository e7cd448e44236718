from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from governance.services.founding import found_alliance


class Command(BaseCommand):
    """An empty alliance with its main cooperation and its administrator. All or nothing.

    The administrator makes a password by "Glemt passord" unless --password gives one (for trials).
    """

    help = "Create an empty alliance with its administrator."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the alliance's address, e.g. vestregionen")
        parser.add_argument("name", help="the alliance's name as people read it")
        parser.add_argument("--email", required=True, help="the administrator's e-mail address, also her login")
        parser.add_argument("--given-name", required=True)
        parser.add_argument("--family-name", required=True)
        parser.add_argument("--password", default=None)

    def handle(self, *, slug, name, email, password, given_name, family_name, **options):
        who = {"email": email, "given_name": given_name, "family_name": family_name}
        try:
            alliance = found_alliance(slug=slug, name=name, password=password, **who).alliance
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{alliance.name}: /{alliance.slug}/")
