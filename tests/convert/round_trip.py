"""Round trips: documents go to every format and come back, and have to be the same in canonical XML.

Sample documents of all editions and phases, documents with wrong values, and odd ones (documents.py), beside those of
samples/. Each is converted by itself, and all of a collection together into one set of tables. COLLECT's tables hold less:
there what does not come back has to be what the program listed.

    round_trip.py --program build/release/cbds --folder build/release/round-trips [--documents 40] [--seed 1] [FILE...]

Prints how many came back the same, by format. With FILEs only these are tried.
"""
import argparse
import collections
import difflib
import json
import pathlib
import shutil
import subprocess
import sys

import documents
from canonical import canonical, parse

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DIFFERENCES_SHOWN = 5   # a format
LINES_SHOWN = 12        # a difference
DOCUMENTS_A_RUN = 100

# What the format is called here, its name for the program, and the ends of its files.
APART = [("xml", "xml", ".xml"), ("json", "json", ".json"), ("ndjson", "ndjson", ".ndjson"), ("csv in a zip", "csv", ".zip"),
         ("csv in a folder", "csv", ""), ("sqlite", "sqlite", ".sqlite"), ("sql", "sql", ".sql"), ("xlsx", "xlsx", ".xlsx")]
TOGETHER = [("csv, together", "csv", "all"), ("ndjson, together", "ndjson", "all.ndjson"), ("sqlite, together", "sqlite", "all.sqlite"),
            ("sql, together", "sql", "all.sql")]


class Trips:
    """Converts, compares and counts."""

    def __init__(self, program, folder):
        self._program = program
        self._folder = folder
        self._wanted = {}
        self._census = []  # documents that COLLECT's tables are tried with
        self.counts = {}
        self.failed = 0

    def add(self, name, data, odd=False):
        self._wanted[name] = canonical(data)
        (self._folder / "documents" / name).write_bytes(data)
        if not odd and self._wanted[name][0].startswith("<Message"):
            self._census.append(name)

    def convert(self, *arguments):
        """Returns whether it ended well; what it says is kept for the difference that follows."""
        done = subprocess.run([self._program, "convert", *map(str, arguments)], capture_output=True, text=True, errors="replace", check=False)
        if done.returncode != 0 or done.stderr:
            print(f"exit code {done.returncode}: cbds convert {' '.join(str(each) for each in arguments if len(str(each)) < 200)[:300]}")
            print("".join(f"    {line}\n" for line in done.stderr.splitlines()[:LINES_SHOWN]), end="")
        return done.returncode == 0

    def apart(self, name, format_name, suffix):
        """A file for each document, and a document for each file."""
        there = self._folder / name / "there"
        back = self._folder / name / "back"
        self.convert(self._folder / "documents", "--to", format_name, "-o", there, "--name", "{stem}" + suffix)
        inputs = [there / (pathlib.Path(document).stem + suffix) for document in self._wanted]
        for begin in range(0, len(inputs), DOCUMENTS_A_RUN):
            present = [file for file in inputs[begin:begin + DOCUMENTS_A_RUN] if file.exists()]
            self.convert(*present, "--to", "xml", "-o", back, "--name", "{stem}.xml")
        self.compare(name, back, {document: pathlib.Path(document).stem + ".xml" for document in self._wanted})

    def together(self, name, format_name, output):
        """All documents of a collection in one output."""
        back = self._folder / name / "back"
        files = {}
        for collection in ("ctf", "school-census"):
            chosen = [document for document in self._wanted if collection_of(self._folder / "documents" / document) == collection]
            if not chosen:
                continue
            there = self._folder / name / collection / output
            there.parent.mkdir(parents=True)
            self.convert(*(self._folder / "documents" / document for document in chosen), "--to", format_name, "-o", there)
            self.convert(there, "--to", "xml", "-o", back, "--name", collection + "-{number}.xml")
            files |= {document: f"{collection}-{number}.xml" for number, document in enumerate(chosen, 1)}
        self.compare(name, back, files)

    def collect(self, name):
        """Census returns as tables of COLLECT."""
        there = self._folder / name / "there"
        back = self._folder / name / "back"
        summary = self._folder / name / "summary.json"
        there.mkdir(parents=True)
        self.convert(*(self._folder / "documents" / document for document in self._census), "--to", "collect-csv", "-o", there,
                     "--name", "{stem}.zip", "--summary", summary, "--quiet")
        self.convert(*sorted(there.glob("*.zip")), "--to", "xml", "-o", back, "--name", "{stem}.xml", "--quiet")
        entries = json.loads(summary.read_text(encoding="utf-8"))["documents"]
        listed = {pathlib.Path(entry["input"]).name: [loss["path"] for loss in entry["left_out"]] for entry in entries}
        self.count(name, {document: self.beside_listed(document, back / document, listed.get(document, [])) for document in self._census})

    def beside_listed(self, document, file, listed):
        """What differs beside what was listed: values at these paths and below them."""
        if not listed or not file.exists():
            return self.difference(document, file)
        missing = values(self._folder / "documents" / document) - values(file)
        silent = [path for path, _value in missing if not any((path + "/").startswith(each + "/") for each in listed)]
        return f"lost and not listed: {silent}" if silent else ""

    def compare(self, name, back, files):
        """Compares the documents that came back with those that went."""
        self.count(name, {document: self.difference(document, back / file) for document, file in files.items()})

    def count(self, name, differences):
        different = [document for document, difference in differences.items() if difference]
        for document in different[:DIFFERENCES_SHOWN]:
            print(f"{name}: {document}: {differences[document]}")
        self.failed += len(different)
        self.counts[name] = (len(differences) - len(different), len(differences))

    def difference(self, document, file):
        if not file.exists():
            return "did not come back"
        try:
            found = canonical(file.read_bytes())
        except Exception as error:  # whatever expat finds
            return f"came back as what is no XML: {error}"
        if found == self._wanted[document]:
            return ""
        shown = [line[:160] for line in difflib.unified_diff(self._wanted[document], found, "went", "came back", "", "", 2, "")]
        return "\n".join(["", *shown[:LINES_SHOWN]])


def values(file):
    """How often each value stands at each path."""
    found = collections.Counter()

    def visit(node, path):
        if not node.children:
            found[path, node.text] += 1
        for child in node.children:
            visit(child, f"{path}/{child.name}")

    root = parse(file.read_bytes())
    visit(root, root.name)
    return found


def collection_of(file):
    return "ctf" if b"CTfile" in file.read_bytes().replace(b"\0", b"")[:400] else "school-census"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()

    shutil.rmtree(options.folder, ignore_errors=True)
    (options.folder / "documents").mkdir(parents=True)
    trips = Trips(pathlib.Path(options.program).resolve(), options.folder)
    if not options.files:
        for document in documents.documents(options.program, options.documents, options.seed):
            trips.add(*document)
    for file in options.files or sorted((SOURCE / "samples").rglob("*.[xX][mM][lL]")):
        trips.add("-".join(file.with_suffix(".xml").parts[-2:]), file.read_bytes())

    for name, format_name, suffix in APART:
        trips.apart(name, format_name, suffix)
    for name, format_name, output in TOGETHER:
        trips.together(name, format_name, output)
    trips.collect("collect-csv")
    for name, (same, count) in trips.counts.items():
        print(f"{name}: {same} of {count} the same")
    if trips.failed == 0:
        shutil.rmtree(options.folder)
    return 1 if trips.failed else 0


if __name__ == "__main__":
    sys.exit(main())
