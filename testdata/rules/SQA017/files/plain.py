from sqlalchemy.orm import Session
