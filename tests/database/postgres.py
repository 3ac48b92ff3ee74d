"""Loads documents as SQL text into a real PostgreSQL server, which is started for it and gone afterwards.

    postgres.py --program build/release/cbds --folder build/release/database-postgres

`pg_virtualenv` (Debian's postgresql-common) starts the server, for root as the user `postgres`.
"""
import argparse
import collections
import csv
import datetime
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import documents

EDITIONS = ("school-census@2026-spring", "school-census@2025-autumn", "school-census@2024-summer", "ctf@26.0", "ctf@22.0")
TYPES = {"roll": "text", "DOB": "date", "Ethnicity": "text", "Ethnicity_label": "text", "FundedHours": "numeric", "TopUpFunding": "boolean",
         "record": "bigint"}

options = None


def psql(database, *arguments):
    """Runs psql, which stops at the first error, and returns what it did."""
    return subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, *arguments], capture_output=True, check=False)


class Database:
    """A database of the server, asked through psql."""

    def __init__(self, name):
        self.name = name

    def query(self, sql):
        """The rows as lists of text; nulls and empty texts are both empty."""
        done = psql(self.name, "-c", f"COPY ({sql.rstrip().rstrip(';')}) TO STDOUT (FORMAT csv)")
        if done.returncode:
            raise AssertionError(f"{sql}: {done.stderr.decode()}")
        return list(csv.reader(io.StringIO(done.stdout.decode(), newline="")))

    def one(self, sql):
        return self.query(sql)[0][0]

    def error(self, sql):
        """What the server says against a statement."""
        return psql(self.name, "-c", sql).stderr.decode()

    def relations(self, kind):
        """The columns and their types by table (`BASE TABLE`) or view (`VIEW`)."""
        found = collections.defaultdict(dict)
        for table, column, data_type in self.query(
                "SELECT table_name, column_name, data_type FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) "
                f"WHERE table_schema = 'cbds' AND table_type = '{kind}' ORDER BY table_name, ordinal_position"):
            found[table][column] = data_type
        return found

    def tables(self):
        """The tables that hold documents."""
        return {name: columns for name, columns in self.relations("BASE TABLE").items() if name != "cbds_info" and not name.startswith("code_")}

    def values(self):
        """How often each value stands in the tables, empty ones left out."""
        parts = []
        for table, columns in self.tables().items():
            names = [] if table == "extras" else [f'"{name}"' for name in columns if name not in documents.KEYS]
            parts += [f'SELECT unnest(ARRAY[{", ".join(names)}]) FROM cbds."{table}"'] if names else []
        counts = collections.Counter(value for row in self.query(" UNION ALL ".join(parts)) for value in row)
        del counts[""]
        return counts


def manual_query():
    """The query on PostgreSQL that the manual gives."""
    text = (documents.SOURCE / "man" / "cbds-tables.5").read_text(encoding="utf-8")
    return re.search(r"\.EX\n(SELECT .*)\n\.EE", text)[1]


class Loaded(unittest.TestCase):
    """Every document is in a database of its own."""

    @classmethod
    def setUpClass(cls):
        program, folder = options.program, options.folder
        cls.documents = {name: documents.sample(program, folder, name, pupils=60) for name in EDITIONS}
        cls.documents["hostile census"] = documents.hostile(program, folder, "school-census@2026-spring")
        cls.documents["hostile ctf"] = documents.hostile(program, folder, "ctf@26.0")
        cls.sql = {name: program.convert(path, "sql", path.with_suffix(".sql")) for name, path in cls.documents.items()}
        cls.databases = {}
        for name in cls.documents:
            cls.databases[name] = Database(name)
            subprocess.run(["createdb", "--encoding=UTF8", "--template=template0", name], check=True)
            done = psql(name, "-f", str(cls.sql[name]))
            if done.returncode or done.stdout or done.stderr:
                raise AssertionError(f"{name} is not loaded: {done.stderr.decode()}")

    def each(self):
        """Every document and its database."""
        for name, database in self.databases.items():
            yield self.documents[name], database

    def test_they_hold_every_record_and_every_value(self):
        for path, database in self.each():
            self.assertEqual(str(documents.records(path)), database.one("SELECT count(*) FROM cbds.pupils"))
            self.assertEqual(documents.values(path), database.values())

    def test_every_view_answers_with_the_rows_of_its_table(self):
        for _, database in self.each():
            views = database.relations("VIEW")
            self.assertIn("pupils_labelled", views)
            # A row as text has all its columns worked out.
            counts = [f'SELECT (SELECT count(v::text) FROM cbds."{view}" v), (SELECT count(*) FROM cbds."{view.removesuffix("_labelled")}")' for view in views]
            for of_view, of_table in database.query(" UNION ALL ".join(counts)):
                self.assertEqual(of_table, of_view)

    def test_keys_are_kept(self):
        for _, database in self.each():
            with_key = {name for (name,) in database.query(
                "SELECT c.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'p' AND k.connamespace = 'cbds'::regnamespace")}
            self.assertEqual({"extras"}, set(database.tables()) - with_key)
            self.assertIn("duplicate key", database.error("INSERT INTO cbds.pupils SELECT * FROM cbds.pupils LIMIT 1"))
            self.assertIn("violates foreign key", database.error("INSERT INTO cbds.sen_needs (document, record, number) VALUES (9, 9, 9)"))

    def test_views_have_types_and_labels(self):
        database = self.databases["school-census@2026-spring"]
        types = database.relations("VIEW")["pupils_labelled"]
        self.assertEqual(TYPES, {name: types[name] for name in TYPES})
        labels = dict(database.query('SELECT code, label FROM cbds."code_Ethnicity"'))
        rows = database.query('SELECT "Ethnicity", "Ethnicity_label" FROM cbds.pupils_labelled WHERE "Ethnicity" IS NOT NULL')
        self.assertGreater(len(rows), 20)
        for code, label in rows:
            self.assertEqual(labels[code], label)

    def test_values_that_are_none_of_their_type_are_null_in_a_view(self):
        database = self.databases["hostile census"]
        self.assertGreater(int(database.one("SELECT count(*) FROM cbds.pupils WHERE \"DOB\" = '2026-02-30'")), 5)
        same = "FROM cbds.pupils p JOIN cbds.pupils_labelled l USING (document, record)"
        self.assertEqual([], database.query(f"SELECT l.\"DOB\" {same} WHERE p.\"DOB\" = '2026-02-30' AND l.\"DOB\" IS NOT NULL"))
        self.assertEqual([], database.query(f"SELECT p.record {same} WHERE p.\"DOB\" <> '2026-02-30' AND l.\"DOB\"::text IS DISTINCT FROM p.\"DOB\""))
        self.assertIn(["7"], database.query('SELECT DISTINCT "SENtypeRank" FROM cbds.sen_needs_labelled'))

    def test_dates_are_judged_as_the_calendar_does(self):
        database = self.databases["ctf@26.0"]
        years = "generate_series(1896, 2104) y, generate_series(0, 13) m, generate_series(0, 32) d"
        made = database.query(f"SELECT to_char(y, 'FM0000') || to_char(m, '\"-\"FM00') || to_char(d, '\"-\"FM00') AS v FROM {years} "
                              "WHERE cbds.date_of(to_char(y, 'FM0000') || to_char(m, '\"-\"FM00') || to_char(d, '\"-\"FM00')) IS NOT NULL")
        first, last = datetime.date(1896, 1, 1), datetime.date(2104, 12, 31)
        all_days = {str(first + datetime.timedelta(days)) for days in range((last - first).days + 1)}
        self.assertEqual(all_days, {value for (value,) in made})

    def test_the_query_of_the_manual(self):
        rows = self.databases["school-census@2026-spring"].query(manual_query())
        self.assertGreater(len(rows), 3)
        self.assertRegex(rows[0][2], r"^\d{4}-\d\d-\d\d$")

    def test_tables_and_items_are_explained(self):
        database = self.databases["ctf@26.0"]
        for table in database.tables():
            self.assertNotEqual("", database.one(f"SELECT obj_description('cbds.\"{table}\"'::regclass)"))
        self.assertIn("CBDS", database.one("SELECT col_description('cbds.pupils'::regclass, ordinal_position) FROM information_schema.columns "
                                           "WHERE table_schema = 'cbds' AND table_name = 'pupils' AND column_name = 'UPN'"))

    def test_nothing_is_replaced(self):
        database = self.databases["ctf@26.0"]
        before = database.values()
        again = psql(database.name, "-f", str(self.sql["ctf@22.0"]))
        self.assertNotEqual(0, again.returncode)
        self.assertIn('schema "cbds" already exists', again.stderr.decode())
        self.assertEqual(before, database.values())

    def test_the_way_back_gives_the_same_document(self):
        for name, path in self.sql.items():
            back = options.program.convert(path, "xml", path.with_suffix(".back.xml"))
            self.assertEqual(documents.canonical(self.documents[name]), documents.canonical(back))

    def test_what_pg_dump_writes_is_read(self):
        for path, database in self.each():
            dump = path.with_suffix(".dump.sql")
            subprocess.run(["pg_dump", "--schema=cbds", "-f", str(dump), database.name], check=True)
            back = options.program.convert(dump, "xml", path.with_suffix(".dump.xml"))
            self.assertEqual(documents.canonical(path), documents.canonical(back))


def with_server():
    """Runs this script again where a server is."""
    virtualenv = shutil.which("pg_virtualenv")
    if virtualenv is None:
        sys.exit("pg_virtualenv is not there: install postgresql and postgresql-common")
    # -t: in a temporary folder, for root too, so that no cluster of this machine is touched.
    os.execv(virtualenv, [virtualenv, "-t", sys.executable, "-B", *sys.argv, "--server"])


def main():
    global options
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=documents.Program)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    parser.add_argument("--server", action="store_true", help="the server that the environment names is there")
    options = parser.parse_args()
    if not options.server:
        with_server()
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    unittest.main(argv=[sys.argv[0]], verbosity=1)


if __name__ == "__main__":
    main()
