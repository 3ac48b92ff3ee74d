"""Golden tests: runs every case below tests/cli and compares what it prints with what is expected.

A case is a folder tests/cli/<command>/<case>/ with
    cmd      one line of shell that begins with cbds; the folder is its working directory
    expout   standard output; absent: nothing may be printed
    experr   standard error; absent: nothing may be printed
    rc       exit code; absent: 0
    stdin    standard input; absent: none
A case runs in a copy of its folder, so that it may write there. Around the copy things stand as in the source tree:
../../../../samples is samples/, ../<file> is a file that the cases of a command share.

    run.py --program build/release/cbds [--filter TEXT] [--update]
"""
import argparse
import concurrent.futures
import difflib
import pathlib
import shutil
import subprocess
import sys

from shell import SOURCE, Shell

CASES = SOURCE / "tests" / "cli"
SHOWN_LINES = 60  # of one difference


def cases(text):
    """The folders of all cases whose name holds the text."""
    folders = sorted(file.parent for file in CASES.glob("*/*/cmd"))
    return [folder for folder in folders if text in name_of(folder)]


def name_of(case):
    return case.relative_to(CASES).as_posix()


def lay_out(case, scratch):
    """Copies the case to where its relative paths lead to the same places as in the source tree."""
    copy = scratch / case.relative_to(SOURCE)
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(case, copy)
    for place in (SOURCE / "samples", SOURCE / "xsd"):
        (scratch / place.name).symlink_to(place)
    for sibling in case.parent.iterdir():
        if not (sibling / "cmd").exists():
            (copy.parent / sibling.name).symlink_to(sibling)
    return copy


def expected(case):
    return {
        "rc": read(case / "rc").decode().strip() or "0",
        "expout": read(case / "expout"),
        "experr": read(case / "experr"),
    }


def read(file):
    return file.read_bytes() if file.exists() else b""


def observed(case, shell):
    folder = lay_out(case, shell.scratch / "tree" / name_of(case).replace("/", "-"))
    line = (case / "cmd").read_text(encoding="utf-8").strip()
    if not line.startswith("cbds") or "\n" in line:
        raise ValueError("cmd is not one line that begins with cbds")
    stdin = folder / "stdin"
    code, out, err = shell.run(line, folder, stdin if stdin.exists() else None)
    return {"rc": str(code), "expout": out, "experr": err}


def difference(want, got):
    """What differs, as a unified diff; empty where nothing does."""
    report = []
    if want["rc"] != got["rc"]:
        report.append(f"exit code {got['rc']}, expected {want['rc']}")
    for stream in ("expout", "experr"):
        if want[stream] == got[stream]:
            continue
        lines = list(difflib.unified_diff(lines_of(want[stream]), lines_of(got[stream]), stream, "observed", lineterm=""))
        report += lines[:SHOWN_LINES] + ([f"... {len(lines) - SHOWN_LINES} more lines"] if len(lines) > SHOWN_LINES else [])
        if not lines:
            report.append(f"{stream}: differs in its last line feed")
    return "\n".join(report)


def lines_of(output):
    return output.decode("utf-8", errors="backslashreplace").split("\n")


def update(case, got):
    """Writes down what was observed. What is the default has no file."""
    contents = {
        "rc": b"" if got["rc"] == "0" else (got["rc"] + "\n").encode(),
        "expout": got["expout"],
        "experr": got["experr"],
    }
    for name, content in contents.items():
        if content:
            (case / name).write_bytes(content)
        else:
            (case / name).unlink(missing_ok=True)


def check(case, shell, rewrite):
    """Returns what is wrong with the case; empty where nothing is."""
    try:
        got = observed(case, shell)
    except (ValueError, subprocess.TimeoutExpired) as error:
        return str(error)
    report = difference(expected(case), got)
    if report and rewrite:
        update(case, got)
    return report


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--filter", default="", help="only cases whose <command>/<case> holds this text")
    parser.add_argument("--update", action="store_true", help="write what is observed into the cases that differ")
    options = parser.parse_args()

    chosen = cases(options.filter)
    failed = 0
    with Shell(options.program) as shell, concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        reports = pool.map(lambda case: check(case, shell, options.update), chosen)
        for case, report in zip(chosen, reports):
            if report:
                failed += 1
                print(f"{'UPDATED' if options.update else 'FAILED'} {name_of(case)}\n{report}\n")
    print(f"{len(chosen) - failed} passed, {failed} {'updated' if options.update else 'failed'}")
    if not chosen:
        print("no case was found", file=sys.stderr)
    return 0 if chosen and (options.update or not failed) else 1


if __name__ == "__main__":
    sys.exit(main())
