"""Turns documents into SQLite databases and looks at these with Python's sqlite3, which knows nothing of ours.

    sqlite.py --program build/release/cbds --folder build/release/database-sqlite

Each edition that there is gives a document. The query of the manual is run by the examples of the manual.
"""
import argparse
import collections
import contextlib
import pathlib
import shutil
import sqlite3
import stat
import sys
import unittest

import documents

options = None


def opened(path):
    return contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True))


def names(database, kind):
    rows = database.execute("SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite%' ORDER BY name", [kind])
    return [name for (name,) in rows]


def tables(database):
    """The tables that hold documents."""
    return [name for name in names(database, "table") if name != "cbds_info" and not name.startswith("code_")]


def columns(database, table):
    return [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]


def items(database, table):
    return [] if table == "extras" else [name for name in columns(database, table) if name not in documents.KEYS]


def as_text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def values(database):
    """How often each value stands in the tables, as text, empty ones left out."""
    counts = collections.Counter()
    for table in tables(database):
        for name in items(database, table):
            for value, in database.execute(f'SELECT "{name}" FROM "{table}" WHERE "{name}" IS NOT NULL'):
                counts[as_text(value)] += 1
    del counts[""]
    return counts


class Databases(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = options.program
        cls.samples = {name: documents.sample(cls.program, options.folder, name) for name in cls.program.editions()}
        cls.hostile = documents.hostile(cls.program, options.folder, "school-census@2026-spring")
        cls.all = {**cls.samples, "hostile": cls.hostile}
        cls.databases = {name: cls.program.convert(path, "sqlite", path.with_suffix(".sqlite")) for name, path in cls.all.items()}

    def each(self):
        """Every document, and its database opened."""
        for name, path in self.databases.items():
            with opened(path) as database:
                yield self.all[name], database

    def test_there_are_documents_of_both_collections(self):
        self.assertGreater(len(self.samples), 10)
        self.assertEqual({"ctf", "school-census"}, {name.split("@")[0] for name in self.samples})

    def test_sqlite_finds_them_sound(self):
        for _, database in self.each():
            self.assertEqual([("ok",)], database.execute("PRAGMA integrity_check").fetchall())
            self.assertEqual([], database.execute("PRAGMA foreign_key_check").fetchall())

    def test_they_hold_every_record_and_every_value(self):
        for path, database in self.each():
            self.assertEqual(documents.records(path), database.execute("SELECT count(*) FROM pupils").fetchone()[0])
            self.assertEqual(documents.values(path), values(database))

    def test_every_table_has_its_key_and_refers_to_the_one_above(self):
        for _, database in self.each():
            keyless = [name for name in tables(database) if not any(row[5] for row in database.execute(f'PRAGMA table_info("{name}")'))]
            self.assertEqual(["extras"], keyless)
            above = {row[2] for row in database.execute("PRAGMA foreign_key_list(sen_needs)")}
            self.assertEqual({"pupils"}, above)

    def test_numbers_are_numbers_and_nothing_else_is(self):
        with opened(self.databases["school-census@2026-spring"]) as database:
            kinds = {kind for (kind,) in database.execute("SELECT DISTINCT typeof(SENtypeRank) FROM sen_needs")}
            self.assertEqual({"integer"}, kinds)
            kinds = {kind for (kind,) in database.execute("SELECT DISTINCT typeof(DOB) FROM pupils")}
            self.assertEqual({"text"}, kinds)

    def test_views_have_the_rows_of_their_tables(self):
        for _, database in self.each():
            for view in names(database, "view"):
                table = view.removesuffix("_labelled")
                rows = database.execute(f'SELECT * FROM "{view}"').fetchall()
                self.assertEqual(database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0], len(rows))

    def test_views_join_the_labels_of_the_codes(self):
        with opened(self.databases["school-census@2026-spring"]) as database:
            labels = dict(database.execute("SELECT code, label FROM code_Ethnicity"))
            rows = database.execute("SELECT Ethnicity, Ethnicity_label FROM pupils_labelled WHERE Ethnicity IS NOT NULL").fetchall()
            self.assertGreater(len(rows), 5)
            for code, label in rows:
                self.assertEqual(labels[code], label)

    def test_values_that_are_none_of_their_type_are_null_in_a_view(self):
        with opened(self.databases["hostile"]) as database:
            ranks = set(database.execute("SELECT typeof(SENtypeRank), SENtypeRank FROM sen_needs_labelled"))
            self.assertIn(("integer", 7), ranks)
            self.assertEqual({"integer"}, {kind for kind, _ in ranks})
            self.assertEqual({0, 1, None} - {1}, {value for (value,) in database.execute("SELECT DISTINCT TopUpFunding FROM pupils_labelled")} - {1})
            self.assertIn((None,), database.execute("SELECT Ethnicity_label FROM pupils_labelled WHERE Ethnicity = '????'").fetchall())

    def test_the_way_back_gives_the_same_document(self):
        for name, path in self.databases.items():
            with self.subTest(name):
                back = self.program.convert(path, "xml", path.with_suffix(".back.xml"))
                self.assertEqual(documents.canonical(self.all[name]), documents.canonical(back))

    def test_several_documents_share_a_database(self):
        paths = [path for name, path in self.samples.items() if name.startswith("ctf@")]
        target = self.program.convert(paths, "sqlite", options.folder / "several.sqlite")
        with opened(target) as database:
            self.assertEqual(documents.values(*paths), values(database))
            self.assertEqual(list(range(1, len(paths) + 1)), [number for (number,) in database.execute("SELECT document FROM files ORDER BY 1")])

    def test_only_the_owner_may_read_them(self):
        for path in self.databases.values():
            self.assertEqual(0o600, stat.S_IMODE(path.stat().st_mode))


def main():
    global options
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=documents.Program)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    unittest.main(argv=[sys.argv[0]], verbosity=1)


if __name__ == "__main__":
    main()
