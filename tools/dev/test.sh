# shellcheck shell=bash
# The test suites. To add one: a row in SUITES and a function run_NAME, which prints little when all is
# well and everything when it is not, and calls count_tests for what it ran.

# name, "default" when it is part of a plain ./dev test or "all" when not, and what it is
SUITES=(
  "unit|default|the C++ unit tests, release preset"
  "python|default|the tests of tools/ and bench/ themselves"
  "layers|default|includes go down the module list; files keep their size"
  "format|default|clang-format would change nothing"
  "clients|default|boto3 and the aws CLI against a server (tests/clients)"
  "console|default|the web console: unit tests, types, rules, and every page in a browser"
  "signup|default|the tutorial's sign-up site on PostgreSQL, in a browser, and its pipeline (tests/signup)"
  "databases|default|jobs that read and write a real PostgreSQL and a real MariaDB (tests/databases)"
  "crash|default|kill -9 at every step (tests/crash)"
  "spark|all|the package awsglue, script jobs, and graphs beside their scripts, on Apache Spark"
  "sanitizers|all|the unit tests under ASan, UBSan and TSan"
  "fuzz|all|each fuzzer of tests/fuzz for FUZZ_SECONDS (20)"
)

# run_suites [all|SUITE...]: ends with one line, "N passed, N failed", which is also the exit status.
run_suites() {
  local suites suite status passed=0 failed=0 suite_passed suite_failed
  COUNTS="$(mktemp)"
  trap 'rm -f "$COUNTS"' EXIT
  suites="$(choose_suites "$@")"
  for suite in $suites; do
    say "Suite: $suite"
    : >"$COUNTS"
    # A subshell outside any condition, so that an error in the suite ends the suite and nothing else.
    set +e
    (set -e && "run_$suite")
    status=$?
    set -e
    read -r suite_passed suite_failed < <(awk '{ p += $1; f += $2 } END { print p + 0, f + 0 }' "$COUNTS")
    if ((suite_passed + suite_failed == 0 && status == 0)); then
      say "The suite has no test: $suite"
      suite_failed=1
    elif ((status != 0 && suite_failed == 0)); then
      say "The suite could not run: $suite"
      suite_failed=1
    fi
    say "$suite: $suite_passed passed, $suite_failed failed"
    passed=$((passed + suite_passed)) failed=$((failed + suite_failed))
  done
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}

# count_tests PASSED FAILED: adds to what the suite has run.
count_tests() { echo "$1 $2" >>"$COUNTS"; }

choose_suites() {
  local row name when wanted=("$@") known=""
  for row in "${SUITES[@]}"; do
    IFS='|' read -r name when _ <<<"$row"
    known+=" $name"
    if ((${#wanted[@]} == 0)) && [[ $when == default ]] || [[ ${wanted[*]} == all ]]; then echo "$name"; fi
  done
  [[ ${wanted[*]} != all ]] || return 0
  for name in "${wanted[@]}"; do
    [[ "$known " == *" $name "* ]] || die "no such test suite: $name (there are: all$known)"
    echo "$name"
  done
}

list_suites() {
  local row name when what
  for row in "${SUITES[@]}"; do
    IFS='|' read -r name when what <<<"$row"
    [[ $when == default ]] && when="" || when=" (not in the plain ./dev test)"
    printf '    %-11s %s%s\n' "$name" "$what" "$when"
  done
}

# check WHAT COMMAND...: one test that is a command; its output is shown when it fails.
check() {
  local what="$1" output
  shift
  if output="$("$@" 2>&1 </dev/null)"; then
    count_tests 1 0
  else
    printf '%s\n%s\n' "$output" "failed: $what" >&2
    count_tests 0 1
  fi
}

run_unit() {
  build_preset release
  run_doctests release
}

run_sanitizers() {
  local preset
  for preset in asan tsan; do
    build_preset "$preset"
    say "  $preset: the test programs"
    run_doctests "$preset"
  done
}

# run_doctests PRESET: every test program of the build, each counted by doctest's own summary. A build
# without any is a failure: the other preset of the suite would hide it.
run_doctests() {
  local programs program
  programs="$(list_test_programs "$1")" || die "the test programs cannot be listed: $1"
  [[ -n $programs ]] || die "the build has no test programs: $1"
  while read -r program; do
    run_doctest "$program"
  done <<<"$programs"
}

# Asks CTest, since build/<preset>/bin may hold programs whose source is gone.
list_test_programs() {
  ctest --test-dir "$ROOT/build/$1" --show-only=json-v1 |
    /usr/bin/python3 -c 'import json, sys
for test in json.load(sys.stdin)["tests"]: print(test["command"][0])'
}

run_doctest() {
  local output status=0 passed failed
  output="$(cd "$ROOT" && timeout 300 "$1" --no-colors=true 2>&1 </dev/null)" || status=$?
  read -r passed failed < <(sed -nE \
    's/^\[doctest\] test cases: .*\| *([0-9]+) passed \| *([0-9]+) failed.*/\1 \2/p' <<<"$output") || true
  # A program fails by its exit status, by its summary, or by having none: it may end before doctest does.
  if ((${failed:-0} == 0)) && ((status != 0 || ${passed:-0} == 0)); then failed=1; fi
  if ((${failed:-0} > 0)); then
    printf '%s\n%s\n' "$output" "failed: ${1#"$ROOT/"} (exit status $status)" >&2
  fi
  count_tests "${passed:-0}" "${failed:-0}"
}

run_python() {
  ensure_packages "${BUILD_PACKAGES[@]}" "${SIGNUP_PACKAGES[@]}" "${MAVEN_PACKAGES[@]}"
  ensure_dependencies
  run_pytest tools bench
}

run_clients() {
  local record="$ROOT/build/compatibility.jsonl"
  ensure_packages "${SIGNUP_PACKAGES[@]}"  # connections are tested with a real PostgreSQL
  build_preset release
  build_console release
  rm -f "$record"
  TENON_RECORD="$record" run_pytest tests/clients
  # Tests that fail record less than there is.
  if awk '{ failed += $2 } END { exit failed > 0 }' "$COUNTS"; then
    check "docs/compatibility.md tells what the tests saw" \
      /usr/bin/python3 "$ROOT/tools/compatibility.py" "$record" --check
  fi
}

run_crash() {
  build_preset release
  run_pytest tests/crash
}

run_databases() {
  ensure_packages "${SIGNUP_PACKAGES[@]}" "${MARIADB_PACKAGES[@]}"
  build_preset release
  run_pytest tests/databases
}

# awsglue is tested beside moto, which the benchmarks' environment has.
run_spark() {
  ensure_packages "${SIGNUP_PACKAGES[@]}"  # graphs read and write a real PostgreSQL
  build_programs
  put_spark_beside_programs
  ensure_bench_python
  PYTHON_ENVIRONMENT="$TENON_DEPS/bench-python" TENON_SPARK_JARS="$TENON_DEPS/spark/jars" \
    run_pytest python/awsglue/tests
  PYTHON_ENVIRONMENT="$TENON_DEPS/spark/python" run_pytest tests/same_answers
  run_pytest tests/spark
}

run_signup() {
  ensure_packages "${SIGNUP_TEST_PACKAGES[@]}"
  build_programs
  find_node
  ensure_console_packages
  ensure_signup_python
  ensure_registry
  PATH="$PATH:$TENON_DEPS/docker-registry/usr/bin" NODE="$NODE" \
    PYTHON_ENVIRONMENT="$TENON_DEPS/signup-python" run_pytest tests/signup
}

# run_pytest FOLDER...: with the programs of the release build and the aws CLI first on the PATH, in the
# tools' Python environment or the one that PYTHON_ENVIRONMENT names.
run_pytest() {
  local folder report output status=0
  for folder in "$@"; do
    [[ -d $ROOT/$folder ]] || die "there is no folder with tests: $folder"
  done
  report="$(mktemp)"
  local path="$ROOT/build/release/bin:$TENON_DEPS/python/bin:$PATH"
  [[ -z ${PYTHON_ENVIRONMENT:-} ]] || path="$PYTHON_ENVIRONMENT/bin:$path"
  output="$(cd "$ROOT" && PATH="$path" \
    timeout 1200 python -m pytest -q -p no:cacheprovider --durations=5 --junitxml="$report" "$@" 2>&1 \
    </dev/null)" || status=$?
  # Status 5 says that no test was found, which is told from the counts.
  ((status == 0 || status == 5)) || printf '%s\n' "$output" >&2
  /usr/bin/python3 "$ROOT/tools/count_junit.py" "$report" >>"$COUNTS" ||
    die "pytest left no report: $* (exit status $status)"
  rm -f "$report"
  ((status == 0 || status == 1 || status == 5)) || die "pytest could not run: $* (exit status $status)"
}

run_layers() {
  check "includes go down the module list" /usr/bin/python3 "$ROOT/tools/check_layers.py"
  check "files keep their size" /usr/bin/python3 "$ROOT/tools/check_size.py"
}

run_format() {
  ensure_packages "${FORMAT_PACKAGES[@]}"
  local files
  readarray -t files < <(list_sources)
  check "clang-format changes nothing (./dev fmt formats)" \
    clang-format-19 --dry-run --Werror "${files[@]}"
}

run_fuzz() {
  local source fuzzers=() fuzzer
  for source in "$ROOT"/tests/fuzz/*_fuzz.cc; do
    [[ ! -f $source ]] || fuzzers+=("$(basename "$source" .cc)")
  done
  ((${#fuzzers[@]} > 0)) || return 0
  build_preset clang "${fuzzers[@]/#/bin/}"
  for fuzzer in "${fuzzers[@]}"; do
    run_fuzzer "$fuzzer"
  done
}

# run_fuzzer NAME_fuzz: starts from the inputs in tests/fuzz/corpus/NAME where there are any, and keeps
# what it found in build/, so that the next time goes on from there.
run_fuzzer() {
  local found="$ROOT/build/fuzz/$1" seeds="$ROOT/tests/fuzz/corpus/${1%_fuzz}"
  mkdir -p "$found"
  local folders=("$found")
  [[ ! -d $seeds ]] || folders+=("$seeds")
  check "$1" "$ROOT/build/clang/bin/$1" -max_total_time="${FUZZ_SECONDS:-20}" -rss_limit_mb=2048 \
    -artifact_prefix="$found-" -print_final_stats=0 "${folders[@]}"
}
