from tests.actionplan.plancast import *  # noqa: F403 - its fixtures are this folder's cast
