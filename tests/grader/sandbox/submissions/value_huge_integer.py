# expect: RUNTIME_ERROR
def conv2d(x, w):
    return 1 << 100_000
