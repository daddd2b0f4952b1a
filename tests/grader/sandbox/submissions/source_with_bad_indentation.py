# expect: RUNTIME_ERROR
def conv2d(x, w):
    if True:
  return x
