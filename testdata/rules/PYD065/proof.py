"""Whether the settings can be made, in the directory of the project."""

import os

raises = r"ValidationError: (.|\n)*Extra inputs are not permitted"


def observe(m):
    os.chdir(os.path.dirname(m.__file__))
    return m.Settings()


def bad_20(m):
    os.chdir(os.path.dirname(m.__file__))
    failed = []
    for settings in (m.Settings, m.Keywords):
        try:
            settings()
        except ValueError as error:
            failed.append(error)
    if len(failed) == 2:
        raise failed[0]
    assert not failed
