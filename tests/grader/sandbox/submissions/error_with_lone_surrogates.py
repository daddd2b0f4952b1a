# expect: RUNTIME_ERROR
def conv2d(x, w):
    raise ValueError("\ud800")
