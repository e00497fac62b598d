# shellcheck shell=bash
# Debian packages. What is installed is asked of dpkg, which takes milliseconds; apt runs only when
# something is missing.

BUILD_PACKAGES=(
  cmake ninja-build ccache mold clang-19 g++ ca-certificates python3-venv
  libboost1.81-dev libboost-json1.81-dev libssl-dev libsqlite3-dev libpugixml-dev libre2-dev libbz2-dev
  zlib1g-dev libspdlog-dev libfmt-dev libcli11-dev libtomlplusplus-dev libcurl4-openssl-dev doctest-dev
  libbenchmark-dev
)
MAVEN_PACKAGES=(ca-certificates curl)
FETCH_PACKAGES=("${MAVEN_PACKAGES[@]}" python3-venv)
FORMAT_PACKAGES=(clang-format-19)
CLANG_PACKAGES=(clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev)
JAVA_PACKAGES=(openjdk-17-jre-headless)

# ensure_packages NAME...: installs those of the packages that the machine lacks.
ensure_packages() {
  local missing=() name
  command -v dpkg-query >/dev/null || die "this is not Debian: install by other means: $*"
  local installed
  installed=" $(dpkg-query --show --showformat='${Package}:${db:Status-Status} ' "$@" 2>/dev/null || true)"
  for name in "$@"; do
    [[ $installed == *" $name:installed "* ]] || missing+=("$name")
  done
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

install_packages() {
  local apt
  find_apt "$*"
  local install=("${apt[@]}" install -y --no-install-recommends "$@")
  say "Downloading Debian packages: $*"
  # Package lists that are missing, or name files that the mirror no longer has, make this fail.
  if ! "${install[@]}" --download-only >/dev/null 2>&1 </dev/null; then
    run_step "Updating the list of Debian packages" "${apt[@]}" update
  fi
  run_step "Installing Debian packages" "${install[@]}"
}

# find_apt WHAT: sets apt to an apt-get that may install WHAT.
find_apt() {
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      die "these Debian packages are missing, and there is no sudo to install them: $1"
    as_root=(sudo)
    sudo -v || die "these Debian packages are missing, and sudo was refused: $1"
  fi
  apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
}

# unpack_package NAME FOLDER: puts the files of a Debian package there and installs nothing, for a
# service that is not to start by itself. apt checks what it downloads as it always does.
unpack_package() {
  local part="$2.part" apt
  rm -rf "$part"
  mkdir -p "$part/download"
  if ! (cd "$part/download" && apt-get download "$1") >/dev/null 2>&1 </dev/null; then
    find_apt "$1"
    run_step "Updating the list of Debian packages" "${apt[@]}" update
    (cd "$part/download" && run_step "Downloading $1" apt-get download "$1")
  fi
  dpkg-deb --extract "$part/download/$1"_*.deb "$part"
  rm -rf "$part/download" "$2"
  mv "$part" "$2"
}
