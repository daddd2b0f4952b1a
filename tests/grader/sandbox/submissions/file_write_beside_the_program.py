# expect: RUNTIME_ERROR
with open("stridewise-escape", "w") as file:
    file.write("here")
