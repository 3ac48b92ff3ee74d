#include "register/store_database.hpp"

#include "cbds/error.hpp"
#include "register/store_bytes.hpp"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cbds::registers {
namespace {

using formats::SqliteDatabase;
using formats::SqliteError;
using formats::SqliteStatement;

/// A school is known by its URN, or by authority and establishment where that is empty; a pupil of a school by the UPN, or by the
/// software's number where that is empty. The view is for people.
constexpr const char* kStoreTables = R"(
CREATE TABLE code (number INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
CREATE TABLE school (number INTEGER PRIMARY KEY, urn TEXT NOT NULL, laestab TEXT NOT NULL, facts BLOB NOT NULL,
    UNIQUE (urn, laestab));
CREATE TABLE enrolment (number INTEGER PRIMARY KEY, school INTEGER NOT NULL REFERENCES school, upn TEXT NOT NULL,
    pupil_id TEXT NOT NULL, facts BLOB NOT NULL, UNIQUE (school, upn, pupil_id));
CREATE TABLE mark (week INTEGER NOT NULL, enrolment INTEGER NOT NULL REFERENCES enrolment, marks BLOB NOT NULL,
    PRIMARY KEY (week, enrolment)) WITHOUT ROWID;
CREATE TABLE history (session INTEGER NOT NULL, enrolment INTEGER NOT NULL REFERENCES enrolment,
    code INTEGER NOT NULL REFERENCES code, first_recorded INTEGER NOT NULL, last_recorded INTEGER NOT NULL,
    minutes_late INTEGER NOT NULL, PRIMARY KEY (session, enrolment, code)) WITHOUT ROWID;
CREATE TABLE extract (school INTEGER NOT NULL REFERENCES school, taken_at INTEGER NOT NULL, enrolments INTEGER NOT NULL,
    marks INTEGER NOT NULL, PRIMARY KEY (school, taken_at)) WITHOUT ROWID;
CREATE VIEW replaced_mark AS
SELECT school.urn, school.laestab, enrolment.upn, enrolment.pupil_id,
    date((session >> 1) * 86400, 'unixepoch') AS session_date, CASE session & 1 WHEN 0 THEN 'AM' ELSE 'PM' END AS session,
    code.code, datetime(first_recorded, 'unixepoch') AS first_recorded, datetime(last_recorded, 'unixepoch') AS last_recorded,
    minutes_late
FROM history JOIN enrolment ON enrolment.number = history.enrolment JOIN school ON school.number = enrolment.school
    JOIN code ON code.number = history.code;
)";

std::string seconds_in_words(std::chrono::milliseconds time) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    return std::to_string(seconds) + (seconds == 1 ? " second" : " seconds");
}

[[noreturn]] void fail_in_words(const std::string& path, std::chrono::milliseconds wait, const SqliteError& error) {
    switch (error.code()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw InputError(path + ": another update of the store is going on, and did not end within " + seconds_in_words(wait) +
                             "; nothing was changed: try again later, or let it --wait longer");
        case SQLITE_NOTADB: throw InputError(path + ": is no store of registers");
        case SQLITE_CORRUPT:
            throw InputError(path + ": the store is damaged (" + error.what() + "); put a copy in its place, or make it anew from the extracts");
        case SQLITE_FULL: throw OutputError(path + ": no space left on the disk; the store is as it was");
        case SQLITE_READONLY: throw OutputError(path + ": the store or its folder may not be written; the store is as it was");
        case SQLITE_CANTOPEN: throw InputError(path + ": the store cannot be opened; it needs files beside it, may its folder be written?");
        default: throw InputError(path + ": the store cannot be used: " + error.what());
    }
}

std::int64_t pragma(SqliteDatabase& database, const std::string& name) {
    SqliteStatement statement = database.prepare("PRAGMA " + name);
    return statement.step() ? statement.number(0) : 0;
}

void check_application(SqliteDatabase& database, const std::string& path) {
    if (pragma(database, "application_id") != kStoreApplication)
        throw InputError(path + ": is no store of registers; cbds attendance update makes one under a new name");
    if (const std::int64_t version = pragma(database, "user_version"); version != kStoreVersion)
        throw InputError(path + ": is a store of version " + std::to_string(version) + ", and this program knows version " +
                         std::to_string(kStoreVersion) +
                         (version > kStoreVersion ? ": a later cbds is needed" : ": make it anew from the extracts"));
}

SqliteDatabase begin_reading(SqliteDatabase database, const std::string& path) {
    database.execute("PRAGMA query_only = ON; BEGIN");
    check_application(database, path);
    return database;
}

/// SQLite would only say that it cannot open it.
void refuse_folder(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) throw InputError(path + ": is a folder, and no store");
}

}  // namespace

void make_store_tables(SqliteDatabase& database) {
    database.execute("PRAGMA application_id = " + std::to_string(kStoreApplication) + "; PRAGMA user_version = " + std::to_string(kStoreVersion) +
                     ";" + kStoreTables);
}

void guard_store(const std::string& path, std::chrono::milliseconds wait, const std::function<void()>& work) {
    try {
        work();
    } catch (const SqliteError& error) {
        fail_in_words(path, wait, error);
    } catch (const DamagedBlob&) {
        throw InputError(
            path + ": the store is damaged (marks or facts of a pupil cannot be read); put a copy in its place, or make it anew from the extracts");
    }
}

bool store_exists(const std::string& path) noexcept { return ::access(path.c_str(), F_OK) == 0; }

SqliteDatabase open_to_update(const std::string& path, const StoreUpdateOptions& options) {
    refuse_folder(path);
    SqliteDatabase database = SqliteDatabase::update(path, kWaitToOpen);
    check_application(database, path);
    database.wait_for_others(std::chrono::milliseconds(0));
    try {
        database.execute("BEGIN IMMEDIATE");
    } catch (const SqliteError& error) {
        if (error.code() != SQLITE_BUSY || options.wait.count() == 0) throw;
        if (options.waiting) options.waiting();
        database.wait_for_others(options.wait);
        database.execute("BEGIN IMMEDIATE");
    }
    database.wait_for_others(options.wait);
    return database;
}

SqliteDatabase open_to_read_store(const std::string& path) {
    try {
        // As one that might write, so that the last to close it removes the files of the log.
        return begin_reading(SqliteDatabase::update(path, kWaitToOpen), path);
    } catch (const SqliteError& error) {
        const bool cannot_write_beside = error.code() == SQLITE_CANTOPEN || error.code() == SQLITE_READONLY;
        if (!cannot_write_beside || !store_exists(path) || store_exists(path + "-wal")) throw;
    }
    // The folder may not be written, so that nobody who reads it so is about to change the store: its file alone is all of it.
    return begin_reading(SqliteDatabase::read_unchanging(path), path);
}

}  // namespace cbds::registers
