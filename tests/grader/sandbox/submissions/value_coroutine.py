# expect: RUNTIME_ERROR
async def conv2d(x, w):
    return x
