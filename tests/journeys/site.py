"""The whole site as a user starts it, in its own folder on its own port; and a browser without JavaScript."""

import os
import re
import signal
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.services import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60


def wait_for(condition, what, seconds=PATIENCE):
    """Poll until the condition holds and give back what it gave."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s for {what}")


class Site:
    """A running Stridewise; `environment` is what its processes see beside DATA_DIR and PORT."""

    def __init__(self, folder, **environment):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environment = {
            **keep,
            "ENV_FILE": os.devnull,
            "DATA_DIR": str(folder / "var"),
            "PORT": str(self.port),
            "SECRET_KEY": "only-for-tests",
            "LOG_LEVEL": "WARNING",
            **environment,
        }

    def start(self, *command):
        """A process of the site; by default all of it."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *(command or ("-m", "grader.launch"))],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def manage(self, *command):
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ready(self):
        wait_for(lambda: "ready:" in self.log.read_text(), f"the site to be ready:\n{self.log.read_text()}")

    @contextmanager
    def running(self):
        process = self.start()
        try:
            self.ready()
            yield process
        finally:
            end(process)


def end(process, number=signal.SIGTERM):
    """Ask a process of ours to end, and insist after a while."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def processes_with(text):
    """Pids whose environment or command line holds this text (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            seen = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if text.encode() in seen:
            found.append(int(folder.name))
    return found


class Visitor:
    """A browser without JavaScript: cookies, forms, links."""

    def __init__(self, site):
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path, **headers):
        try:
            with self.opener.open(Request(self.site.url + path, headers=headers), timeout=30) as response:
                self.path = response.url.removeprefix(self.site.url)
                return response.read().decode()
        except HTTPError as refused:
            return refused.read().decode()

    def open(self, path):
        """Open a question and remember its form."""
        page = self.get(path)
        self.action = re.search(r'action="(/attempts/[^"]+)"', page)[1]
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        return page

    def answer(self, *values, htmx=True):
        form = urlencode([("csrfmiddlewaretoken", self.token), *(("answer", value) for value in values)])
        headers = {"HX-Request": "true"} if htmx else {}
        try:
            with self.opener.open(
                Request(self.site.url + self.action, form.encode(), headers=headers), timeout=60
            ) as response:
                return response.read().decode()
        except HTTPError as refused:
            return refused.read().decode()

    def send_code(self, path, source):
        """Send typed code and give back the address of its submission."""
        page = self.get(path)
        self.action = re.search(r'action="(/attempts/[^"]+/code/)"', page)[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        form = urlencode({"csrfmiddlewaretoken": token, "source": source})
        request = Request(self.site.url + self.action, form.encode(), headers={"HX-Request": "true"})
        with self.opener.open(request, timeout=60) as response:
            return self.submission(response.read().decode())

    def submission(self, page):
        """The address of the submission that this page waits for."""
        return re.search(r'hx-get="(/submissions/[^"]+)"', page)[1]

    def verdict(self, address):
        """The words of the verdict, once it is there."""
        page = wait_for(lambda: self._judged(address), f"a verdict at {address}")
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))

    def _judged(self, address):
        page = self.get(address, **{"HX-Request": "true"})
        return page if "data-verdict" in page else None


def unique(word):
    return f"{word}_{uuid.uuid4().hex[:12]}"
