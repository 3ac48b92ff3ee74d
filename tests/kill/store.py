"""Kills `cbds attendance update` at random moments: the store is the one before or the one after, never anything between.

The extracts are invented: a year's beginning, and then days with late changes. For each of them it is known what the store
is before and after an undisturbed update. Then, again and again, an update of a copy of the store before is killed: by SIGKILL or
SIGTERM, after a random time. After each kill
 - the database is in order, and all of its rows are those of the store before or of the store after,
 - another program reads them while the update is taken up again, and sees nothing else,
 - the update, taken up again, gives the store after: no mark is lost or doubled.
A store that was being made is there whole, or not at all.

    store.py --program build/release/cbds --folder build/kill-store [--kills 20] [--seed 1]
"""
import argparse
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

SCHOOLS = 4
PUPILS = 150  # of a school
DAYS = [f"2026-09-{day:02}" for day in (7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22)]
FIRST_DAYS = 8  # those that the first extract has
SIGNALS = [signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]
TABLES = ["code", "school", "enrolment", "mark", "history", "extract"]
LIMIT_SECONDS = 60  # a run that takes longer has hung


class Failure(Exception):
    """A promise that was not kept."""


class Test:
    def __init__(self, options):
        self.program = str(pathlib.Path(options.program).resolve())
        self.folder = pathlib.Path(options.folder).resolve()
        self.random = random.Random(options.seed)
        self.kills = {which: 0 for which in SIGNALS}
        self.late = 0
        self.outcomes = {"before": 0, "after": 0}
        self.steps = []  # extract, store before (none for the first), store after, content of each, seconds

    def prepare(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        before, content = None, None
        for number in range(len(DAYS) - FIRST_DAYS + 1):
            extract = self.write_extract(number)
            after = self.folder / f"undisturbed-{number}.db"
            if before is not None:
                shutil.copy(before, after)
            start = time.monotonic()
            self.update(after, extract)
            seconds = time.monotonic() - start
            self.steps.append((extract, before, content, content_of(after), seconds))
            before, content = after, content_of(after)
        self.check_marks(before)

    def write_extract(self, number):
        """The first days, or one more day; half of a tenth of the marks before it are changed."""
        days = DAYS[:FIRST_DAYS] if number == 0 else DAYS[:FIRST_DAYS + number]
        news = set(days if number == 0 else days[-1:])
        path = self.folder / f"extract-{number}.csv"
        with path.open("w", encoding="utf-8") as out:
            out.write("school_urn,upn,session_date,session,code,recorded_at\n")
            for school in range(SCHOOLS):
                for pupil in range(PUPILS):
                    for day in days:
                        if day in news or (pupil + school) % 10 == number % 10:
                            code = "/" if day in news else self.random.choice("IL/")
                            at = f"{day}T09:00:00Z" if day in news else f"{days[-1]}T15:00:00Z"
                            out.write(f"{100001 + school},P{school}{pupil:03},{day},AM,{code},{at}\n")
                            out.write(f"{100001 + school},P{school}{pupil:03},{day},PM,\\,{day}T13:00:00Z\n")
        return path

    def check_marks(self, store):
        """The last store has each mark once: as many as pupils, days and sessions."""
        with sqlite3.connect(store) as database:
            pupils = database.execute("SELECT count(*) FROM enrolment").fetchone()[0]
            weeks = database.execute("SELECT count(*), count(DISTINCT week || ' ' || enrolment) FROM mark").fetchone()
        if pupils != SCHOOLS * PUPILS or weeks != (3 * pupils, 3 * pupils):
            raise Failure(f"{pupils} pupils with {weeks} weeks in the store")

    def command(self, store, extract):
        return [self.program, "--no-config", "attendance", "update", "--quiet", str(store), str(extract)]

    def update(self, store, extract):
        done = subprocess.run(self.command(store, extract), capture_output=True, text=True, check=False, timeout=LIMIT_SECONDS)
        if done.returncode != 0 or done.stdout or done.stderr:
            raise Failure(f"update of {store.name} with {extract.name}: exit code {done.returncode}\n{done.stdout}{done.stderr}")

    def kill(self, store, extract, seconds):
        """Returns whether the update was killed before its end."""
        which = self.random.choice(SIGNALS)
        with subprocess.Popen(self.command(store, extract), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            time.sleep(self.random.uniform(0, 1.1 * seconds))
            process.send_signal(which)
            errors = process.stderr.read().decode()
            code = process.wait(timeout=LIMIT_SECONDS)
        if errors:
            raise Failure(f"{store.name}: {errors}")
        if code == 0:
            self.late += 1
            return False
        if code not in (-which, 128 + which):
            raise Failure(f"{store.name}: exit code {code} after {which.name}")
        self.kills[which] += 1
        return True

    def one_kill(self, number):
        extract, before, content, wanted, seconds = self.random.choice(self.steps)
        folder = self.folder / f"kill-{number}"
        folder.mkdir()
        store = folder / "store.db"
        if before is not None:
            shutil.copy(before, store)
        killed = self.kill(store, extract, seconds)
        found = content_of(store) if store.exists() else None
        if found not in (content, wanted) or (not killed and found != wanted):
            raise Failure(f"{store}: is neither the store before nor the one after")
        if killed:
            self.outcomes["after" if found == wanted else "before"] += 1
        self.take_up_again(store, extract, (found, wanted))
        shutil.rmtree(folder)
        return killed

    def take_up_again(self, store, extract, allowed):
        with subprocess.Popen(self.command(store, extract), stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            while process.poll() is None:
                if store.exists() and content_of(store) not in allowed:
                    raise Failure(f"{store}: a reader saw something else during an update")
            words = process.stdout.read().decode()
        if process.returncode != 0 or words:
            raise Failure(f"{store}: taking up again: exit code {process.returncode}\n{words}")
        if content_of(store) != allowed[1]:
            raise Failure(f"{store}: the update that was taken up again does not give the store after")
        left = sorted(path.name for path in store.parent.iterdir() if path != store)
        if left:
            raise Failure(f"{store}: files are left: {left}")

    def run(self, kills):
        self.prepare()
        number = 0
        while sum(self.kills.values()) < kills:
            number += 1
            if number > 20 * kills:
                raise Failure("the updates are over before they can be killed")
            self.one_kill(number)


def content_of(store):
    """All rows, as any program for SQLite sees them."""
    with sqlite3.connect(f"file:{store}?mode=rw", uri=True, timeout=LIMIT_SECONDS) as database:
        database.execute("BEGIN")
        if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Failure(f"{store}: SQLite finds it damaged")
        rows = {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
        database.rollback()
    database.close()
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True, help="is emptied first")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    test = Test(options)
    try:
        test.run(options.kills)
    except Failure as failure:
        print(f"FAILED {failure}\n0 passed, 1 failed")
        return 1
    print(f"{', '.join(f'{count} times {which.name}' for which, count in test.kills.items())}; {test.late} signals came too late; "
          f"the store was the one before {test.outcomes['before']} times, the one after {test.outcomes['after']} times")
    print(f"{sum(test.kills.values())} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
