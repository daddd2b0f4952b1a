# expect: SECURITY
import socket


def conv2d(x, w):
    socket.socket(socket.AF_UNIX).connect("/var/run/docker.sock")
    return x
