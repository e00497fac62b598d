#!/usr/bin/env python3
"""Fails where a file of src/ includes what its module may not.

- A module includes only itself and what its CMakeLists.txt names after DEPENDS, and DEPENDS names only
  modules that stand before it in src/CMakeLists.txt: includes go down, never up.
- The domain, objects to query, knows nothing of the wire: it never names http or api.
- A folder in a module that has a CMakeLists.txt of its own (api/glue) has its own DEPENDS, and may name the
  module that it lies in.
- Tests may also include src/testing and every module before their own, as they stand in for main.
- main joins everything and may include all; src/testing may include base and what stands on nothing.
"""
import pathlib
import re
import sys

DOMAIN = ("objects", "query")  # the first and the last
WIRE = {"http", "api"}


def read_order(src):
    """The modules as src/CMakeLists.txt adds them, lowest first."""
    text = re.sub(r"#.*", "", (src / "CMakeLists.txt").read_text())
    loop = re.search(r"foreach\(module\s+([^)]*)\)", text)
    added = re.findall(r"add_subdirectory\((\w+)\)", text)
    return (loop.group(1).split() if loop else []) + added


def read_depends(folder):
    """What the module's CMakeLists.txt names after DEPENDS; None when the folder is no module."""
    lists = folder / "CMakeLists.txt"
    text = re.sub(r"#.*", "", lists.read_text()) if lists.exists() else ""
    call = re.search(r"tenon_module\(\s*(\w+)([^)]*)\)", text)
    if call is None:
        return None
    words = call.group(2).split()
    if "DEPENDS" not in words:
        return []
    depends = words[words.index("DEPENDS") + 1:]
    return depends[:depends.index("LIBRARIES")] if "LIBRARIES" in depends else depends


def check_depends(module, depends, order, folder=None):
    if module not in order:
        return [f"src/CMakeLists.txt: the list of modules lacks {module}"]
    above = set(order[:order.index(module) + (folder is not None)])
    wrong = [f"src/{folder or module}/CMakeLists.txt: {module} may not depend on {name}, which stands after it"
             for name in depends if name not in above]
    if is_domain(module, order):
        wrong += [f"src/{module}/CMakeLists.txt: {module} is domain and may not depend on {name}"
                  for name in depends if name in WIRE]
    return wrong


def is_domain(module, order):
    first, last = (order.index(name) if name in order else None for name in DOMAIN)
    return first is not None and last is not None and first <= order.index(module) <= last


def allowed_includes(file, module, depends, order):
    if module == "main":
        return set(order)
    if module == "testing":
        return {"testing", "base"}
    allowed = {module, *depends}
    if file.stem.endswith("_test") or "testing" in file.parts:
        allowed |= {"testing", *order[:order.index(module)]}
        if is_domain(module, order):
            allowed -= WIRE
    return allowed


def check_tree(src):
    """Every violation in words."""
    order = read_order(src)
    folders = sorted(folder for folder in src.iterdir() if folder.is_dir())
    names = {folder.name for folder in folders} | set(order)
    wrong = []
    for folder in folders:
        module, depends = folder.name, read_depends(folder)
        files = sorted([*folder.rglob("*.h"), *folder.rglob("*.cc")])
        below = {path.parent: read_depends(path.parent) or []
                 for path in sorted(folder.rglob("CMakeLists.txt")) if path.parent != folder}
        if module not in ("main", "testing"):
            if depends is None:
                if files:
                    wrong.append(f"src/{module}: its CMakeLists.txt has no tenon_module")
                continue
            wrong += check_depends(module, depends, order)
            if module not in order:
                continue
        for path, own in below.items():
            wrong += check_depends(module, own, order, path.relative_to(src))
        for file in files:
            nearest = next((own for path, own in below.items() if path in file.parents), depends or [])
            allowed = allowed_includes(file.relative_to(src), module, nearest, order)
            for target in re.findall(r'^\s*#\s*include\s+"(\w+)/', file.read_text(), re.M):
                if target in names and target not in allowed:
                    wrong.append(f"src/{file.relative_to(src)}: {module} may not include {target}/")
    return wrong


if __name__ == "__main__":
    violations = check_tree(pathlib.Path(__file__).resolve().parent.parent / "src")
    print("\n".join(violations), end="\n" if violations else "")
    sys.exit(bool(violations))
