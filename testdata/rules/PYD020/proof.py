"""What the validated fields hold."""


def bad_1(m):
    user = m.User(name=" a ", age=20)
    assert (user.name, user.age) == ("a", 20), user
    return repr(user)


def bad_2(m):
    pair = m.Pair(left=2, right=30)
    assert (pair.left, pair.right) == (2, 30), pair
    return repr(pair)


def bad_20(m):
    model = m.Model(a=1, b=[0], c={"x": 1})
    assert (model.a, model.b) == (1, [0, 1]), model
    return repr(model)


def bad_21(m):
    model = m.Model.model_construct()
    assert m.parse("") == "" and model.later(m.date(1999, 1, 1)) == m.date(1999, 1, 1)
