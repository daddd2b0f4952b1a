# expect: RUNTIME_ERROR
def conv2d(x, w):
    raise type("\x1b[2J<b>" + "x" * 100_000, (Exception,), {})("\u202e\x1b[31m")
