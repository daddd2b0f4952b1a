"""System call numbers, sorted by how the jail answers them.

Each row is `name x86_64 aarch64`, a dash where the machine does not have the call. Source: the kernel's
user-space headers `asm/unistd_64.h` and `asm-generic/unistd.h`. A call that is not listed is refused, so new
kernels add nothing.
"""

from collections.abc import Mapping

#: What a numpy function needs: memory, time, its own identity, and the three streams it was given.
ORDINARY = """
read 0 63; write 1 64; readv 19 65; writev 20 66; close 3 57; fstat 5 80; lseek 8 62; munmap 11 215;
mremap 25 216; madvise 28 233; brk 12 214; sched_yield 24 124; clock_gettime 228 113; clock_getres 229
114; clock_nanosleep 230 115; gettimeofday 96 169; time 201 -; nanosleep 35 101; getrandom 318 278; getpid
39 172; gettid 186 178; getppid 110 173; getuid 102 174; geteuid 107 175; getgid 104 176; getegid 108 177;
getpgrp 111 -; getcpu 309 168; getrusage 98 165; times 100 153; sched_getaffinity 204 123; rt_sigaction 13
134; rt_sigprocmask 14 135; rt_sigreturn 15 139; sigaltstack 131 132; exit 60 93; exit_group 231 94;
restart_syscall 219 128; rseq 334 293; set_robust_list 273 99
"""

#: Calls whose arguments decide.
CHECKED = """
mmap 9 222; mprotect 10 226; futex 202 98; clone 56 220; clone3 435 435; ioctl 16 29
"""

#: What the fork server needs after it has locked itself in, and its children do not.
FORK_SERVER = """
wait4 61 260; sendmsg 46 211; recvmsg 47 212; poll 7 -; ppoll 271 73; pidfd_open 434 434;
landlock_restrict_self 446 446; prctl 157 167; prlimit64 302 261; dup2 33 -; dup3 292 24; fcntl 72 25;
close_range 436 436; set_tid_address 218 96
"""

#: File-shaped calls: an honest mistake, answered with a readable PermissionError.
FILES = """
open 2 -; openat 257 56; openat2 437 437; creat 85 -; stat 4 -; lstat 6 -; newfstatat 262 79; statx 332
291; access 21 -; faccessat 269 48; faccessat2 439 439; readlink 89 -; readlinkat 267 78; getdents 78 -;
getdents64 217 61; getcwd 79 17; chdir 80 49; fchdir 81 50; mkdir 83 -; mkdirat 258 34; rmdir 84 -; unlink
87 -; unlinkat 263 35; rename 82 -; renameat 264 38; renameat2 316 276; link 86 -; linkat 265 37; symlink
88 -; symlinkat 266 36; chmod 90 -; fchmod 91 52; fchmodat 268 53; chown 92 -; fchown 93 55; lchown 94 -;
fchownat 260 54; truncate 76 45; ftruncate 77 46; fallocate 285 47; utime 132 -; utimes 235 -; utimensat
280 88; futimesat 261 -; mknod 133 -; mknodat 259 33; statfs 137 43; fstatfs 138 44; getxattr 191 8;
lgetxattr 192 9; fgetxattr 193 10; setxattr 188 5; lsetxattr 189 6; fsetxattr 190 7; listxattr 194 11;
llistxattr 195 12; flistxattr 196 13; removexattr 197 14; lremovexattr 198 15; fremovexattr 199 16;
inotify_init 253 -; inotify_init1 294 26; inotify_add_watch 254 27; fanotify_init 300 262; fanotify_mark
301 263; sync 162 81; syncfs 306 267; fsync 74 82; fdatasync 75 83; umask 95 166
"""

#: Calls no numpy function makes: the process dies on the spot (SIGSYS).
HOSTILE = """
execve 59 221; execveat 322 281; fork 57 -; vfork 58 -; socket 41 198; socketpair 53 199; connect 42 203;
accept 43 202; accept4 288 242; bind 49 200; listen 50 201; sendto 44 206; recvfrom 45 207; sendmmsg 307
269; recvmmsg 299 243; getsockname 51 204; getpeername 52 205; setsockopt 54 208; getsockopt 55 209;
shutdown 48 210; kill 62 129; tkill 200 130; rt_sigqueueinfo 129 138; rt_tgsigqueueinfo 297 240;
pidfd_getfd 438 438; pidfd_send_signal 424 424; ptrace 101 117; process_vm_readv 310 270;
process_vm_writev 311 271; process_madvise 440 440; process_mrelease 448 448; kcmp 312 272; unshare 272
97; setns 308 268; mount 165 40; umount2 166 39; pivot_root 155 41; move_mount 429 429; open_tree 428 428;
fsopen 430 430; fsconfig 431 431; fsmount 432 432; fspick 433 433; mount_setattr 442 442; chroot 161 51;
io_uring_setup 425 425; io_uring_enter 426 426; io_uring_register 427 427; io_setup 206 0; io_submit 209
2; bpf 321 280; add_key 248 217; request_key 249 218; keyctl 250 219; perf_event_open 298 241; userfaultfd
323 282; memfd_create 319 279; memfd_secret 447 447; shmget 29 194; shmat 30 196; shmctl 31 195; shmdt 67
197; semget 64 190; semop 65 193; semctl 66 191; semtimedop 220 192; msgget 68 186; msgsnd 69 189; msgrcv
70 188; msgctl 71 187; mq_open 240 180; mq_unlink 241 181; mq_timedsend 242 182; mq_timedreceive 243 183;
mq_notify 244 184; mq_getsetattr 245 185; init_module 175 105; finit_module 313 273; delete_module 176
106; kexec_load 246 104; kexec_file_load 320 294; reboot 169 142; swapon 167 224; swapoff 168 225; setuid
105 146; setgid 106 144; setreuid 113 145; setregid 114 143; setresuid 117 147; setresgid 119 149;
setfsuid 122 151; setfsgid 123 152; setgroups 116 159; capset 126 91; personality 135 92; seccomp 317 277;
landlock_create_ruleset 444 444; landlock_add_rule 445 445; name_to_handle_at 303 264; open_by_handle_at
304 265; splice 275 76; tee 276 77; vmsplice 278 75; sendfile 40 71; copy_file_range 326 285; modify_ldt
154 -; iopl 172 -; ioperm 173 -; quotactl 179 60; quotactl_fd 443 443; acct 163 89; settimeofday 164 170;
clock_settime 227 112; adjtimex 159 171; clock_adjtime 305 266; syslog 103 116; sethostname 170 161;
setdomainname 171 162; uselib 134 -
"""

_COLUMN = {"x86_64": 1, "aarch64": 2}


def numbers(table: str, machine: str) -> Mapping[str, int]:
    """Return {name: number} of the calls in a table that `machine` has; KeyError for a machine we have no
    table for.
    """
    column = _COLUMN[machine]
    rows = [entry.split() for entry in table.replace("\n", " ").split(";")]
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}
