# shellcheck shell=bash
# The tutorial's sign-up site (examples/signup): its Python environment, and running it with all that
# it needs.
#
# The environment has what the site, its scripts and their tests run on, pinned in
# tests/signup/requirements.txt; boto3, pytest and pyarrow it finds in the tools' own.

# Debian makes and starts a cluster of its own when it installs PostgreSQL; ours are others.
SIGNUP_PACKAGES=(postgresql)

# MariaDB's programs without a server that starts by itself.
MARIADB_PACKAGES=(mariadb-server-core mariadb-client-core)

SIGNUP_TEST_PACKAGES=("${SIGNUP_PACKAGES[@]}" "${CONSOLE_PACKAGES[@]}" buildah)

# A registry for the tests to push to. Installed, it would run from then on, open to everybody.
ensure_registry() {
  local folder="$TENON_DEPS/docker-registry"
  [[ -x $folder/usr/bin/docker-registry ]] || with_lock unpack_package docker-registry "$folder"
}

ensure_signup_python() {
  ensure_dependencies
  with_lock fill_signup_python
}

fill_signup_python() {
  local folder="$TENON_DEPS/signup-python" pins="$ROOT/tests/signup/requirements.txt" hash tools
  hash="$(sha256sum <"$pins")"
  if [[ ! -x $folder/bin/python || "$(cat "$folder/pins" 2>/dev/null)" != "$hash" ]]; then
    make_environment "$folder" "$pins"
    tools=("$TENON_DEPS"/python/lib/python3.*/site-packages)
    echo "${tools[0]}" >"$(echo "$folder"/lib/python3.*/site-packages)/tools.pth"
    echo "$hash" >"$folder/pins"
  fi
}

signup() {
  ensure_packages "${SIGNUP_PACKAGES[@]}"
  build_programs
  ensure_signup_python
  exec "$TENON_DEPS/signup-python/bin/python" "$ROOT/examples/signup/local/run_locally.py" \
    --tenon "$ROOT/build/release/bin/tenon" "$@"
}
