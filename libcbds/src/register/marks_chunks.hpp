/// @file
/// A table of marks cut into stretches of whole lines, and the cells of those that hold nothing but plain text.
#pragma once

#include "cbds/io/stream.hpp"
#include "register/marks_row.hpp"
#include "register/row_layout.hpp"
#include "register/usual_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// Bytes that may be read behind the text of a stretch.
inline constexpr std::size_t kBehindText = 64;

struct MarksChunk {
    std::uint64_t number = 0;
    std::vector<char> bytes;       ///< the text, and `kBehindText` more
    std::size_t size = 0;
    std::size_t thread = 0;        ///< whose numbers of pupils it has
    bool plain = true;             ///< it was read; else it has quotation marks, letters beyond ASCII or rows of another width
    std::uint32_t lines = 0;       ///< it has
    MarkRows rows;                 ///< with lines counted from 0

    [[nodiscard]] std::string_view text() const noexcept { return {bytes.data(), size}; }
};

/// Cuts a stream. For one thread at a time.
class MarksCutter final : public io::ByteStream {
public:
    /// @param begun  what has been read of it already
    MarksCutter(io::ByteStream& stream, std::string begun) : stream_(stream), carried_(std::move(begun)) {}

    /// The next stretch; false at the end. A line that never ends makes one that is not whole.
    [[nodiscard]] bool next(MarksChunk& chunk);

    /// What is behind the stretches.
    std::size_t read(std::span<char> buffer) override;

private:
    io::ByteStream& stream_;
    std::string carried_;
    std::uint64_t number_ = 0;
    bool ended_ = false;
};

/// Reads the rows of a stretch, if it is plain. It stays where it was made.
class MarksScanner {
public:
    MarksScanner(const MarkColumns& columns, char delimiter, const ColumnNames& names, const std::optional<Period>& period)
        : delimiter_(delimiter), cells_(columns.count), layout_(delimiter), reader_(columns, names, period),
          usual_(columns, names, period, layout_, reader_) {}
    MarksScanner(const MarksScanner&) = delete;
    MarksScanner& operator=(const MarksScanner&) = delete;

    void scan(MarksChunk& chunk);

private:
    [[nodiscard]] bool read_rows(MarksChunk& chunk);
    [[nodiscard]] const char* read_like_last(MarksChunk& chunk, const char* row, const char* end);
    void read_otherwise(MarksChunk& chunk, const char* row, std::size_t length);
    [[nodiscard]] const char* split(const char* line, const char* end);

    char delimiter_;
    std::vector<std::string_view> cells_;  ///< of the line that was split last
    bool blank_ = false;                   ///< it has nothing
    RowLayout layout_;
    MarkRowReader reader_;
    UsualRows usual_;
};

}  // namespace cbds::registers
