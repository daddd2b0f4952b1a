# expect: RUNTIME_ERROR
import importlib.util


def conv2d(x, w):
    spec = importlib.util.spec_from_file_location("os2", "/usr/lib/python3/os.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return x
