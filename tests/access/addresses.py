"""`python -m tests.access.addresses`: puts one of everything into the demo of VESTREGION_DATA, and prints as JSON the
addresses of every page that each role may read: {role: [[name, address], ...]}. For tests that drive a real server.
"""

import json
import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vestregion.settings")
    django.setup()
    from governance.documents import rendering
    from tests.access.land import Land, quick_print
    from tests.access.roles import LOGINS
    from tests.access.samples import address
    from tests.access.table import TABLE

    rendering._renderers.update(quick_print())
    land = Land()
    readable = {
        role: [[line.name, address(land, line)] for line in TABLE if line.get and role in line.get] for role in LOGINS
    }
    print(json.dumps(readable))


if __name__ == "__main__":
    main()
