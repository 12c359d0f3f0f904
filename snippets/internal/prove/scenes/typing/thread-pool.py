import kit


def f(work, items):
    ¦
    return results


kit.same(f(abs, [-1, 2]), [1, 2])
