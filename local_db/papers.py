"""PDFs as they were handed out, by their SHA-256. Must not make or print any."""

import hashlib

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from local_db.tables import kept_papers


def keep_paper(connection: Connection, pdf: bytes, at: str) -> str:
    """Keep the PDF once, however often it is printed; gives its SHA-256 in hex."""
    digest = hashlib.sha256(pdf).hexdigest()
    connection.execute(
        insert(kept_papers)
        .values(sha256=digest, pdf=pdf, kept_at=at)
        .on_conflict_do_nothing(index_elements=["sha256"])
    )
    return digest


def find_paper(connection: Connection, sha256: str) -> bytes | None:
    """The PDF, or None where it was not kept or does not have its hash any more."""
    pdf = connection.execute(
        select(kept_papers.c.pdf).where(kept_papers.c.sha256 == sha256)
    ).scalar()
    return pdf if pdf is not None and hashlib.sha256(pdf).hexdigest() == sha256 else None
