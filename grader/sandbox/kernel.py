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


def install_filter(program: bytes) -> None:
    """Put on a seccomp filter for good."""
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header)


def landlock_abi() -> int:
    """Return the Landlock version of this kernel, 0 where there is none."""
    return max(0, int(_libc().syscall(_long(_LANDLOCK_CREATE), None, _long(0), _long(_LANDLOCK_VERSION))))


def landlock_deny_all(abi: int) -> int:
    """Return a ruleset (a descriptor) that forbids every file, TCP and outward signal the version knows
    of.
    """
    files = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}.get(abi, 0xFFFF)
    network = 0x3 if abi >= 4 else 0
    scopes = 0x3 if abi >= 6 else 0
    attributes = struct.pack("<QQQ", files, network, scopes)[: 8 if abi < 4 else 16 if abi < 6 else 24]
    return _syscall("landlock_create_ruleset", _LANDLOCK_CREATE, attributes, len(attributes), 0)


def landlock_restrict(ruleset: int) -> None:
    """Put this process under a ruleset for good."""
    _syscall("landlock_restrict_self", _LANDLOCK_RESTRICT, ruleset, 0)


def unshare(flags: int) -> None:
    """Leave the namespaces named by `flags`; a new pid namespace is entered by the next child."""
    _checked("unshare", _libc().unshare(ctypes.c_int(flags)))


def enter_empty_root() -> None:
    """Replace the whole file tree of this mount namespace by an empty read-only directory."""
    libc = _libc()
    private = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
    _checked("mount", libc.mount(None, b"/", None, _long(_MS_REC | _MS_PRIVATE), None))
    size = b"size=4k,nr_inodes=2,mode=555"
    _checked("mount", libc.mount(b"none", b"/proc", b"tmpfs", _long(private), size))
    os.chdir("/proc")  # the one directory that is surely there; its files were read before
    _syscall("pivot_root", _PIVOT_ROOT[_machine()], b".", b".")
    _checked("umount2", libc.umount2(b".", ctypes.c_int(_MNT_DETACH)))
    os.chdir("/")
    _checked("mount", libc.mount(None, b"/", None, _long(_MS_REMOUNT | _MS_RDONLY | private), None))


def fork_as_sibling() -> int:
    """Fork a child of our *parent*, so that we can leave without a trace; returns its pid to us and 0 to
    it.
    """
    return _syscall("clone", _CLONE[_machine()], _CLONE_PARENT | _SIGCHLD, 0, 0, 0, 0)


def drop_capabilities() -> None:
    """Give up every capability."""
    header = struct.pack("<II", 0x20080522, 0)
    _syscall("capset", _CAPSET[_machine()], header, bytes(24))


def close_from(first: int) -> None:
    """Close every descriptor from `first` on."""
    _syscall("close_range", _CLOSE_RANGE, first, 0xFFFFFFFF, 0)


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


@functools.cache
def _machine() -> str:
    return os.uname().machine


def _prctl(option: int, *arguments: int | bytes) -> None:
    padded = [*arguments, 0, 0, 0][:4]
    wide = [_long(argument) if isinstance(argument, int) else argument for argument in padded]
    _checked(f"prctl({option})", _libc().prctl(ctypes.c_int(option), *wide))


def _syscall(name: str, number: int, *arguments: int | bytes) -> int:
    wide = [_long(argument) if isinstance(argument, int) else argument for argument in arguments]
    return _checked(name, int(_libc().syscall(_long(number), *wide)))


def _long(value: int) -> ctypes.c_long:
    return ctypes.c_long(value)


def _checked(name: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def supported() -> str:
    """Return '' where the jail can be tried at all, otherwise the reason in words."""
    if sys.platform != "linux":
        return f"code runs only on Linux, and this server runs {sys.platform}"
    if _machine() not in _CLONE:
        return f"there is no system call table for the machine {_machine()!r}"
    return ""
