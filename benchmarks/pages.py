"""The plan of 2016: reading it, opening it for editing, and saving one activity."""

from benchmarks.setting import Result, compare, secretary_client

PLAN = "/vestregionen/handlingsplan/2016/"


def plan_read() -> Result:
    return _page("plan_read", PLAN)


def plan_edit() -> Result:
    return _page("plan_edit", f"{PLAN}rediger/")


def _page(name: str, address: str) -> Result:
    client = secretary_client()

    def fetch(path):
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")

    return compare(name, lambda: fetch(address), lambda: fetch("/vestregionen/_bare/page/"), promise=4)
