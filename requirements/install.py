"""Make `.venv` hold exactly what the named lock files say: `python3 requirements/install.py run dev`.

Standard library only, because it runs before anything is installed. Every package is checked against
the hash in its lock file. Nothing is done when the lock files have not changed since the last time.
"""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = Path(os.environ.get("VENV", HERE.parent / ".venv"))
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
OLDEST = (3, 11)
MEND = "Check the network, or set {} to a mirror, then repeat the command"


def main(names: list[str]) -> None:
    locks = [HERE / f"{name}.txt" for name in names]
    stamp = VENV / f"installed-{'-'.join(names)}"
    wanted = fingerprint([HERE / "setup.txt", *locks])
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    started = time.monotonic()
    make_environment()
    install(locks)
    stamp.write_text(wanted)
    say(f"environment ready in {time.monotonic() - started:.0f} s")


def fingerprint(files: list[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def make_environment() -> None:
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        stop(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {found}. Try: make run PYTHON=python3.12")
    if not PYTHON.exists():
        say(f"making {VENV.name}")
        run(
            [sys.executable, "-m", "venv", str(VENV)],
            "could not make a virtual environment. On Debian: apt install python3-venv",
        )
    say("installing the installer (uv)")
    run(
        [
            str(PYTHON),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            str(HERE / "setup.txt"),
        ],
        f"could not reach a Python package index. {MEND.format('PIP_INDEX_URL')}",
    )


def install(locks: list[Path]) -> None:
    say(f"installing {', '.join(lock.stem for lock in locks)} from the lock files")
    wanted = [part for lock in locks for part in ("-r", str(lock))]
    run(
        [
            str(PYTHON),
            "-m",
            "uv",
            "pip",
            "install",
            "--python",
            str(PYTHON),
            "--require-hashes",
            "-q",
            *wanted,
        ],
        f"could not install the locked packages. {MEND.format('UV_INDEX_URL')}",
    )


def run(command: list[str], otherwise: str) -> None:
    """Run quietly; on failure show what the tool said and end with one line that says what to do."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no message"]
        stop(f"{otherwise}. (The tool said: {last[0].strip()})")


def say(text: str) -> None:
    print(f"  {text}", flush=True)


def stop(text: str) -> None:
    sys.exit(f"stridewise: {text}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["run"])
