#include "register/marks_chunks.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

constexpr std::size_t kStretch = std::size_t{1} << 20;

/// Few tables of marks have shorter rows.
constexpr std::size_t kShortRow = 24;

/// A line longer than that is none of a table of marks.
constexpr std::size_t kLongestLine = std::size_t{8} << 20;

}  // namespace

bool MarksCutter::next(MarksChunk& chunk) {
    chunk.number = number_++;
    std::size_t size = carried_.size();
    chunk.bytes.resize(std::max(size, 2 * kStretch) + kBehindText);
    carried_.copy(chunk.bytes.data(), size);
    std::size_t cut = carried_.rfind('\n') + 1;  // 0 where there is none
    carried_.clear();
    while (!ended_ && cut == 0 && size < kLongestLine) {
        chunk.bytes.resize(std::max(chunk.bytes.size(), size + kStretch + kBehindText));
        const std::size_t length = stream_.read({chunk.bytes.data() + size, kStretch});
        ended_ = length < kStretch;
        cut = std::string_view(chunk.bytes.data() + size, length).rfind('\n') + 1;
        if (cut != 0) cut += size;
        size += length;
    }
    if (size == 0) return false;
    if (!ended_ && cut != 0) {
        carried_.assign(chunk.bytes.data() + cut, size - cut);
        size = cut;
    }
    chunk.size = size;
    return true;
}

std::size_t MarksCutter::read(std::span<char> buffer) {
    const std::size_t known = carried_.copy(buffer.data(), buffer.size());
    carried_.erase(0, known);
    return known == buffer.size() || ended_ ? known : known + stream_.read(buffer.subspan(known));
}

/// Cuts a line into cells; their number, and that they are plain, is proven here.
/// @returns the byte behind the line; null where it is not plain, or has not as many cells as the heading
const char* MarksScanner::split(const char* const line, const char* const end) {
    std::size_t count = 0;
    const char* begin = line;
    const char* at = line;
    for (; at != end && *at != '\n'; ++at) {
        const char c = *at;
        if (c == delimiter_) {
            if (count + 1 >= cells_.size()) return nullptr;
            cells_[count++] = {begin, static_cast<std::size_t>(at - begin)};
            begin = at + 1;
        } else if (c == '"' || static_cast<unsigned char>(c) >= 0x80) {
            return nullptr;
        } else if (c == '\r' && at + 1 != end && at[1] != '\n') {
            return nullptr;  // it is an end of line of its own
        }
    }
    std::string_view last(begin, static_cast<std::size_t>(at - begin));
    if (last.ends_with('\r')) last.remove_suffix(1);
    blank_ = count == 0 && last.empty();
    cells_[count++] = last;
    if (!blank_ && count != cells_.size()) return nullptr;
    return at == end ? end : at + 1;
}

/// Reads rows that have their cells where the one before had them, as far as they can be read by that.
/// @returns the byte behind them
const char* MarksScanner::read_like_last(MarksChunk& chunk, const char* row, const char* end) {
    MarkRows& read = chunk.rows;
    if (usual_.are_expected()) {
        const std::string_view rows(row, static_cast<std::size_t>(end - row));
        std::size_t count = usual_.read(rows, read.room(chunk.lines));
        read.usual_count += count;
        if (count == 0) {
            UsualMark mark;
            count = usual_.read(rows, {&mark, 1});
            if (count != 0) read.add(mark, chunk.lines);
        }
        chunk.lines += static_cast<std::uint32_t>(count);
        return row + count * layout_.length();
    }
    for (; layout_.length() != 0 && static_cast<std::size_t>(end - row) >= layout_.length(); row += layout_.length(), ++chunk.lines) {
        if (!layout_.fits(row, layout_.changed(row), layout_.all())) break;
        for (std::size_t cell = 0; cell < cells_.size(); ++cell) cells_[cell] = layout_.cell(row, cell);
        reader_.read(cells_, chunk.lines, read);
    }
    return row;
}

/// Reads a row that was split, and takes its layout for the ones to come.
void MarksScanner::read_otherwise(MarksChunk& chunk, const char* row, std::size_t length) {
    layout_.learn(row, length, cells_);
    UsualMark mark;
    if (usual_.are_expected()) {
        if (usual_.learn(row, mark)) return chunk.rows.add(mark, chunk.lines);
        layout_.forget();
    }
    reader_.read(cells_, chunk.lines, chunk.rows);
}

/// @returns false where a row is not plain
bool MarksScanner::read_rows(MarksChunk& chunk) {
    const char* const end = chunk.bytes.data() + chunk.size;
    for (const char* row = chunk.bytes.data(); row != end;) {
        const char* behind = read_like_last(chunk, row, end);
        if (behind == row) {
            behind = split(row, end);
            if (behind == nullptr) return false;
            if (!blank_) read_otherwise(chunk, row, static_cast<std::size_t>(behind - row));
            ++chunk.lines;
        }
        row = behind;
    }
    return true;
}

void MarksScanner::scan(MarksChunk& chunk) {
    chunk.rows.clear();
    chunk.rows.make_room(chunk.size / std::max(layout_.length(), kShortRow) + 1);
    chunk.lines = 0;
    chunk.plain = read_rows(chunk);
    reader_.finish(chunk.rows);
}

}  // namespace cbds::registers
