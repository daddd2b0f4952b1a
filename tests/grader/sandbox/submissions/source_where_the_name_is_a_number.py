# expect: RUNTIME_ERROR
conv2d = 42
