import pytest
from django.core.files.base import ContentFile

from governance.services import agenda, cases, files
from tests.vestregion.backup import places
from vestregion.backup import making


@pytest.fixture
def here(transactional_db, tmp_path):
    return places.here(tmp_path / "here")


@pytest.fixture
def elsewhere(transactional_db, tmp_path):
    with places.elsewhere(tmp_path / "elsewhere") as place:
        yield place


@pytest.fixture
def attach(secretary, cooperation, steering_group):
    """A new case with an attachment that no other has."""

    def attach(number, actor=None):
        actor = actor or secretary
        case = cases.create_case(actor, cooperation=cooperation, title=f"Sak {number}")
        item = agenda.add_item(actor, case=case, body=steering_group)
        content = places.PDF + f"% {number}\n%%EOF\n".encode()
        return files.add_attachment(actor, item, upload=ContentFile(content, name="vedlegg.pdf"), title=f"V {number}")

    return attach


@pytest.fixture
def taken(here, attach, tmp_path):
    """A backup of a small installation with two files."""
    attach("1")
    attach("2")
    making.make(tmp_path / "backup")
    return tmp_path / "backup"
