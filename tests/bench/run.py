"""Benchmarks: makes a large census return and runs cbds, its peers and a yardstick in turn on it.

Every command is run once in each round, so that a machine that gets slower or faster meets them all alike; a figure is the
median of the rounds, of whole processes with a warm page cache. Ratios count; absolute figures drift by a third.

    run.py --program build/release/cbds --folder build/bench [--size 1GB] [--rounds 5] [--only validate|convert|diff|attendance]
"""
import argparse
import csv
import dataclasses
import filecmp
import json
import pathlib
import re
import statistics
import subprocess
import sys
import time

import change_records
import marks_bench

EDITION = "school-census@2026-spring"
CHECKS = ("--select", "XML,XSD,ID")
SCHOOL_SIZE = "3700KB"
ITEMS = "UPN,Surname,Forename,DOB,Sex,Ethnicity,Language,ServiceChild,EnrolStatus,EntryDate,NCyearActual,SENprovision"
BAD_EVERY = 100  # of the pupils, one in so many gets a bad value
UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
SOURCE = pathlib.Path(__file__).resolve().parents[2]


@dataclasses.dataclass
class Goal:
    """What has to be reached and what is aimed at; `above` tells which side of the figure is better."""
    task: str
    figure: float
    must: float
    aim: float
    unit: str = "x"
    above: bool = True

    def row(self):
        good = [self.figure >= goal if self.above else self.figure <= goal for goal in (self.must, self.aim)]
        verdict = "aim reached" if good[1] else "must reached" if good[0] else "BELOW MUST"
        sign = ">=" if self.above else "<="
        return (f"{self.task:<58}{self.figure:>9.2f} {self.unit:<4}"
                f"{sign} {self.must:<7.4g}{sign} {self.aim:<7.4g}{verdict}")


@dataclasses.dataclass
class Timing:
    command: list
    prints_seconds: bool = False  # the command measures itself
    output: str = None  # file of the folder for standard output
    seconds: list = dataclasses.field(default_factory=list)

    def once(self, folder):
        with open(folder / self.output if self.output else "/dev/null", "wb") as out:
            begin = time.perf_counter()
            done = subprocess.run(self.command, cwd=folder, stdout=subprocess.PIPE if self.prints_seconds else out,
                                  stderr=subprocess.DEVNULL, check=False)
            seconds = time.perf_counter() - begin
        self.seconds.append(float(done.stdout) if self.prints_seconds and done.returncode == 0 else seconds)
        if done.returncode not in (0, 1, 3):  # 1: our findings, 3: those of xmllint
            sys.exit(f"ended with {done.returncode}: {' '.join(self.command)}")

    def peak_mib(self, folder):
        """Peak memory, in a run of its own: what Python asks of the system for its children begins at its own size."""
        subprocess.run(["/usr/bin/time", "--quiet", "-f", "%M", "-o", "peak", *self.command], cwd=folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return int((folder / "peak").read_text(encoding="utf-8")) / 1024

    @property
    def median(self):
        return statistics.median(self.seconds)


def make(file, command, folder):
    """Makes a file of the benchmark unless an earlier run has left it."""
    if not (folder / file).exists():
        print(f"making {file}", flush=True)
        subprocess.run(command, cwd=folder, check=True)
        (folder / "new").rename(folder / file)


def spoil(clean, bad):
    """Copies the return with a month 13 in the birth date of one pupil in so many. Returns how many."""
    date = re.compile(rb"(<DOB>\d{4}-)\d\d(-\d\d</DOB>)")
    pupils = 0
    spoilt = 0

    def change(match):
        nonlocal pupils, spoilt
        pupils += 1
        if pupils % BAD_EVERY:
            return match[0]
        spoilt += 1
        return match[1] + b"13" + match[2]

    with open(clean, "rb") as source, open(bad, "wb") as target:
        rest = b""
        while block := source.read(1 << 24):
            block = rest + block
            cut = block.rfind(b"<DOB>")  # what stands before it is whole
            cut = len(block) if cut < 0 else cut
            target.write(date.sub(change, block[:cut]))
            rest = block[cut:]
        target.write(date.sub(change, rest))
    return spoilt


def count_ours(program, file, folder):
    report = subprocess.run([program, "validate", *CHECKS, "--format", "json", file], cwd=folder, stdout=subprocess.PIPE, check=False)
    return sum(json.loads(report.stdout)["files"][0]["counts"].values())


def count_xmllint(file, folder):
    """One line for each bad value."""
    report = subprocess.run(xmllint(file), cwd=folder, stderr=subprocess.PIPE, check=False)
    return report.stderr.count(b"Schemas validity error")


def xmllint(file):
    return ["xmllint", "--noout", "--stream", "--schema", "edition.xsd", file]


def same_output_for_every_number_of_jobs(program, folder):
    for jobs in "12":
        with open(folder / f"report-{jobs}", "wb") as out:
            subprocess.run([program, "validate", "--jobs", jobs, "--format", "json", "bad.xml"], cwd=folder, stdout=out, check=False)
    return filecmp.cmp(folder / "report-1", folder / "report-2", shallow=False)


def prepare(program, folder, size, only):
    """Makes the files; returns how many values of bad.xml are bad, and how many of tenth-changed.xml are changed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "new").unlink(missing_ok=True)
    mark = folder / "made-for"
    wanted = f"{size} {subprocess.run([program, '--version'], stdout=subprocess.PIPE, text=True, check=True).stdout}"
    if not mark.exists() or mark.read_text(encoding="utf-8") != wanted:
        for file in ("edition.xsd", "clean.xml", "school.xml", "bad.xml", "clean-changed.xml", "tenth.xml", "tenth-changed.xml"):
            (folder / file).unlink(missing_ok=True)
    sample = [program, "sample", EDITION, "--seed", "1", "-o", "new", "--size"]
    make("edition.xsd", [program, "schema", EDITION, "-o", "new"], folder)
    make("clean.xml", [*sample, size], folder)
    make("school.xml", [*sample, SCHOOL_SIZE], folder)
    counts = {}
    if only != "diff":
        counts["bad"] = make_from("clean.xml", "bad.xml", spoil, folder)
    if only in (None, "diff"):
        make("tenth.xml", [*sample, tenth(size)], folder)
        make_from("clean.xml", "clean-changed.xml", change_records.change, folder)
        counts["changed"] = make_from("tenth.xml", "tenth-changed.xml", change_records.change, folder)
    mark.write_text(wanted, encoding="utf-8")
    return counts


def tenth(size):
    number = re.match(r"[0-9.]+", size)[0]
    return f"{int(float(number) * UNITS[size[len(number):]] / 10000)}KB"


def make_from(original, file, change, folder):
    """Makes a file out of another one unless an earlier run has left it. Returns how many values differ."""
    count = folder / f"{file}.count"
    if not (folder / file).exists() or not count.exists():
        print(f"making {file}", flush=True)
        count.write_text(str(change(folder / original, folder / file)), encoding="utf-8")
    return int(count.read_text(encoding="utf-8"))


def converting(program):
    """The commands that make a CSV of a return; each writes the file of its name."""
    def convert(jobs, file):
        return Timing([program, "convert", "--to", "csv", "--items", ITEMS, "--jobs", jobs, "--overwrite", "-o", file, "clean.xml"])

    return {
        "to csv, two": convert("2", "two.csv"),
        "to csv, one": convert("1", "one.csv"),
        "lxml": Timing(["/usr/bin/python3", "-B", str(SOURCE / "tests/bench/to_csv.py"), "clean.xml", "lxml.csv"]),
        "xsltproc": Timing(["xsltproc", "--huge", "-o", "xsltproc.csv", str(SOURCE / "tests/bench/to_csv.xsl"), "clean.xml"]),
    }


def comparing(program):
    """The commands that tell what differs between two returns, ours and GNU's on standard output."""
    def diff(form, output, *files):
        return Timing([program, "diff", "--format", form, "--redact", "none", "--jobs", "2", *files], output=output)

    return {
        "diff, csv": diff("csv", "changes.csv", "tenth.xml", "tenth-changed.xml"),
        "diff, text": diff("text", "changes.txt", "tenth.xml", "tenth-changed.xml"),
        "diff, all": diff("csv", "changes-all.csv", "clean.xml", "clean-changed.xml"),
        "lxml, diff": Timing(["/usr/bin/python3", "-B", str(SOURCE / "tests/bench/lxml_diff.py"), "tenth.xml", "tenth-changed.xml",
                              "lxml-changes.csv"]),
        "GNU diff": Timing(["diff", "tenth.xml", "tenth-changed.xml"], output="gnu.diff"),
    }


def changes_of(file):
    """What a table of changes tells: pupil, item, old and new value. The path begins at the record."""
    with open(file, encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    return sorted((row["kind"], row["upn"], re.sub(r".*/(?=Pupil(NoLonger)?OnRoll/)", "", row["path"]), row["before"], row["after"]) for row in rows)


def validating(program, yardstick):
    def validate(jobs, file, *checks):
        return Timing([program, "validate", "--quiet", "--jobs", jobs, *checks, file])

    return {
        "memchr": Timing([yardstick, "clean.xml"]),
        "two": validate("2", "clean.xml", *CHECKS),
        "one": validate("1", "clean.xml", *CHECKS),
        "rules": validate("2", "clean.xml"),
        "bad": validate("2", "bad.xml", *CHECKS),
        "school": validate("2", "school.xml", *CHECKS),
        "xmllint": Timing(xmllint("clean.xml")),
        "xmllint school": Timing(xmllint("school.xml")),
    }


def measure(timings, folder, rounds):
    inputs = (".xml", "marks.csv", "marks-by-day.csv")
    for file in {argument for timing in timings.values() for argument in timing.command if argument.endswith(inputs)}:  # a warm page cache
        subprocess.run(["cat", file], cwd=folder, stdout=subprocess.DEVNULL, check=True)
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", flush=True)
        for timing in timings.values():
            timing.once(folder)
    return timings


def goals(timings, peaks):
    time_of = {name: timing.median for name, timing in timings.items()}
    found = []
    if "two" in timings:
        found += goals_of_validating(time_of, peaks)
    if "GNU diff" in timings:
        found += [
            Goal("changes as CSV, 2 % of the pupils, 2 threads / lxml", time_of["lxml, diff"] / time_of["diff, csv"], 40, 100),
            Goal("the same / GNU diff", time_of["GNU diff"] / time_of["diff, csv"], 6, 12),
            Goal("as text / lxml", time_of["lxml, diff"] / time_of["diff, text"], 40, 100),
            Goal("the same / GNU diff", time_of["GNU diff"] / time_of["diff, text"], 6, 12),
            Goal("peak memory of it, 2 threads", max(peaks["diff, csv"], peaks["diff, text"]), 128, 128, "MiB", above=False),
        ]
    if "DuckDB" in timings:
        found += [
            Goal("10 million marks to pupils, 2 threads / DuckDB", time_of["DuckDB"] / time_of["pupils, two"], 4, 8),
            Goal("the same of marks sorted by day / DuckDB", time_of["DuckDB, by day"] / time_of["pupils, by day"], 4, 8),
        ]
    if "lxml" in timings:
        found += [
            Goal("to CSV of 12 columns, 2 threads / lxml", time_of["lxml"] / time_of["to csv, two"], 40, 80),
            Goal("the same / xsltproc", time_of["xsltproc"] / time_of["to csv, two"], 30, 60),
            Goal("peak memory of it, 2 threads", peaks["to csv, two"], 64, 64, "MiB", above=False),
        ]
    return found


def goals_of_validating(time_of, peaks):
    return [
        Goal("structure, types, codes, identifiers, 2 threads / xmllint", time_of["xmllint"] / time_of["two"], 20, 40),
        Goal("the same on 1 thread / xmllint", time_of["xmllint"] / time_of["one"], 10, 20),
        Goal("the same with all rules, 2 threads / xmllint", time_of["xmllint"] / time_of["rules"], 12, 25),
        Goal("throughput, 2 threads / memchr, 1 thread", time_of["memchr"] / time_of["two"], 0.4, 0.8),
        Goal("peak memory, 2 threads", peaks["two"], 64, 32, "MiB", above=False),
        Goal("one school, whole process: time / xmllint", time_of["school"] / time_of["xmllint school"], 1 / 3, 1 / 8, above=False),
        Goal("1 to 2 threads", time_of["one"] / time_of["two"], 1.6, 1.8),
        Goal("1 % bad pupils: time / clean file", time_of["bad"] / time_of["two"], 1.2, 1.05, above=False),
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--folder", required=True, type=pathlib.Path, help="where the files are made; they are kept")
    parser.add_argument("--size", default="1GB")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("validate", "convert", "diff", "attendance"))
    options = parser.parse_args()

    program = str(options.program.resolve())
    folder = options.folder.resolve()
    timings = {}
    if options.only in (None, "attendance"):
        folder.mkdir(parents=True, exist_ok=True)
        of_marks = marks_bench.commands(program, marks_bench.prepare(folder))
        timings = {name: Timing(command, prints_seconds=output is None, output=output) for name, (command, output) in of_marks.items()}
    if options.only != "attendance":
        planted = prepare(program, folder, options.size, options.only)
        yardstick = str(folder / "count-tags")
        subprocess.run(["c++", "-std=c++20", "-O2", str(SOURCE / "tests/bench/count_tags.cpp"), "-o", yardstick], check=True)
    parts = {"validate": lambda: validating(program, yardstick), "convert": lambda: converting(program), "diff": lambda: comparing(program)}
    for name, commands in parts.items():
        if options.only in (None, name):
            timings.update(commands())
    measure(timings, folder, options.rounds)
    peaks = {name: timing.peak_mib(folder) for name, timing in timings.items() if timing.command[0] == program}
    good = True

    print(f"\n{'command':<20}{'median s':>10}{'min':>9}{'max':>9}{'peak MiB':>10}")
    for name, timing in timings.items():
        peak = f"{peaks[name]:>10.1f}" if name in peaks else ""
        print(f"{name:<20}{timing.median:>10.3f}{min(timing.seconds):>9.3f}{max(timing.seconds):>9.3f}{peak}")
    files = [file for file in ("clean.xml", "marks.csv") if (folder / file).exists()]
    print(f"\n{EDITION}, {', '.join(f'{file} {(folder / file).stat().st_size / 1e9:.3f} GB' for file in files)}, {options.rounds} rounds\n")
    print(f"{'goal':<58}{'figure':>9}     {'must':<10}{'aim':<10}")
    for goal in goals(timings, peaks):
        print(goal.row())
    if "two" in timings:
        counts = count_ours(program, "bad.xml", folder), count_xmllint("bad.xml", folder)
        same = same_output_for_every_number_of_jobs(program, folder)
        print(f"\nbad values planted: {planted['bad']}, found by cbds: {counts[0]}, by xmllint: {counts[1]}")
        print(f"report the same for 1 and 2 threads: {'yes' if same else 'NO'}")
        good = same and counts == (planted["bad"], planted["bad"])
    if "lxml" in timings:
        same = all(filecmp.cmp(folder / "two.csv", folder / f"{other}.csv", shallow=False) for other in ("one", "lxml", "xsltproc"))
        print(f"CSV the same with 1 and 2 threads, lxml and xsltproc: {'yes' if same else 'NO'}")
        good = good and same
    if "DuckDB" in timings:
        same = marks_bench.same_figures(folder)
        print(f"figures of {marks_bench.PUPILS} pupils the same with 1 and 2 threads, in both orders, and by DuckDB: {'yes' if same else 'NO'}")
        good = good and same
    if "GNU diff" in timings:
        told = changes_of(folder / "changes.csv")
        same = told == changes_of(folder / "lxml-changes.csv") and len(told) == planted["changed"]
        print(f"values changed: {planted['changed']}, told by cbds: {len(told)}, the same as lxml: {'yes' if same else 'NO'}")
        good = good and same
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
