from tests.actionplan.gridcast import grid_rows  # noqa: F401  a fixture
from tests.actionplan.plancast import *  # noqa: F403 - its fixtures are this folder's cast
from tests.governance.casefile import called, case, item, meeting, secret_item  # noqa: F401  fixtures
