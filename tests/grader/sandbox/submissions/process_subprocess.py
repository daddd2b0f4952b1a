# expect: SECURITY, RUNTIME_ERROR
import subprocess


def conv2d(x, w):
    return subprocess.run(["id"])
