# shellcheck shell=bash
# Apache Spark, which is set up when something first needs it: $TENON_DEPS/spark with
#
#   python/    PySpark and what Glue scripts import beside it    jars/    what reaches objects and databases

SPARK_PACKAGES=("${JAVA_PACKAGES[@]}" "${MAVEN_PACKAGES[@]}")

# Java, PySpark and its jars, as tools/spark pins them.
ensure_spark() {
  ensure_packages "${SPARK_PACKAGES[@]}"
  with_lock fill_spark
}

fill_spark() {
  local folder="$TENON_DEPS/spark" hash
  hash="$(cat "$SPARK_PINS" "$ROOT/tools/spark/requirements.txt" | sha256sum)"
  [[ "$(cat "$folder/pins" 2>/dev/null)" != "$hash" ]] || return 0
  rm -f "$folder/pins"
  make_environment "$folder/python" "$ROOT/tools/requirements.txt" "$ROOT/tools/spark/requirements.txt"
  fill_spark_jars "$folder/jars"
  echo "$hash" >"$folder/pins"
}

fill_spark_jars() {
  local name jar
  rm -rf "$1"
  mkdir -p "$1"
  while read -r name; do
    jar="$(fetch_pin maven "$name" "$(machine_arch)")"
    cp "$jar" "$1/"
  done < <(awk -F '\t' '!/^#/ { print $2 }' "$SPARK_PINS")
}

# Where tenon looks for it unless its configuration names another place.
put_spark_beside_programs() {
  ensure_spark
  ln -sfn "$TENON_DEPS/spark" "$ROOT/build/release/bin/spark"
}
