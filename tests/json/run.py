"""Writes clean samples of every edition as JSON and NDJSON and judges them by their published JSON Schema; spoils them, and
sees that they are refused; reads them back, and sees that the XML is the same, byte for byte.

    run.py --program build/release/cbds --folder build/release/json
"""
import argparse
import copy
import functools
import json
import pathlib
import subprocess
import sys
import unittest

import jsonschema

PHASES = ("NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR")
DOCUMENTS = 2  # of each edition

options = None


def cbds(*arguments):
    done = subprocess.run([options.program, *map(str, arguments)], capture_output=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, arguments))}: {done.returncode}: {done.stderr.decode()}")
    return done.stdout


@functools.cache
def editions():
    return cbds("schema", "--list").decode().split()


def validator(name, part=""):
    """Of an edition or a collection; of a definition in it."""
    schema = json.loads(cbds("schema", name, "--format", "json-schema"))
    jsonschema.Draft202012Validator.check_schema(schema)
    if part:
        schema = {"$defs": schema["$defs"], "$ref": "#/$defs/" + part}
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))


def samples(edition):
    """Yields clean documents of an edition, other phases for each."""
    for number in range(DOCUMENTS):
        seed = editions().index(edition) * DOCUMENTS + number
        path = options.folder / f"{edition.replace('@', '-')}-{number}.xml"
        path.write_bytes(cbds("sample", edition, "--pupils", 10, "--phase", PHASES[seed % len(PHASES)], "--seed", seed + 1))
        yield path


def converted(path, form):
    target = path.with_suffix("." + form)
    cbds("convert", path, "--to", form, "-o", target, "--overwrite")
    return target


def first_record(document):
    """The first pupil of a document, whatever the collection."""
    if "CTfile" in document:
        return document["CTfile"]["CTFpupilData"]["Pupil"][0]
    return document["Message"]["Pupils"]["PupilsOnRoll"]["PupilOnRoll"][0]


def identity(document):
    """Where the identifiers of the first pupil are."""
    record = first_record(document)
    return record.get("PupilIdentifiers", record)


def spoil_each(document):
    """Yields the document with one thing wrong, and what that is."""
    def spoilt(change):
        copied = copy.deepcopy(document)
        change(copied)
        return copied

    def set_item(name, value):
        return spoilt(lambda copied: identity(copied).__setitem__(name, value))

    sex = "Sex" if "Sex" in identity(document) else "Gender"
    yield "a code of no set", set_item(sex, "X")
    yield "a code as a number", set_item(sex, 1)
    yield "a date of another form", set_item("DOB", "30/05/2015")
    yield "no date of the calendar", set_item("DOB", "2015-02-30")
    yield "a UPN that is too short", set_item("UPN", "A1234")
    yield "a list where there is one", set_item("UPN", [identity(document)["UPN"]])
    yield "an element that is not known", set_item("New", "")
    yield "an attribute", set_item("@new", "")
    yield "no surname", spoilt(lambda copied: identity(copied).pop("Surname"))
    yield "no header", spoilt(lambda copied: copied[root_of(copied)].pop("Header"))
    yield "another root", spoilt(lambda copied: copied.__setitem__("Other", copied.pop(root_of(copied))))
    yield "another edition", spoilt(lambda copied: copied.__setitem__("edition", "ctf@1.0"))
    yield "another version", spoilt(lambda copied: copied.__setitem__("cbds", "document/2"))


def root_of(document):
    return next(name for name in document if name not in ("cbds", "edition"))


class JsonSchema(unittest.TestCase):
    def test_clean_samples_are_valid_and_come_back(self):
        collections = {name: validator(name) for name in ("ctf", "school-census")}
        for edition in editions():
            judge = validator(edition)
            line_judge = validator(edition, "line")
            for path in samples(edition):
                with self.subTest(path=path.name):
                    as_json, as_lines = converted(path, "json"), converted(path, "ndjson")
                    document = json.loads(as_json.read_bytes())
                    judge.validate(document)
                    collections[edition.partition("@")[0]].validate(document)
                    for line in as_lines.read_text(encoding="utf-8").splitlines():
                        line_judge.validate(json.loads(line))
                    for source in (as_json, as_lines):
                        back = source.with_suffix(source.suffix + ".xml")
                        cbds("convert", source, "--to", "xml", "-o", back, "--overwrite")
                        self.assertEqual(back.read_bytes(), path.read_bytes())

    def test_spoilt_samples_are_refused(self):
        for edition in editions():
            judge = validator(edition)
            document = json.loads(converted(next(samples(edition)), "json").read_bytes())
            for what, spoilt in spoil_each(document):
                with self.subTest(edition=edition, what=what):
                    self.assertFalse(judge.is_valid(spoilt))

    def test_spoilt_lines_are_refused(self):
        judge = validator("ctf@26.0", "line")
        for line in ({"Pupil": {}}, {"Other": {}}, {}, {"cbds": "records/2"}, {"#in": "CTfile"}, {"#in": "CTfile", "CTFpupilData": {"New": ""}}):
            with self.subTest(line=line):
                self.assertFalse(judge.is_valid(line))
        self.assertTrue(judge.is_valid({"#in": "CTfile", "CTFpupilData": {}}))

    def test_numbers_have_their_limits(self):
        judge = validator("school-census@2026-spring", "value.Count2")
        self.assertTrue(judge.is_valid(99))
        for value in (100, -1, 1.5, "5", "", None, True):
            with self.subTest(value=value):
                self.assertFalse(judge.is_valid(value))


def main():
    global options
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--folder", required=True, type=pathlib.Path, help="where documents are written")
    options, rest = parser.parse_known_args()
    options.program = options.program.resolve()
    options.folder.mkdir(parents=True, exist_ok=True)
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
