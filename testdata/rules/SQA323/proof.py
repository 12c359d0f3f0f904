"""The objects are made and the statements compiled."""

raises = r"TypeError: '\w+' is an invalid keyword argument|InvalidRequestError: Entity namespace|CompileError: Unconsumed column names"
skip = {"ok_20": "some of its classes have no table to look at, which is what is asked"}


def observe(m):
    return None


def all_or_none(functions):
    """Runs all; either none raises, or all do, and the first error is raised in the end."""
    import re

    errors = []
    for f in functions:
        try:
            str(f())
        except Exception as e:
            if not re.search(raises, f"{type(e).__name__}: {e}"):
                raise
            errors.append(e)
    assert len(errors) in (0, len(functions)), errors
    if errors:
        raise errors[0]


def bad_20(m):
    from sqlalchemy.orm import Session

    with Session() as session:
        all_or_none([*m.constructed({}), m.of_a_statement, *m.filtered(session), *m.written()])


def bad_21(m):
    all_or_none([m.given_already, m.one_of_two, m.far_away])


def ws_bad_20(m):
    from shop import crud, models

    all_or_none([lambda: crud.create({}), lambda: crud.order(models.User()), crud.find, crud.write])


def ws_ok_20(m):
    import shop.extras
    from shop.models import Made, Order, User

    Made(x=1)
    Order(user=User(order_count=1, held=[], owned=[], name="x", created_at=None, id=1), user_id=1)
