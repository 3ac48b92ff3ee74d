#include "formats/collect_table_file.hpp"

#include "cbds/error.hpp"
#include "cbds/io/csv.hpp"
#include "io/ascii.hpp"
#include "io/spool.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace cbds::formats {
namespace {

constexpr std::size_t kBlock = std::size_t{64} << 10;
constexpr std::string_view kSpoolName = "temporary file";

[[noreturn]] void fail() { throw OutputError("the rows could not be kept in a temporary file: " + io::error_text(errno)); }

/// Rows out of the spool, one after the other.
class SpooledRows {
public:
    SpooledRows(int descriptor, std::string_view waiting) : descriptor_(descriptor), waiting_(waiting) {
        if (descriptor_ >= 0 && ::lseek(descriptor_, 0, SEEK_SET) != 0) fail();
    }

    /// @returns false behind the last one
    bool next(std::string& row) {
        std::uint32_t size = 0;
        if (!take(reinterpret_cast<char*>(&size), sizeof size)) return false;
        row.resize(size);
        return take(row.data(), size);
    }

private:
    bool take(char* to, std::size_t size) {
        while (buffer_.size() - at_ < size) {
            buffer_.erase(0, at_);
            at_ = 0;
            if (!fill()) return false;
        }
        std::memcpy(to, buffer_.data() + at_, size);
        at_ += size;
        return true;
    }

    /// What the file has, then what was never written to it.
    bool fill() {
        const std::size_t before = buffer_.size();
        if (descriptor_ >= 0) {
            buffer_.resize(before + kBlock);
            const std::size_t got = io::read_fully(descriptor_, buffer_.data() + before, kBlock, kSpoolName);
            buffer_.resize(before + got);
            if (got < kBlock) descriptor_ = -1;
            if (got != 0) return true;
        }
        buffer_ += waiting_;
        waiting_ = {};
        return buffer_.size() > before;
    }

    int descriptor_;
    std::string_view waiting_;
    std::string buffer_;
    std::size_t at_ = 0;
};

}  // namespace

void CollectTableFile::add(const Cells& cells) {
    CollectCells packed;
    std::vector<std::size_t> taken;
    for (const auto& [column, text] : cells) {
        const auto [place, made] = numbers_.try_emplace(column, used_.size());
        if (made) used_.push_back(column);
        if (std::find(taken.begin(), taken.end(), place->second) != taken.end()) continue;
        taken.push_back(place->second);
        packed.add(place->second, text);
    }
    const auto size = static_cast<std::uint32_t>(packed.bytes().size());
    waiting_.append(reinterpret_cast<const char*>(&size), sizeof size).append(packed.bytes());
    ++rows_;
    if (waiting_.size() >= kBlock) flush();
}

void CollectTableFile::flush() {
    if (!spool_) spool_ = io::nameless_file();
    if (!spool_ || !io::write_fully(spool_.get(), waiting_)) fail();
    waiting_.clear();
}

std::vector<std::size_t> CollectTableFile::places_in(std::vector<std::string>& columns) const {
    std::vector<std::size_t> places;
    for (const std::string& column : used_) {
        auto found = std::find(columns.begin(), columns.end(), column);
        if (found == columns.end())
            found = std::find_if(columns.begin(), columns.end(), [&](const std::string& each) {
                return ascii::same_but_case(each, column) && numbers_.find(each) == numbers_.end();
            });
        places.push_back(static_cast<std::size_t>(found - columns.begin()));
        if (found == columns.end()) columns.push_back(column);
    }
    return places;
}

void CollectTableFile::write(std::vector<std::string> columns, std::ostream& out) {
    const std::vector<std::size_t> places = places_in(columns);
    std::vector<io::CsvCell> cells(columns.begin(), columns.end());
    std::string line;
    io::append_csv_row(line, cells);
    SpooledRows rows(spool_ ? spool_.get() : -1, waiting_);
    for (std::string bytes; rows.next(bytes);) {
        std::fill(cells.begin(), cells.end(), std::nullopt);
        const CollectCells row(std::move(bytes));
        for (const auto& [column, text] : row.all()) cells[places[column]] = text;
        io::append_csv_row(line, cells);
        if (line.size() < kBlock) continue;
        out << line;
        line.clear();
    }
    out << line;
}

}  // namespace cbds::formats
