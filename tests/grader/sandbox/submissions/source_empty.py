# expect: RUNTIME_ERROR
