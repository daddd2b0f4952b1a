# expect: MEMORY_LIMIT
def conv2d(x, w):
    everything = []
    while True:
        everything.append(bytes(1 << 16))
