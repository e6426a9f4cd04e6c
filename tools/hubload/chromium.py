"""Debian's Chromium without a window, driven by Playwright, with nothing that calls home."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from edge.errors import UsageError

FLAGS = (
    "--no-sandbox",  # root has none, and it sees our own pages only
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_CLOCK = """
(selector) => {
  window.__shownMs = null;
  const look = () => {
    const found = document.querySelector(selector);
    const busy = document.querySelector('[aria-busy="true"]');
    if (found && found.getClientRects().length && !busy) {
      window.__shownMs = performance.now();
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
}
"""


def chromium_path() -> str | None:
    """Where Chromium is, or None."""
    return shutil.which("chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, until the block ends; raises UsageError where there is none."""
    program = chromium_path()
    if program is None:
        raise UsageError("Chromium is not installed", remedy="apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, headless=True, args=list(FLAGS)
        )
        yield browser
        browser.close()


def shown_ms(context: BrowserContext, url: str, selector: str, longest_ms: float = 30_000) -> float:
    """Milliseconds from the start of the navigation until the selector's element is visible.

    The page's own clock is read in the page, at the first frame that shows it with nothing said to
    be busy; raises Playwright's TimeoutError after longest_ms.
    """
    page = context.new_page()
    try:
        page.add_init_script(f"({_CLOCK})({selector!r})")
        page.goto(url, wait_until="commit", timeout=longest_ms)
        page.wait_for_function("window.__shownMs !== null", timeout=longest_ms)
        return float(page.evaluate("window.__shownMs"))
    finally:
        page.close()


def keep(page: Page, folder: Path, name: str) -> Path:
    """A screenshot of what the window shows."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path)
    return path
