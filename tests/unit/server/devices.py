"""Rows of devices for tests that need no store."""

from typing import Any

from central_server.store.rows import Device


def device_row(device: str, *, region: str = "620702", **changes: Any) -> Device:
    """A known window's row."""
    right: dict[str, Any] = {
        "device": device,
        "county": region,
        "window": "03",
        "region": region,
        "label": "",
        "receipt_key": b"",
        "proof_hash": "",
        "secret_hash": None,
        "contested_at": None,
    }
    return Device(**{**right, **changes})
