# expect: OUTPUT_LIMIT
def conv2d(x, w):
    while True:
        print("x" * 4096)
