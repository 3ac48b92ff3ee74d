"""Tries every command that reads registers, in every format and for every reader, for what that reader may not see.

Schools of two trusts and three authorities, one that belongs to no trust, one that never agreed to share, one that has withdrawn and one
that will agree next year. Everything that is said of a school or a pupil - URN, number, name, trust, UPNs, names, the software's
numbers, what stands in the place of a code, a file's name - is a word that stands nowhere else. Whatever a command then writes - standard
output, standard error, files, what is in a zip or a spreadsheet - is searched for the words of all schools outside of the scope. One
pupil is on the rolls of two schools of different trusts: the UPN may be seen by both, what the other school says may not.

That nothing is found would be easy if nothing were written: so the words of the schools within the scope have to be there where the
output names pupils.

    leaks.py --program build/release/cbds --folder build/leaks [--inputs marks,register,ndjson,store]
"""
import argparse
import dataclasses
import io
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

LIMIT_SECONDS = 120
TODAY = "2026-11-20"
DAYS = ["2026-09-07", "2026-09-08", "2026-09-09", "2026-09-10", "2026-09-11"]
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
MOVER = 7  # serial of the pupil of two schools
PUPILS = 3


@dataclasses.dataclass
class School:
    """A school and the words that stand for it."""
    word: str
    urn: str
    authority: str
    trust: str
    agreement: str  # the rest of its row in agreements.csv; empty: it has none
    pupils: list = dataclasses.field(default_factory=list)

    @property
    def laestab(self):
        return self.authority + str(4000 + int(self.urn[-3:]))

    @property
    def agreed(self):
        return self.agreement == "2026-09-01,"

    def words(self):
        own = [self.urn, self.laestab, f"{self.laestab[:3]}/{self.laestab[3:]}", f"School{self.word}", f"bad{self.word}", f"mark{self.word}",
               f"{self.word}.csv"]
        for pupil in self.pupils:
            own += [pupil.upn, pupil.number, pupil.surname, pupil.forename, pupil.surname.upper()]
        return own


@dataclasses.dataclass
class Pupil:
    """A pupil of a school and the words that stand for that enrolment."""
    upn: str
    number: str
    surname: str
    forename: str


SCHOOLS = [
    School("Kestrel", "990101", "201", "TRUSTALPHA", "2026-09-01,"),
    School("Osprey", "990102", "202", "TRUSTALPHA", "2026-09-01,"),
    School("Merlin", "990103", "201", "TRUSTBETA", "2026-09-01,"),
    School("Harrier", "990104", "203", "TRUSTBETA", "2026-09-01,"),
    School("Buzzard", "990105", "203", "", "2026-09-01,"),
    School("Goshawk", "990106", "201", "TRUSTALPHA", ""),
    School("Sparrowhawk", "990107", "201", "TRUSTALPHA", "2025-09-01,2026-10-01"),
    School("Peregrine", "990108", "202", "TRUSTBETA", "2027-09-01,"),
]
FORMS = {"marks": "marks-csv", "register": "register-csv", "ndjson": "ndjson", "store": "store"}
SCOPES = ["school=990101", "school=990102", "school=990103", "school=990105", "school=990106", "school=990107", "school=999999", "trust=TRUSTALPHA",
          "trust=TRUSTBETA", "trust=NOTRUST", "la=201", "la=202", "la=203", "la=204", "national", None]


def upn_of(issuer, serial):
    """A valid UPN. @param issuer  authority and establishment"""
    body = f"{issuer}15{serial:03}"
    return LETTERS[sum(int(digit) * place for place, digit in enumerate(body, 2)) % 23] + body


class Leak(Exception):
    """Something that should not be there, or the other way round."""


class Trial:
    def __init__(self, options):
        self.program = str(pathlib.Path(options.program).resolve())
        self.folder = pathlib.Path(options.folder).resolve()
        self.forms = options.inputs.split(",")
        self.out = self.folder / "out"
        self.runs = 0
        self.words_tried = 0
        self.leaks = []

    def prepare(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        mover = upn_of("3902222", MOVER)  # issued by neither
        for school in SCHOOLS:
            for serial in range(PUPILS):
                self.add_pupil(school, upn_of(school.laestab, 100 + serial), serial)
        self.add_pupil(SCHOOLS[0], mover, PUPILS)
        self.add_pupil(SCHOOLS[3], mover, PUPILS)
        self.write_tables()
        self.inputs = {"marks": self.write_marks(), "register": self.write_register(),
                       "ndjson": self.folder / "all.ndjson", "store": self.folder / "all.db"}
        self.call("convert", self.inputs["marks"], "--from", "marks-csv", "--to", "ndjson", "-o", self.inputs["ndjson"], "--allow-loss", codes=(0, 1))
        self.call("attendance", "update", "--quiet", self.inputs["store"], self.inputs["marks"], *self.tables())
        self.write_documents()

    def add_pupil(self, school, upn, serial):
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{school.urn}{serial}")
        school.pupils.append(Pupil(upn, f"id{school.urn}{serial}x", f"Zur{letters}", f"Fox{letters}"))

    def write_tables(self):
        rows = [f"{s.urn},{s.laestab},School{s.word},{s.authority},primary,{s.trust},{s.trust and 'The ' + s.trust}" for s in SCHOOLS]
        self.write("schools.csv", "urn,laestab,name,la_code,phase,trust_id,trust_name", rows)
        self.write("agreements.csv", "school,agreed_from,withdrawn_on", [f"{s.urn},{s.agreement}" for s in SCHOOLS if s.agreement])
        rows = [f"{s.urn},{p.number},{p.upn},{p.surname},{p.forename},2016-03-0{i + 1},F,5,2022-09-01"
                for s in SCHOOLS for i, p in enumerate(s.pupils)]
        self.write("pupils.csv", "school_urn,pupil_id,upn,surname,forename,dob,sex,nc_year,admission_date", rows)

    def write(self, name, heading, rows):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
        return path

    def tables(self):
        return ["--pupils", self.folder / "pupils.csv", "--schools", self.folder / "schools.csv"]

    def write_marks(self):
        """A folder with a file a school, and in each what is no code, no date and nobody's mark."""
        for school in SCHOOLS:
            rows = [f"{school.urn},{p.number},{p.upn},{day},{half},{code}" for p in school.pupils for day in DAYS
                    for half, code in (("AM", "/" if day != DAYS[2] else "I"), ("PM", "\\" if day != DAYS[3] else "O"))]
            first = school.pupils[0]
            rows += [f"{school.urn},{first.number},{first.upn},2026-09-14,AM,mark{school.word}",
                     f"{school.urn},{first.number},{first.upn},bad{school.word},AM,/",
                     f"{school.urn},,,2026-09-14,bad{school.word},/", f"{school.urn},{first.number},{first.upn},{DAYS[0]},AM,N"]
            self.write(f"marks/{school.word}.csv", "school_urn,pupil_id,upn,session_date,session,code", rows)
        return self.folder / "marks"

    def write_register(self):
        rows = [f"{s.urn},{p.number},{p.upn},{DAYS[0]},/\\ /\\ I\\ /O /\\ {'N' if p is s.pupils[0] else '/'}\\" for s in SCHOOLS for p in s.pupils]
        return self.write("register.csv", "school_urn,pupil_id,upn,start_date,marks", rows)

    def write_documents(self):
        """A return and a transfer file of the first school, whose pupils are in the registers too."""
        self.documents = {}
        for name, edition in (("census", "school-census@2027-spring"), ("ctf", "ctf@26.0")):
            path = self.folder / f"{name}.xml"
            self.call("sample", edition, "--pupils", str(PUPILS + 1), "--seed", "3", "-o", path)
            text = path.read_text(encoding="utf-8")
            upns = iter(pupil.upn for pupil in SCHOOLS[0].pupils)
            text = re.sub(r"<UPN>[^<]*</UPN>", lambda match: f"<UPN>{next(upns, None) or upn_of(SCHOOLS[0].laestab, 900)}</UPN>", text)
            for element, value in (("LEA", SCHOOLS[0].authority), ("Estab", SCHOOLS[0].laestab[3:])):
                its_own = re.search(f"<{element}>([^<]*)</{element}>", text)[0]
                text = text.replace(its_own, f"<{element}>{value}</{element}>")
            path.write_text(text, encoding="utf-8")
            self.documents[name] = path

    def call(self, *words, codes=(0,)):
        done = subprocess.run([self.program, "--no-config", *map(str, words)], capture_output=True, check=False,
                              timeout=LIMIT_SECONDS, cwd=self.folder)
        if done.returncode not in codes:
            raise Leak(f"cbds {' '.join(map(str, words))}: exit code {done.returncode}\n{done.stderr.decode()}")
        return done

    def commands(self, scope):
        """Name, words, and whether each pupil is named in the output."""
        for kind in ("text", "csv", "json", "ndjson", "html", "xlsx"):
            target = ["--format", kind, "-o", self.out / f"pupils.{kind}"] if kind in ("html", "xlsx") else ["--format", kind]
            for redact in ("none", "direct"):
                yield f"pupils {kind} {redact}", ["attendance", "pupils", *target, "--redact", redact], scope != "national"
        yield "pupils by pupil", ["attendance", "pupils", "--by", "pupil", "--format", "csv", "--redact", "none"], scope != "national"
        yield "pupils reports", ["attendance", "pupils", "--report", f"html={self.out}/a.html", "--report", f"json={self.out}/a.json",
                                 "--report", f"xlsx={self.out}/a.xlsx", "--redact", "none", "--since", DAYS[2]], scope != "national"
        yield "pupils of a period", ["attendance", "pupils", "--period", f"{DAYS[1]}..{DAYS[3]}", "--format", "csv",
                                     "--redact", "none"], scope != "national"
        if scope == "national":
            return
        for kind in ("text", "json", "csv", "html", "sarif", "junit", "markdown", "github"):
            yield f"validate {kind}", ["validate", "--format", kind, "--statistics"], False
        yield "census csv", ["attendance", "census", "--edition", "school-census@2027-spring", "--csv", "-"], False
        for kind in ("text", "csv", "json", "ndjson"):
            yield f"census {kind}", ["attendance", "census", self.documents["census"], "--format", kind, "--redact", "none"], False
        yield "census return", ["attendance", "census", self.documents["census"], "-o", self.out / "census.xml"], False
        yield "ctf", ["attendance", "ctf", self.documents["ctf"], "-o", self.out / "ctf.xml"], False
        for form in ("marks-csv", "register-csv", "wide-csv", "ndjson", "json", "assembly-json", "xlsx"):
            yield f"convert {form}", ["convert", "--to", form, "-o", self.out / f"convert.{form}", "--allow-loss"], form != "assembly-json"

    def try_all(self):
        for scope in SCOPES:
            for form, path in ((form, self.inputs[form]) for form in self.forms):
                for name, words, names_pupils in self.commands(scope):
                    self.try_one(scope, form, path, name, words, names_pupils)

    def try_one(self, scope, form, path, name, words, names_pupils):
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        reader = ["--agreements", self.folder / "agreements.csv", "--reference-date", TODAY, *(["--scope", scope] if scope else [])]
        restricted = [*words, path, *reader, *(["--from", FORMS[form]] if words[0] == "convert" else [])]
        tables = [] if form == "store" else self.tables()
        done = self.call(*restricted, *tables, codes=(0, 1, 2))
        if done.returncode == 2 and not any(word in done.stderr for word in (b"no marks of its school", b"nothing was checked")):
            raise Leak(f"{name} from {form} for {scope}: {done.stderr.decode()}")
        self.runs += 1
        written = self.written(done)
        visible = [school for school in SCHOOLS if school.agreed and sees(scope, school)]
        self.search(f"{scope or 'all'}: {name} from {form}", written, visible, scope)
        if names_pupils:
            for school in visible:
                for pupil in school.pupils:
                    if pupil.upn.encode() not in b"".join(written.values()):
                        self.leaks.append(f"{scope or 'all'}: {name} from {form}: {pupil.upn} should be there")

    def written(self, done):
        """All that a command has written, packed files unpacked."""
        written = {"standard output": done.stdout, "standard error": done.stderr}
        for path in self.out.iterdir():
            content = path.read_bytes()
            written[path.name] = content
            if content.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    written |= {f"{path.name}/{entry}": archive.read(entry) for entry in archive.namelist()}
        return written

    def search(self, what, written, visible, scope):
        allowed = {word for school in visible for word in school.words()} if scope != "national" else set()
        trusts = {school.trust for school in visible} if scope != "national" else set()
        forbidden = {word for school in SCHOOLS for word in [*school.words(), school.trust] if word} - allowed - trusts
        for place, content in written.items():
            for word in forbidden - self.words_of_document(what, place):
                self.words_tried += 1
                if word.encode() in content:
                    self.leaks.append(f"{what}: {place} has {word}")


    @staticmethod
    def words_of_document(what, place):
        """What stands in a document that the reader has given is no news: a new one has it, and messages name its school."""
        school = SCHOOLS[0]
        if place in ("census.xml", "ctf.xml"):
            return {school.laestab, *(pupil.upn for pupil in school.pupils)}
        named = place == "standard error" and re.search(": (census|ctf) ", what + " ")
        return {school.laestab, f"{school.laestab[:3]}/{school.laestab[3:]}"} if named else set()


def sees(scope, school):
    if scope in (None, "national"):
        return True
    kind, value = scope.split("=")
    return value == {"school": school.urn, "trust": school.trust, "la": school.authority}[kind]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder", required=True, help="is emptied first")
    parser.add_argument("--inputs", default=",".join(FORMS), help="forms that are read, commas between them")
    trial = Trial(parser.parse_args())
    try:
        trial.prepare()
        trial.try_all()
    except Leak as leak:
        print(f"FAILED {leak}\n0 passed, 1 failed")
        return 1
    for leak in trial.leaks[:50]:
        print(f"LEAK {leak}")
    print(f"{trial.runs} runs, {len(SCOPES)} readers, {trial.words_tried} times a word was looked for that must not be there")
    print(f"{trial.runs - min(trial.runs, len(trial.leaks))} passed, {len(trial.leaks)} failed")
    return 1 if trial.leaks else 0


if __name__ == "__main__":
    sys.exit(main())
