"""Round trips of registers: what `cbds sample` makes is written in every form and read back, goes into a return and compares equal, goes
into a transfer file and comes out again. Nothing may be lost, added or found wrong on the way.

    round_trip.py --program build/release/cbds --folder build/release/register-trips

Prints how many trips of each kind came back the same.
"""
import argparse
import collections
import csv
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

FORMS = [("marks-csv", ".csv"), ("register-csv", ".csv"), ("wide-csv", ".csv"), ("ndjson", ".ndjson"), ("json", ".json"), ("assembly-json", ".json"),
         ("xlsx", ".xlsx")]
SAMPLES = [(2026, "PS", 40, 2, 1), (2026, "SS", 60, 3, 2), (2024, "SP", 30, 1, 3), (2023, "SS", 80, 1, 4), (2019, "AT", 30, 2, 5),
           (2026, "NS", 12, 1, 6), (2026, "PR", 20, 2, 7), (2025, "MP", 25, 1, 8), (2025, "MS", 25, 1, 9)]
EDITIONS = ["2019-autumn", "2020-spring", "2020-autumn", "2022-summer", "2024-autumn", "2025-spring", "2025-autumn", "2026-spring",
            "2026-summer"]
PHASES = ["PS", "MP", "MS", "SS", "AT", "SP", "PR"]
SHOWN = 5  # differences of one trip
SHEET = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


class Trips:
    """Runs the program in a folder, and counts what came back."""

    def __init__(self, program, folder):
        self._program = str(program)
        self.folder = folder
        self.counts = collections.Counter()
        self.failed = 0

    def run(self, *arguments, codes=(0,)):
        done = subprocess.run([self._program, "--no-config", *map(str, arguments)], cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode not in codes:
            raise RuntimeError(f"cbds {' '.join(map(str, arguments))}\nended with {done.returncode}\n{done.stderr}")
        return done

    def equal(self, kind, name, wanted, found):
        """Compares two lists of rows, whatever their order."""
        lost, added = collections.Counter(wanted) - collections.Counter(found), collections.Counter(found) - collections.Counter(wanted)
        if wanted and not lost and not added:
            self.counts[kind] += 1
            return
        self.fail(kind, name, f"{len(wanted)} rows wanted, {len(found)} found", *[f"- {row}" for row in list(lost)[:SHOWN]],
                  *[f"+ {row}" for row in list(added)[:SHOWN]])

    def fail(self, kind, name, *lines):
        self.failed += 1
        print(f"{kind}: {name}", *lines, sep="\n  ")


def rows_of(path):
    """The marks of marks.csv: school, pupil, date, session, code."""
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["school_urn"], row["upn"], row["session_date"], row["session"], row["code"]) for row in csv.DictReader(file)]


def rows_of_workbook(path):
    """The marks of a workbook with a column a session."""
    with zipfile.ZipFile(path) as archive:
        texts = []
        if "xl/sharedStrings.xml" in archive.namelist():
            shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
            texts = ["".join(part.text or "" for part in item.iter(f"{{{SHEET['s']}}}t")) for item in shared.findall("s:si", SHEET)]
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    table = []
    for row in sheet.findall(".//s:row", SHEET):
        cells = {}
        for cell in row.findall("s:c", SHEET):
            value = cell.find("s:v", SHEET)
            text = "".join(part.text or "" for part in cell.iter(f"{{{SHEET['s']}}}t")) if value is None else value.text
            cells[re.match("[A-Z]+", cell.get("r"))[0]] = texts[int(text)] if cell.get("t") == "s" else text
        table.append(cells)
    heading = table[0]
    keys = {name: column for column, name in heading.items()}
    rows = []
    for cells in table[1:]:
        for column, name in heading.items():
            if re.fullmatch(r"\d{4}-\d\d-\d\d [AP]M", name) and cells.get(column):
                rows.append((cells[keys["school_urn"]], cells[keys["upn"]], *name.split(), cells[column]))
    return rows


def try_forms(trips, year, phase, pupils, schools, seed):
    """Every form that `sample` writes, and every form that `convert` makes of marks, is read back."""
    name = f"{year}-{phase}"
    sample = ["sample", f"register@{year}", "--phase", phase, "--pupils", pupils, "--schools", schools, "--seed", seed]
    beside = [f"{name}-{table}.csv" for table in ("pupils", "schools", "calendar")]
    trips.run(*sample, "-o", f"{name}.csv", "--pupils-file", beside[0], "--schools-file", beside[1], "--calendar-file", beside[2])
    wanted = rows_of(trips.folder / f"{name}.csv")
    for form, end in FORMS:
        makers = [("sample", [*sample, "--form", form]), ("convert", ["convert", "--quiet", f"{name}.csv", "--to", form])]
        for maker, command in makers if schools > 1 else makers[:1]:
            made = f"{name}-{maker}-{form}{end}"
            trips.run(*command, "-o", made)
            if form == "xlsx":
                found = rows_of_workbook(trips.folder / made)
            else:
                trips.run("convert", "--quiet", made, "--to", "marks-csv", "-o", f"{made}-back.csv")
                found = rows_of(trips.folder / f"{made}-back.csv")
            trips.equal(f"{maker} {form}", name, wanted, found)
    trips.run(*sample, "--times", "-o", f"{name}-times.csv")
    trips.run("convert", "--quiet", f"{name}-times.csv", "--to", "marks-csv", "-o", f"{name}-last.csv")
    trips.equal("sample with times", name, wanted, rows_of(trips.folder / f"{name}-last.csv"))
    for marks in (f"{name}.csv", f"{name}-times.csv"):
        done = trips.run("validate", "--fail-on", "info", "--pupils", beside[0], "--schools", beside[1], "--calendar", beside[2], marks, codes=(0, 1))
        if done.returncode == 0:
            trips.counts["validate"] += 1
        else:
            trips.fail("validate", marks, *done.stdout.splitlines()[:SHOWN])


def sections_in(path):
    """How many records of a return have a section of attendance."""
    root = ElementTree.parse(path).getroot()
    return sum(1 for attendance in root.iter("Attendance") if len(attendance) > 0)


def try_return(trips, edition, phase, seed):
    """Marks that were made for a return give its sections again."""
    name = f"{edition}-{phase}"
    trips.run("sample", f"school-census@{edition}", "--phase", phase, "--pupils", 150, "--seed", seed, "-o", f"{name}.xml")
    trips.run("sample", "register@2026", "--return", f"{name}.xml", "--seed", seed, "-o", f"{name}-marks.csv", "--pupils-file", f"{name}-pupils.csv")
    done = trips.run("attendance", "census", "--pupils", f"{name}-pupils.csv", f"{name}.xml", f"{name}-marks.csv", codes=(0, 1))
    equal = re.search(r"(\d+) equal, (\d+) different", done.stderr)
    sections = sections_in(trips.folder / f"{name}.xml")
    if done.returncode == 0 and sections > 0 and equal and (int(equal[1]), int(equal[2])) == (sections, 0):
        trips.counts["return"] += 1
    else:
        trips.fail("return", name, f"{sections} records with attendance", done.stderr.strip(), *done.stdout.splitlines()[:SHOWN])


def try_transfer(trips, year, phase, seed):
    """Marks go into a transfer file whose pupils have the UPNs of the register, and come out the same; a second time nothing changes. The
    pupils of the transfer file leave on 20 November 2026."""
    name = f"transfer-{year}-{phase}"
    period = f"{year}-09-01..{min(f'{year + 1}-07-31', '2026-11-20')}"
    trips.run("sample", f"register@{year}", "--phase", phase, "--pupils", 40, "--seed", seed, "--period", period,
              "-o", f"{name}.csv", "--schools-file", f"{name}-schools.csv")
    trips.run("sample", "ctf@26.0", "--phase", phase, "--pupils", 60, "--seed", seed, "-o", f"{name}.xml")
    wanted = rows_of(trips.folder / f"{name}.csv")
    upns = list(dict.fromkeys(row[1] for row in wanted))
    document = trips.folder / f"{name}.xml"
    pupils = iter(upns + [None] * 60)
    of_register = []

    def rename(found):
        upn = next(pupils) or found[1]
        of_register.append(upn)
        return f"<UPN>{upn}</UPN>"

    text = re.sub(r"<UPN>([^<]*)</UPN>", rename, document.read_text(encoding="utf-8"))
    document.write_text(re.sub(r"\s*<Attendance>.*?</Attendance>", "", text, flags=re.S), encoding="utf-8")
    trips.run("attendance", "ctf", "--quiet", "--schools", f"{name}-schools.csv", document, f"{name}.csv", "-o", f"{name}-filled.xml")
    trips.run("convert", "--quiet", f"{name}-filled.xml", "--to", "marks-csv", "--schools", f"{name}-schools.csv", "-o", f"{name}-back.csv")
    keep = set(of_register)
    found = rows_of(trips.folder / f"{name}-back.csv")
    trips.equal("transfer file", name, [row[1:] for row in wanted if row[1] in keep], [row[1:] for row in found])
    trips.run("attendance", "ctf", "--quiet", "--schools", f"{name}-schools.csv", f"{name}-filled.xml", f"{name}-back.csv",
              "-o", f"{name}-again.xml")
    lines = [(trips.folder / f"{name}-{which}.xml").read_text(encoding="utf-8").splitlines() for which in ("filled", "again")]
    trips.equal("transfer file again", name, *lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    trips = Trips(options.program.resolve(), options.folder.resolve())
    for sample in SAMPLES:
        try_forms(trips, *sample)
    for number, edition in enumerate(EDITIONS):
        for phase in PHASES:
            try_return(trips, edition, phase, number + 1)
    for year, phase, seed in ((2026, "PS", 1), (2026, "SS", 2), (2025, "SP", 3), (2023, "SS", 4)):
        try_transfer(trips, year, phase, seed)
    for kind, count in sorted(trips.counts.items()):
        print(f"{count:4} {kind}")
    print(f"{trips.failed} failed")
    return 1 if trips.failed else 0


if __name__ == "__main__":
    sys.exit(main())
