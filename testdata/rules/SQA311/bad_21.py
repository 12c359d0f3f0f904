from datetime import datetime, timezone

from sqlalchemy import Column, DateTime, MetaData, Table

zone = timezone.utc
t = Table("t", MetaData(), Column("at", DateTime, server_default=datetime.now(zone).isoformat()))
