# expect: SECURITY, WRONG_ANSWER
from grader.sandbox import runner

runner._send_error = lambda channel, nonce, error: runner._send(channel, b"ACCEPTED" * 2)


def conv2d(x, w):
    raise ValueError
