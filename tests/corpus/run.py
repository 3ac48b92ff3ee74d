#!/usr/bin/env python3
"""How often each rule fails in a corpus of documents, before and after a change.

The corpus is made anew each time: documents of every phase and of the last editions, with and without planted faults, and the
files and folders that are named besides.

    run.py --program build/release/cbds --save before.json [PATH...]
    run.py --program build/release/cbds --compare before.json [PATH...]
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

PHASES = ["NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"]
EDITIONS = ["school-census@2024-autumn", "school-census@2025-spring", "school-census@2025-summer", "school-census@2026-autumn",
            "school-census@2027-spring", "ctf@24.0", "ctf@26.0"]
PUPILS = 200
BAD = ["0", "0.3"]


def make_corpus(program, folder):
    for edition in EDITIONS:
        for phase in PHASES:
            for bad in BAD:
                name = f"{edition.replace('@', '_')}_{phase}_{bad}.xml"
                subprocess.run([program, "sample", edition, "--phase", phase, "--pupils", str(PUPILS), "--bad", bad, "-o", folder / name], check=True)


def count(program, paths):
    run = subprocess.run([program, "validate", "--format", "json", "--max-findings", "0", "--fail-on", "never", *paths], capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(run.stderr.decode())
    report = json.loads(run.stdout)
    return {rule["code"]: rule["count"] for rule in report["rules"] if rule["count"]}


def show(before, after):
    print(f"{'rule':<8}{'before':>10}{'after':>10}")
    for code in sorted(before.keys() | after.keys()):
        old, new = before.get(code, 0), after.get(code, 0)
        print(f"{code:<8}{old:>10}{new:>10}{'' if old == new else '  changed'}")
    changed = sum(before.get(code, 0) != after.get(code, 0) for code in before.keys() | after.keys())
    print(f"{changed} rules with another count")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--save", type=pathlib.Path, metavar="FILE")
    which.add_argument("--compare", type=pathlib.Path, metavar="FILE")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_corpus(options.program, pathlib.Path(folder))
        counts = count(options.program, [folder, *options.paths])
    if options.save:
        options.save.write_text(json.dumps(counts, indent=1) + "\n")
        show(counts, counts)
    else:
        show(json.loads(options.compare.read_text()), counts)


if __name__ == "__main__":
    main()
