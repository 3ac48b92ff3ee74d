"""Runs the examples of the manual and of the README and compares what they print with what is printed there.

An example is a block whose first line is `$ cbds ...`: between .EX and .EE in a man page, a console block in the README.
    $ cbds id check upn H801200001002       a command; the lines below it are its output, errors among it
    H801200001002: not a UPN: ...
    $ echo $?                               sees the exit code of the command before it
    1
    ...                                     stands for any number of lines
The examples of one page run one after the other in one folder, which holds a copy of samples/.

    examples.py --program build/release/cbds [--filter TEXT]
"""
import argparse
import dataclasses
import difflib
import re
import shutil
import subprocess
import sys

from shell import SOURCE, Shell

ROFF = {"\\-": "-", "\\e": "\\", "\\(aq": "'", "\\(dq": '"', "\\(ha": "^", "\\(ti": "~", "\\(ga": "`", "\\(rs": "\\",
        "\\&": "", "\\ ": " ", "\\fB": "", "\\fI": "", "\\fR": "", "\\fP": ""}
ROFF_ESCAPE = re.compile("|".join(re.escape(escape) for escape in sorted(ROFF, key=len, reverse=True)))


@dataclasses.dataclass
class Example:
    """One command of a page, and the lines that are said to follow."""
    line: int
    command: str
    output: list


def plain(line):
    """A line of a man page as the reader sees it."""
    return ROFF_ESCAPE.sub(lambda match: ROFF[match[0]], line)


def manual_blocks(text):
    return blocks(text, lambda line: line.startswith(".EX"), lambda line: line.startswith(".EE"), plain)


def readme_blocks(text):
    return blocks(text, lambda line: line.strip() == "```console", lambda line: line.strip() == "```", str)


def blocks(text, begins, ends, reading):
    """Yields each block as a list of (line number, line)."""
    block = None
    for number, line in enumerate(text.split("\n"), 1):
        if block is None:
            block = [] if begins(line) else None
        elif ends(line):
            yield block
            block = None
        else:
            block.append((number, reading(line)))


def examples(block):
    """The commands of a block with their outputs; nothing for a block that is no example of ours."""
    if not block or not re.match(r"\$ (build/release/)?cbds\b", block[0][1]):
        return []
    found = []
    for number, line in block:
        if line.startswith("$ "):
            found.append(Example(number, line[2:], []))
        elif found[-1].command.endswith("\\") and not found[-1].output:
            found[-1].command = found[-1].command[:-1] + line.strip()
        else:
            found[-1].output.append(line)
    return found


def matches(wanted, printed):
    """Whether the output is the wanted lines, where a line `...` stands for any."""
    if "..." not in wanted:
        return wanted == printed
    gap = wanted.index("...")
    if wanted[:gap] != printed[:gap]:
        return False
    rest = wanted[gap + 1:]
    return any(matches(rest, printed[start:]) for start in range(gap, len(printed) + 1))


def run_page(page, shell):
    """Returns the number of examples and a report for each that fails."""
    text = page.read_text(encoding="utf-8")
    folder = shell.scratch / page.name
    shutil.copytree(SOURCE / "samples", folder / "samples")
    (folder / "build" / "release").mkdir(parents=True)
    (folder / "build" / "release" / "cbds").symlink_to(shell.scratch / "bin" / "cbds")
    reports = []
    count = 0
    for block in readme_blocks(text) if page.suffix == ".md" else manual_blocks(text):
        code = 0
        for example in examples(block):
            count += 1
            try:
                code, output, _ = shell.run(f"(exit {code}); {example.command}", folder, merge=True)
            except subprocess.TimeoutExpired as error:
                code, output = 1, str(error).encode()
            printed = output.decode("utf-8", errors="backslashreplace").splitlines()
            if not matches(example.output, printed):
                diff = difflib.unified_diff(example.output, printed, "printed there", "observed", lineterm="")
                reports.append(f"FAILED {page.name}:{example.line}: $ {example.command}\n" + "\n".join(diff) + "\n")
    return count, reports


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--filter", default="", help="only pages whose name holds this text")
    options = parser.parse_args()

    pages = sorted((SOURCE / "man").glob("*.[15]")) + [SOURCE / "README.md"]
    total = 0
    failed = 0
    with Shell(options.program) as shell:
        for page in pages:
            if options.filter not in page.name:
                continue
            count, reports = run_page(page, shell)
            total += count
            failed += len(reports)
            print("".join(report + "\n" for report in reports), end="")
    print(f"{total - failed} passed, {failed} failed")
    if not total:
        print("no example was found", file=sys.stderr)
    return 0 if total and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
