from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from governance.access import system_actor
from governance.choices import Role
from governance.services import alliances, people


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

    def handle(self, *, slug, name, email, password, **options):
        try:
            with transaction.atomic():
                alliance, _main = alliances.create_alliance(slug=slug, name=name, contact_email=email)
                actor = system_actor(alliance)
                person = people.create_person(
                    actor, given_name=options["given_name"], family_name=options["family_name"], email=email
                )
                people.give_login(actor, person, email=email, password=password)
                people.give_role(actor, person=person, role=Role.ADMINISTRATOR)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{alliance.name}: /{alliance.slug}/")
