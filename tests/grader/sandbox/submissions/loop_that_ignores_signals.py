# expect: TIME_LIMIT
# limits: wall_seconds=0.1
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def conv2d(x, w):
    while True:
        pass
