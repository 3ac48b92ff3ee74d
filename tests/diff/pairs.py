"""Pairs of documents: what `cbds diff` reports has to be the edits that made the one of the other, in every format, and what it
writes as a patch has to make the new document of the old one, and the old one of the new.

    pairs.py --program build/release/cbds --folder build/release/diff-pairs [--pairs 30] [--seed 1] [--only NUMBER] [--edit NAME]

With --edit only edits of that name are made (`none`: none at all, so that nothing may be told). Pairs that fail are kept in
the folder, each with a file `edits` that says what was expected.
"""
import argparse
import collections
import difflib
import pathlib
import shutil
import subprocess
import sys

import pair as pairs
import reports
from canonical import Node, canonical, lines, parse
from editing import ITEM_KINDS, RECORD_KINDS

FORMATS = ("json", "ndjson", "csv", "html", "text", "markdown", "stat")
PROBLEMS_SHOWN = 12
FAILURES_SHOWN = 12
ENOUGH_PAIRS = 100  # to have every edit in them


class Check:
    """One pair: what is wrong with the answers to it."""

    def __init__(self, program, folder, pair):
        self._program = program
        self._folder = folder
        self._pair = pair
        self.problems = []
        folder.mkdir(parents=True)
        (folder / "old.xml").write_bytes(pair.old)
        (folder / "new.xml").write_bytes(pair.new)
        told = (pair.edits, pair.disguise, *sorted(pair.changes), *pair.ambiguities)
        (folder / "edits").write_text("".join(f"{each}\n" for each in told), encoding="utf-8")

    def run(self):
        self._reports()
        self._patches()
        return self.problems

    def _cbds(self, *arguments, codes=(0,)):
        done = subprocess.run([self._program, *arguments], cwd=self._folder, capture_output=True, check=False)
        if done.returncode not in codes or (done.stderr and 2 not in codes):
            self.problems.append(f"exit code {done.returncode}: cbds {' '.join(arguments)[:120]}: {done.stderr.decode('utf-8', 'replace')[:500]}")
        return done

    def _differs(self):
        return bool(self._pair.changes or self._pair.ambiguities)

    # Reports

    def _reports(self):
        targets = [part for name in FORMATS for part in ("--report", f"{name}=report.{name}")]
        self._cbds("diff", "old.xml", "new.xml", "--redact", "none", *targets, codes=(int(self._differs()),))
        for name in FORMATS:
            file = self._folder / f"report.{name}"
            if not file.exists():
                self.problems.append(f"{name}: no report")
                continue
            said = []
            told = getattr(reports, f"read_{name}")(file.read_bytes(), said)
            self.problems += [f"{name}: {each}" for each in said]
            getattr(self, f"_compare_{name}")(name, told)

    def _same(self, name, what, found, wanted):
        if found != wanted:
            self.problems.append(f"{name}: {what}: {found}, expected {wanted}")

    def _same_lists(self, name, found, wanted):
        found, wanted = collections.Counter(found), collections.Counter(wanted)
        self.problems += [f"{name}: not an edit: {each}" for each in sorted(found - wanted)]
        self.problems += [f"{name}: not told: {each}" for each in sorted(wanted - found)]

    def _compare_json(self, name, told):
        self._same_lists(name, told.changes, self._pair.changes)
        self._same_lists(name, told.ambiguities, self._pair.ambiguities)
        self._same(name, "order of records", told.order, self._pair.order)
        self._same(name, "matched by", told.matched, self._pair.matched)
        self._same(name, "counts", told.counts, self._counts(RECORD_KINDS + ITEM_KINDS))
        self._same(name, "items", told.items, self._items())

    _compare_ndjson = _compare_json

    def _compare_csv(self, name, told):
        self._same_lists(name, told.changes, [reports.as_csv(change) for change in self._pair.changes])
        wanted = [each if each.by != "ULN" else type(each)(each.by, "", each.old_records, each.new_records) for each in self._pair.ambiguities]
        self._same_lists(name, told.ambiguities, wanted)
        self._same(name, "order of records", told.order, [reports.shown_in_csv(key) for key in self._pair.order])

    def _compare_html(self, name, told):
        self._same_lists(name, told.changes, [reports.as_html(change) for change in self._pair.changes])
        self._same(name, "groups that are not compared", told.ambiguities, len(self._pair.ambiguities))

    def _compare_stat(self, name, told):
        self._compare_text(name, told)
        collection = pairs.DICTIONARIES[self._pair.edition.split("@")[0]]
        records = {row.path: row.name for row in collection.records()}
        wanted = {}
        for path, counts in self._items().items():
            above = next((above for above in records if path.startswith(above + "/")), None)
            wanted[path.replace(above, records[above], 1) if above else path.split("/", 1)[1]] = counts
        self._same(name, "items", told.items, wanted)

    def _compare_text(self, name, told):
        self._same(name, "counts", +told.counts, self._counts(RECORD_KINDS + ITEM_KINDS))

    _compare_markdown = _compare_text

    def _counts(self, kinds):
        return collections.Counter(change.kind for change in self._pair.changes if change.kind in kinds)

    def _items(self):
        """By path: added, removed, changed."""
        found = {}
        for change in self._pair.changes:
            if change.path:
                counts = list(found.get(change.path, (0, 0, 0)))
                counts[ITEM_KINDS.index(change.kind)] += 1
                found[change.path] = tuple(counts)
        return found

    # Patches

    def _patches(self):
        codes = (2,) if self._pair.ambiguities else (0, 1)
        written = self._cbds("diff", "old.xml", "new.xml", "--format", "xml-patch", "-o", "patch.xml", codes=codes)
        if self._pair.ambiguities:
            if (self._folder / "patch.xml").exists() or not written.stderr:
                self.problems.append("patch: written although nobody knows which record is which")
            return
        if not (self._folder / "patch.xml").exists():
            self.problems.append("patch: none was written")
            return
        self._cbds("patch", "old.xml", "patch.xml", "-o", "patched.xml")
        self._cbds("patch", "new.xml", "patch.xml", "--reverse", "-o", "restored.xml")
        self._same_document("patched", self._pair.new, self._pair.old)
        self._same_document("restored", self._pair.old, self._pair.new)

    def _same_document(self, name, wanted, other):
        file = self._folder / f"{name}.xml"
        if not file.exists():
            self.problems.append(f"{name}: nothing was written")
            return
        records = {row.name for row in pairs.DICTIONARIES[self._pair.edition.split("@")[0]].records()}
        wanted, found = ([canonical(data)] if self._pair.exact else without_order(data, other, records) for data in (wanted, file.read_bytes()))
        difference = list(difflib.unified_diff(sum(wanted, []), sum(found, []), "wanted", "found", "", "", 2, ""))
        if difference:
            self.problems.append(f"{name}:\n    " + "\n    ".join(line[:150] for line in difference[:25]))


def without_order(data, other, records):
    """The canonical form of a document without the order that a patch leaves as it is: that of the records, that in a record
    that is in the other document too, and that outside of the records."""
    known = {in_any_order(record) for record in taken_out(parse(other), records)}
    root = parse(data)
    found = []
    for record in taken_out(root, records):
        form = in_any_order(record)
        found.append(form.splitlines() if form in known else lines(record))
    return [in_any_order(root).splitlines(), *sorted(found)]


def taken_out(root, records):
    """The records of a document, which is left without them."""
    found = []
    for node in root.all():
        found += [child for child in node.children if child.name in records]
        node.inside = [child for child in node.inside if not isinstance(child, Node) or child.name not in records]
    return found


def in_any_order(node):
    """The same text for elements that have the same in them."""
    head = lines(Node(node.name, node.attributes, [node.text]))
    return "\n".join([*head, *sorted(in_any_order(child) for child in node.children), f"</{node.name}>"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one pair")
    parser.add_argument("--edit", help="the name of one edit")
    options = parser.parse_args()

    program = str(options.program.resolve())
    shutil.rmtree(options.folder, ignore_errors=True)
    failed = 0
    edits = collections.Counter()
    for number in range(options.pairs) if options.only is None else [options.only]:
        pair = pairs.make(program, number, options.seed, options.edit)
        folder = options.folder / pair.name
        problems = Check(program, folder, pair).run()
        edits.update(pair.edits)
        if not problems:
            shutil.rmtree(folder)
            continue
        failed += 1
        if failed <= FAILURES_SHOWN:
            print(f"{pair.name}: {', '.join(pair.edits)} ({pair.disguise})")
            print("".join(f"  {problem}\n" for problem in problems[:PROBLEMS_SHOWN]), end="")
    print(f"edits: {', '.join(f'{count} {name}' for name, count in sorted(edits.items()))}")
    never = sorted(set(pairs.EDITS_OF_PEOPLE + pairs.EDITS_OF_ITEMS) - set(edits))
    if never and options.pairs >= ENOUGH_PAIRS and options.only is None and not options.edit:
        print(f"never made: {', '.join(never)}")
        failed += 1
    print(f"{options.pairs if options.only is None else 1} pairs, {failed} of them not as they have to be")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
