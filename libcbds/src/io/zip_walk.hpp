/// @file
/// The documents in a zip archive.
#pragma once

#include "io/archive_handle.hpp"
#include "io/descriptor.hpp"

#include <string>
#include <string_view>
#include <vector>

struct archive_entry;

namespace cbds::io {

/// Reads the entries in the order of the archive. One entry can be read at a time, the one given last.
class ZipWalk : public std::enable_shared_from_this<ZipWalk> {
public:
    /// @param file    a regular file
    /// @param wanted    tells an entry that is to be given by its path; null: documents and archives are, and a file that is alone
    /// @param suffixes  of files that are documents too
    /// @throws InputError where the archive cannot be read or has too many entries
    ZipWalk(Descriptor file, std::string name, const Limits& limits, bool (*wanted)(std::string_view path) = nullptr,
            std::vector<std::string> suffixes = {});

    /// The next document; nothing after the last one.
    /// @param skipped  counts the files before it that are none
    [[nodiscard]] std::unique_ptr<Input> next(std::uint64_t& skipped);

    /// For the entry and its stream: reads on in the entry with this number.
    std::size_t read(std::uint64_t number, std::string_view name, std::span<char> buffer);

    /// Compressed bytes read of the archive so far.
    [[nodiscard]] std::uint64_t position() const noexcept;

private:
    void open();
    [[nodiscard]] archive_entry* next_entry();
    void survey();
    [[nodiscard]] bool is_wanted(std::string_view path) const;

    Descriptor file_;
    std::string name_;
    Limits limits_;
    bool (*wanted_)(std::string_view path);
    std::vector<std::string> suffixes_;
    ArchiveHandle archive_;
    std::uint64_t number_ = 0;  ///< of the present entry, from 1
    bool single_ = false;       ///< there is one file only
};

}  // namespace cbds::io
