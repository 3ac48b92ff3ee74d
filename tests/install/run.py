"""Installs to a folder of its own, compares the list of files with expected-files.txt, and builds a program with the result.

    run.py --build build/release --compiler g++ [--update]
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = HERE / "expected-files.txt"


def run(*command, **options):
    """Runs a command and returns what it prints; its errors are ours."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, **options)
    if done.returncode:
        sys.exit(f"failed ({done.returncode}): {' '.join(str(word) for word in command)}\n{done.stdout}")
    return done.stdout


def installed_files(prefix):
    """Sorted, relative to the prefix. One file of the package configuration is named after the build type."""
    files = (file.relative_to(prefix).as_posix() for file in prefix.rglob("*") if not file.is_dir())
    return sorted(re.sub(r"cbdsTargets-\w+", "cbdsTargets-release", file) for file in files)


def check_list(files, update):
    if update:
        EXPECTED.write_text("".join(file + "\n" for file in files), encoding="utf-8")
    wanted = EXPECTED.read_text(encoding="utf-8").split()
    diff = "\n".join(difflib.unified_diff(wanted, files, "expected-files.txt", "installed", lineterm=""))
    if diff:
        sys.exit(f"the installed files are not the expected ones (run.py --update writes them down):\n{diff}")


def check_cmake(prefix, compiler, folder, data):
    run("cmake", "-S", HERE / "consumer", "-B", folder, "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DCMAKE_CXX_COMPILER={compiler}")
    run("cmake", "--build", folder)
    return run(folder / "consumer", data)


def check_pkg_config(prefix, compiler, folder, data):
    place = os.pathsep.join(str(file.parent) for file in prefix.rglob("cbds.pc"))
    flags = run("pkg-config", "--cflags", "--libs", "cbds", env=os.environ | {"PKG_CONFIG_PATH": place}).split()
    run(compiler, "-std=c++20", HERE / "consumer" / "main.cpp", "-o", folder / "consumer", *flags)
    return run(folder / "consumer", data)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, help="a build folder in which everything is built")
    parser.add_argument("--compiler", default="c++")
    parser.add_argument("--update", action="store_true", help="write the list of installed files down")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="cbds-install-") as scratch:
        scratch = pathlib.Path(scratch)
        prefix = scratch / "prefix"
        run("cmake", "--install", options.build, "--prefix", prefix)
        check_list(installed_files(prefix), options.update)
        version = run(prefix / "bin" / "cbds", "--version").split("\n")[0]
        data = prefix / "share" / "cbds" / "xsd"
        (scratch / "pkg-config").mkdir()
        answers = {check_cmake(prefix, options.compiler, scratch / "cmake", data),
                   check_pkg_config(prefix, options.compiler, scratch / "pkg-config", data)}
        if len(answers) != 1:
            sys.exit(f"the two programs differ: {answers}")
        print(version, answers.pop().strip(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
