# shellcheck shell=bash
# Downloads what tools/pins.tsv and tools/spark/pins.tsv name, through pip and npm as the machine has them set
# up, or from Maven Central, and keeps it by SHA-256, so that nothing is downloaded twice and nothing is
# used that was not checked.

CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/tenon"
DOWNLOADS="$CACHE/downloads"
PINS="$ROOT/tools/pins.tsv"
SPARK_PINS="$ROOT/tools/spark/pins.tsv" # by itself, as the dependency folder is not named by it

machine_arch() {
  case "$(uname -m)" in
    x86_64) echo x64 ;;
    aarch64) echo arm64 ;;
    *) die "no prebuilt DuckDB is pinned for this processor: $(uname -m)" ;;
  esac
}

# find_pin KIND NAME ARCH: the file's name and SHA-256, and its package's name and version.
find_pin() {
  awk -F '\t' -v kind="$1" -v name="$2" -v arch="$3" '
    $1 == kind && $2 == name && ($4 == arch || $4 == "any") { print $5, $6, $2, $3; found = 1 }
    END { exit !found }' "$PINS" "$SPARK_PINS" || die "no pin of the kind $1 for $3 is named: $2"
}

# fetch_pin KIND NAME ARCH: prints the path of the checked file, which it downloads when it must.
fetch_pin() {
  local pin file sha256 name version target
  pin="$(find_pin "$1" "$2" "$3")"
  read -r file sha256 name version <<<"$pin"
  target="$DOWNLOADS/$sha256/$file"
  if [[ ! -f $target ]] || ! matches "$target" "$sha256"; then
    local folder="$DOWNLOADS/$sha256.part"
    rm -rf "$folder" "${target%/*}"
    mkdir -p "$folder"
    run_step "Downloading $name $version" "download_$1" "$folder" "$name" "$version" "$3" "$sha256"
    [[ -f $folder/$file ]] || die "$name $version was to be a file named $file, but is: $(ls "$folder")"
    matches "$folder/$file" "$sha256" || die "the download has not the SHA-256 of its pin: $file"
    mv "$folder" "${target%/*}"
  fi
  echo "$target"
}

matches() { echo "$2  $1" | sha256sum --check --status; }

# The download_KIND functions: FOLDER NAME VERSION ARCH SHA256.

download_npm() {
  "${NPM[@]}" pack --silent --pack-destination "$1" "$2@$3"
}

# pip reads a source package's metadata by running its build back end. It does so after it has checked
# the hash, and with the pinned back ends of the Python environment instead of downloading its own.
download_sdist() {
  echo "$2==$3 --hash=sha256:$5" >"$1/requirement"
  SKBUILD_WHEEL_CMAKE=false pip_download "$1" --no-binary :all: --requirement "$1/requirement" &&
    rm "$1/requirement"
}

download_wheel() {
  local platform
  readarray -t platform < <(platform_flags "$4")
  pip_download "$1" --only-binary :all: "${platform[@]}" "$2==$3"
}

# NAME is GROUP:ARTIFACT. MAVEN_REPOSITORY may name a mirror.
download_maven() {
  local path="${2%%:*}" artifact="${2#*:}"
  path="${path//.//}/$artifact/$3/$artifact-$3.jar"
  curl --fail --silent --show-error --location --max-time 300 --output "$1/${path##*/}" \
    "${MAVEN_REPOSITORY:-https://repo1.maven.org/maven2}/$path"
}

pip_download() {
  "$TENON_DEPS/python/bin/python" -m pip download --no-deps --no-build-isolation --dest "$@"
}

# platform_flags ARCH: makes pip choose wheels for that processor; tools/pin_python.py has the same list.
platform_flags() {
  local processor tag
  case "$1" in
    x64) processor=x86_64 ;;
    arm64) processor=aarch64 ;;
  esac
  for tag in manylinux2014 manylinux_2_17 manylinux_2_27 manylinux_2_28; do
    printf -- '--platform\n%s\n' "${tag}_$processor"
  done
}
