# expect: SECURITY, RUNTIME_ERROR
import multiprocessing


def conv2d(x, w):
    multiprocessing.Process(target=print).start()
    return x
