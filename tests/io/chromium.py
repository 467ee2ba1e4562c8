"""A headless Chromium at the end of a pipe, for what only a browser can tell of a page.

It speaks the DevTools protocol without any library: messages are JSON that ends in a zero byte,
read from and written to the browser's descriptors 4 and 3.
"""

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
REASON = "no Chromium is installed"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe",
)
PATIENCE = 60.0
"""Seconds to wait for an answer."""


class Browser:
    """One tab. Whatever it asks of a network, logs or fails at is kept, page by page."""

    def __init__(self, orders: int, answers: int) -> None:
        self._orders, self._answers = orders, answers
        self._buffer = b""
        self._number = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer to an order; AssertionError where the browser refuses it."""
        self._number += 1
        order: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._number:
                assert "error" not in message, message["error"]
                found: dict[str, Any] = message["result"]
                return found
            self.events.append(message)

    def open(self, path: Path, width: int = 1200) -> None:
        """Load a page and forget what came before it."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri())
        while not self.seen("Page.loadEventFired"):
            self.events.append(self._next())
        # What a script or an image asks for after loading has had its turn by then.
        self.value("new Promise(done => setTimeout(() => done(1), 100))")

    def value(self, expression: str) -> Any:
        """What JavaScript makes of an expression; the page's own policy does not bind it."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def seen(self, method: str) -> list[dict[str, Any]]:
        """Events of one kind since the page was opened."""
        return [each["params"] for each in self.events if each.get("method") == method]

    @property
    def requests(self) -> list[str]:
        """Everything that was asked for, the page itself among it."""
        return [each["request"]["url"] for each in self.seen("Network.requestWillBeSent")]

    @property
    def complaints(self) -> list[str]:
        """Script errors, refusals of the security policy, and whatever else is logged."""
        thrown = [each["exceptionDetails"]["text"] for each in self.seen("Runtime.exceptionThrown")]
        logged = [each["entry"]["text"] for each in self.seen("Log.entryAdded")]
        return [*thrown, *logged]

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._answers], [], [], max(0.0, until - time.monotonic()))
            piece = os.read(self._answers, 1 << 16) if ready else b""
            assert piece, "the browser does not answer"
            self._buffer += piece
        message, self._buffer = self._buffer.split(b"\0", 1)
        found: dict[str, Any] = json.loads(message)
        return found


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own in `folder`."""
    reads, orders = os.pipe()
    answers, writes = os.pipe()
    # The shell puts the two ends where the browser looks for them.
    shell = f'exec "$0" "$@" 3<&{reads} 4>&{writes}'
    command = ["bash", "-c", shell, str(PROGRAM), *FLAGS, f"--user-data-dir={folder}"]
    process = subprocess.Popen(
        command,
        pass_fds=(reads, writes),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(reads)
    os.close(writes)
    try:
        yield Browser(orders, answers)
    finally:
        os.close(orders)
        os.close(answers)
        process.terminate()
        process.wait(timeout=PATIENCE)
