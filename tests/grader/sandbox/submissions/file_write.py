# expect: RUNTIME_ERROR
def conv2d(x, w):
    with open("/tmp/stridewise-escape", "w") as file:
        file.write("here")
