# expect: TIME_LIMIT
# limits: wall_seconds=0.1
import threading


def conv2d(x, w):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
