#include "cbds/register/store.hpp"

#include "cbds/error.hpp"
#include "cbds/io/output_path.hpp"
#include "io/abandoned.hpp"
#include "register/readers.hpp"
#include "register/store_database.hpp"
#include "register/store_merge.hpp"
#include "register/store_update.hpp"

#include <boost/filesystem.hpp>

#include <fstream>
#include <optional>
#include <string_view>

namespace cbds::registers {
namespace {

using formats::SqliteDatabase;

constexpr std::string_view kSqliteHeader("SQLite format 3\0", 16);
constexpr std::size_t kApplicationPlace = 68;

void take_extract(SqliteDatabase& database, const Extract& extract, const StoreUpdateOptions& options, UpdateSummary& summary) {
    summary.add(extract.marks != nullptr ? StoreUpdate(database, *extract.marks, options).run() : StoreMerge(database, extract.store).run());
}

void fill_new(const std::string& file, const EachExtract& each, const StoreUpdateOptions& options, UpdateSummary& summary) {
    SqliteDatabase database = SqliteDatabase::build(file);
    database.execute("BEGIN");
    make_store_tables(database);
    each([&](const Extract& extract) { take_extract(database, extract, options, summary); });
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
UpdateSummary make_store(const std::string& path, const EachExtract& each, const StoreUpdateOptions& options) {
    UpdateSummary summary;
    const boost::filesystem::path folder = boost::filesystem::path(path).parent_path();
    io::remove_abandoned(folder.empty() ? "." : folder.native());
    io::OutputPath file(path, {});
    guard_store(path, options.wait, [&] { fill_new(file.path(), each, options, summary); });
    say_that_it_has_a_log(file.path());
    file.commit();
    return summary;
}

/// The store is locked when the first extract has been read, and not before: others need not wait for a slow reading.
UpdateSummary change_store(const std::string& path, const EachExtract& each, const StoreUpdateOptions& options) {
    UpdateSummary summary;
    guard_store(path, options.wait, [&] {
        std::optional<SqliteDatabase> database;
        each([&](const Extract& extract) {
            if (!database) database.emplace(open_to_update(path, options));
            take_extract(*database, extract, options, summary);
        });
        if (database) database->execute("COMMIT");
    });
    return summary;
}

}  // namespace

void UpdateSummary::add(const UpdateSummary& other) noexcept {
    for (std::uint64_t UpdateSummary::*const count :
         {&UpdateSummary::marks, &UpdateSummary::added, &UpdateSummary::changed, &UpdateSummary::older, &UpdateSummary::unchanged,
          &UpdateSummary::late_in_window, &UpdateSummary::late_outside, &UpdateSummary::without_time, &UpdateSummary::in_future,
          &UpdateSummary::schools_added, &UpdateSummary::enrolments_added})
        this->*count += other.*count;
}

UpdateSummary update_store(const std::string& path, const EachExtract& each, const StoreUpdateOptions& options) {
    refuse_what_is_no_file(path);
    if (store_exists(path)) return change_store(path, each, options);
    try {
        return make_store(path, each, options);
    } catch (const OutputError&) {
        if (!store_exists(path)) throw;
    }
    return change_store(path, each, options);  // another update has made it meanwhile
}

UpdateSummary update_store(const std::string& path, const Register& extract, const StoreUpdateOptions& options) {
    return update_store(path, [&](const TakeExtract& take_one) { take_one({&extract, {}}); }, options);
}

bool looks_like_store(std::string_view first_bytes) noexcept {
    if (!first_bytes.starts_with(kSqliteHeader) || first_bytes.size() < kApplicationPlace + 4) return false;
    std::uint32_t application = 0;
    for (std::size_t i = 0; i < 4; ++i) application = application << 8 | static_cast<unsigned char>(first_bytes[kApplicationPlace + i]);
    return application == kStoreApplication;
}

std::optional<std::int64_t> parse_time(std::string_view text) { return read_time(text); }

}  // namespace cbds::registers
