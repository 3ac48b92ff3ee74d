"""The part of the benchmark that is about registers: ten million marks as CSV to figures of pupils, by cbds and by DuckDB."""
import csv
import datetime
import pathlib
import random
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DUCKDB = "@duckdb/node-api@1.5.6-r.1"
PUPILS = 83_000
DAYS = 60
COLUMNS = ("upn", "possible", "attended", "authorised", "unauthorised", "late")
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
ABSENT = ["I"] * 40 + ["O"] * 12 + ["M"] * 10 + ["U"] * 6 + ["L"] * 20 + ["B"] * 8 + ["C", "G", "E", "N"]  # of one mark in ten


def school_days():
    day = datetime.date(2026, 9, 7)
    days = []
    while len(days) < DAYS:
        if day.weekday() < 5:
            days.append(day.isoformat())
        day += datetime.timedelta(1)
    return days


def write_marks(file):
    """Marks pupil by pupil, as systems export them. No check letter has to be right here."""
    maker = random.Random(1)
    days = school_days()
    with open(file, "w", encoding="ascii", newline="") as out:
        out.write("school_urn,upn,session_date,session,code\n")
        for number in range(PUPILS):
            begin = f"{100000 + number // 250},{maker.choice(LETTERS)}{201000000000 + number},"
            rows = []
            for day in days:
                for session, present in (("AM", "/"), ("PM", "\\")):
                    code = maker.choice(ABSENT) if maker.random() < 0.1 else present
                    rows.append(f"{begin}{day},{session},{code}\n")
            out.writelines(rows)


def write_marks_by_day(file):
    """The same marks in the order in which they were recorded."""
    with open(file.with_name("marks.csv"), encoding="ascii") as marks:
        heading, *rows = marks.readlines()
    sessions = 2 * DAYS
    with open(file, "w", encoding="ascii", newline="") as out:
        out.write(heading)
        for session in range(sessions):
            out.writelines(rows[session::sessions])


def install_duckdb(folder):
    """Returns the module. Fetched once; nothing else of the program or its tests needs it."""
    module = folder / "npm" / "node_modules" / "@duckdb" / "node-api"
    if not module.exists():
        print(f"fetching {DUCKDB}", flush=True)
        subprocess.run(["npm", "install", "--prefix", str(folder / "npm"), "--no-audit", "--no-fund", "--silent", DUCKDB], check=True)
    return module


def prepare(folder):
    for file, write in (("marks.csv", write_marks), ("marks-by-day.csv", write_marks_by_day)):
        if not (folder / file).exists():
            print(f"making {file}", flush=True)
            write(folder / "new-marks")
            (folder / "new-marks").rename(folder / file)
    return install_duckdb(folder)


def commands(program, module):
    """By name: command, file for standard output. Those of DuckDB print their seconds, and write a file of their own."""
    def pupils(jobs, marks, output):
        return [program, "attendance", "pupils", marks, "--jobs", jobs, "--quiet", "--format", "csv"], output

    def duckdb(marks, output):
        return ["node", str(SOURCE / "tests/bench/duckdb_pupils.mjs"), str(module), marks, output, "2"], None

    return {
        "pupils, two": pupils("2", "marks.csv", "pupils.csv"),
        "pupils, one": pupils("1", "marks.csv", "pupils-one.csv"),
        "pupils, by day": pupils("2", "marks-by-day.csv", "pupils-by-day.csv"),
        "DuckDB": duckdb("marks.csv", "duckdb.csv"),
        "DuckDB, by day": duckdb("marks-by-day.csv", "duckdb-by-day.csv"),
    }


def figures_of(file):
    with open(file, encoding="utf-8-sig", newline="") as table:
        return sorted(tuple(row[column] for column in COLUMNS) for row in csv.DictReader(table))


def same_figures(folder):
    """Whether every program came to the same."""
    first, *others = (figures_of(folder / file) for file in ("pupils.csv", "pupils-one.csv", "pupils-by-day.csv", "duckdb.csv", "duckdb-by-day.csv"))
    return len(first) == PUPILS and all(other == first for other in others)
