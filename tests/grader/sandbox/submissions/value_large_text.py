# expect: OUTPUT_LIMIT
# limits: result_bytes=1000000
def conv2d(x, w):
    return "x" * 2_000_000
