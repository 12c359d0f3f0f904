"""The error of what follows in the block, or of the second begin()."""
raises = r"InvalidRequestError: (Can't operate on closed transaction|A transaction is already begun)"
skip = {"bad_2": "a warning only: nothing follows the superfluous commit()"}


def bad_20(m):
    m.on_connection()


def bad_21(m):
    m.twice(m.Local())


def bad_22(m):
    m.begun()
