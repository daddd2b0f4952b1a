# expect: RUNTIME_ERROR, SECURITY, TIME_LIMIT
# limits: wall_seconds=0.15
from grader.sandbox import runner


def conv2d(x, w):
    runner.run()
    return x
