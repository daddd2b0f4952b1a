"""The system call policy, compiled to the kernel's packet-filter language (seccomp BPF).

Two filters are stacked. `base_filter` is worn by the fork server and inherited by its children;
`child_filter` takes away what only the fork server needs. The kernel obeys the stricter answer of the two.
Both are binary search trees over the call number: the kernel runs a filter once per possible call when it is
installed, so depth is what installation costs.
"""

import errno
import struct
from collections.abc import Mapping, Sequence

from grader.sandbox import syscalls

ALLOW = 0x7FFF0000
KILL = 0x80000000
X32_BIT = 0x40000000
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

CLONE_THREAD = 0x00010000
CLONE_NAMESPACES = 0x7E020000
PROT_EXEC = 0x4
MAP_TYPE, MAP_PRIVATE, MAP_ANONYMOUS, MAP_HUGETLB = 0x0F, 0x02, 0x20, 0x40000
FUTEX_COMMAND, FUTEX_WAITS_AND_WAKES = 0x7F, (0, 1, 9, 10)

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_JUMP, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_BITS = 0x05, 0x15, 0x35, 0x45
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16

Instruction = tuple[int, int, int, int]
Block = Sequence[Instruction]


class UnknownMachine(Exception):
    """This processor has no system call table here, so nothing may run."""


def refuse(number: int) -> int:
    """Return the filter's answer that makes a call fail with this errno."""
    return 0x00050000 | number


def base_filter(machine: str) -> bytes:
    """Return the program of the fork server: an allow-list, everything else refused or killed."""
    return _program(machine, _base_answers(machine), outside=refuse(errno.EPERM))


def child_filter(machine: str) -> bytes:
    """Return the program a child adds: no fork, no new descriptors, no further privileges of the fork
    server.
    """
    return _program(machine, _child_answers(machine), outside=ALLOW)


def instructions(program: bytes) -> list[Instruction]:
    """Return the program as (code, jump if true, jump if false, constant)."""
    return list(struct.iter_unpack("<HBBI", program))


def _base_answers(machine: str) -> dict[int, Block]:
    def each(table: str, answer: int) -> dict[int, Block]:
        return {number: [_answer(answer)] for number in syscalls.numbers(table, machine).values()}

    _known(machine)
    checked = syscalls.numbers(syscalls.CHECKED, machine)
    return (
        each(syscalls.ORDINARY, ALLOW)
        | each(syscalls.FORK_SERVER, ALLOW)
        | each(syscalls.FILES, refuse(errno.EACCES))
        | each(syscalls.HOSTILE, KILL)
        | {
            checked["mmap"]: _private_memory_only(),
            checked["mprotect"]: _no_code(),
            checked["futex"]: _waits_and_wakes_only(),
            checked["clone"]: _clone(ALLOW),
            checked["clone3"]: [_answer(refuse(errno.ENOSYS))],
            checked["ioctl"]: [_answer(refuse(errno.ENOTTY))],
        }
    )


def _child_answers(machine: str) -> dict[int, Block]:
    _known(machine)
    server = syscalls.numbers(syscalls.FORK_SERVER, machine)
    deadly = {"sendmsg", "recvmsg", "pidfd_open", "landlock_restrict_self", "prctl"}
    answers: dict[int, Block] = {
        number: [_answer(KILL if name in deadly else refuse(errno.EPERM))] for name, number in server.items()
    }
    answers[syscalls.numbers(syscalls.CHECKED, machine)["clone"]] = _clone(KILL)
    return answers


def _known(machine: str) -> None:
    if machine not in AUDIT_ARCH:
        known = ", ".join(AUDIT_ARCH)
        raise UnknownMachine(f"no system call table for the machine {machine!r}; known: {known}")


def _private_memory_only() -> Block:
    """mmap(address, length, prot, flags, ...): private, anonymous, never executable, no huge pages."""
    return [
        _argument(2),
        (_JUMP_BITS, 6, 0, PROT_EXEC),
        _argument(3),
        (_JUMP_BITS, 4, 0, MAP_HUGETLB),
        (_JUMP_BITS, 0, 3, MAP_ANONYMOUS),
        (_AND, 0, 0, MAP_TYPE),
        (_JUMP_EQUAL, 0, 1, MAP_PRIVATE),
        _answer(ALLOW),
        _answer(refuse(errno.EPERM)),
    ]


def _no_code() -> Block:
    return [_argument(2), (_JUMP_BITS, 0, 1, PROT_EXEC), _answer(refuse(errno.EPERM)), _answer(ALLOW)]


def _waits_and_wakes_only() -> Block:
    """futex(word, command, ...): the priority-inheriting and requeueing kinds have no honest use here."""
    count = len(FUTEX_WAITS_AND_WAKES)
    tests = [(_JUMP_EQUAL, count - i, 0, command) for i, command in enumerate(FUTEX_WAITS_AND_WAKES)]
    return [_argument(1), (_AND, 0, 0, FUTEX_COMMAND), *tests, _answer(refuse(errno.ENOSYS)), _answer(ALLOW)]


def _clone(process: int) -> Block:
    """clone(flags, ...): threads fail politely, a new process gets `process`, new namespaces are deadly."""
    return [
        _argument(0),
        (_JUMP_BITS, 3, 0, CLONE_NAMESPACES),
        (_JUMP_BITS, 0, 1, CLONE_THREAD),
        _answer(refuse(errno.EAGAIN)),
        _answer(process),
        _answer(KILL),
    ]


def _argument(index: int) -> Instruction:
    # The low half: the kernel itself looks at no more of prot, flags and futex commands.
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * index)


def _answer(value: int) -> Instruction:
    return (_RETURN, 0, 0, value)


def _program(machine: str, answers: Mapping[int, Block], outside: int) -> bytes:
    head: Block = [
        (_LOAD, 0, 0, _ARCH),
        (_JUMP_EQUAL, 1, 0, AUDIT_ARCH[machine]),
        _answer(KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, 0, 1, X32_BIT),
        _answer(KILL),
    ]
    body = _tree(_ranges(answers, [_answer(outside)]))
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in [*head, *body])


def _ranges(answers: Mapping[int, Block], outside: Block) -> list[tuple[int, Block]]:
    """Return (first number, answer) in ascending order, neighbours with the same answer merged."""
    ranges: list[tuple[int, Block]] = []
    for number in range(max(answers) + 2):
        answer = answers.get(number, outside)
        if not ranges or ranges[-1][1] != answer:
            ranges.append((number, answer))
    return ranges


def _tree(ranges: Sequence[tuple[int, Block]]) -> Block:
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    low, high = _tree(ranges[:middle]), _tree(ranges[middle:])
    pivot = ranges[middle][0]
    if len(low) <= 255:
        return [(_JUMP_AT_LEAST, len(low), 0, pivot), *low, *high]
    return [(_JUMP_AT_LEAST, 0, 1, pivot), (_JUMP, 0, 0, len(low)), *low, *high]
