#!/usr/bin/env bash
# Writes the hashed locks anew, for Python 3.11 to 3.14 and every system. Needs uv (`pip install uv`).
# dev holds everything; the two others repeat its versions.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    uv pip compile pyproject.toml --group pyproject.toml:build --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command installer/relock.sh "$@"
}

compile --all-extras --output-file requirements-dev.lock
compile --extra desktop --extra server --constraint requirements-dev.lock --output-file requirements.lock
compile --extra server --extra postgres --constraint requirements-dev.lock --output-file requirements-server.lock

# Stops at a package whose licence nobody has looked at.
python3 -m installer.third_party
