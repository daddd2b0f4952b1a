# expect: RUNTIME_ERROR
class conv2d:
    def __init__(self, x, w):
        self.value = x
