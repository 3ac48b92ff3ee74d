#include "cbds/error.hpp"
#include "io/test_files.hpp"
#include "register/store_database.hpp"
#include "register/store_dump.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <optional>
#include <thread>

namespace cbds::register_store_trouble_test {

using namespace cbds;
using namespace cbds::registers;
using namespace cbds::registers::test;
using formats::SqliteDatabase;
using io::test::TestFolder;

namespace {

Register small_extract() { return extract_of({{"P1", at(0, Half::am), "/", hour(0, 9)}}); }

std::string store_in(const TestFolder& folder) {
    const std::string path = folder.at("store.db");
    (void)update_store(path, small_extract(), {});
    return path;
}

void update(const std::string& path) { (void)update_store(path, small_extract(), {}); }

void read(const std::string& path) {
    RegisterBuilder builder;
    read_store(path, nullptr, builder);
}

/// Files can be no larger while it lives.
class SmallFiles {
public:
    explicit SmallFiles(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;
    ~SmallFiles() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    void (*handler_)(int);
    rlimit before_{};
};

/// Nobody in particular, who may not write what root has made, while it lives. Nothing where the test does not run as root.
class AnotherUser {
public:
    AnotherUser() : changed_(::geteuid() == 0 && ::seteuid(65'534) == 0) {}
    AnotherUser(const AnotherUser&) = delete;
    AnotherUser& operator=(const AnotherUser&) = delete;
    ~AnotherUser() {
        if (changed_) static_cast<void>(!::seteuid(0));
    }
    [[nodiscard]] explicit operator bool() const noexcept { return changed_; }

private:
    bool changed_;
};

/// Enough for several pages.
Register larger_extract() {
    std::vector<Said> marks;
    for (int pupil = 0; pupil < 500; ++pupil) marks.push_back({"P" + std::to_string(pupil), at(1, Half::am), "I", hour(1, 9)});
    return extract_of(marks);
}

}  // namespace

TEST_CASE("store: another database is left alone, and so is no database") {
    const TestFolder folder;
    const std::string other = folder.write("other.db", "");
    SqliteDatabase::update(other).execute("CREATE TABLE pupil (upn TEXT)");
    const std::string before = io::test::content(other);
    CHECK_THROWS_WITH_AS(update(other), (other + ": is no store of registers; cbds attendance update makes one under a new name").c_str(),
                         InputError);
    CHECK_THROWS_AS(read(other), InputError);
    CHECK(io::test::content(other) == before);
    const std::string text = folder.write("marks.csv", std::string(5000, 'x'));
    CHECK_THROWS_WITH_AS(update(text), (text + ": is no store of registers").c_str(), InputError);
    CHECK_THROWS_AS(read(folder.at("missing.db")), InputError);
    CHECK_THROWS_WITH_AS(update(folder.path()), (folder.path() + ": is a folder, and no store").c_str(), InputError);
    CHECK_FALSE(store_exists(folder.at("missing.db")));
}

TEST_CASE("store: one of a later version is left alone") {
    const TestFolder folder;
    const std::string path = store_in(folder);
    SqliteDatabase::update(path).execute("PRAGMA user_version = 2");
    CHECK_THROWS_WITH_AS(update(path), (path + ": is a store of version 2, and this program knows version 1: a later cbds is needed").c_str(),
                         InputError);
    CHECK_THROWS_AS(read(path), InputError);
}

TEST_CASE("store: a damaged one is told, whatever is damaged") {
    const TestFolder folder;
    const std::string path = store_in(folder);
    SqliteDatabase::update(path).execute("UPDATE mark SET marks = x'FF'");
    CHECK_THROWS_WITH_AS(
        read(path),
        (path + ": the store is damaged (marks or facts of a pupil cannot be read); put a copy in its place, or make it anew from the extracts")
            .c_str(),
        InputError);
    CHECK_THROWS_AS(update(path), InputError);
    for (const char* const blob : {"x'0E0102'", "x'0001'", "x'0001FFFFFFFFFFFFFFFFFF7F'", "x'00EF0100'", "x'FFFFFFFFFFFFFFFFFFFFFF'"}) {
        CAPTURE(blob);
        SqliteDatabase::update(path).execute(std::string("UPDATE mark SET marks = ") + blob);
        CHECK_THROWS_AS(read(path), InputError);
    }
    const std::string bytes = io::test::content(path);
    for (std::size_t keep : {std::size_t{2000}, bytes.size() / 2, bytes.size() - 4096}) {
        CAPTURE(keep);
        const std::string cut = folder.write("cut.db", bytes.substr(0, keep));
        CHECK_THROWS_AS(read(cut), InputError);
    }
    for (std::size_t place = 100; place < bytes.size(); place += 613) {
        std::string changed = bytes;
        changed.replace(place, std::min<std::size_t>(40, bytes.size() - place), std::min<std::size_t>(40, bytes.size() - place), '\x5A');
        const std::string bad = folder.write("bad.db", changed);
        try {
            read(bad);
        } catch (const Error&) {}
    }
}

TEST_CASE("store: readers see what there was while an update goes on, and the update does not wait for them") {
    const TestFolder folder;
    const std::string path = store_in(folder);
    StoreReading reading(path);
    SqliteDatabase& reader = reading.database();
    CHECK(rows_of(reader, "SELECT count(*) FROM mark", 1) == std::multiset<std::string>{"1 "});
    (void)update_store(path, larger_extract(), {});
    CHECK(rows_of(reader, "SELECT count(*) FROM mark", 1) == std::multiset<std::string>{"1 "});
    {
        SqliteDatabase writer = open_to_update(path, {});
        writer.execute("DELETE FROM mark");
        CHECK(holding(path).size() == 501);
    }
    reader.execute("COMMIT");
    CHECK(rows_of(reader, "SELECT count(*) FROM mark", 1) == std::multiset<std::string>{"500 "});
}

TEST_CASE("store: of two updates at once one waits, or says so") {
    const TestFolder folder;
    const std::string path = store_in(folder);
    auto first = std::make_unique<SqliteDatabase>(open_to_update(path, {}));
    StoreUpdateOptions options;
    int waited = 0;
    options.waiting = [&] { ++waited; };
    options.wait = std::chrono::milliseconds(0);
    CHECK_THROWS_WITH_AS((void)update_store(path, small_extract(), options),
                         (path + ": another update of the store is going on, and did not end within 0 seconds; nothing was changed: try again "
                                 "later, or let it --wait longer")
                             .c_str(),
                         InputError);
    CHECK(waited == 0);
    options.wait = std::chrono::milliseconds(20);
    CHECK_THROWS_AS((void)update_store(path, small_extract(), options), InputError);
    CHECK(waited == 1);
    options.wait = std::chrono::seconds(60);
    options.waiting = [&] { first.reset(); };
    CHECK(update_store(path, larger_extract(), options).added == 500);
}

TEST_CASE("store: a change of many pages that finds no space leaves the store as it was") {
    const TestFolder folder;
    const std::string path = store_in(folder);
    const auto before = dump(path);
    {
        const SmallFiles limit(20'000);
        CHECK_THROWS_AS((void)update_store(path, larger_extract(), {}), Error);
        CHECK_THROWS_AS((void)update_store(folder.at("new.db"), larger_extract(), {}), Error);
    }
    CHECK(dump(path) == before);
    read(path);  // the last to close the store removes what the failed update left beside it
    CHECK(folder.names() == std::vector<std::string>{"store.db"});
}

TEST_CASE("store: an update that is abandoned has not been") {
    const TestFolder folder;
    const std::string path = store_in(folder);
    const auto before = dump(path);
    open_to_update(path, {}).execute("DELETE FROM mark; DELETE FROM school");
    CHECK(dump(path) == before);
}

TEST_CASE("store: what no store can be is told as what it is") {
    const TestFolder folder;
    const std::string link = folder.at("link.db");
    REQUIRE(::symlink(folder.at("gone.db").c_str(), link.c_str()) == 0);
    CHECK_THROWS_WITH_AS(update(link), (link + ": is a link to nothing; name a store, or remove the link").c_str(), InputError);
    const std::string pipe = folder.at("pipe.db");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_THROWS_WITH_AS(update(pipe), (pipe + ": is no file, and no store").c_str(), InputError);
    CHECK_THROWS_WITH_AS(read(pipe), (pipe + ": is no file, and no store").c_str(), InputError);
    const std::string packed = folder.write("packed.db", std::string("\x1F\x8B\x08\0", 4));
    CHECK_THROWS_WITH_AS(read(packed), (packed + ": is packed; a store is read from a file of its own: unpack it").c_str(), InputError);
    const std::string path = store_in(folder);
    SqliteDatabase::update(path).execute("DROP TABLE history");
    const std::string damaged = path + ": the store is damaged (no such table: history); put a copy in its place, or make it anew from the extracts";
    CHECK_THROWS_WITH_AS(update(path), damaged.c_str(), InputError);
}

TEST_CASE("store: a link to one is the store itself, with the log beside it") {
    const TestFolder folder;
    const std::string path = store_in(folder);
    REQUIRE(::mkdir(folder.at("links").c_str(), 0700) == 0);
    const std::string link = folder.at("links/link.db");
    REQUIRE(::symlink(path.c_str(), link.c_str()) == 0);
    (void)update_store(link, larger_extract(), {});
    CHECK(holding(link).size() == 501);
    SqliteDatabase writer = open_to_update(path, {});
    writer.execute("DELETE FROM mark");
    CHECK(FileState::of(path).has_log);
    CHECK(holding(link).size() == 501);
}

TEST_CASE("store: one that is changed while somebody reads it who cannot say so is not believed") {
    const TestFolder folder;
    const std::string path = store_in(folder);
    REQUIRE(::chmod(path.c_str(), 0644) == 0);
    REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
    std::optional<StoreReading> reading;
    {
        const AnotherUser reader;
        if (!reader) return;
        reading.emplace(path);
    }
    CHECK_NOTHROW(reading->check_unchanged());
    (void)update_store(path, larger_extract(), {});
    CHECK_THROWS_WITH_AS(reading->check_unchanged(), (path + ": it was changed while it was read; try again").c_str(), InputError);
}

TEST_CASE("store: a reader who may write its folder only leaves nothing beside it, and an update of such a user names what is in the way") {
    const TestFolder folder;
    const std::string path = store_in(folder);
    REQUIRE(::chmod(path.c_str(), 0644) == 0);
    REQUIRE(::chmod(folder.path().c_str(), 0777) == 0);
    {
        const AnotherUser reader;
        if (!reader) return;
        StoreReading reading(path);
        CHECK(rows_of(reading.database(), "SELECT count(*) FROM mark", 1) == std::multiset<std::string>{"1 "});
        CHECK(folder.names() == std::vector<std::string>{"store.db"});
        std::string message;
        try {
            update(path);
        } catch (const OutputError& error) {
            message = error.what();
        }
        CHECK(message == path + ": the store or its folder may not be written (" + path + "); the store is as it was");
    }
    CHECK_NOTHROW(update(path));
}

TEST_CASE("store: its name may have signs that mean something in a URI, and its folder need not be written to be read") {
    const TestFolder folder;
    const std::string path = folder.at("a?b#c%20.db");
    (void)update_store(path, small_extract(), {});
    CHECK(holding(path).size() == 1);
    SqliteDatabase unchanging = SqliteDatabase::read_unchanging(path);
    CHECK(rows_of(unchanging, "SELECT count(*) FROM mark", 1) == std::multiset<std::string>{"1 "});
    CHECK(folder.names() == std::vector<std::string>{"a?b#c%20.db"});
}

}  // namespace cbds::register_store_trouble_test
