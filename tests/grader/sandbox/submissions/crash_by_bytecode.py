# expect: RUNTIME_ERROR
def conv2d(x, w):
    code = conv2d.__code__.replace(co_code=b"\x64\xff" * 8, co_consts=())
    conv2d.__code__ = code
    return conv2d(x, w)
