"""Joining the mappings of loaded libraries: fewer of them, and none that is writable and executable."""

import ctypes
import mmap
import os
from pathlib import Path

import pytest

from grader.sandbox import Jail, kernel, mappings
from grader.sandbox.mappings import EXECUTE, READ, WRITE

LIBRARY = """\
1000-2000 r--p 00000000 fe:00 7      /lib/one.so
2000-4000 r-xp 00001000 fe:00 7      /lib/one.so
4000-5000 r--p 00003000 fe:00 7      /lib/one.so
5000-6000 r--p 00003000 fe:00 7      /lib/one.so
6000-7000 rw-p 00004000 fe:00 7      /lib/one.so
7000-8000 r--p 00000000 fe:00 8      /lib/locale data
8000-9000 rw-p 00000000 00:00 0
9000-a000 r--p 00000000 00:00 0      [vvar]
"""


def test_a_library_becomes_what_runs_and_what_is_written() -> None:
    chosen = {(mapping.start, protection) for mapping, protection in mappings.plan(LIBRARY)}
    assert chosen == {(0x1000, READ | EXECUTE), (0x4000, READ | EXECUTE), (0x5000, READ | WRITE)}


def test_neighbours_of_different_files_stay_apart() -> None:
    neighbours = "1000-2000 r--p 00000000 fe:00 7 /lib/one\n2000-3000 r-xp 00001000 fe:00 8 /lib/two\n"
    assert mappings.plan(neighbours) == []


def test_a_gap_in_the_file_keeps_two_mappings_apart() -> None:
    gap = "1000-2000 r--p 00000000 fe:00 7 /lib/one\n2000-3000 r-xp 00002000 fe:00 7 /lib/one\n"
    assert mappings.plan(gap) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into the fork server")
def test_the_fork_server_has_joined_its_libraries_and_nothing_is_writable_and_executable(jail: Jail) -> None:
    text = Path(f"/proc/{jail.zygote.pid}/maps").read_text()
    assert mappings.plan(text) == []
    assert ".so" in text
    assert not [line for line in text.splitlines() if line.split()[1].startswith("rwx")]


def test_protecting_memory_takes_hold() -> None:
    page = mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    kernel.protect(address, mmap.PAGESIZE, READ)
    assert f"{address:x}-{address + mmap.PAGESIZE:x} r--p" in Path("/proc/self/maps").read_text()
    kernel.protect(address, mmap.PAGESIZE, READ | WRITE)
    page[0] = 1
