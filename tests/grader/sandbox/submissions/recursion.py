# expect: RUNTIME_ERROR
def conv2d(x, w):
    return conv2d(x, w)
