import db

db.engine()
