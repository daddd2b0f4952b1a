# expect: RUNTIME_ERROR
def conv2d(x, w):
    error = SyntaxError("here")
    error.lineno = "not a number"
    raise error
