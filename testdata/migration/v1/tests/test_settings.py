from pathlib import Path

from pytest import MonkeyPatch

from depot.settings import CarrierSettings, DatabaseSettings, Settings


def test_defaults(monkeypatch: MonkeyPatch):
    monkeypatch.setenv("DEPOT_BASE_DIR", "/tmp/depot")
    settings = Settings(admins="ada, bo")
    assert settings.label_dir == Path("/tmp/depot/labels")
    assert settings.admins == ["ada", "bo"]
    assert settings.database.port == 5432


def test_environment(monkeypatch: MonkeyPatch):
    monkeypatch.setenv("DEPOT_DB_HOST", "db.internal")
    monkeypatch.setenv("CARRIER_KEY", "s3cret")
    assert DatabaseSettings().dsn == "postgresql://depot:@db.internal:5432/depot"
    assert CarrierSettings().api_key.get_secret_value() == "s3cret"
