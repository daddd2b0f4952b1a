# expect: RUNTIME_ERROR
def convolve(x, w):
    return x
