# expect: ACCEPTED
def conv2d(x, w):
    rows, columns = len(x) - len(w) + 1, len(x[0]) - len(w[0]) + 1
    return [
        [
            sum(float(x[i + a][j + b]) * float(w[a][b]) for a in range(len(w)) for b in range(len(w[0])))
            for j in range(columns)
        ]
        for i in range(rows)
    ]
