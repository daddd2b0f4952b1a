# expect: RUNTIME_ERROR
def conv2d(x):
    return x
