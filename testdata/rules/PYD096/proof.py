"""Whether a page that was made without parameters is one."""


def observe(m):
    assert m.is_page(m.Page(item=1))


def bad_20(m):
    assert m.check(m.Page(item=[1]), int)
