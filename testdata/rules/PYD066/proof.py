"""Whether a password keeps its spaces."""


def bad_1(m):
    assert m.Login(email="a", password=" p ").password == " p "


def bad_20(m):
    assert m.A(password="p", old_password=" p ", passphrase="12345678", new_password=None).old_password == " p "
