"""The two filters, run by a small interpreter of the kernel's packet-filter language: no kernel is needed."""

import errno

import pytest

from grader.sandbox import policy, syscalls

MACHINES = ("x86_64", "aarch64")
EVERY_TABLE = (
    syscalls.ORDINARY
    + ";"
    + syscalls.CHECKED
    + ";"
    + syscalls.FORK_SERVER
    + ";"
    + syscalls.FILES
    + ";"
    + syscalls.HOSTILE
)


def answer(program: bytes, number: int, *arguments: int, arch: int) -> int:
    """Return what the kernel would answer to this call."""
    data = {0: number, 4: arch} | {16 + 8 * i: value for i, value in enumerate(arguments)}
    steps = policy.instructions(program)
    at, accumulator = 0, 0
    while True:
        code, if_true, if_false, constant = steps[at]
        at += 1
        match code:
            case 0x20:
                accumulator = data.get(constant, 0) & 0xFFFFFFFF
            case 0x54:
                accumulator &= constant
            case 0x05:
                at += constant
            case 0x15:
                at += if_true if accumulator == constant else if_false
            case 0x35:
                at += if_true if accumulator >= constant else if_false
            case 0x45:
                at += if_true if accumulator & constant else if_false
            case 0x06:
                return constant


class Wall:
    """Both filters of one machine, asked by name."""

    def __init__(self, machine: str) -> None:
        self.machine = machine
        self.numbers = syscalls.numbers(EVERY_TABLE, machine)
        self.base, self.child = policy.base_filter(machine), policy.child_filter(machine)
        self.arch = policy.AUDIT_ARCH[machine]

    def server(self, name: str, *arguments: int) -> int:
        return answer(self.base, self.numbers[name], *arguments, arch=self.arch)

    def submission(self, name: str, *arguments: int) -> int:
        return self.number(self.numbers[name], *arguments)

    def number(self, number: int, *arguments: int) -> int:
        """The stricter of the two answers: killing comes before refusing, refusing before allowing."""
        both = [answer(program, number, *arguments, arch=self.arch) for program in (self.base, self.child)]
        return policy.KILL if policy.KILL in both else min(both)


@pytest.fixture(params=MACHINES)
def wall(request: pytest.FixtureRequest) -> Wall:
    return Wall(request.param)


def test_ordinary_calls_are_allowed(wall: Wall) -> None:
    for name in syscalls.numbers(syscalls.ORDINARY, wall.machine):
        assert wall.submission(name) == policy.ALLOW, name


def test_hostile_calls_are_deadly(wall: Wall) -> None:
    for name in syscalls.numbers(syscalls.HOSTILE, wall.machine):
        assert wall.submission(name) == policy.KILL, name
        assert wall.server(name) == policy.KILL, name


def test_files_are_refused_politely(wall: Wall) -> None:
    for name in syscalls.numbers(syscalls.FILES, wall.machine):
        assert wall.submission(name) == policy.refuse(errno.EACCES), name


def test_a_call_nobody_listed_is_refused(wall: Wall) -> None:
    listed = set(wall.numbers.values())
    for number in [*range(600), 10_000, 2**29]:
        if number not in listed:
            assert wall.number(number) == policy.refuse(errno.EPERM), number


def test_what_the_fork_server_needs_is_taken_from_its_children(wall: Wall) -> None:
    for name in syscalls.numbers(syscalls.FORK_SERVER, wall.machine):
        assert wall.server(name) == policy.ALLOW, name
        assert wall.submission(name) != policy.ALLOW, name


def test_memory_is_private_anonymous_and_never_code(wall: Wall) -> None:
    def mapped(protection: int, flags: int) -> int:
        return wall.submission("mmap", 0, 4096, protection, flags)

    assert mapped(0x3, 0x22) == policy.ALLOW
    assert mapped(0x3, 0x4022) == policy.ALLOW, "MAP_NORESERVE"
    for protection, flags in [(0x7, 0x22), (0x3, 0x21), (0x3, 0x23), (0x1, 0x02), (0x3, 0x22 | 0x40000)]:
        assert mapped(protection, flags) == policy.refuse(errno.EPERM)
    assert wall.submission("mprotect", 0, 4096, 0x3) == policy.ALLOW
    assert wall.submission("mprotect", 0, 4096, 0x5) == policy.refuse(errno.EPERM)


def test_only_the_fork_server_forks_and_nobody_makes_namespaces(wall: Wall) -> None:
    fork, thread = 0x01200011, 0x3D0F00
    assert wall.server("clone", fork) == policy.ALLOW
    assert wall.submission("clone", fork) == policy.KILL
    assert wall.submission("clone", thread) == policy.refuse(errno.EAGAIN)
    for namespace in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
        assert wall.server("clone", fork | namespace) == policy.KILL
        assert wall.submission("clone", thread | namespace) == policy.KILL
    assert wall.submission("clone3") == policy.refuse(errno.ENOSYS)


def test_locks_wait_and_wake_and_do_nothing_else(wall: Wall) -> None:
    for command in (0, 1, 9, 10):
        assert wall.submission("futex", 0, command) == policy.ALLOW
        assert wall.submission("futex", 0, command | 0x80) == policy.ALLOW, "the private kind"
    for command in (2, 3, 4, 5, 6, 7, 8, 11, 12, 13):
        assert wall.submission("futex", 0, command) == policy.refuse(errno.ENOSYS)


def test_a_terminal_is_not_a_terminal(wall: Wall) -> None:
    assert wall.submission("ioctl", 0, 0x5401) == policy.refuse(errno.ENOTTY)


def test_another_architecture_is_deadly(wall: Wall) -> None:
    for arch in {0x40000003, 0x40000028, *policy.AUDIT_ARCH.values()} - {wall.arch}:
        assert answer(wall.base, wall.numbers["read"], arch=arch) == policy.KILL
    assert answer(wall.base, 0x40000000 | wall.numbers["read"], arch=wall.arch) == policy.KILL, "x32"


def test_every_path_ends_and_the_kernel_takes_the_length(wall: Wall) -> None:
    for program in (wall.base, wall.child):
        steps = policy.instructions(program)
        assert len(steps) <= 4096
        for at, (code, if_true, if_false, constant) in enumerate(steps):
            reach = constant if code == 0x05 else 0 if code in (0x06, 0x20, 0x54) else max(if_true, if_false)
            assert code == 0x06 or at + 1 + reach < len(steps)


def test_no_number_is_in_two_tables() -> None:
    for machine in MACHINES:
        tables = [syscalls.ORDINARY, syscalls.CHECKED, syscalls.FORK_SERVER, syscalls.FILES, syscalls.HOSTILE]
        numbers = [number for table in tables for number in syscalls.numbers(table, machine).values()]
        assert len(numbers) == len(set(numbers))


def test_well_known_numbers() -> None:
    known = {
        "x86_64": {"read": 0, "execve": 59, "openat": 257},
        "aarch64": {"read": 63, "execve": 221, "openat": 56},
    }
    for machine, numbers in known.items():
        assert numbers.items() <= syscalls.numbers(EVERY_TABLE, machine).items()


def test_an_unknown_machine_gets_no_filter() -> None:
    with pytest.raises(policy.UnknownMachine, match="riscv64"):
        policy.base_filter("riscv64")
    with pytest.raises(policy.UnknownMachine, match="riscv64"):
        policy.child_filter("riscv64")
