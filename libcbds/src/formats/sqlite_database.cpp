#include "formats/sqlite_database.hpp"

#include <sqlite3.h>

namespace cbds::formats {
namespace {

[[noreturn]] void fail(sqlite3* database) { throw SqliteError(sqlite3_errmsg(database), sqlite3_errcode(database)); }

void check(int result, sqlite3_stmt* statement) {
    if (result != SQLITE_OK) fail(sqlite3_db_handle(statement));
}

/// Characters that mean something in a URI are written by their numbers.
std::string uri_of(const std::string& path) {
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '%') uri += "%25";
        else if (c == '?') uri += "%3f";
        else if (c == '#') uri += "%23";
        else uri += c;
    }
    return uri;
}

}  // namespace

void SqliteStatement::Finalizer::operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }

SqliteStatement::SqliteStatement(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    statement_.reset(statement);
    if (result != SQLITE_OK) fail(database);
}

void SqliteStatement::bind(int parameter, std::int64_t number) {
    check(sqlite3_bind_int64(statement_.get(), parameter, number), statement_.get());
}

void SqliteStatement::bind(int parameter, std::string_view text) {
    // An empty view may have no address, which SQLite takes for null.
    const char* start = text.empty() ? "" : text.data();
    check(sqlite3_bind_text64(statement_.get(), parameter, start, text.size(), SQLITE_STATIC, SQLITE_UTF8), statement_.get());
}

void SqliteStatement::bind_blob(int parameter, std::string_view bytes) {
    check(sqlite3_bind_blob64(statement_.get(), parameter, bytes.data(), bytes.size(), SQLITE_STATIC), statement_.get());
}

void SqliteStatement::bind_null(int parameter) { check(sqlite3_bind_null(statement_.get(), parameter), statement_.get()); }

bool SqliteStatement::step() {
    const int result = sqlite3_step(statement_.get());
    if (result != SQLITE_ROW && result != SQLITE_DONE) fail(sqlite3_db_handle(statement_.get()));
    return result == SQLITE_ROW;
}

void SqliteStatement::reset() { check(sqlite3_reset(statement_.get()), statement_.get()); }

void SqliteStatement::run() {
    while (step()) {}
    reset();
}

std::string_view SqliteStatement::text(int column) const {
    const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    if (start == nullptr) return {};
    return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string_view SqliteStatement::blob(int column) const {
    const auto* start = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    if (start == nullptr) return {};
    return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t SqliteStatement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

bool SqliteStatement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

void SqliteDatabase::Closer::operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }

SqliteDatabase SqliteDatabase::build(const std::string& path) {
    sqlite3* handle = nullptr;
    // Nobody knows the file yet, so that it needs no locks, which some network file systems do not have.
    const int result = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, "unix-none");
    SqliteDatabase database(handle);
    if (result != SQLITE_OK) fail(handle);
    database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000");
    return database;
}

SqliteDatabase SqliteDatabase::read(const std::string& path) { return read_with(path, 0); }

SqliteDatabase SqliteDatabase::read_unchanging(const std::string& path) { return read_with(uri_of(path) + "?immutable=1", SQLITE_OPEN_URI); }

SqliteDatabase SqliteDatabase::read_with(const std::string& name, int flags) {
    sqlite3* handle = nullptr;
    const int result = sqlite3_open_v2(name.c_str(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | flags, nullptr);
    SqliteDatabase database(handle);
    if (result != SQLITE_OK) fail(handle);
    database.execute("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -8000");
    return database;
}

SqliteDatabase SqliteDatabase::update(const std::string& path, std::chrono::milliseconds wait) {
    sqlite3* handle = nullptr;
    const int result = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    SqliteDatabase database(handle);
    if (result != SQLITE_OK) fail(handle);
    database.wait_for_others(wait);
    database.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -32000");
    return database;
}

void SqliteDatabase::wait_for_others(std::chrono::milliseconds time) { sqlite3_busy_timeout(database_.get(), static_cast<int>(time.count())); }

SqliteDatabase SqliteDatabase::temporary() {
    sqlite3* handle = nullptr;
    const int result = sqlite3_open_v2("", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    SqliteDatabase database(handle);
    if (result != SQLITE_OK) fail(handle);
    database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192; PRAGMA cache_size = -16000");
    return database;
}

std::int64_t SqliteDatabase::changes() const noexcept { return sqlite3_changes64(database_.get()); }

void SqliteDatabase::execute(const std::string& sql) {
    if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(database_.get());
}

}  // namespace cbds::formats
