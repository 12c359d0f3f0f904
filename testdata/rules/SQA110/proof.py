"""What the second reading gives."""
import contextlib
import io

raises = r"ResourceClosedError: This result object is closed|AssertionError"


def bad_1(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        m.main()
    assert out.getvalue() == "2 2\n", out.getvalue()


def bad_20(m):
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    with Session(create_engine("sqlite://")) as session:
        m.tested(session)
