/// @file
/// Text that has to wait until the totals are known: in a temporary file, so that memory stays flat.
#pragma once

#include "io/descriptor.hpp"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

/// A stretch of what was kept.
struct Stretch {
    std::uint64_t start = 0;
    std::uint64_t length = 0;
};

/// Texts one after the other. No file is made for so little as fits into memory without harm.
class Spool {
public:
    /// @returns where the text is. @throws OutputError where there is no place for it
    Stretch append(std::string_view text);

    /// Writes out a stretch. @throws OutputError
    void copy(Stretch stretch, std::ostream& out) const;

    [[nodiscard]] std::uint64_t size() const noexcept { return on_disk_ + tail_.size(); }

private:
    void write_tail();

    io::Descriptor file_;
    std::uint64_t on_disk_ = 0;
    std::string tail_;  ///< not on the disk yet
};

/// Texts of several groups that come in any order and are wanted group by group.
class GroupedSpool {
public:
    void append(std::size_t group, std::string_view text);

    /// Writes out the texts of a group, in the order in which they came.
    void copy(std::size_t group, std::ostream& out) const;

private:
    struct Group {
        std::vector<Stretch> stretches;
        std::string tail;
    };

    std::vector<Group> groups_;
    Spool spool_;
};

}  // namespace cbds::report
