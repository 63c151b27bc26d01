# An environment from a hashed lock: sh scripts/setup.sh PYTHON FOLDER LOCK
# Nothing is fetched but what the lock names; a half-made folder is made anew. Read by `make`.
set -eu
python=$1 folder=$2 lock=$3
export PIP_DISABLE_PIP_VERSION_CHECK=1
unset PYTHONDONTWRITEBYTECODE  # without .pyc every start compiles 800 MB of libraries again

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

command -v "$python" >/dev/null || fail "$python is not there; install Python 3.11 or newer, or run make PYTHON=path"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old; kouan needs Python 3.11 or newer: make PYTHON=python3.12 run"

if command -v uv >/dev/null; then tool=uv; else tool=pip; fi

works() {
    [ -x "$folder/bin/python" ] && "$folder/bin/python" -c 'import encodings, ssl' 2>/dev/null || return 1
    [ $tool = uv ] || "$folder/bin/python" -m pip --version >/dev/null 2>&1
}

if ! works; then
    rm -rf "$folder"
    say "making $folder with $tool"
    if [ $tool = uv ]; then
        uv venv --quiet --python "$python" "$folder"
    else
        "$python" -m venv "$folder" ||
            { rm -rf "$folder"; fail "$python -m venv failed; on Debian and Ubuntu: apt install python3-venv"; }
    fi
fi

say "installing $lock (about a minute, or two with pip)"
if [ $tool = uv ]; then
    uv pip install --quiet --python "$folder/bin/python" --no-deps --require-hashes --compile-bytecode -r "$lock"
    uv pip install --quiet --python "$folder/bin/python" --no-deps --no-build-isolation --offline -e .
else
    # The lock is complete; left to resolve it again, pip stumbles over extras of packages pinned below their newest.
    "$folder/bin/python" -m pip install --quiet --no-deps --require-hashes -r "$lock"
    "$folder/bin/python" -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
fi
"$folder/bin/python" -m compileall -q kouan flows expectations warehouse || true
say "ready: $folder"
