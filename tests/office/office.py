"""Opens workbooks in LibreOffice, which knows nothing of ours: the cells that it shows, and what is left when it saves them.

    office.py --program build/release/cbds --folder build/release/office

Some editions give a document each, and two more have values that spreadsheets like to change.
"""
import argparse
import csv
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "database"))
import documents  # noqa: E402

# Separated by commas, in double quotes, UTF-8, from the first line, as shown, every sheet into a file.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
XLSX_FILTER = "xlsx:Calc MS Excel 2007 XML"

# What a spreadsheet takes for a date, a number, a formula or nothing; texts with spaces, line ends and escapes.
TEXTS = ("", "=1+1", "+44 20 7946 0000", "-", "007", "1e5", "1/2", "TRUE", "3-4", "#N/A", "'quoted", " lead", "trail ", "   ", "a_x0041_b", "tab&#9;x", "line&#10;break",
         "return&#13;x", "Zo\u00eb \U0001F600", "&lt;b&gt; &amp;amp;", "x" * 2000, "2026-01-01", "12:30", "1,000", "50%")
DATES = ("", "1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "9999-12-31", "2026-02-30", "02/01/2026", "2026-01-01T00:00:00", "0001-01-01")
NUMBERS = ("", "0", "-0", "12", "1.5", "1.50", "00012", "+3", "1e3", "999999999999999", "1000000000000000", "0.123456789012345", "15.000000000000001", ".5")
HOSTILE = {"Surname": TEXTS, "Forename": TEXTS, "MiddleNames": TEXTS, "DOB": DATES, "EntryDate": DATES, "FundedHours": NUMBERS, "SENtypeRank": NUMBERS, "TermlySessionsPossible": NUMBERS,
           "TopUpFunding": ("1", "0", "true", "TRUE", "")}

options = None


def soffice(target, form, *paths):
    """Converts files into a folder."""
    profile = (options.folder / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form, "--outdir", target, *paths]
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900, check=False)
    if done.returncode:
        raise AssertionError(f"soffice ended with {done.returncode}: {done.stdout.decode()}")


def hostile(program, folder, edition):
    """An invented document in which the values of some items are what spreadsheets change, one after the other."""
    text = documents.sample(program, folder, edition, pupils=60).read_text(encoding="utf-8")
    for name, wanted in HOSTILE.items():
        turn = iter(range(10_000))
        text = re.sub(f"<{name}>[^<]*<", lambda _, n=name, w=wanted, t=turn: f"<{n}>{w[next(t) % len(w)]}<", text)
    path = folder / f"hostile-{edition}.xml"
    path.write_text(text, encoding="utf-8")
    return path


def rows(path):
    """The rows of a file of CSV. Line ends within cells count as one kind: a spreadsheet has no other."""
    with open(path, encoding="utf-8", newline="") as file:
        return [[cell.replace("\r", "\n") for cell in row] for row in csv.reader(file)]


class Office(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        cls.program = options.program
        cls.documents = {name: documents.sample(cls.program, options.folder, name) for name in cls.program.editions()[::4]}
        for edition in ("school-census@2026-spring", "ctf@26.0"):
            cls.documents[f"hostile-{edition}"] = hostile(cls.program, options.folder, edition)
        cls.workbooks = {name: cls.program.convert(path, "xlsx", options.folder / f"{name}.xlsx") for name, path in cls.documents.items()}

    def test_the_cells_are_those_of_csv(self):
        target = options.folder / "cells"
        soffice(target, CSV_FILTER, *self.workbooks.values())
        for name, path in self.documents.items():
            tables = options.folder / f"{name}.tables"
            self.program.run("convert", path, "--to", "csv", "--labels", "-o", tables, "--overwrite")
            files = sorted(tables.glob("*.csv"))
            self.assertGreater(len(files), 2)
            for file in files:
                with self.subTest(document=name, table=file.stem):
                    self.assertEqual(rows(file), rows(target / f"{name}-{file.stem}.csv"))

    def test_the_way_back_gives_the_same_document(self):
        for name, path in self.workbooks.items():
            with self.subTest(name):
                back = self.program.convert(path, "xml", path.with_suffix(".back.xml"))
                self.assertEqual(documents.canonical(self.documents[name]), documents.canonical(back))

    def test_a_workbook_that_was_saved_again_gives_the_same_document(self):
        target = options.folder / "saved"
        soffice(target, XLSX_FILTER, *self.workbooks.values())
        for name, document in self.documents.items():
            with self.subTest(name):
                saved = target / f"{name}.xlsx"
                self.assertNotEqual(self.workbooks[name].read_bytes(), saved.read_bytes())
                back = self.program.convert(saved, "xml", options.folder / f"{name}.saved.xml")
                self.assertEqual(documents.canonical(document), documents.canonical(back))

    def test_several_documents_share_a_workbook(self):
        paths = [path for name, path in self.documents.items() if name.startswith("ctf@")]
        workbook = self.program.convert(paths, "xlsx", options.folder / "several.xlsx")
        soffice(options.folder / "several", CSV_FILTER, workbook)
        heading, *pupils = rows(options.folder / "several" / "several-pupils.csv")
        self.assertEqual(sum(map(documents.records, paths)), len(pupils))
        self.assertEqual([str(number + 1) for number in range(len(paths))], list(dict.fromkeys(row[heading.index("document")] for row in pupils)))


def main():
    global options
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=documents.Program)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    options = parser.parse_args()
    if shutil.which("soffice") is None:
        sys.exit("soffice is missing: install libreoffice-calc")
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    unittest.main(argv=[sys.argv[0]], verbosity=1)


if __name__ == "__main__":
    main()
