/// @file
/// The database of a store: its tables, how it is made and opened, and what goes wrong there in plain words.
#pragma once

#include "cbds/register/store.hpp"
#include "formats/sqlite_database.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace cbds::registers {

/// `cbdR` in the header of the file tells a store from other databases.
inline constexpr std::uint32_t kStoreApplication = 0x63626452;

/// Of the tables. A store of a later version is left alone.
inline constexpr int kStoreVersion = 1;

/// Others keep a store to themselves only for the moments in which they put it in order: after a crash, and behind the last of them.
inline constexpr std::chrono::milliseconds kWaitToOpen{10'000};

/// Makes the tables in an empty database.
void make_store_tables(formats::SqliteDatabase& database);

/// Does work on a store, and throws what goes wrong there in words for its user.
/// @param wait  for how long others were waited for
/// @throws InputError, OutputError
void guard_store(const std::string& path, std::chrono::milliseconds wait, const std::function<void()>& work);

/// Whether there is a file, or something else, of that name.
[[nodiscard]] bool store_exists(const std::string& path) noexcept;

/// Opens a store to change it, and begins a transaction: no other update goes on then. Within guard_store.
/// @throws InputError where it is none of ours
[[nodiscard]] formats::SqliteDatabase open_to_update(const std::string& path, const StoreUpdateOptions& options);

/// Throws where the path is what no store can be: a folder, a pipe, a link to nothing. @throws InputError
void refuse_what_is_no_file(const std::string& path);

/// What of a file shows that somebody has written it.
struct FileState {
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t seconds = 0;  ///< of the last change
    std::int64_t nanoseconds = 0;
    std::string counter;       ///< SQLite's counter of changes: bytes 24 to 27 of the header
    bool has_log = false;

    [[nodiscard]] static FileState of(const std::string& path);
    friend bool operator==(const FileState&, const FileState&) = default;
};

/// A store that is open to be read: what is read is what there was at one moment. Within guard_store.
class StoreReading {
public:
    /// @throws InputError where it is none of ours
    explicit StoreReading(const std::string& path);

    [[nodiscard]] formats::SqliteDatabase& database() noexcept { return *database_; }

    /// Where the folder may not be written SQLite cannot tell others that the store is read, so that an update may have gone on meanwhile.
    /// Called when all has been read, or something was wrong. @throws InputError
    void check_unchanged() const;

private:
    void open();
    void open_unchanging();

    std::string path_;
    std::string file_;  ///< behind all links: the log stands beside it
    std::optional<FileState> state_;
    std::optional<formats::SqliteDatabase> database_;
};

}  // namespace cbds::registers
