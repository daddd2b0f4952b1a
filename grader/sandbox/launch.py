"""The file a jailed interpreter is started with: `python ... launch.py CONFIG`.

It makes `grader.sandbox` importable as an empty shell, so that the fork server loads the four modules it
needs and not the judge's side, and it drops fork hooks before any import can register one: each costs every
child page faults.
"""

import importlib
import json
import os
import sys
import types
from pathlib import Path


def main() -> None:
    """Turn this process into the fork server described by the JSON in the last argument."""
    os.register_at_fork = lambda **hooks: None
    config = json.loads(sys.argv[-1])
    sys.path += config["path"]
    here = Path(__file__).parent
    for name, place in (("grader", here.parent), ("grader.sandbox", here)):
        shell = types.ModuleType(name)
        shell.__path__ = [str(place)]
        sys.modules[name] = shell
    importlib.import_module("grader.sandbox.zygote").serve(config)


if __name__ == "__main__":
    main()
