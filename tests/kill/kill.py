"""Kills batches of `cbds convert` at random moments and takes them up again.

For each kind of output the documents are converted once without disturbance: those outputs are what must come out in the
end, byte for byte. Then, again and again into a new folder, a batch with --resume is killed at a random moment, perhaps
several times, and finished. After each kill
 - every output that stands under its final name is whole: the same bytes as the undisturbed one,
 - after SIGTERM and SIGINT no temporary file is left, and the exit code says which signal it was;
after the last run of a batch
 - all outputs are those of the undisturbed run, and no temporary file is left, those of SIGKILL neither,
 - one more run passes over all documents.

    kill.py --program build/release/cbds --folder build/kill [--kills 200] [--seed 1]
"""
import argparse
import hashlib
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

DOCUMENTS = 40
ACCOUNT = ".cbds-convert.ndjson"
KINDS = {  # format and pattern of the names
    "csv": "{stem}",
    "csv.zip": "{la}{estab}_{collection}_{number}.zip",
    "sqlite": "{stem}.{format}",
    "json": "{collection}-{edition}-{number}.json",
    "xml": "{stem}.xml",
}
SIGNALS = [signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]
MOST_KILLS = 6  # of one batch
THREADS = 2
LIMIT_SECONDS = 60  # a run that takes longer has hung


class Failure(Exception):
    """A promise that was not kept."""


class Test:
    def __init__(self, options):
        self.program = str(pathlib.Path(options.program).resolve())
        self.folder = pathlib.Path(options.folder).resolve()
        self.random = random.Random(options.seed)
        self.inputs = self.folder / "in"
        self.kills = {which: 0 for which in SIGNALS}
        self.known = set()  # temporary files that a SIGKILL has left in the folder of the batch
        self.late = 0      # the run was over before the signal came
        self.partial = 0   # kills after which some outputs were there and others not
        self.abandoned = 0  # kills that left temporary files

    def make_documents(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.inputs.mkdir(parents=True)
        for number in range(DOCUMENTS):
            edition = "ctf@26.0" if number % 2 else "school-census@2026-spring"
            phase = [] if number % 2 else ["--phase", "AT"]
            self.call("sample", edition, "--pupils", str(5 + 10 * (number % 7)), "--seed", str(number + 1), *phase,
                      "-o", str(self.inputs / f"document-{number:02}.xml"))

    def call(self, *words):
        done = subprocess.run([self.program, "--no-config", *words], capture_output=True, text=True, check=False, timeout=LIMIT_SECONDS)
        if done.returncode != 0:
            raise Failure(f"cbds {' '.join(words)}: exit code {done.returncode}\n{done.stderr}")

    def words(self, kind, out, *more):
        return ["convert", str(self.inputs), "--to", kind.split(".")[0], "--name", KINDS[kind], "-o", f"{out}/", "--jobs", str(THREADS), *more]

    def undisturbed(self, kind):
        """The outputs that are wanted, and how long they take."""
        out = self.folder / f"undisturbed-{kind}"
        start = time.monotonic()
        self.call(*self.words(kind, out))
        return outputs(out), time.monotonic() - start

    def kill(self, kind, out, seconds):
        """Runs a batch and kills it after some time. Returns the signal, or nothing where it was over already."""
        which = self.random.choice(SIGNALS)
        command = [self.program, "--no-config", *self.words(kind, out, "--resume")]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            time.sleep(self.random.uniform(0, 0.8 * seconds))
            process.send_signal(which)
            errors = process.stderr.read().decode()
            code = process.wait(timeout=LIMIT_SECONDS)
        if code == 0:
            self.late += 1
            return None
        if errors:
            raise Failure(f"{kind}: {errors}")
        self.kills[which] += 1
        return which, code

    def check_killed(self, kind, out, wanted, killed):
        which, code = killed
        there = outputs(out)
        for name, content in there.items():
            if name not in wanted:
                raise Failure(f"{kind}: {name} is no output")
            if content != wanted[name]:
                raise Failure(f"{kind}: {name} is not whole after {which.name}")
        self.partial += 0 < len(there) < len(wanted)
        if which == signal.SIGKILL:
            self.abandoned += bool(temporaries(out))
            return
        # Before the program has installed its handlers a signal ends it in the usual way.
        if code not in (128 + which, -which):
            raise Failure(f"{kind}: exit code {code} after {which.name}")
        self.check_no_temporaries(kind, out, which.name)

    def check_no_temporaries(self, kind, out, when):
        """After SIGTERM those of an earlier SIGKILL may still be there, if the run was too short to remove them."""
        left = temporaries(out) - self.known
        if left:
            raise Failure(f"{kind}: temporary files are left after {when}: {sorted(left)}")

    def finish(self, kind, out, wanted, kills):
        before = set(outputs(out))
        self.call(*self.words(kind, out, "--resume", "--summary", str(out.with_suffix(".summary"))))
        if outputs(out) != wanted:
            raise Failure(f"{kind}: the outputs are not those of an undisturbed run")
        self.known = set()
        self.check_no_temporaries(kind, out, "the end")
        statuses = self.statuses(out)
        # An output that was whole is made again if the account had not heard of its end: one a thread and kill.
        made_again = sum(1 for name in before if statuses[name] != "unchanged")
        if set(statuses.values()) - {"converted", "unchanged"} or made_again > THREADS * kills:
            raise Failure(f"{kind}: {made_again} of {len(before)} outputs were made again")
        self.call(*self.words(kind, out, "--resume", "--overwrite", "--summary", str(out.with_suffix(".summary"))))
        if set(self.statuses(out).values()) != {"unchanged"}:
            raise Failure(f"{kind}: what was done is not passed over")
        if outputs(out) != wanted:
            raise Failure(f"{kind}: passing over has changed an output")

    @staticmethod
    def statuses(out):
        documents = json.loads(out.with_suffix(".summary").read_text())["documents"]
        return {document["output"]: document["status"] for document in documents}

    def one_batch(self, kind, wanted, seconds, number, most):
        """Kills a batch up to `most` times and finishes it. Returns how often it was killed."""
        out = self.folder / f"batch-{number}"
        self.known = set()
        count = 0
        for _ in range(min(most, self.random.randint(1, MOST_KILLS))):
            killed = self.kill(kind, out, seconds)
            if killed is None:
                break
            count += 1
            self.check_killed(kind, out, wanted, killed)
            self.known = temporaries(out)
        self.finish(kind, out, wanted, count)
        shutil.rmtree(out)
        return count

    def run(self, kills):
        self.make_documents()
        kinds = [(kind, *self.undisturbed(kind)) for kind in KINDS]
        count = number = 0
        while count < kills:
            kind, wanted, seconds = kinds[number % len(kinds)]
            number += 1
            count += self.one_batch(kind, wanted, seconds, number, kills - count)
        return number


def outputs(folder):
    """The outputs of a batch: for each its fingerprint, or those of the files in it."""
    if not folder.exists():
        return {}
    return {path.name: {file.name: fingerprint(file) for file in path.iterdir()} if path.is_dir() else fingerprint(path)
            for path in folder.iterdir() if not path.name.startswith(".")}


def fingerprint(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def temporaries(folder):
    return {path.name for path in folder.glob(".*") if path.name != ACCOUNT} if folder.exists() else set()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True, help="is emptied first")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    test = Test(options)
    try:
        batches = test.run(options.kills)
    except Failure as failure:
        print(f"FAILED {failure}\n0 passed, 1 failed")
        return 1
    print(f"{', '.join(f'{count} times {which.name}' for which, count in test.kills.items())}; {test.late} signals came too late; "
          f"{test.partial} kills in the midst of the outputs, {test.abandoned} left temporary files")
    print(f"{batches} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
