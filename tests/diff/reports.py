"""What each format of `cbds diff` says, read back."""
import collections
import csv
import html.parser
import io
import json
import re

from dictionary import Dictionary
from editing import ITEM_KINDS, RECORD_KINDS, Ambiguity, Change

RECORDS = [row.path for name in ("ctf", "school-census") for row in Dictionary(name).records()]
LONGEST_IN_HTML = 600  # bytes


class Told:
    """What a report told. `order` has the keys of the records as they came."""

    def __init__(self):
        self.changes = []
        self.ambiguities = []
        self.order = []
        self.matched = {}
        self.counts = collections.Counter()  # by kind, as the report sums up
        self.items = {}                      # by path: added, removed, changed


def sections_of(path):
    """The element directly below the record, or the root, that an item stands in. Where it stands in none it is the root or the
    record, on whichever roll that is."""
    top = next((record for record in RECORDS if path.startswith(record + "/")), path.split("/")[0])
    parts = path.removeprefix(top + "/").split("/")
    if len(parts) > 1:
        return parts[:1]
    return [record.rsplit("/", 1)[-1] for record in RECORDS] if top in RECORDS else [top]


def take_record(told, members, problems):
    """One record of a JSON report."""
    key = "" if members["outside"] else members["key"] or ""
    if not members["outside"]:
        told.order.append(key)
    for kind in members["kinds"]:
        told.changes.append(Change(kind, key, before=members["old_key"] or "" if kind == "re-keyed" else ""))
    for item in members["items"]:
        entries = tuple((entry["item"], entry["value"]) for entry in item["entries"])
        told.changes.append(Change(item["kind"], key, item["path"], entries, item["before"] or "", item["after"] or ""))
        if item["path"].rsplit("/", 1)[-1] != item["item"]:
            problems.append(f"item {item['item']} of {item['path']}")
        if "@" not in item["path"] and item["section"] not in sections_of(item["path"]):
            problems.append(f"section {item['section']} of {item['path']}")
        missing = {"item-added": "before", "item-removed": "after"}.get(item["kind"])
        if any((item[side] is None) != (side == missing) for side in ("before", "after")):
            problems.append(f"null or not: {item['kind']} {item['path']}")


def take_ambiguity(told, members):
    told.ambiguities.append(Ambiguity(members["matched_by"], members["key"] or "", tuple(members["old_records"]), tuple(members["new_records"])))


def take_summary(told, members):
    told.counts.update({kind: count for kind, count in members["changes"].items() if count})
    told.matched = {by: count for by, count in members["matched_by"].items() if count}
    told.items = {item["path"]: (item["added"], item["removed"], item["changed"]) for item in members["items"]}


def read_json(data, problems):
    told = Told()
    report = json.loads(data)
    for pair in report["pairs"]:
        for members in pair["records"]:
            take_record(told, members, problems)
        for members in pair["ambiguous"]:
            take_ambiguity(told, members)
    take_summary(told, report["summary"])
    return told


def read_ndjson(data, problems):
    told = Told()
    for line in data.decode("utf-8").splitlines():
        members = json.loads(line)
        if members["type"] == "record":
            take_record(told, members, problems)
        elif members["type"] == "ambiguous":
            take_ambiguity(told, members)
        elif members["type"] == "total":
            take_summary(told, members)
    return told


# CSV: entries are one text, and a value that a spreadsheet might run has an apostrophe before it

def printable(text):
    return "".join({"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(letter, letter) for letter in text)


def shown_in_csv(text):
    return ("'" if text[:1] and text[0] in "=+-@\t\r\n" else "") + printable(text)


def entries_text(change):
    return ", ".join(f"{item} {value}".rstrip() for item, value in change.entries)


def as_csv(change):
    """A change as its row has it: kind, UPN, path, entry, old, new."""
    return (change.kind, *(shown_in_csv(text) for text in (change.record, change.path, entries_text(change))),
            *((shown_in_csv(change.before), shown_in_csv(change.after)) if change.kind != "re-keyed" else (change.before, "")))


def read_csv(data, _problems):
    """Rows in the form of as_csv in place of changes."""
    told = Told()
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        key = row["upn"]
        if row["kind"] == "ambiguous":
            numbers = [tuple(int(number) for number in row[side].split()) for side in ("old_record", "new_record")]
            told.ambiguities.append(Ambiguity(row["matched_by"], key, *numbers))
            continue
        record = row["old_record"], row["new_record"]
        if record != ("", "") and (key, record) not in told.order[-1:]:
            told.order.append((key, record))
        if row["kind"] in RECORD_KINDS:
            told.changes.append((row["kind"], key, "", "", row["old_upn"] if row["kind"] == "re-keyed" else "", ""))
        else:
            told.changes.append((row["kind"], key, row["path"], row["entry"], row["before"], row["after"]))
    told.order = [key for key, _record in told.order]
    return told


# HTML: items without their paths, but with all else

class Page(html.parser.HTMLParser):
    """Collects the changes of a page: rows with data-kind, below the heading of a pupil."""

    def __init__(self):
        super().__init__()
        self.changes = []      # kind, key, item, entry, old, new
        self.not_compared = 0  # groups of records
        self._open = []        # classes of open elements
        self._pupil = ""
        self._row = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        classes = (given.get("class") or "").split()
        self._open.append((tag, classes))
        if tag == "details" or (tag == "section" and "pair" in classes):
            self._pupil = ""
        if tag == "tr" and "data-kind" in given:
            self._row = {"kind": given["data-kind"], "texts": collections.Counter(), "code": "", "item": "", "of": "", "old": None, "new": None}

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "tr" and self._row:
            self._finish(self._row)
            self._row = None

    def handle_data(self, data):
        classes = [each for _tag, names in self._open for each in names]
        tags = [tag for tag, _names in self._open]
        if self._row is None:
            if "summary" in tags and "code" in classes:
                self._pupil += data
            return
        for name in ("item", "of", "code"):
            if name in classes:
                self._row[name] += data
        for side in ("old", "new"):
            if side in classes and "value" in classes:
                self._row[side] = (self._row[side] or "") + data

    def _finish(self, row):
        if row["kind"] in ("added", "removed"):
            self.changes.append((row["kind"], row["code"], "", "", "", ""))
        elif row["kind"] == "ambiguous":
            self.not_compared += 1
        elif row["kind"] == "re-keyed":
            self.changes.append((row["kind"], self._pupil, "", "", row["old"] or "", ""))
        elif row["kind"] == "moved":
            self.changes.append((row["kind"], self._pupil, "", "", "", ""))
        else:
            self.changes.append((row["kind"], self._pupil, row["item"], row["of"], row["old"] or "", row["new"] or ""))


def as_html(change):
    item = change.path.rsplit("/", 1)[-1] if change.kind in ITEM_KINDS else ""
    return change.kind, change.record, item, printable(entries_text(change)), *(shown_in_html(value) for value in (change.before, change.after))


def shown_in_html(value):
    """A page has only the beginning of a very long value."""
    return printable(value.encode("utf-8")[:LONGEST_IN_HTML].decode("utf-8", "ignore"))


def read_html(data, _problems):
    page = Page()
    page.feed(data.decode("utf-8"))
    told = Told()
    told.changes = page.changes
    told.ambiguities = page.not_compared
    return told


# Formats for people: counts

def read_stat(data, _problems):
    """Rows of four figures and what they are of."""
    told = Told()
    rows = {}
    for line in data.decode("utf-8").splitlines()[1:]:
        *figures, what = line.split(None, 4)
        rows[what.removesuffix(" [funding]")] = tuple(0 if figure == "-" else int(figure) for figure in figures)
    told.counts.update({"added": rows["pupils"][0], "removed": rows["pupils"][1], "moved": rows["pupils moved to the other roll"][2],
                        "re-keyed": rows["pupils with another UPN"][2]})
    told.counts.update(dict(zip(ITEM_KINDS, rows["all items"])))
    told.items = {what: figures[:3] for what, figures in rows.items() if not what.startswith(("pupils", "all items", "records"))}
    return told


def read_text(data, _problems):
    told = Told()
    text = data.decode("utf-8")
    for line in text.splitlines():
        found = re.match(r" +([-+~]) \S+( \[funding\])?:", line)
        if found:
            told.counts[{"+": "item-added", "-": "item-removed", "~": "item-changed"}[found[1]]] += 1
        found = re.match(r"  (moved to|has (?:a|no|a permanent|another) UPN)", line) or re.match(r"\S.*\) (joined|left)\b", line)
        if found:
            told.counts[{"joined": "added", "left": "removed", "moved to": "moved"}.get(found[1], "re-keyed")] += 1
    return told


def read_markdown(data, _problems):
    told = Told()
    for line in data.decode("utf-8").splitlines():
        found = re.match(r"\| (added|removed|changed) \| `", line)
        if found:
            told.counts["item-" + found[1]] += 1
        found = re.match(r"### .*\) (joined|left)\b", line) or re.match(r"- (moved to|has (?:a|no|a permanent|another) UPN)", line)
        if found:
            told.counts[{"joined": "added", "left": "removed", "moved to": "moved"}.get(found[1], "re-keyed")] += 1
    return told
