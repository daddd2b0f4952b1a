# expect: WRONG_ANSWER
def conv2d(x, w):
    return x
