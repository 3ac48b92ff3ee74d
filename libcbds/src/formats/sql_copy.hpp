/// @file
/// Rows as PostgreSQL's COPY takes them: a line a row, tabs between values, `\N` for none.
#pragma once

#include "formats/table_writer.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// Appends a value: backslashes, tabs and line ends are written with a backslash.
void append_copy_value(std::string_view value, std::string& out);

/// The value that stands between two tabs; nothing for `\N`. Knows all that PostgreSQL writes or reads there.
/// @param storage  keeps a value that is written with backslashes
[[nodiscard]] Cell copy_value(std::string_view written, std::string& storage);

/// Writes rows of one stretch, but for the numbers of document and record, which are not known yet.
class CopyRows final : public RowEncoder {
public:
    /// The layout must outlive it.
    explicit CopyRows(const TableLayout& layout) : layout_(layout), tables_(layout.tables().size()) {}

    void row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) override;
    [[nodiscard]] std::size_t size() const noexcept override { return size_; }

    /// Hands over the lines of each table that has any, complete, and forgets them.
    void take(std::uint64_t document, std::uint64_t first_record, const std::function<void(std::size_t table, std::string_view lines)>& sink);

private:
    /// Where a line begins among the bytes of its table.
    struct Line {
        std::size_t begin = 0;
        std::uint64_t record = 0;
    };
    struct Lines {
        std::string bytes;
        std::vector<Line> lines;
    };

    void complete(std::size_t table, std::uint64_t document, std::uint64_t first_record);

    const TableLayout& layout_;
    std::vector<Lines> tables_;
    std::size_t size_ = 0;
    std::string complete_;
};

}  // namespace cbds::formats
