"""Agreement with xmllint and Xerces: documents with one fault each, judged by the schema that `cbds schema` writes.

For every edition the schema is written and both compile it. Then documents are mutated (mutation.py), and three verdicts
compared: the same documents valid, and for an invalid one the element that we name, its parent or its next sibling is the
one that the others name; what else we find lies in the same parent. Severity is not compared.

    agreement.py --program build/release/cbds --documents 200 --folder build/release/agreement [--seed N]

Known of libxml2, and no disagreement: it refuses a date with blanks around it, which XML Schema allows.
"""
import argparse
import collections
import dataclasses
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys

import mutation
import places

EDITIONS = ([f"ctf@{version}.0" for version in range(13, 27)] + ["school-census@2019-autumn"] +
            [f"school-census@{year}-{term}" for year in range(2020, 2027) for term in ("spring", "summer", "autumn")] +
            ["school-census@2027-spring", "school-census@2027-summer"])
MISMATCHES_SHOWN = 30

# file.xml:12: element UPN: Schemas validity error : Element 'UPN': ...
XMLLINT = re.compile(r"^(?P<file>.*?):(?P<line>\d+): (?:element \S+: )?Schemas validity error : (?P<message>.*)$", re.MULTILINE)
# Error at file /x/file.xml, line 12, char 3
#   Message: ...
XERCES = re.compile(r"^(?:Fatal )?Error at file (?P<file>.*), line (?P<line>\d+), char \d+\n  Message: (?P<message>.*)$",
                    re.MULTILINE)


@dataclasses.dataclass
class Case:
    """One document: the elements that each judge names; nothing where it finds the document valid."""
    file: pathlib.Path
    mutation: str
    ours: list = dataclasses.field(default_factory=list)     # findings
    xmllint: list = dataclasses.field(default_factory=list)  # elements
    xerces: list = dataclasses.field(default_factory=list)


def run(*command, codes=(0,), **options):
    """Returns standard output and standard error of a command that has to end with one of the codes."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, errors="replace", check=False, **options)
    if done.returncode not in codes:
        sys.exit(f"failed ({done.returncode}): {' '.join(str(word) for word in command)}\n{done.stderr[-2000:]}")
    return done.stdout, done.stderr


def prepare(program, edition, folder, count, seed):
    """Writes the schema of an edition, and the documents; the first is as it should be."""
    folder.mkdir(parents=True)
    with open(folder / "edition.xsd", "wb") as schema:
        subprocess.run([program, "schema", edition], stdout=schema, check=True)
    run(program, "sample", edition, "--pupils", 4, "--seed", seed, "-o", folder / "sample.xml")
    chance = random.Random(f"{edition} {seed}")
    cases = []
    for number in range(count + 1):
        change = mutation.nothing if number == 0 else chance.choice(mutation.MUTATIONS)
        tree = mutation.Tree(folder / "sample.xml")
        change(tree, chance)
        case = Case(folder / f"{number:03}-{change.__name__}.xml", change.__name__)
        mutation.write(tree, "edition.xsd", case.file)
        cases.append(case)
    return cases


def judge_with_xmllint(folder, by_name):
    _, output = run("xmllint", "--noout", "--schema", "edition.xsd", *by_name, cwd=folder, codes=(0, 3))
    for match in XMLLINT.finditer(output):
        case, lines = by_name[match["file"]]
        case.xmllint.append(lines[int(match["line"])])


def judge_with_xerces(folder, by_name):
    (folder / "list").write_text("".join(name + "\n" for name in by_name), encoding="utf-8")
    _, output = run("SAX2Count", "-v=always", "-f", "-l", "list", cwd=folder, codes=range(256))
    for match in XERCES.finditer(output):
        name = pathlib.Path(match["file"]).name
        if name not in by_name:
            sys.exit(f"Xerces does not accept the schema: {match[0]}")
        case, lines = by_name[name]
        case.xerces += places.named_by_xerces(int(match["line"]), match["message"], lines)


def judge_ourselves(program, edition, folder, by_name):
    output, _ = run(program, "validate", "--select", "XSD", "--edition", edition, "--format", "json", "--max-findings", 1000000,
                 *by_name, cwd=folder, codes=(0, 1))
    for finding in json.loads(output)["findings"]:
        by_name[finding["file"]][0].ours.append(finding)


def judge(program, edition, folder, cases):
    by_name = {case.file.name: (case, places.nodes_by_line(case.file)) for case in cases}
    judge_with_xmllint(folder, by_name)
    judge_with_xerces(folder, by_name)
    judge_ourselves(program, edition, folder, by_name)
    return {name: lines for name, (_, lines) in by_name.items()}


def disagreement(case, lines):
    """In what we and the others differ; empty where in nothing."""
    for judge_name, theirs in (("xmllint", case.xmllint), ("Xerces", case.xerces)):
        if judge_name == "xmllint" and case.mutation == "blanks_around_date":
            continue
        if bool(theirs) != bool(case.ours):
            return f"{judge_name} says {'invalid' if theirs else 'valid'}, we say {'invalid' if case.ours else 'valid'}"
        if theirs and not any(node in theirs for finding in case.ours for node in places.near(finding, lines)):
            return f"{judge_name} names another element"
        if theirs and any(places.elsewhere(finding, lines, theirs) for finding in case.ours):
            return f"we name an element where {judge_name} finds nothing"
    return ""


def describe(case, edition, reason):
    ours = "; ".join(f"{f['code']} {f['path']} in line {f['line']}" for f in case.ours[:3]) or "nothing"
    return (f"{edition} {case.file}: {reason}\n    ours: {ours}\n    xmllint: {case.xmllint[:3] or 'nothing'}"
            f"\n    Xerces: {case.xerces[:3] or 'nothing'}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--documents", required=True, type=int, help="mutated documents, over all editions")
    parser.add_argument("--folder", required=True, type=pathlib.Path, help="where documents are written; made anew")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edition", help="one edition only")
    options = parser.parse_args()

    program = options.program.resolve()
    shutil.rmtree(options.folder, ignore_errors=True)
    editions = [options.edition] if options.edition else EDITIONS
    counts = collections.defaultdict(lambda: [0, 0, 0])
    reports = []
    for number, edition in enumerate(editions):
        share = options.documents // len(editions) + (number < options.documents % len(editions))
        folder = options.folder / edition.replace("@", "-")
        cases = prepare(program, edition, folder, share, options.seed)
        lines = judge(program, edition, folder, cases)
        for case in cases:
            reason = disagreement(case, lines[case.file.name])
            if case is cases[0] and (case.ours or case.xmllint or case.xerces):
                reason = reason or "the sample itself is not valid"
            count = counts[case.mutation]
            count[0] += 1
            count[1] += bool(case.ours)
            count[2] += not reason
            if reason:
                reports.append(describe(case, edition, reason))

    print(f"{'mutation':<22}{'documents':>10}{'invalid':>9}{'agreed':>8}")
    for name, (total, invalid, agreed) in sorted(counts.items()):
        print(f"{name:<22}{total:>10}{invalid:>9}{agreed:>8}")
    print(f"{'all':<22}" + "".join(f"{sum(c[i] for c in counts.values()):>{w}}" for i, w in ((0, 10), (1, 9), (2, 8))))
    print(f"editions whose schema both compile: {len(editions)}")
    print("\n".join(reports[:MISMATCHES_SHOWN]))
    return 1 if reports else 0


if __name__ == "__main__":
    sys.exit(main())
