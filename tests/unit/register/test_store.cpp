#include "cbds/register/store.hpp"

#include "cbds/error.hpp"
#include "io/test_files.hpp"
#include "register/store_dump.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

namespace cbds::register_store_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;
using io::test::TestFolder;

TEST_CASE("store: what goes in comes out, and is for nobody else to read") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    const UpdateSummary summary =
        update_store(path, extract_of({{"P1", at(0, Half::am), "/"}, {"P1", at(0, Half::pm), "\\"}, {"P2", at(0, Half::am), "J1"}}), {});
    CHECK(summary.marks == 3);
    CHECK(summary.added == 3);
    CHECK(summary.schools_added == 1);
    CHECK(summary.enrolments_added == 2);
    CHECK(summary.without_time == 3);
    CHECK(holding(path) == std::set<std::string>{"P1 2026-11-16 AM /", "P1 2026-11-16 PM \\", "P2 2026-11-16 AM J1"});
    struct stat file {};
    REQUIRE(::stat(path.c_str(), &file) == 0);
    CHECK((file.st_mode & 0777) == 0600);
    CHECK(folder.names() == std::vector<std::string>{"store.db"});
    CHECK(looks_like_store(io::test::content(path)));
    CHECK_FALSE(looks_like_store(io::test::content(path).substr(0, 70)));
    CHECK_FALSE(looks_like_store("urn,upn,date\n"));
}

TEST_CASE("store: the same extract again changes nothing") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    const Register extract =
        extract_of({{"P1", at(0, Half::am), "N", hour(0, 9)}, {"P1", at(0, Half::pm), "L", hour(0, 13), 12}, {"P2", at(0, Half::am), "?"}});
    (void)update_store(path, extract, {});
    (void)update_store(path, extract_of({{"P1", at(0, Half::am), "I", hour(0, 14)}}), {});
    const auto before = dump(path);
    const UpdateSummary summary = update_store(path, extract, {});
    CHECK(summary.marks == 3);
    CHECK(summary.unchanged == 3);
    CHECK(dump(path) == before);
}

TEST_CASE("store: the mark that was recorded last holds, and the other is history") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    (void)update_store(path, extract_of({{"P1", at(0, Half::am), "N", hour(0, 9)}}), {});
    const UpdateSummary later = update_store(path, extract_of({{"P1", at(0, Half::am), "I", hour(0, 14)}}), {});
    CHECK(later.changed == 1);
    CHECK(later.late_in_window == 1);
    const UpdateSummary earlier = update_store(path, extract_of({{"P1", at(0, Half::am), "O", hour(0, 10)}}), {});
    CHECK(earlier.older == 1);
    CHECK(earlier.changed == 0);
    CHECK(holding(path) == std::set<std::string>{"P1 2026-11-16 AM I"});
    formats::SqliteDatabase database = formats::SqliteDatabase::read(path);
    CHECK(rows_of(database, "SELECT upn, session_date, session, code, first_recorded FROM replaced_mark", 5) ==
          std::multiset<std::string>{"P1 2026-11-16 AM N 2026-11-16 09:00:00 ", "P1 2026-11-16 AM O 2026-11-16 10:00:00 "});
}

TEST_CASE("store: a code that comes back holds again") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    for (const auto& [code, time] : {std::pair{"/", 9}, {"N", 10}, {"/", 11}})
        (void)update_store(path, extract_of({{"P1", at(0, Half::am), code, hour(0, time)}}), {});
    CHECK(holding(path) == std::set<std::string>{"P1 2026-11-16 AM /"});
    formats::SqliteDatabase database = formats::SqliteDatabase::read(path);
    CHECK(rows_of(database, "SELECT code FROM replaced_mark", 1) == std::multiset<std::string>{"N "});
}

TEST_CASE("store: changes within seven days of the session, and later ones") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    (void)update_store(
        path,
        extract_of({{"P1", at(0, Half::am), "N", hour(0, 9)}, {"P2", at(0, Half::am), "N", hour(0, 9)}, {"P3", at(0, Half::am), "N", hour(0, 9)}}),
        {});
    const UpdateSummary summary = update_store(
        path,
        extract_of(
            {{"P1", at(0, Half::am), "I", hour(0, 16)}, {"P2", at(0, Half::am), "I", hour(7, 23)}, {"P3", at(0, Half::am), "I", hour(8, 0)}}),
        {});
    CHECK(summary.changed == 3);
    CHECK(summary.late_in_window == 2);
    CHECK(summary.late_outside == 1);
}

TEST_CASE("store: of two codes recorded at one time a reason goes before N, and nothing before neither") {
    for (const auto& each :
         {std::tuple{"N", "I", "I"}, {"O", "N", "O"}, {"I", "M", "M"}, {"I", "-", "I"}, {"N", "nonsense", "N"}}) {
        const auto& first = std::get<0>(each);
        const auto& second = std::get<1>(each);
        const auto& holds = std::get<2>(each);
        CAPTURE(first);
        const TestFolder folder;
        (void)update_store(folder.at("a"), extract_of({{"P1", at(0, Half::am), first, hour(0, 9)}}), {});
        (void)update_store(folder.at("a"), extract_of({{"P1", at(0, Half::am), second, hour(0, 9)}}), {});
        (void)update_store(folder.at("b"), extract_of({{"P1", at(0, Half::am), second, hour(0, 9)}}), {});
        (void)update_store(folder.at("b"), extract_of({{"P1", at(0, Half::am), first, hour(0, 9)}}), {});
        CHECK(holding(folder.at("a")) == std::set<std::string>{std::string("P1 2026-11-16 AM ") + holds});
        CHECK(dump(folder.at("a")) == dump(folder.at("b")));
    }
}

TEST_CASE("store: a mark can be taken back, if that has a time") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    (void)update_store(path, extract_of({{"P1", at(0, Half::am), "/", hour(0, 9)}, {"P1", at(0, Half::pm), "\\", hour(0, 13)}}), {});
    (void)update_store(path, extract_of({{"P1", at(0, Half::am), "-", hour(0, 10)}, {"P1", at(0, Half::pm), "-"}}), taken_at(hour(0, 16)));
    CHECK(holding(path) == std::set<std::string>{"P1 2026-11-16 PM \\"});
}

TEST_CASE("store: a mark without a time is as old as its extract") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    const auto morning = extract_of({{"P1", at(0, Half::am), "N"}, {"P2", at(0, Half::am), "/"}});
    const auto evening = extract_of({{"P1", at(0, Half::am), "I"}, {"P2", at(0, Half::pm), "\\"}, {"P2", at(5, Half::am), "#"}});
    (void)update_store(path, evening, {});
    CHECK(update_store(path, morning, {}).older == 1);
    CHECK(holding(path).contains("P1 2026-11-16 AM I"));
    (void)update_store(path, morning, taken_at(hour(1, 8)));
    CHECK(holding(path).contains("P1 2026-11-16 AM N"));
    formats::SqliteDatabase database = formats::SqliteDatabase::read(path);
    CHECK(rows_of(database, "SELECT datetime(taken_at, 'unixepoch') FROM extract", 1) ==
          std::multiset<std::string>{"2026-11-16 12:00:00 ", "2026-11-16 18:00:00 ", "2026-11-17 08:00:00 "});
}

TEST_CASE("store: schools do not date each other's extracts") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    (void)update_store(path, extract_of({{"P1", at(0, Half::am), "/", 0, 0, "100001"}, {"P2", at(4, Half::pm), "\\", 0, 0, "100002"}}), {});
    formats::SqliteDatabase database = formats::SqliteDatabase::read(path);
    CHECK(rows_of(database, "SELECT urn, datetime(taken_at, 'unixepoch') FROM extract JOIN school ON number = school", 2) ==
          std::multiset<std::string>{"100001 2026-11-16 12:00:00 ", "100002 2026-11-20 18:00:00 "});
}

TEST_CASE("store: a mistyped date does not make an extract the newest for years") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    StoreUpdateOptions options;
    options.now = hour(4, 9);
    (void)update_store(path, extract_of({{"P1", at(0, Half::am), "N"}, {"P2", at(300, Half::am), "/"}}), options);
    (void)update_store(path, extract_of({{"P1", at(0, Half::am), "I"}, {"P1", at(1, Half::am), "/"}}), options);
    CHECK(holding(path).contains("P1 2026-11-16 AM I"));
    formats::SqliteDatabase database = formats::SqliteDatabase::read(path);
    CHECK(rows_of(database, "SELECT datetime(taken_at, 'unixepoch') FROM extract", 1) ==
          std::multiset<std::string>{"2026-11-16 12:00:00 ", "2026-11-17 12:00:00 "});
}

TEST_CASE("store: a time of recording in the future is none, and is counted") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    StoreUpdateOptions options;
    options.now = hour(4, 9);
    const UpdateSummary summary = update_store(
        path, extract_of({{"P1", at(0, Half::am), "N", hour(400, 9)}, {"P1", at(0, Half::pm), "-", hour(400, 9)}, {"P1", at(1, Half::am), "/", hour(4, 12)}}),
        options);
    CHECK(summary.in_future == 2);
    CHECK(summary.marks == 2);
    CHECK(summary.without_time == 1);
    (void)update_store(path, extract_of({{"P1", at(0, Half::am), "I"}, {"P1", at(5, Half::am), "/", hour(4, 13)}}), options);
    CHECK(holding(path).contains("P1 2026-11-16 AM I"));
}

TEST_CASE("store: each file of a folder is an extract, with the tables beside it, and the store is none") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    (void)folder.write("1.csv", "urn,upn,date,session,code,recorded_at\n123456,A123456789012,2026-11-16,AM,I,2026-11-16T09:00:00Z\n");
    (void)folder.write("2.csv", "urn,upn,date,session,code\n123456,A123456789012,2026-11-16,AM,/\n");
    (void)folder.write("pupils.csv", "urn,upn,dob,surname\n123456,A123456789012,2015-02-03,Ash\n");
    (void)folder.write("notes.csv", "what\nnothing\n");
    std::vector<std::string> notes;
    RegisterInputOptions options;
    options.inputs.paths = {folder.path()};
    options.note = [&](const formats::ReadingNote& note) { notes.push_back(note.file); };
    std::vector<std::string> seen;
    const auto each = [&](const TakeExtract& take) {
        for_each_extract(schema::Dictionary::built_in(), options, path, [&](const Extract& extract) {
            seen.push_back(extract.marks == nullptr ? extract.store : extract.marks->enrolments.at(0).surname);
            take(extract);
        });
    };
    CHECK(update_store(path, each, {}).marks == 2);
    CHECK(seen == std::vector<std::string>{"Ash", "Ash"});
    CHECK(notes == std::vector<std::string>{folder.at("notes.csv")});
    seen.clear();
    CHECK(update_store(path, each, {}).unchanged == 2);
    CHECK(seen.size() == 2);
    formats::SqliteDatabase database = formats::SqliteDatabase::read(path);
    CHECK(rows_of(database, "SELECT code FROM replaced_mark", 1) == std::multiset<std::string>{"I "});
    options.inputs.paths = {path};
    CHECK_THROWS_AS((void)update_store(path, each, {}), UsageError);
}

TEST_CASE("store: an input that is a store is handed over by its name") {
    const TestFolder folder;
    (void)update_store(folder.at("a.db"), extract_of({{"P1", at(0, Half::am), "/"}}), {});
    RegisterInputOptions options;
    options.inputs.paths = {folder.at("a.db")};
    std::string taken;
    for_each_extract(schema::Dictionary::built_in(), options, folder.at("b.db"), [&](const Extract& extract) { taken = extract.store; });
    CHECK(taken == folder.at("a.db"));
}

TEST_CASE("store: only the days that are asked for are read") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    (void)update_store(
        path, extract_of({{"P1", at(0, Half::am), "/"}, {"P1", at(1, Half::pm), "\\"}, {"P1", at(2, Half::am), "I"}, {"P1", at(9, Half::am), "I"}}),
        {});
    RegisterBuilder builder;
    const Period period{identifiers::add_days(kMonday, 1), identifiers::add_days(kMonday, 2)};
    read_store(path, &period, builder);
    const Register all = builder.finish();
    REQUIRE(all.enrolments.size() == 1);
    CHECK(all.enrolments[0].marks.at(at(0, Half::am)) == kNoCode);
    CHECK(all.code(all.enrolments[0].marks.at(at(1, Half::pm))) == "\\");
    CHECK(all.code(all.enrolments[0].marks.at(at(2, Half::am))) == "I");
    CHECK(all.enrolments[0].marks.at(at(9, Half::am)) == kNoCode);
}

TEST_CASE("store: years before 1970 are weeks too, and a mistyped year hides no other") {
    const TestFolder folder;
    const std::string path = folder.at("store.db");
    CHECK(week_of(first_session(-7)) == -7);
    CHECK(week_of(first_session(-7) - 1) == -8);
    CHECK(week_of(session_number({1970, 1, 1}, Half::am)) == 0);
    CHECK(date_of(first_session(week_of(at(3, Half::pm)))) == kMonday);
    (void)update_store(path, extract_of({{"P1", at(0, Half::am), "/"}, {"P1", at(7, Half::am), "/"}, {"P1", at(14, Half::am), "/"}}), {});
    (void)update_store(path, extract_of({{"P1", session_number({1926, 11, 16}, Half::am), "I"}}), {});
    CHECK(holding(path).size() == 3);
}

}  // namespace cbds::register_store_test
