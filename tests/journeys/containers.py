"""The compose file as an operator starts it: a copy of what is tracked, secrets of its own, a name of its own."""

import json
import os
import re
import secrets
import shlex
import shutil
import subprocess
from urllib.request import urlopen

from tests.journeys.site import ROOT, unique, wait_for
from tests.services import free_port

METRICS_TOKEN = "for-the-test"


class Containers:
    """A stack of containers under a project of its own, from a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.name = unique("stridewise-test").replace("_", "-")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        mine = {"COMPOSE_PROJECT_NAME": self.name, "HTTPS": "false", "HOST": "127.0.0.1", "PORT": str(self.port)}
        self.environment = {**os.environ, **mine}
        _copy_tracked(folder)
        _make_secrets(folder / "secrets")
        self.file = folder / "docker-compose.yml"
        self.change("image: stridewise\n", f"image: {self.name}\n")

    def change(self, this, that):
        """Write something else into the compose file, as an operator does."""
        text = self.file.read_text()
        assert this in text
        self.file.write_text(text.replace(this, that))

    def compose(self, *command, seconds=300):
        """What `docker compose` prints; it has to succeed."""
        return self.shell(shlex.join(["docker", "compose", *command]), seconds)

    def shell(self, script, seconds=300):
        """What these lines print, typed in the folder of the compose file; each has to succeed."""
        where = {"cwd": self.folder, "env": self.environment}
        done = subprocess.run(["sh", "-ec", script], **where, capture_output=True, text=True, timeout=seconds)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def python(self, service, program):
        """What a program prints that runs in the container of a service."""
        return self.compose("exec", "--no-TTY", service, "python", "-c", program)

    def build(self):
        """Build the image, from the mirror that this machine uses for packages, if it uses one."""
        mirror = os.environ.get("PIP_INDEX_URL")
        self.compose("build", *(["--build-arg", f"PIP_INDEX_URL={mirror}"] if mirror else []), seconds=1800)

    def up(self, *more):
        """Start what is not running and what is to be another, and end what is too much; then the site is ready."""
        self.compose("up", "--detach", *more, seconds=900)
        self.ready()

    def start(self):
        """The same for the first time, until the healthcheck of each says that it is well."""
        self.up()
        wait_for(self._healthy, "every container to be healthy", 400)

    def _healthy(self):
        """Without `up --wait`, for which a container that has done its work and ended is a failure."""
        running = self.compose("ps", "--quiet").split()
        said = ["docker", "inspect", "--format", "{{.State.Health.Status}}", *running]
        return running and set(subprocess.check_output(said, text=True).split()) == {"healthy"}

    def ready(self):
        """The checks of /readyz by name, as soon as all of them pass."""
        return wait_for(self.well, "the site to be ready", 180)

    def well(self):
        """The checks of /readyz when all of them pass, otherwise None: 503, or nobody behind the engine's own proxy."""
        try:
            with urlopen(f"{self.url}/readyz", timeout=5) as response:
                return json.load(response)["checks"]
        except OSError:
            return None

    def code_machines(self):
        """How many machines are known to run code, once they have said so."""
        return int(re.match(r"(\d+) machine\(s\) run code, jail tier", self.ready()["code"]["says"])[1])

    def asked(self, what, service):
        """What docker knows of each container of a service."""
        said = ["docker", "inspect", "--format", what, *self.running(service)]
        return subprocess.check_output(said, text=True).split()

    def running(self, service):
        """The containers of a service."""
        return self.compose("ps", "--quiet", service).split()

    def remove(self):
        """Everything that was started or made, and nothing else."""
        self.compose("down", "--volumes", "--remove-orphans", "--timeout", "10")
        subprocess.run(["docker", "image", "rm", "--force", self.name], capture_output=True, check=True)

    def left(self):
        """What docker still has of this project."""
        mine = f"label=com.docker.compose.project={self.name}"
        kinds = (["ps", "--all"], ["volume", "ls"], ["network", "ls"])
        asked = [["docker", *kind, "--quiet", "--filter", mine] for kind in kinds]
        return [line for one in asked for line in subprocess.check_output(one, text=True).split()]


def _copy_tracked(folder):
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")
    for name in filter(None, names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)


def _make_secrets(folder):
    """As the head of the compose file says."""
    folder.mkdir(mode=0o700)
    password = secrets.token_hex(24)
    values = {
        "secret-key": secrets.token_urlsafe(50),
        "postgres-password": password,
        "database-url": f"postgres://stridewise:{password}@postgres:5432/stridewise",
        "email-url": "consolemail://",
        "metrics-token": METRICS_TOKEN,
    }
    wanted = set(re.findall(r"> secrets/([a-z-]+)", (ROOT / "docker-compose.yml").read_text()))
    assert wanted == set(values)
    for name, value in values.items():
        (folder / name).write_text(value + "\n")
        (folder / name).chmod(0o644)
