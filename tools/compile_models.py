#!/usr/bin/env python3
"""Compiles the description of a service (botocore's service-2.json, or our own in that format) into the constant
tables of src/api/model.h.

    compile_models.py --service Glue --model .../glue/2017-03-31/service-2.json.gz --output glue_model.cc

Only what an operation can reach is kept, and no documentation. Patterns are Java's and become RE2's: whole values
are matched, so that a lookahead at the start can be written by hand as another pattern (LOOKAHEADS). A pattern
with any other lookahead stops the build here, and one that RE2 refuses in check_patterns.
"""
import argparse
import gzip
import json
import pathlib
import re
import sys

TYPES = {"structure": "kStructure", "list": "kList", "map": "kMap", "string": "kString", "integer": "kInteger",
         "long": "kLong", "float": "kDouble", "double": "kDouble", "boolean": "kBoolean", "timestamp": "kTimestamp",
         "blob": "kBlob"}
TIMESTAMPS = {"unixTimestamp": "kUnixTimestamp", "iso8601": "kIso8601", "rfc822": "kRfc822"}
LOCATIONS = {None: "kBody", "uri": "kUri", "querystring": "kQuery", "header": "kHeader", "headers": "kHeaders",
             "statusCode": "kStatusCode"}
PROTOCOLS = {"json": "kJson", "query": "kQuery", "rest-xml": "kRestXml"}

# The patterns with lookaheads, which RE2 does not have, as patterns of the same whole values without them.
LOOKAHEADS = {
    # No '.', '/' or '\\' anywhere, and not "aws:" in front.
    r"^(?!(.*[.\/\\]|aws:)).*$":
        r"|a|aw|aws|(?:[^a./\\]|a[^w./\\]|aw[^s./\\]|aws[^:./\\])[^./\\]*",
    # A name that begins with a letter, or with '_' and has a letter or digit somewhere.
    r"^(?![0-9_])\w+$|^_\w*[a-zA-Z0-9]\w*$":
        r"[a-zA-Z]\w*|_\w*[a-zA-Z0-9]\w*",
    # No '/', ':' or '\\' anywhere.
    r"(?!.*[/:\\])[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]+":
        r"[ -.0-9;-\[\]-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}\t]+",
}

# How the models write the code points above U+FFFF: as surrogates, or with a fifth digit that Java's \u has not.
SUPPLEMENTARY = (r"\uD800\uDC00-\uDBFF\uDFFF", r"\u10000-\u10FFFF")


def translate_pattern(pattern):
    """The RE2 pattern that matches the same whole values."""
    if pattern in LOOKAHEADS:
        return LOOKAHEADS[pattern]
    if re.search(r"\(\?[=!<]", pattern):
        sys.exit(f"a pattern with a lookahead that LOOKAHEADS does not have: {pattern}")
    for pair in SUPPLEMENTARY:
        pattern = pattern.replace(pair, r"\x{10000}-\x{10FFFF}")
    return re.sub(r"\\u([0-9A-Fa-f]{4})", r"\\x{\1}", pattern)


def literal(text):
    """A C++ string_view literal; the models are ASCII."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"sv'


class Compiler:
    """Numbers the shapes that operations reach, and writes the tables."""

    def __init__(self, model):
        self.model = model
        self.names = sorted(self.reachable())
        self.ids = {name: index for index, name in enumerate(self.names)}
        self.shapes, self.members, self.enum_values, self.patterns = [], [], [], []
        self.pattern_ids = {}

    def reachable(self):
        found = set()
        waiting = [operation[side]["shape"] for operation in self.model["operations"].values()
                   for side in ("input", "output") if side in operation]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            shape = self.model["shapes"][name]
            waiting += [member["shape"] for member in shape.get("members", {}).values()]
            waiting += [shape[part]["shape"] for part in ("member", "key", "value") if part in shape]
        return found

    def add_pattern(self, pattern):
        if pattern not in self.pattern_ids:
            self.pattern_ids[pattern] = len(self.patterns)
            self.patterns.append(f"{{{literal(pattern)}, {literal(translate_pattern(pattern))}}}")
        return str(self.pattern_ids[pattern])

    def add_members(self, shape):
        required = set(shape.get("required", []))
        for name, member in shape["members"].items():
            self.members.append("{%s, %s, %d, Location::%s, %s}" % (
                literal(name), literal(member.get("locationName", name)), self.ids[member["shape"]],
                LOCATIONS[member.get("location")], "true" if name in required else "false"))
        return len(shape["members"])

    def add_shape(self, name):
        shape = self.model["shapes"][name]
        first = count = 0
        if "members" in shape:
            first = len(self.members)
            count = self.add_members(shape)
        elif "enum" in shape:
            first, count = len(self.enum_values), len(shape["enum"])
            self.enum_values += [literal(value) for value in shape["enum"]]
        kind = "kDocument" if shape.get("document") else TYPES[shape["type"]]
        fields = [f".name = {literal(name)}", f".type = ShapeType::{kind}"]
        if "timestampFormat" in shape:
            fields.append(f".timestamp_format = TimestampFormat::{TIMESTAMPS[shape['timestampFormat']]}")
        fields += [f".is_{flag} = true" for flag in ("sensitive", "union", "flattened") if shape.get(flag)]
        fields += [f".has_{limit} = true" for limit in ("min", "max") if limit in shape]
        fields += [f".{limit} = {float(shape[limit])}" for limit in ("min", "max") if limit in shape]
        if "pattern" in shape:
            fields.append(f".pattern = {self.add_pattern(shape['pattern'])}")
        for part, field in (("key", "key"), ("value", "value"), ("member", "value")):
            if part in shape:
                fields.append(f".{field} = {self.ids[shape[part]['shape']]}")
        if count:
            fields += [f".first = {first}", f".count = {count}"]
        self.shapes.append("{" + ", ".join(fields) + "}")

    def operations(self):
        for name, operation in sorted(self.model["operations"].items()):
            sides = [str(self.ids[operation[side]["shape"]]) if side in operation else "kNoShape"
                     for side in ("input", "output")]
            wrapper = operation.get("output", {}).get("resultWrapper", "")
            yield "{%s, %s, %s, %s, %s, %s}" % (literal(name), *sides, literal(wrapper),
                                            literal(operation["http"]["method"]),
                                            literal(operation["http"]["requestUri"]))

    def errors(self):
        found = {}
        for name, shape in self.model["shapes"].items():
            if not shape.get("exception"):
                continue
            error = shape.get("error", {})
            status = error.get("httpStatusCode", 500 if shape.get("fault") else 400)
            message = next((member for member in shape["members"] if member.lower() == "message"), "message")
            found[error.get("code", name)] = (status, message)
        for code, (status, message) in sorted(found.items()):
            yield f"{{{literal(code)}, {status}, {literal(message)}}}"

    def write(self, service):
        for name in self.names:
            self.add_shape(name)
        tables = [("Shape", "shapes", self.shapes), ("MemberModel", "members", self.members),
                  ("std::string_view", "enum_values", self.enum_values),
                  ("PatternModel", "patterns", self.patterns),
                  ("OperationModel", "operations", list(self.operations())),
                  ("ErrorModel", "errors", list(self.errors()))]
        metadata = self.model["metadata"]
        lines = ["// Made by tools/compile_models.py.", '#include "api/model.h"', "", "namespace tenon::api {",
                 "namespace {", "using namespace std::string_view_literals;"]
        for kind, name, rows in tables:
            if rows:
                lines += [f"constexpr {kind} k_{name}[] = {{", *(f"{row}," for row in rows), "};"]
        lines += ["constexpr ServiceModel kModel = {",
                  f".name = {literal(metadata.get('signingName', metadata['endpointPrefix']))},",
                  f".protocol = Protocol::{PROTOCOLS[metadata['protocol']]},",
                  f".target_prefix = {literal(metadata.get('targetPrefix', ''))},",
                  f".json_version = {literal(metadata.get('jsonVersion', ''))},",
                  f".api_version = {literal(metadata['apiVersion'])},",
                  f".xml_namespace = {literal(metadata.get('xmlNamespace', ''))},"]
        lines += [f".{name} = k_{name}," if rows else f".{name} = {{}}," for _, name, rows in tables]
        lines += ["};", "}  // namespace", f"const ServiceModel& {service}Model() {{ return kModel; }}",
                  "}  // namespace tenon::api", ""]
        return "\n".join(lines)


def read_model(path):
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return json.loads(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--service", required=True, help="the name of the function: Glue is GlueModel()")
    parser.add_argument("--model", required=True, type=pathlib.Path)
    parser.add_argument("--output", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.output.write_text(Compiler(read_model(arguments.model)).write(arguments.service))


if __name__ == "__main__":
    main()
