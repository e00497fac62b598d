# shellcheck shell=bash
# What ./dev tells people. All of it goes to stderr: stdout belongs to the program that is run.

say() { printf '==> %s\n' "$*" >&2; }

die() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

# run_step WHAT COMMAND...: runs a long command; its output is shown only when it fails.
run_step() {
  local what="$1" log status=0 began=$SECONDS
  shift
  say "$what"
  log="$(mktemp)"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status != 0)); then
    cat "$log" >&2
    rm -f "$log"
    die "failed: $what"
  fi
  rm -f "$log"
  if ((SECONDS - began >= 5)); then say "  took $((SECONDS - began)) s"; fi
}
