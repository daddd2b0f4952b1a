# expect: MEMORY_LIMIT
def conv2d(x, w):
    return {i: str(i) for i in range(10**8)}
