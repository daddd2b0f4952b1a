# expect: TIME_LIMIT, MEMORY_LIMIT
# limits: wall_seconds=0.15
def conv2d(x, w):
    while True:
        try:
            bytearray(1 << 31)
        except MemoryError:
            pass
