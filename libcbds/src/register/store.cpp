#include "cbds/register/store.hpp"

#include "cbds/error.hpp"
#include "cbds/io/output_path.hpp"
#include "io/abandoned.hpp"
#include "register/readers.hpp"
#include "register/store_database.hpp"
#include "register/store_update.hpp"

#include <boost/filesystem.hpp>

#include <fstream>
#include <string_view>

namespace cbds::registers {
namespace {

using formats::SqliteDatabase;

constexpr std::string_view kSqliteHeader("SQLite format 3\0", 16);
constexpr std::size_t kApplicationPlace = 68;
void fill_new(const std::string& file, const Register& extract, const StoreUpdateOptions& options, UpdateSummary& summary) {
    SqliteDatabase database = SqliteDatabase::build(file);
    database.execute("BEGIN");
    make_store_tables(database);
    summary = StoreUpdate(database, extract, options).run();
    database.execute("COMMIT");
}

/// Bytes 18 and 19 of the header are 2 in a database with a write-ahead log (SQLite's file format, 1.3.3). SQLite would make the log to
/// say so, and a file that nobody removes if the program is killed then.
void say_that_it_has_a_log(const std::string& file) {
    std::fstream header(file, std::ios::binary | std::ios::in | std::ios::out);
    header.seekp(18).write("\2\2", 2).flush();
    if (!header) throw OutputError(file + ": cannot be written");
}

/// Nobody sees the store before it is complete. What an update left there that was killed at this goes first: it holds pupils.
UpdateSummary make_store(const std::string& path, const Register& extract, const StoreUpdateOptions& options) {
    UpdateSummary summary;
    const boost::filesystem::path folder = boost::filesystem::path(path).parent_path();
    io::remove_abandoned(folder.empty() ? "." : folder.native());
    io::OutputPath file(path, {});
    guard_store(path, options.wait, [&] { fill_new(file.path(), extract, options, summary); });
    say_that_it_has_a_log(file.path());
    file.commit();
    return summary;
}

UpdateSummary change_store(const std::string& path, const Register& extract, const StoreUpdateOptions& options) {
    UpdateSummary summary;
    guard_store(path, options.wait, [&] {
        SqliteDatabase database = open_to_update(path, options);
        summary = StoreUpdate(database, extract, options).run();
        database.execute("COMMIT");
    });
    return summary;
}

}  // namespace

UpdateSummary update_store(const std::string& path, const Register& extract, const StoreUpdateOptions& options) {
    if (store_exists(path)) return change_store(path, extract, options);
    try {
        return make_store(path, extract, options);
    } catch (const OutputError&) {
        if (!store_exists(path)) throw;
    }
    return change_store(path, extract, options);  // another update has made it meanwhile
}

bool looks_like_store(std::string_view first_bytes) noexcept {
    if (!first_bytes.starts_with(kSqliteHeader) || first_bytes.size() < kApplicationPlace + 4) return false;
    std::uint32_t application = 0;
    for (std::size_t i = 0; i < 4; ++i) application = application << 8 | static_cast<unsigned char>(first_bytes[kApplicationPlace + i]);
    return application == kStoreApplication;
}

std::optional<std::int64_t> parse_time(std::string_view text) { return read_time(text); }

}  // namespace cbds::registers
