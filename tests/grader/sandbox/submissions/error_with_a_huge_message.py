# expect: RUNTIME_ERROR
def conv2d(x, w):
    raise ValueError("x" * 10_000_000)
