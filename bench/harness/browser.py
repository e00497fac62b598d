"""Debian's Chromium without a window, told what to do over a pair of pipes (its DevTools protocol).

    with Browser(folder) as browser:
        page = browser.open_page(1280, 900)
        page.go("http://127.0.0.1:9701/")
        print(page.evaluate("document.title"))
"""

import fcntl
import json
import os
import subprocess

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


class BrowserFailed(Exception):
    """The browser refused a command, or a script of ours threw."""


def _pipe():
    """A pipe whose ends have other numbers than those that the browser wants to have."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return moved


class Browser:
    """One browser process with a profile of its own in `folder`."""

    def __init__(self, folder):
        self._folder = folder
        self._last = 0
        self._process = None

    def __enter__(self):
        commands, self._to = _pipe()
        answers, replies = _pipe()
        # The browser reads commands from 3 and writes replies to 4.
        redirect = f'exec "$0" "$@" 3<&{commands} 4>&{replies}'
        flags = ["--headless", "--no-sandbox", "--no-first-run", "--disable-background-networking"]
        flags += ["--remote-debugging-pipe", f"--user-data-dir={self._folder}", "about:blank"]
        self._process = subprocess.Popen(
            ["bash", "-c", redirect, CHROMIUM, *flags],
            pass_fds=(commands, replies),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(replies)
        self._read = os.fdopen(answers, "rb")
        self._rest = b""
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
            self._process.wait(10)
        except (BrowserFailed, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        self._read.close()
        os.close(self._to)

    def call(self, method, session=None, **parameters):
        """The reply to a command; what the browser tells meanwhile is passed over."""
        self._last += 1
        command = {"id": self._last, "method": method, "params": parameters}
        if session is not None:
            command["sessionId"] = session
        os.write(self._to, json.dumps(command).encode() + b"\0")
        while True:
            message = json.loads(self._next())
            if message.get("id") != self._last:
                continue
            if "error" in message:
                raise BrowserFailed(f"{method}: {message['error']['message']}")
            return message["result"]

    def _next(self):
        while b"\0" not in self._rest:
            read = self._read.read1(1 << 20)
            if not read:
                raise BrowserFailed("the browser has ended")
            self._rest += read
        message, self._rest = self._rest.split(b"\0", 1)
        return message

    def open_page(self, width, height):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        page = Page(self, attached["sessionId"])
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        page.call("Page.enable")
        return page


class Page:
    """A tab."""

    def __init__(self, browser, session):
        self._browser = browser
        self._session = session
        self._script = None

    def call(self, method, **parameters):
        return self._browser.call(method, session=self._session, **parameters)

    def go(self, address):
        """Returns when the answer has begun to arrive, long before the page is drawn."""
        if "errorText" in (answer := self.call("Page.navigate", url=address)):
            raise BrowserFailed(f"{address}: {answer['errorText']}")

    def before_each_page(self, script):
        """Runs this, and nothing that was given before, in each page before its own scripts."""
        if self._script is not None:
            self.call("Page.removeScriptToEvaluateOnNewDocument", identifier=self._script)
        added = self.call("Page.addScriptToEvaluateOnNewDocument", source=script)
        self._script = added["identifier"]

    def evaluate(self, expression):
        """The value of an expression; a promise is waited for."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            thrown = answer["exceptionDetails"]
            raise BrowserFailed(thrown.get("exception", {}).get("description", thrown["text"]))
        return answer["result"].get("value")

    def click(self, x, y):
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            button = "none" if kind == "mouseMoved" else "left"
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, clickCount=1)
