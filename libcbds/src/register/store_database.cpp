#include "register/store_database.hpp"

#include "cbds/error.hpp"
#include "io/packing.hpp"
#include "register/store_bytes.hpp"

#include <boost/filesystem.hpp>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

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

/// Behind all links, where SQLite has the files beside it. The path itself where there is nothing.
std::string real_path(const std::string& path) {
    boost::system::error_code error;
    const boost::filesystem::path real = boost::filesystem::canonical(path, error);
    return error ? path : real.string();
}

/// As the program runs, and not as who started it.
bool may_write(const std::string& path) { return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0; }

std::string folder_of(const std::string& file) {
    const std::size_t slash = file.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

/// The names of what may not be written, of the store, its folder and the files beside it.
std::string in_the_way(const std::string& path) {
    const std::string file = real_path(path);
    std::string names;
    for (const std::string& each : {file, folder_of(file), file + "-wal", file + "-shm"})
        if (store_exists(each) && !may_write(each)) names += (names.empty() ? " (" : ", ") + each;
    return names.empty() ? names : names + ')';
}

[[noreturn]] void fail_in_words(const std::string& path, std::chrono::milliseconds wait, const SqliteError& error) {
    switch (error.code()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw InputError(path + ": another update of the store is going on, and did not end within " + seconds_in_words(wait) +
                             "; nothing was changed: try again later, or let it --wait longer");
        case SQLITE_NOTADB: throw InputError(path + ": is no store of registers");
        case SQLITE_CORRUPT:
        case SQLITE_ERROR:  // a table or a column that is not there
            throw InputError(path + ": the store is damaged (" + error.what() + "); put a copy in its place, or make it anew from the extracts");
        case SQLITE_FULL: throw OutputError(path + ": no space left on the disk; the store is as it was");
        case SQLITE_READONLY:
            throw OutputError(path + ": the store or its folder may not be written" + in_the_way(path) + "; the store is as it was");
        case SQLITE_CANTOPEN:
            throw InputError(path + ": the store cannot be opened; it needs files beside it, may its folder be written?" + in_the_way(path));
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

void begin_reading(SqliteDatabase& database, const std::string& path) {
    database.execute("PRAGMA query_only = ON; BEGIN");
    check_application(database, path);
}

constexpr std::size_t kCounterPlace = 24;
constexpr std::size_t kCounterSize = 4;

std::string first_bytes_of(const std::string& path, std::size_t place, std::size_t size) {
    std::string bytes(size, '\0');
    std::ifstream file(path, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(place)).read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

/// SQLite would say that it is no database, and nobody would know why: the program unpacks other inputs.
void refuse_packed(const std::string& path) {
    if (io::packing_of(first_bytes_of(path, 0, io::kPackingBytes)) != io::Packing::none)
        throw InputError(path + ": is packed; a store is read from a file of its own: unpack it");
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
    refuse_what_is_no_file(path);
    // SQLite would make files beside it first, which the owner may not write then.
    if (!may_write(path)) throw SqliteError("attempt to write a readonly database", SQLITE_READONLY);
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

void refuse_what_is_no_file(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) {
        if (S_ISDIR(status.st_mode)) throw InputError(path + ": is a folder, and no store");
        if (!S_ISREG(status.st_mode)) throw InputError(path + ": is no file, and no store");
    } else if (::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode)) {
        throw InputError(path + ": is a link to nothing; name a store, or remove the link");
    }
}

FileState FileState::of(const std::string& path) {
    FileState made;
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) {
        made.inode = status.st_ino;
        made.size = status.st_size;
        made.seconds = status.st_mtim.tv_sec;
        made.nanoseconds = status.st_mtim.tv_nsec;
    }
    made.counter = first_bytes_of(path, kCounterPlace, kCounterSize);
    made.has_log = store_exists(path + "-wal");
    return made;
}

StoreReading::StoreReading(const std::string& path) : path_(path), file_(real_path(path)) {
    refuse_what_is_no_file(path);
    refuse_packed(path);
    // Who may not write the file would make files beside it that its owner may not write, who was locked out then.
    const bool may_change = !store_exists(file_) || may_write(file_);
    if (may_change || store_exists(file_ + "-shm")) open();
    else if (!store_exists(file_ + "-wal")) open_unchanging();
    else throw InputError(path + ": an update of it was broken off; one who may write it has to open it first");
}

void StoreReading::open() {
    try {
        // As one that might write, so that the last to close it removes the files of the log.
        database_.emplace(SqliteDatabase::update(file_, kWaitToOpen));
        return begin_reading(*database_, path_);
    } catch (const SqliteError& error) {
        const bool cannot_write_beside = error.code() == SQLITE_CANTOPEN || error.code() == SQLITE_READONLY;
        if (!cannot_write_beside || !store_exists(file_) || store_exists(file_ + "-wal")) throw;
    }
    open_unchanging();
}

/// The file alone is all of the store as long as there is no log. Another user may begin an update all the same.
void StoreReading::open_unchanging() {
    state_ = FileState::of(file_);
    database_.emplace(SqliteDatabase::read_unchanging(file_));
    begin_reading(*database_, path_);
}

void StoreReading::check_unchanged() const {
    if (state_ && *state_ != FileState::of(file_)) throw InputError(path_ + ": it was changed while it was read; try again");
}

}  // namespace cbds::registers
