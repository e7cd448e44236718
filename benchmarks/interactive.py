"""How soon the table to write in can be used in a real browser, beside an empty page of the same shell.

The only figure of a browser's clock: from the start of the navigation until the page's scripts have run (the table says
so itself), it has been drawn after that, and the browser has nothing left to do. The two in turn, each in a window of
its own, with what is fetched once (styles, scripts, fonts) at hand for both.
"""

import os
import shutil
import statistics
import subprocess
import sys
from contextlib import contextmanager

from benchmarks.grid import plan_of
from benchmarks.setting import Result, secretary_client
from tests.browser import CHROMIUM_NAMES, SIZES
from tests.demoland import ROOT, _end, _free_port, _wait_for

ROUNDS, WARMUP = 21, 3
# Says on the window when it may be used.
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const told = () => requestAnimationFrame(() => setTimeout(() => { window.usableAt = performance.now(); }));
  const table = document.querySelector("#grid");
  if (!table || "ready" in table.dataset) return told();
  new MutationObserver((_all, observer) => { observer.disconnect(); told(); })
    .observe(table, {attributeFilter: ["data-ready"]});
});"""


def grid_interactive() -> Result:
    plan = plan_of(300)
    client = secretary_client()
    with _served() as address, _browser() as browser:
        context = browser.new_context(
            base_url=address, locale="nb-NO", viewport=dict(zip(("width", "height"), SIZES["desktop"], strict=True))
        )
        context.add_cookies([{"name": c.key, "value": c.value, "url": address} for c in client.cookies.values()])
        context.add_init_script(WATCH)
        times: dict[str, list[float]] = {"/vestregionen/_bare/page/": [], f"{plan}rediger/tabell/": []}
        for number in range(ROUNDS + WARMUP):
            for path, own in times.items():
                taken = _usable_after(context, path)
                if number >= WARMUP:
                    own.append(taken)
    bare, ours = (statistics.median(own) for own in times.values())
    return Result("grid_interactive", ours, bare, promise=3, rounds=ROUNDS)


def _usable_after(context, path: str) -> float:
    """Milliseconds."""
    page = context.new_page()
    answer = page.goto(path)
    if answer.status != 200 or "login" in page.url:
        raise RuntimeError(f"{path} answered {answer.status} at {page.url}")
    taken = page.wait_for_function("window.usableAt").json_value()
    page.close()
    return taken


@contextmanager
def _served():
    """The address of a server of its own on the database of the benchmarks."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        str(port),
        "vestregion.wsgi:application",
    ]
    server = subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=ROOT,
        env=dict(os.environ),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://localhost:{port}/helse-sjekk/?kun=web", server)
        yield f"http://localhost:{port}"
    finally:
        _end(server)


@contextmanager
def _browser():
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # as in tests/browser.py
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()
