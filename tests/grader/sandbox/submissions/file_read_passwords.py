# expect: RUNTIME_ERROR
def conv2d(x, w):
    return open("/etc/passwd").read()
