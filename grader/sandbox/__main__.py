"""`python -m grader.sandbox self-test | bench | fuzz`."""

import argparse
import dataclasses
import json
import os
import secrets
import sys
import time

from grader.sandbox import bench, fuzz, kernel, selftest
from grader.sandbox.jail import TIERS, Jail, Unavailable


def main() -> int:
    """Run one command; the exit status is 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m grader.sandbox", description=__doc__)
    commands = parser.add_subparsers(required=True)
    test = commands.add_parser("self-test", help="say which jail this server can have, and try to break out of it")
    test.set_defaults(run=_self_test)
    measure = commands.add_parser("bench", help="measure the jail against floors of the same minute")
    measure.add_argument("--json", action="store_true")
    measure.add_argument("--rounds", type=int, default=500, help="submissions per time")
    measure.add_argument("--flat-over", type=int, default=5_000, help="submissions for the growth of memory")
    measure.set_defaults(run=_bench)
    for command in (test, measure):
        command.add_argument("--min-tier", choices=TIERS, default="B", help="the weakest jail that will do")
    damage = commands.add_parser("fuzz", help="throw damaged bytes at the decoder")
    damage.add_argument("--seconds", type=float, default=60.0)
    damage.add_argument("--seed", type=int, default=None)
    damage.set_defaults(run=_fuzz)
    arguments = parser.parse_args()
    return int(arguments.run(arguments))


def _self_test(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    try:
        jail = Jail(arguments.min_tier, check=False)
    except Unavailable as why:
        print(f"cannot run code here: {why}")
        return 1
    with jail:
        ready = time.monotonic()
        print(f"tier {jail.tier}, Landlock ABI {kernel.landlock_abi()}{'' if jail.landlock else ' (not used)'}")
        print(f"owner uid {os.getuid()}, started in {1000 * (ready - started):.0f} ms")
        broken = list(selftest.failures(jail.run))
    for line in broken:
        print(f"FAILED {line}")
    good, took = len(selftest.CANARIES) - len(broken), time.monotonic() - ready
    print(f"{good} of {len(selftest.CANARIES)} canaries as they must be, in {1000 * took:.0f} ms")
    return 1 if broken else 0


def _bench(arguments: argparse.Namespace) -> int:
    figures = bench.measure(arguments.min_tier, arguments.rounds, arguments.flat_over)
    if arguments.json:
        print(json.dumps([dataclasses.asdict(figure) | {"met": figure.met} for figure in figures], indent=2))
        return 0
    for figure in figures:
        sign = "" if figure.goal is None else f"{'>=' if figure.more_is_better else '<='} {figure.goal:g}"
        met = {None: "", True: "met", False: "missed"}[figure.met]
        print(f"{figure.name:<52} {figure.value:>9.2f} {figure.unit:<4} {sign:>8} {met}")
    return 0


def _fuzz(arguments: argparse.Namespace) -> int:
    seed = secrets.randbits(32) if arguments.seed is None else arguments.seed
    done = fuzz.fuzz(arguments.seconds, seed)
    print(f"{done.tried} damaged payloads, {done.read} read as values, the rest refused; seed {seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
