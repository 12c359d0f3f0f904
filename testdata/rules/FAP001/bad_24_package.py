from main import app
