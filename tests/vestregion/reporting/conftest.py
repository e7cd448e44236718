import pytest

from tests.governance.casefile import called, case, item, meeting, secret_item  # noqa: F401  fixtures
from tests.vestregion.reporting.plans import PlanBuilder, rich_plan


@pytest.fixture
def build(cooperation) -> PlanBuilder:
    """An empty adopted plan for 2016, to be filled."""
    return PlanBuilder(cooperation)


@pytest.fixture
def plan(cooperation, steering_group):
    return rich_plan(cooperation, steering_group)
