# expect: RUNTIME_ERROR
def conv2d(x, w):
    return [0] * 1_000_000
