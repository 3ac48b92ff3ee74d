"""A peer of `cbds diff`: two census returns compared value by value, as Python scripts do it with lxml and a dictionary.

    lxml_diff.py OLD.xml NEW.xml CHANGES.csv
"""
import csv
import sys

from lxml import etree

RECORDS = ("PupilOnRoll", "PupilNoLongerOnRoll")


def add_values(element, path, values):
    """Value by path; of a repeated one the second has a mark behind its path."""
    for child in element:
        inner = path + "/" + child.tag
        if len(child):
            add_values(child, inner, values)
        else:
            while inner in values:
                inner += "+"
            values[inner] = child.text or ""


def read(file):
    """The values of each pupil, by UPN."""
    pupils = {}
    for _, record in etree.iterparse(file, tag=RECORDS):
        values = {}
        add_values(record, record.tag, values)
        pupils[record.findtext("PupilIdentifiers/UPN")] = values
        record.clear()
        while record.getprevious() is not None:
            del record.getparent()[0]
    return pupils


def changes(old, new):
    for upn, values in old.items():
        if upn not in new:
            yield "removed", upn, "", "", ""
            continue
        others = new[upn]
        if values == others:
            continue
        for path, value in values.items():
            if path not in others:
                yield "item-removed", upn, path, value, ""
            elif others[path] != value:
                yield "item-changed", upn, path, value, others[path]
        for path, value in others.items():
            if path not in values:
                yield "item-added", upn, path, "", value
    for upn in new:
        if upn not in old:
            yield "added", upn, "", "", ""


def main():
    with open(sys.argv[3], "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("kind", "upn", "path", "before", "after"))
        writer.writerows(changes(read(sys.argv[1]), read(sys.argv[2])))


if __name__ == "__main__":
    main()
