"""Reads the reports of one run with the readers that others use: SARIF with its published JSON schema, JUnit with
junitparser, CSV with Python's csv, HTML and XML with Python's own parsers - and compares them with the JSON report.

    run.py --program build/release/cbds --folder build/release/report-formats

The samples are checked, and beside them a document with values that mean something to one format or another, one that is
no document, and one that is not there. The schema of SARIF is fetched once, with npm.
"""
import argparse
import base64
import collections
import csv
import hashlib
import html.parser
import io
import json
import pathlib
import re
import subprocess
import sys
import unittest
import warnings

import jsonschema
import junitparser

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import npm_package  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SARIF_SCHEMA = ("@microsoft/jest-sarif@1.0.0-beta.0", "lib/schemas/sarif-2.1.0-rtm.5.json")
FORMATS = ("text", "json", "ndjson", "csv", "sarif", "junit", "markdown", "github", "html")
HOSTILE = ("=HYPERLINK(&quot;x&quot;)", "+1", "-2+3", "@SUM(A1)", "a|b", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;", "[a](b)", "`x`",
           "100%, ::error::", "Zo&#235; &#x202E;", "&quot;quoted&quot;, twice")
VOID = {"meta", "input", "br"}

options = None


def hostile_document():
    """A clean sample whose pupils' languages are replaced, one by one."""
    text = (SOURCE / "samples" / "2013933_SC1_201LL26_001.XML").read_text(encoding="utf-8")
    values = iter(HOSTILE)
    return re.sub(r"<Language>[^<]*<", lambda match: f"<Language>{next(values, 'ENG')}<", text)


def lay_out(folder):
    """The documents of the run, under names that need escaping."""
    documents = folder / "documents, 100% [new]"
    documents.mkdir(parents=True, exist_ok=True)
    (documents / "hostile 'quoted' & #1.xml").write_text(hostile_document(), encoding="utf-8")
    (documents / "cut-off.xml").write_text("<Message><Header>", encoding="utf-8")
    return [SOURCE / "samples", documents, folder / "missing.xml"]


def run(folder, *arguments):
    """Writes every report in one run, and returns them by format."""
    targets = {name: folder / f"report.{name}" for name in FORMATS}
    reports = [f"--report={name}={target}" for name, target in targets.items()]
    command = [options.program, "validate", "--overwrite", *reports, *arguments, *map(str, lay_out(folder))]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 2 or done.stdout:  # 2: a file is missing
        sys.exit(f"the program ended with {done.returncode}: {done.stderr.decode()}")
    return {name: target.read_bytes().decode("utf-8") for name, target in targets.items()}


class Reports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reports = run(options.folder)
        cls.json = json.loads(cls.reports["json"])
        cls.findings = cls.json["findings"]

    def test_there_is_something_to_compare(self):
        self.assertGreater(len(self.findings), 15)
        self.assertEqual({"checked", "unreadable"}, {file["status"] for file in self.json["files"]})

    def test_ndjson_has_what_json_has(self):
        lines = [json.loads(line) for line in self.reports["ndjson"].splitlines()]
        self.assertEqual(self.findings, lines[:-1])
        self.assertEqual(self.json["summary"], lines[-1]["summary"])

    def test_sarif_is_valid_by_its_schema(self):
        package, path = SARIF_SCHEMA
        schema = json.loads((npm_package.fetch(package, options.folder.parent / "npm") / path).read_text(encoding="utf-8"))
        log = json.loads(self.reports["sarif"])
        errors = [error.message for error in jsonschema.Draft4Validator(schema).iter_errors(log)]
        self.assertEqual([], errors)

    def test_sarif_has_every_finding_in_its_place(self):
        log = json.loads(self.reports["sarif"])["runs"][0]
        rules = {rule["id"] for rule in log["tool"]["driver"]["rules"]}
        places = []
        for result in log["results"]:
            self.assertIn(result["ruleId"], rules)
            location = result["locations"][0]["physicalLocation"]
            artifact = log["artifacts"][location["artifactLocation"]["index"]]["location"]["uri"]
            self.assertEqual(artifact, location["artifactLocation"]["uri"])
            self.assertRegex(artifact, r"^file:///(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$")
            places.append((result["ruleId"], location["region"]["startLine"], location["region"]["startColumn"], location["region"]["byteOffset"]))
        self.assertEqual([(f["code"], f["line"], f["column"], f["offset"]) for f in self.findings], places)

    def test_sarif_fingerprints_differ_within_a_file(self):
        results = json.loads(self.reports["sarif"])["runs"][0]["results"]
        seen = [(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["partialFingerprints"]["cbdsFinding/v1"]) for r in results]
        self.assertEqual(len(seen), len(set(seen)))

    def test_csv_is_read_as_it_was_meant(self):
        text = self.reports["csv"]
        self.assertTrue(text.startswith("\ufeff"))
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
        found = [row for row in rows if row["code"]]
        self.assertEqual([(f["code"], f["severity"], f["file"], str(f["line"])) for f in self.findings],
                         [(row["code"], row["severity"], row["file"], row["line"]) for row in found])
        self.assertEqual(1, len(rows) - len(found))  # the file that is missing
        self.assertTrue(all(None not in row and None not in row.values() for row in rows))

    def test_csv_has_no_formula(self):
        for row in csv.reader(io.StringIO(self.reports["csv"].removeprefix("\ufeff"), newline="")):
            for field in row:
                self.assertNotRegex(field, r"^[=+\-@\t\r\n]")
        self.assertIn("'=HYPERLINK(", self.reports["csv"])

    def test_junit_agrees_with_json(self):
        suites = list(junitparser.JUnitXml.fromstring(self.reports["junit"].encode("utf-8")))
        self.assertEqual([file["path"] for file in self.json["files"]], [suite.name for suite in suites])
        errors = collections.Counter((f["file"], f["code"]) for f in self.findings if f["severity"] == "error")
        for suite in suites:
            cases = list(suite)
            failed = [case for case in cases if any(isinstance(result, junitparser.Failure) for result in case.result)]
            self.assertEqual((len(cases), len(failed)), (suite.tests, suite.failures))
            self.assertEqual({code for file, code in errors if file == suite.name}, {case.name.split()[0] for case in failed})
            self.assertEqual(len(cases), len({case.name for case in cases}))
        self.assertEqual(1, sum(suite.errors for suite in suites))

    def test_markdown_tables_are_whole(self):
        rows = 0
        width = 0
        for line in self.reports["markdown"].splitlines():
            cells = len(re.findall(r"(?:\\.|[^|\\])*\|", line)) if line.startswith("|") else 0
            if cells and width:
                self.assertEqual(width, cells, line)
            width = cells
            rows += cells == 9
        self.assertGreaterEqual(rows, len(self.findings))

    def test_github_has_a_command_for_every_finding(self):
        lines = self.reports["github"].splitlines()
        self.assertEqual(len(self.findings) + 2, len(lines))  # the missing file, and the verdict
        for line in lines:
            self.assertRegex(line, r"^::(error|warning|notice) (file=[^,:]+,(line=\d+,col=\d+,)?)?title=[^,:]+::.")

    def test_html_is_one_whole_page(self):
        page = Page(self.reports["html"])
        self.assertEqual([], page.faults)
        self.assertEqual(len(self.findings), page.findings)
        self.assertEqual(1, len(page.scripts))
        digest = base64.b64encode(hashlib.sha256(page.scripts[0].encode("utf-8")).digest()).decode()
        self.assertIn(f"script-src 'sha256-{digest}'", self.reports["html"])
        self.assertNotRegex(self.reports["html"], r"https?:|//[a-z]|@import|url\(")

    def test_with_redact_all_no_pupil_is_named(self):
        named = {finding["record"]["key"] for finding in self.findings if finding["record"]}
        self.assertGreater(len(named), 5)
        for name, report in run(options.folder, "--redact", "all").items():
            self.assertEqual([], [key for key in named if key in report], name)
            self.assertNotIn("HYPERLINK", report, name)


class Page(html.parser.HTMLParser):
    """Tags in pairs, ids once, labels that lead somewhere."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.faults, self.scripts, self.findings = [], [], 0
        self._open, self._ids, self._wanted = [], set(), set()
        self.feed(text)
        self.close()
        self.faults += [f"open: {tag}" for tag in self._open] + [f"nowhere: {name}" for name in self._wanted - self._ids]

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if len(attributes) != len(attrs):
            self.faults.append(f"an attribute twice: {attrs}")
        if attributes.get("id") in self._ids:
            self.faults.append(f"an id twice: {attributes['id']}")
        self._ids |= {attributes["id"]} if "id" in attributes else set()
        self._wanted |= {value.lstrip("#") for name, value in attrs if name in ("for", "aria-labelledby", "href")}
        self.findings += attributes.get("class") == "finding"
        if any(name.startswith("on") or name == "style" for name in attributes):
            self.faults.append(f"a script or style in a tag: {attrs}")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"ends too early: {tag} at {self.getpos()}")

    def handle_data(self, data):
        if self._open and self._open[-1] == "script":
            self.scripts.append(data)


def main():
    global options
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    options = parser.parse_args()
    options.program = str(pathlib.Path(options.program).resolve())
    options.folder = options.folder.resolve()
    options.folder.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore", DeprecationWarning)
    unittest.main(argv=[sys.argv[0]], verbosity=1)


if __name__ == "__main__":
    main()
