# expect: RUNTIME_ERROR
def conv2d(x, w):
    snake = []
    snake.append(snake)
    return snake
