"""How tests are shared out among the processes of a run: one by one, but for files that prepare much for themselves.

xdist's own mark for this, `xdist_group`, writes the group into the test's name, which pytest 9.1 no longer lets it do.
"""

import pytest

# Files whose tests one process runs, one file after the other: what they prepare is then prepared once.
TOGETHER = {
    "tests/access/test_headers.py": "crawls",  # the site is walked once
    "tests/access/test_queries.py": "crawls",
    "tests/access/test_tenant_leak.py": "crawls",
    "tests/access/test_exempt_leak.py": "exempt_leak",
    "tests/access/test_search_leak.py": "search_leak",
    "tests/governance/search/test_parity.py": "search_parity",
    # Files that belong together come first, so the demo that every journey needs is made while others have other work.
    "tests/journeys/test_every_page.py": "every_page",
}


def share_of(nodeid: str) -> str:
    """Tests with the same answer are run by the same process."""
    return TOGETHER.get(nodeid.partition("::")[0], nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """For `--dist loadgroup`, which tests.suite asks for."""
    from xdist.scheduler import LoadScopeScheduling

    if config.getvalue("dist") != "loadgroup":
        return None

    class Sharing(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return share_of(nodeid)

    return Sharing(config, log)
