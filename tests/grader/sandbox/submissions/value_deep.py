# expect: RUNTIME_ERROR
def conv2d(x, w):
    nest = []
    for _ in range(100):
        nest = [nest]
    return nest
