# shellcheck shell=bash
# Configures and builds the presets of CMakePresets.json, each in build/<preset>.

PRESETS=(release debug asan tsan clang)

# What one clone or worktree has compiled, another need not compile again.
export CCACHE_BASEDIR="$ROOT" CCACHE_NOHASHDIR=true
# What is precompiled counts as what it was made from (cmake/Precompiled.cmake).
export CCACHE_PCH_EXTSUM=true CCACHE_SLOPPINESS=pch_defines,time_macros

# build_preset PRESET [TARGET...]: everything, or only what is named.
build_preset() {
  local preset="$1"
  shift
  [[ " ${PRESETS[*]} " == *" $preset "* ]] || die "no such preset: $preset (there are: ${PRESETS[*]})"
  configure_preset "$preset"
  local ninja=(ninja -C "$ROOT/build/$preset" "$@")
  # On a terminal ninja keeps to one line that counts up; elsewhere it would fill the log.
  if [[ -t 2 ]]; then
    say "Building: $preset"
    "${ninja[@]}" >&2 || die "the build failed: $preset"
  else
    run_step "Building: $preset" "${ninja[@]}"
  fi
}

# configure_preset PRESET: runs CMake where the preset or the dependencies are not those that the build
# folder was configured with; what else changes, ninja notices itself.
configure_preset() {
  local preset="$1" stamp="$ROOT/build/$1/configured-with" with
  ensure_packages "${BUILD_PACKAGES[@]}"
  [[ $preset != clang ]] || ensure_packages "${CLANG_PACKAGES[@]}"
  ensure_dependencies
  with="$TENON_DEPS $(sha256sum <"$ROOT/CMakePresets.json")"
  if [[ "$(cat "$stamp" 2>/dev/null)" != "$with" || ! -f $ROOT/build/$preset/build.ninja ]]; then
    run_step "Configuring: $preset" cmake -S "$ROOT" --preset "$preset"
    echo "$with" >"$stamp"
  fi
}
