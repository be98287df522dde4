"""A whole organisation on a real server, and people who open it in a real browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import APIResponse, Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from consult import startup
from consult.core import db, keys
from consult.settings import Settings
from tests import people, servers

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds for the server to answer; it takes two."""

PASSWORD = "a slow boat under warm lamps"
"""Ruth's."""

NOTE_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error("Forbidden:", event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber))
"""
AFTER_A_CUT = r"net::ERR_|WebSocket connection to .* failed"
"""What a browser says by itself when it reaches nobody."""


class House:
    """`consult serve` as a process of its own: started, cut, and started again at the same address."""

    def __init__(self, data: Path, fill: Callable[[], None]) -> None:
        self.settings = startup.prepare(Settings(data=data, port=servers.free_port()))
        self.log = data / "log"
        fill()
        self.leave()
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def enter(self) -> None:
        """Open the same database in this process: what a test does by hand, without a browser."""
        startup.connect(self.settings)

    def leave(self) -> None:
        db.connect("sqlite://").dispose()

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        environment = os.environ | {
            "CONSULT_DATA": str(self.settings.data),
            "CONSULT_URL": self.url,
            "PORT": str(self.settings.port),
        }
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "consult.cli", "serve"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(self.log.read_text())
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def stop(self) -> None:
        """Cut everybody off at once, as a crash would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


class Visitor:
    """Somebody with a browser of their own: cookies, pages, and all that the browser complained about."""

    def __init__(self, house: House, browser: Browser, person_id: str | None = None, **options: Any) -> None:
        usual = {"reduced_motion": "reduce", "viewport": {"width": 1440, "height": 900}, "timezone_id": "UTC"}
        self.house = house
        self.context: BrowserContext = browser.new_context(base_url=house.url, **(usual | options))
        self.context.set_default_timeout(10_000)
        self.context.add_init_script(NOTE_VIOLATIONS)
        self.context.on("console", self._note)
        self.context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        self.faults: list[str] = []
        # Many tests in a minute are one very busy person: their list goes on without the model.
        self.forgiven: list[str] = [r"status of 429 .*second-look"]
        self.csrf = ""
        if person_id is not None:
            self.sign_in(person_id)
        self.page: Page = self.context.new_page()

    def sign_in(self, person_id: str) -> None:
        """A fresh sign-in, as if made on this device a moment ago."""
        token, actor = people.signed_in(person_id)
        self.csrf = keys.digest("csrf", actor.sign_in_id or "")
        name = self.house.settings.cookie
        self.context.add_cookies([{"name": name, "value": token, "url": self.house.url, "httpOnly": True}])

    def forgive(self, *patterns: str) -> None:
        """Complaints that this journey brings about on purpose, such as an answer of 422."""
        self.forgiven += patterns

    @property
    def complaints(self) -> list[str]:
        """What the browser complained about and nobody forgave."""
        return [one for one in self.faults if not any(re.search(known, one) for known in self.forgiven)]

    def take_complaints(self) -> list[str]:
        """The complaints until now; from here on they are new ones."""
        taken, self.faults = self.complaints, []
        return taken

    def open(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def open_live(self, path: str) -> Page:
        """Open a case, and wait until its live line stands."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{answer.status} {self.page.inner_text('main')} {self.house.log.read_text()}"
        is_live(self.page)
        return self.page

    def post(self, path: str, **form: Any) -> APIResponse:
        """Send a form without looking at a page."""
        return self.context.request.post(path, form=form, headers={"X-CSRF": self.csrf}, max_redirects=0)

    def cut(self) -> None:
        """Take this person's network away."""
        self.forgive(AFTER_A_CUT)
        self.context.set_offline(True)

    def mend(self) -> None:
        """Give the network back."""
        self.context.set_offline(False)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.text} ({message.location['url'].partition('?')[0]})")


def is_live(page: Page) -> None:
    """Wait until the open case hears what happens."""
    expect(page.locator("html")).to_have_attribute("data-line", "live")


def suggestion(page: Page, words: str) -> Locator:
    """The suggestion with these words: it has arrived, and stands in the list once."""
    found = page.locator("#suggestion-list > .suggestion", has_text=words)
    expect(found.and_(page.locator(".is-unsent"))).to_have_count(0)
    expect(found).to_have_count(1)
    return found


def select_words(page: Page, words: str) -> None:
    """Select words of the case, as a mouse would."""
    page.evaluate(
        """(words) => {
          const texts = document.createTreeWalker(document.getElementById("case"), NodeFilter.SHOW_TEXT)
          while (texts.nextNode()) {
            const node = texts.currentNode
            const start = node.data.indexOf(words)
            if (start < 0) continue
            node.parentElement.scrollIntoView({ block: "center" })
            return getSelection().setBaseAndExtent(node, start, node, start + words.length)
          }
          throw new Error("These words stand in no one piece of text.")
        }""",
        words,
    )
