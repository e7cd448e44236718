"""The database of the tests between two tests that write for good."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from governance.models import County, Municipality, User


@pytest.mark.django_db(transaction=True)
def test_every_table_is_emptied_whatever_points_to_what():
    """As Django does it at the end of such a test; what the product needs to be there is made again."""
    county = County.objects.create(number="91", name="Prøve")
    Municipality.objects.create(number="9101", name="Prøve", county=county)
    User.objects.create_user("p@test.example", "et-langt-passord")
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, allow_cascade=False)
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            filled = cursor.fetchone()[0] > 0
            assert filled is (table in {"django_content_type", "auth_permission"}), table
    assert ContentType.objects.get_for_model(User).pk
