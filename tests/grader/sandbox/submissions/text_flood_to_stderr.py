# expect: OUTPUT_LIMIT
import os


def conv2d(x, w):
    while True:
        os.write(2, b"x" * 65536)
