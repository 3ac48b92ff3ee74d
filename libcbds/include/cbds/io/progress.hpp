/// @file
/// One line on a terminal that says how far the work has come.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace cbds::io {

/// `[3/12] autumn/2013999_SC3_201LL26_001.XML 45 %`, rewritten in place at most ten times a second and wiped out
/// at the end. Not for several threads at once.
class Progress {
public:
    using Clock = std::chrono::steady_clock;

    /// @param enabled      whether anything is written at all: for terminals only
    /// @param total_bytes  of all files, for the per cent; 0 where it is not known, which shows megabytes instead
    /// @param now          the clock
    Progress(std::ostream& out, bool enabled, std::uint64_t total_bytes = 0, Clock::time_point (*now)() = Clock::now);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    /// The next file begins.
    /// @param index  from 1
    void file(std::string_view name, std::size_t index, std::size_t count);

    /// So many bytes more have been read.
    void advance(std::uint64_t bytes);

    /// Wipes the line out, so that something else can be written; it comes back with the next step.
    void clear();

private:
    void show_if_due();
    [[nodiscard]] std::string line() const;

    std::ostream& out_;
    bool enabled_;
    std::uint64_t total_;
    Clock::time_point (*now_)();
    Clock::time_point due_{};
    std::uint64_t done_ = 0;
    std::string file_;
    std::string place_;
    std::size_t shown_ = 0;  ///< columns of the line on the screen
};

}  // namespace cbds::io
