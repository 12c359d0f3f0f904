from argparse import Namespace

import models
from models import Job

options = Namespace.Config if hasattr(Namespace, "Config") else None


def title(job: Job) -> str:
    return f"{models.Named.Config.title} {job.name}"
