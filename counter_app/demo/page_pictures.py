"""The applicant's page as a telephone shows it: pictures that a browser makes while others work on.

Each is of the page as it came, whatever the case has become by then. Must not know what it says.
"""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from counter_app.basics.private_files import write_private
from counter_app.demo.hands import PATIENCE_SECONDS

_PHONE = "390,1100"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


class PagePictures:
    """Makes them one after the other; ends with `close`."""

    def __init__(self) -> None:
        self.browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
        """None: pages are left as HTML."""
        self._worker = ThreadPoolExecutor(1)
        self._seen: set[str] = set()

    def keep(self, html: str, target: Path, like: str) -> None:
        """The page as HTML; the first of those that are `like` it as PNG, where there is a browser.

        That is made once the browser comes to it.
        """
        page = target.with_suffix(".html")
        write_private(page, html.encode())
        if self.browser is not None and like not in self._seen:
            self._worker.submit(_photograph, self.browser, page)
        self._seen.add(like)

    def close(self) -> None:
        """All of them are made."""
        self._worker.shutdown()


def _photograph(browser: str, page: Path) -> None:
    target = page.with_suffix(".png")
    target.unlink(missing_ok=True)
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    done = subprocess.run(
        [browser, *words, f"--window-size={_PHONE}", f"--screenshot={target}", page.as_uri()],
        capture_output=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    if done.returncode == 0 and target.exists():
        page.unlink()
