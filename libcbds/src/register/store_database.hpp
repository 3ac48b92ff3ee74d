/// @file
/// The database of a store: its tables, how it is made and opened, and what goes wrong there in plain words.
#pragma once

#include "cbds/register/store.hpp"
#include "formats/sqlite_database.hpp"

#include <chrono>
#include <functional>
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

/// Opens a store to read it, and begins a transaction: what is read is what there was at one moment. Within guard_store.
/// @throws InputError where it is none of ours
[[nodiscard]] formats::SqliteDatabase open_to_read_store(const std::string& path);

}  // namespace cbds::registers
