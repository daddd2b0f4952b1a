# expect: WRONG_ANSWER
def conv2d(x, w):
    return {"verdict": "ACCEPTED", 1: [True, None, 2.5, 3j, b"x", (1, 2)]}
