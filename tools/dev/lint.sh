# shellcheck shell=bash
# Checks and rewrites of source text.

# Every C++ file that we wrote, whether committed or not.
list_sources() {
  local folder
  for folder in src tests bench; do
    [[ ! -d $ROOT/$folder ]] || find "$ROOT/$folder" \( -name '*.h' -o -name '*.cc' \) -type f
  done | sort
}

# Those of list_sources that differ from the last commit; all of them before the first commit.
list_changed_sources() {
  if ! git -C "$ROOT" rev-parse --quiet --verify HEAD >/dev/null; then
    list_sources
    return
  fi
  {
    git -C "$ROOT" diff --name-only --diff-filter=d HEAD -- src tests bench
    git -C "$ROOT" ls-files --others --exclude-standard -- src tests bench
  } | sed -nE "s,^.*\.(h|cc)$,$ROOT/&,p" | sort -u
}

# list_translation_units: of the files on stdin, the .cc files, and for a header the .cc file beside it.
list_translation_units() {
  local file
  while read -r file; do
    file="${file%.h}"
    file="${file%.cc}.cc"
    [[ ! -f $file ]] || echo "$file"
  done | sort -u
}

format_sources() {
  ensure_packages "${FORMAT_PACKAGES[@]}"
  say "Formatting src, tests and bench"
  list_sources | xargs --no-run-if-empty clang-format-19 -i
  find_node
  ensure_console_packages
  say "Formatting console"
  console_tool prettier bin/prettier.cjs --write --log-level warn .
}

# generate_sources PRESET: makes the files that the build writes itself, as clang-tidy reads them too.
generate_sources() {
  local build="$ROOT/build/$1" generated
  readarray -t generated < <(ninja -C "$build" -t targets rule CUSTOM_COMMAND | grep -E '\.(h|cc|inc)$')
  ((${#generated[@]} == 0)) || run_step "Generating sources" ninja -C "$build" "${generated[@]}"
}

# lint [--all]: clang-tidy over what changed since the last commit, or over everything; and the layers.
lint() {
  local list=list_changed_sources
  case "${1:-}" in
    "") ;;
    --all) list=list_sources ;;
    *) die "unknown option of lint: $1 (there is: --all)" ;;
  esac
  configure_preset clang
  generate_sources clang
  /usr/bin/python3 "$ROOT/tools/check_layers.py"
  /usr/bin/python3 "$ROOT/tools/check_size.py"
  local units
  readarray -t units < <("$list" | list_translation_units)
  say "clang-tidy: ${#units[@]} files"
  ((${#units[@]} > 0)) || return 0
  # From the root: which headers it looks at, clang-tidy reads from the .clang-tidy of its own folder.
  cd "$ROOT"
  printf '%s\0' "${units[@]}" |
    xargs -0 -n 1 -P "$(nproc)" clang-tidy-19 -p "$ROOT/build/clang" --quiet ||
    die "clang-tidy has complaints"
}
