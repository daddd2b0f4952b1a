# expect: MEMORY_LIMIT
def conv2d(x, w):
    return "%2000000000d" % 1
