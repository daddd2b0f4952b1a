"""The words between the judge's side and the fork server, one SEQPACKET message each."""

import struct

#: Fork a child for the three descriptors sent along (stdout, stderr, channel): cpu seconds, memory in bytes.
SPAWN = 1
#: Wait for a child that has been killed or has ended: its pid, 0.
REAP = 2
REQUEST = struct.Struct("<BQQ")
#: Answer to SPAWN: the child's pid as the fork server sees it, with a pidfd.
SPAWNED = struct.Struct("<Q")
#: Answer to REAP: wait status, cpu seconds used.
REAPED = struct.Struct("<qd")
