"""The few Linux calls that Python does not offer, through ctypes. Every failure is an OSError that names the
call.

Nothing is looked up before the first call, so the module imports on every system.
"""

import ctypes
import functools
import os
import struct
import sys

#: mount, net, ipc, uts, cgroup and pid
NAMESPACES = 0x00020000 | 0x40000000 | 0x08000000 | 0x04000000 | 0x02000000 | 0x20000000
USER_NAMESPACE = 0x10000000

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SECCOMP_MODE_FILTER = 2
_CLONE_PARENT = 0x00008000
_SIGKILL, _SIGCHLD = 9, 17
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_REMOUNT, _MS_REC, _MS_PRIVATE = 32, 16384, 1 << 18
_MNT_DETACH = 2
# Numbers of calls glibc may not wrap; those from 424 on are the same on every machine.
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_CLONE = {"x86_64": 56, "aarch64": 220}
_MPROTECT = {"x86_64": 10, "aarch64": 226}
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CLOSE_RANGE, _LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 436, 444, 446
_LANDLOCK_VERSION = 1


def no_new_privileges() -> None:
    """Promise the kernel that this process and its children never gain privileges (asked for by seccomp)."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def dumpable(yes: bool) -> None:
    """Let (or stop) processes of the same user look into this one through /proc and ptrace."""
    _prctl(_PR_SET_DUMPABLE, int(yes))


def die_with_parent() -> None:
    """Be killed when the thread that started this process ends."""
    _prctl(_PR_SET_PDEATHSIG, _SIGKILL)


class Filter:
    """A seccomp program made ready for the kernel, so that a child has nothing left to build."""

    def __init__(self, program: bytes) -> None:
        self._program = ctypes.create_string_buffer(program, len(program))
        header = struct.pack("@HP", len(program) // 8, ctypes.addressof(self._program))
        self._header = ctypes.create_string_buffer(header, len(header))
        self._address = ctypes.addressof(self._header)

    def install(self) -> None:
        """Put the filter on for good."""
        _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, self._address)


def landlock_abi() -> int:
    """Return the Landlock version of this kernel, 0 where there is none."""
    try:
        return _syscall("landlock_create_ruleset", _LANDLOCK_CREATE, 0, 0, _LANDLOCK_VERSION)
    except OSError:
        return 0


def landlock_deny_all(abi: int) -> int:
    """Return a ruleset (a descriptor) that forbids every file, TCP and outward signal the version knows
    of.
    """
    files = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}.get(abi, 0xFFFF)
    network = 0x3 if abi >= 4 else 0
    scopes = 0x3 if abi >= 6 else 0
    attributes = struct.pack("<QQQ", files, network, scopes)[: 8 if abi < 4 else 16 if abi < 6 else 24]
    return _syscall("landlock_create_ruleset", _LANDLOCK_CREATE, _address(attributes), len(attributes), 0)


def landlock_restrict(ruleset: int) -> None:
    """Put this process under a ruleset for good."""
    _syscall("landlock_restrict_self", _LANDLOCK_RESTRICT, ruleset, 0)


def unshare(flags: int) -> None:
    """Leave the namespaces named by `flags`; a new pid namespace is entered by the next child."""
    if _libc().unshare(ctypes.c_int(flags)) < 0:
        raise _failure("unshare")


def enter_empty_root() -> None:
    """Replace the whole file tree of this mount namespace by an empty read-only directory."""
    private = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
    _mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None)
    _mount(b"none", b"/proc", b"tmpfs", private, b"size=4k,nr_inodes=2,mode=555")
    os.chdir("/proc")  # the one directory that is surely there; its files were read before
    here = b"."
    _syscall("pivot_root", _PIVOT_ROOT[_machine()], _address(here), _address(here))
    if _libc().umount2(here, ctypes.c_int(_MNT_DETACH)) < 0:
        raise _failure("umount2")
    os.chdir("/")
    _mount(b"none", b"/", None, _MS_REMOUNT | _MS_RDONLY | private, None)


def _mount(source: bytes, target: bytes, kind: bytes | None, flags: int, data: bytes | None) -> None:
    if _libc().mount(source, target, kind, flags, data) < 0:
        raise _failure("mount")


def fork_as_sibling() -> int:
    """Fork a child of our *parent*, so that we can leave without a trace; returns its pid to us and 0 to
    it.
    """
    return _syscall("clone", _CLONE[_machine()], _CLONE_PARENT | _SIGCHLD, 0, 0, 0, 0)


def drop_capabilities() -> None:
    """Give up every capability."""
    header = struct.pack("<II", 0x20080522, 0)
    nothing = bytes(24)
    _syscall("capset", _CAPSET[_machine()], _address(header), _address(nothing))


def protect(address: int, size: int, protection: int) -> None:
    """Set what may be done with mapped memory: `protection` is 1 for reading, 2 for writing, 4 for executing."""
    _syscall("mprotect", _MPROTECT[_machine()], address, size, protection)


def give_back_free_memory() -> None:
    """Return the free pages of the C heap to the kernel, where the C library can."""
    trim = getattr(_libc(), "malloc_trim", None)  # glibc has it, musl does not
    if trim is not None:
        trim(0)


def close_from(first: int) -> None:
    """Close every descriptor from `first` on."""
    _syscall("close_range", _CLOSE_RANGE, first, 0xFFFFFFFF, 0)


@functools.cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    libc.syscall.argtypes = [ctypes.c_long] * 7
    libc.syscall.restype = ctypes.c_long
    libc.mount.argtypes = [*[ctypes.c_char_p] * 3, ctypes.c_ulong, ctypes.c_char_p]
    return libc


@functools.cache
def _machine() -> str:
    return os.uname().machine


def _prctl(option: int, second: int, third: int = 0) -> None:
    if _libc().prctl(option, second, third, 0, 0) < 0:
        raise _failure(f"prctl({option})")


def _syscall(name: str, number: int, *arguments: int) -> int:
    padded = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    result = int(_libc().syscall(number, *padded))
    if result < 0:
        raise _failure(name)
    return result


def _address(data: bytes) -> int:
    """Return where the bytes lie; they must be kept alive by the caller for as long as the kernel reads
    them.
    """
    return ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0


def _failure(name: str) -> OSError:
    number = ctypes.get_errno()
    return OSError(number, f"{name}: {os.strerror(number)}")


def why_not() -> str:
    """Return '' where a jail can be tried at all, otherwise the reason in words."""
    if sys.platform != "linux":
        return f"code runs only on Linux, and this server runs {sys.platform}"
    if _machine() not in _CLONE:
        return f"there is no system call table for the machine {_machine()!r}"
    return ""
