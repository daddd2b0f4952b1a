# expect: MEMORY_LIMIT
def conv2d(x, w):
    bomb = (0,)
    while True:
        bomb = bomb * 1000
