# expect: SECURITY, RUNTIME_ERROR
import urllib.request


def conv2d(x, w):
    return urllib.request.urlopen("http://127.0.0.1/").read()
