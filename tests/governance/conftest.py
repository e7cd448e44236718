from tests.governance.casefile import attachment, called, case, item, meeting, secret_item  # noqa: F401  fixtures
from tests.governance.register import register  # noqa: F401  a fixture
from tests.governance.roomcast import asker_seat, drammen_seat, met, three_items  # noqa: F401  fixtures
