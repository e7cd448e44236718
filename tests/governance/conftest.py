from tests.governance.casefile import attachment, called, case, item, meeting, secret_item  # noqa: F401  fixtures
from tests.governance.register import register  # noqa: F401  a fixture
