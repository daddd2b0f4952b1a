"""What docker-compose.yml promises: read as YAML, and as compose reads it."""

import json
import os
import re
import subprocess

import pytest
import yaml
from django.conf import settings

from grader import launch
from tests import services
from tests.docs.test_docs import COMPOSE, ROOT, settings_read

FILE = yaml.safe_load(COMPOSE)
SERVICES = FILE["services"]
OURS = {"web", "worker-answers", "worker-code", "worker-hooks", "beat", "migrate"}
KNOWN_KEYS = {
    *("image", "build", "command", "environment", "secrets", "init", "read_only", "tmpfs", "cap_drop", "security_opt"),
    *("restart", "networks", "ports", "depends_on", "healthcheck", "deploy", "stop_grace_period", "user", "volumes"),
    *("shm_size", "pull_policy", "logging"),
}
every_service = pytest.mark.parametrize("name", SERVICES)


def test_these_are_the_services():
    assert set(SERVICES) == OURS | {"redis", "postgres"}


@every_service
def test_a_service_has_no_more_rights_than_it_needs(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "devices", "pid", "ipc", "network_mode", "userns_mode"} & set(service)
    assert "tmpfs" in service
    assert service.get("user", "") not in ("root", "0")
    if name not in OURS:
        assert service["user"] == name  # the image of ours says so itself: tests of the Dockerfile


def test_the_image_is_built_once_and_never_fetched():
    """`build` in each would make six images of the same; without `never` a registry would be asked for ours first."""
    assert [name for name, service in SERVICES.items() if "build" in service] == ["migrate"]
    assert {(SERVICES[name]["image"], SERVICES[name]["pull_policy"]) for name in OURS} == {("stridewise", "never")}
    for name in OURS - {"migrate"}:
        assert "migrate" in SERVICES[name]["depends_on"], f"{name} would not have it built"


def test_postgres_is_well_only_when_others_reach_it():
    """While a new volume is filled, a server of the official image's own answers on the socket, and nobody else's."""
    check = SERVICES["postgres"]["healthcheck"]["test"]
    assert check[check.index("--host") + 1] == "127.0.0.1"


@every_service
def test_no_service_sees_the_machine_beneath_it(name):
    for mount in SERVICES[name].get("volumes", []):
        assert re.fullmatch(r"[a-z]+:/var/lib/\S+", mount), mount
    assert "docker.sock" not in COMPOSE


@every_service
def test_a_service_is_limited_and_comes_back(name):
    service = SERVICES[name]
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert service["restart"] == ("no" if name == "migrate" else "unless-stopped")


@every_service
def test_what_a_service_says_does_not_fill_the_disk(name):
    assert SERVICES[name]["logging"] == {"driver": "json-file", "options": {"max-size": "10m", "max-file": "5"}}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_whatever_runs_for_long_says_whether_it_is_well(name):
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert "interval" in check
    assert "timeout" in check


def test_only_the_web_is_reached_and_what_judges_reaches_nothing_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == ["web", "worker-hooks"]
    assert FILE["networks"]["inside"] == {"internal": True}
    assert SERVICES["web"]["ports"][0].startswith("${HOST:-127.0.0.1}:")


def test_secrets_come_as_files():
    assert set(FILE["secrets"]) == {"secret-key", "database-url", "email-url", "metrics-token", "postgres-password"}
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search("SECRET|PASSWORD|TOKEN|DATABASE_URL|EMAIL_URL", name):
                assert name.endswith("_FILE")
                assert value.removeprefix("/run/secrets/") in service["secrets"]


def test_every_secret_is_made_by_the_lines_at_the_head():
    head = COMPOSE.partition("\nname:")[0]
    assert set(re.findall(r"> secrets/([a-z-]+)", head)) == set(FILE["secrets"])
    for name, where in FILE["secrets"].items():
        assert where == {"file": f"./secrets/{name}"}


def test_a_secret_goes_only_to_whoever_needs_it():
    def having(secret):
        return {name for name, service in SERVICES.items() if secret in service.get("secrets", [])}

    assert having("postgres-password") == {"postgres"}
    assert having("metrics-token") == {"web"}
    assert having("email-url") == {"web", "worker-hooks"}
    assert having("secret-key") == having("database-url") == OURS


def test_it_sets_only_what_the_settings_know():
    known = set(settings_read())
    for name in OURS:
        assert {variable.removesuffix("_FILE") for variable in SERVICES[name]["environment"]} <= known


def test_its_defaults_are_those_of_the_settings():
    known = settings_read()
    for name, default in re.findall(r"\$\{(\w+):-(.*?)\}", COMPOSE):
        assert known[name] in (None, default), name


def test_nobody_starts_it_without_deciding_about_tls():
    assert SERVICES["web"]["environment"]["HTTPS"].startswith("${HTTPS:?")


def test_what_others_wait_for_says_whether_it_is_well():
    for service in SERVICES.values():
        for needed, how in service.get("depends_on", {}).items():
            assert how["condition"] != "service_healthy" or "healthcheck" in SERVICES[needed]


def test_every_queue_has_its_workers():
    assert "--queues" not in SERVICES["worker-answers"]["command"]  # so it takes the one without a route
    assert SERVICES["worker-code"]["command"] == ["python", "-m", "grader.launch", "code"]
    taken = {queue_of(SERVICES["worker-hooks"]["command"]), queue_of(launch._code_worker())}
    assert taken == {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}


def queue_of(command):
    return command[command.index("--queues") + 1]


def test_what_a_service_names_is_there():
    """What `docker compose config` looks at, without docker."""
    for service in SERVICES.values():
        assert "image" in service
        assert set(service.get("secrets", [])) <= set(FILE["secrets"])
        assert set(service["networks"]) <= set(FILE["networks"])
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        assert {mount.partition(":")[0] for mount in service.get("volumes", [])} <= set(FILE["volumes"])
        assert set(service) <= KNOWN_KEYS


def test_the_healthcheck_of_beat_has_room_beside_beat():
    """Measured: 110 MB and as much again for the second process that the check starts."""
    assert megabytes(SERVICES["beat"]) >= 320


def megabytes(service):
    number, unit = re.fullmatch(r"(\d+)([MG])", service["deploy"]["resources"]["limits"]["memory"]).groups()
    return int(number) * {"M": 1, "G": 1024}[unit]


@pytest.mark.compose
class TestAsComposeReadsIt:
    """`docker compose config`: names, types and references are checked, variables and what is shared are filled in."""

    def read(self, tmp_path, file=COMPOSE, env="", **given):
        """What it makes of a file beside an `.env`, not that of this checkout."""
        (tmp_path / "docker-compose.yml").write_text(file)
        (tmp_path / ".env").write_text(env)
        known = settings_read()
        mine = {name: it for name, it in os.environ.items() if name not in known and not name.startswith("COMPOSE_")}
        command = [*services.compose(), "config", "--format", "json"]
        done = subprocess.run(command, cwd=tmp_path, env={**mine, **given}, capture_output=True, text=True, timeout=60)
        return json.loads(done.stdout) if done.returncode == 0 else done.stderr

    def test_it_is_right(self, tmp_path):
        read = self.read(tmp_path, HTTPS="true")
        assert set(read["services"]) == set(SERVICES)
        assert read["name"] == "stridewise"
        for name in OURS:
            assert read["services"][name]["environment"]["HTTPS"] == "true"
        assert {
            name: int(one["deploy"]["resources"]["limits"]["memory"]) for name, one in read["services"].items()
        } == {name: megabytes(one) << 20 for name, one in SERVICES.items()}

    def test_it_is_right_with_the_lines_of_tier_a(self, tmp_path):
        (tmp_path / "docs").mkdir()
        read = self.read(tmp_path, COMPOSE.replace("      # - ", "      - "), HTTPS="true")
        assert len(read["services"]["worker-code"]["security_opt"]) == 3

    def test_it_takes_what_the_example_of_an_env_says(self, tmp_path):
        example = (ROOT / ".env.example").read_text()
        read = self.read(tmp_path, env=re.sub(r"^#? ?HTTPS=.*", "HTTPS=false", example, flags=re.MULTILINE))
        assert read["services"]["web"]["environment"]["HTTPS"] == "false"

    def test_it_says_what_is_to_be_decided(self, tmp_path):
        assert "set HTTPS=true in .env" in self.read(tmp_path)

    def test_a_slip_in_it_is_found(self, tmp_path):
        assert "memroy" in self.read(tmp_path, COMPOSE.replace("memory:", "memroy:", 1), HTTPS="true")


class TestTierA:
    lines = COMPOSE.partition("  worker-code:")[2].partition("    command:")[0]

    def test_its_lines_stand_where_code_runs_and_nowhere_else(self):
        offered = re.findall(r"^      # - (\S+)$", self.lines, re.MULTILINE)
        assert offered == ["seccomp=docs/seccomp-tier-a.json", "apparmor=stridewise-tier-a"]
        taken = yaml.safe_load(COMPOSE.replace("      # - ", "      - "))["services"]
        assert taken["worker-code"]["security_opt"] == ["no-new-privileges:true", *offered]
        assert [name for name in OURS if len(taken[name]["security_opt"]) > 1] == ["worker-code"]

    def test_the_profile_of_apparmor_has_that_name_and_lets_the_jail_mount(self):
        profile = (ROOT / "docs" / "apparmor-tier-a").read_text()
        rules = {line.strip().removesuffix(",") for line in profile.splitlines() if not line.strip().startswith("#")}
        assert "profile stridewise-tier-a " in profile
        assert {
            "userns",
            "mount",
            "umount",
            "pivot_root",
            "ptrace peer=stridewise-tier-a",
            "deny @{PROC}/sys/** wkl",
        } <= rules
        assert profile.count("{\n") == profile.count("\n}") == 1


class TestSeccompOfTierA:
    profile = json.loads((ROOT / "docs" / "seccomp-tier-a.json").read_text())
    allowed = {name for rule in profile["syscalls"] for name in rule["names"]}

    def test_what_is_not_listed_is_refused(self):
        assert self.profile["defaultAction"] == "SCMP_ACT_ERRNO"
        assert {rule["action"] for rule in self.profile["syscalls"]} == {"SCMP_ACT_ALLOW"}

    def test_the_jail_gets_what_tier_a_needs(self):
        namespaces = {"unshare", "mount", "umount2", "pivot_root", "sethostname"}
        walls = {"seccomp", "prctl", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"}
        children = {
            "clone",
            "clone3",
            "fork",
            "vfork",
            "execve",
            "wait4",
            "pidfd_open",
            "pidfd_send_signal",
            "setgroups",
        }
        assert namespaces | walls | children <= self.allowed

    def test_the_kernel_itself_stays_out_of_reach(self):
        kernel = {"bpf", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot"}
        others = {"ptrace", "process_vm_readv", "process_vm_writev", "perf_event_open", "userfaultfd", "setns"}
        rest = {"keyctl", "add_key", "request_key", "open_by_handle_at", "io_uring_setup", "swapon", "settimeofday"}
        assert not (kernel | others | rest) & self.allowed
