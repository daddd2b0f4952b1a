# expect: MEMORY_LIMIT
def conv2d(x, w):
    text = "stride"
    while True:
        text += text
