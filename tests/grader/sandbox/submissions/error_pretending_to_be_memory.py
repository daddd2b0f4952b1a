# expect: MEMORY_LIMIT
def conv2d(x, w):
    raise MemoryError
