#include "cbds/io/csv.hpp"
#include "io/ascii.hpp"
#include "io/csv_scan.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace cbds::io {
namespace {

constexpr std::size_t kBlock = std::size_t{64} << 10;

/// A name that says nothing but what a column is called: whatever else stands in a heading is not repeated.
bool is_plain_name(std::string_view name) {
    constexpr std::size_t kLongestName = 60;
    const auto is_plain = [](char c) { return (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z') || ascii::is_digit(c) || std::string_view(" _-./()").find(c) != std::string_view::npos; };
    return !name.empty() && name.size() <= kLongestName && !ascii::is_digit(name[0]) && std::ranges::all_of(name, is_plain);
}

/// CR LF counts once, a CR or an LF alone too.
std::uint64_t line_ends(std::string_view text) {
    std::uint64_t count = 0;
    if (text.find('\n') == std::string_view::npos && text.find('\r') == std::string_view::npos) return 0;
    for (std::size_t at = text.find_first_of("\r\n"); at != std::string_view::npos; at = text.find_first_of("\r\n", at + 1)) {
        if (text.substr(at, 2) == "\r\n") ++at;
        ++count;
    }
    return count;
}

std::string counted(std::size_t number, std::string_view what) {
    return std::to_string(number).append(" ").append(what).append(number == 1 ? "" : "s");
}

}  // namespace

CsvReader::CsvReader(ByteStream& stream, std::string name, const CsvOptions& options)
    : stream_(stream), name_(std::move(name)), options_(options), delimiter_(options.delimiter), buffer_(kBlock + kCsvReadAhead) {}

bool CsvReader::next() {
    if (!begun_) begin();
    while (read_row()) {
        if (cells_.size() == 1 && !cells_[0]) continue;
        if (heading_.empty()) {
            for (const CsvCell& cell : cells_) heading_.emplace_back(cell.value_or(""));
        } else if (options_.same_width && cells_.size() != heading_.size()) {
            fail("has " + counted(cells_.size(), "cell") + ", the heading " + std::to_string(heading_.size()));
        }
        return true;
    }
    return false;
}

/// The first bytes tell encoding and delimiter.
void CsvReader::begin() {
    begun_ = true;
    raw_.resize(kBlock);
    raw_.resize(stream_.read(raw_));
    ended_ = raw_.size() < kBlock;
    const EncodingEvidence evidence = look_at(raw_);
    encoding_ = evidence.mark.value_or(options_.encoding.value_or(Encoding::utf8));
    if (encoding_ != Encoding::utf8) converter_.emplace(encoding_);
    raw_.erase(0, evidence.mark_length);
    if (converter_) convert_raw();
    else append(raw_);
    if (delimiter_ == kDetectDelimiter) detect_delimiter();
}

void CsvReader::detect_delimiter() {
    constexpr std::string_view kCandidates = ",;\t";
    std::array<std::size_t, kCandidates.size()> counts{};
    bool quoted = false;
    for (const char c : std::string_view(buffer_.data(), end_)) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if ((c == '\n' || c == '\r') && *std::ranges::max_element(counts) != 0) break;
        if (const std::size_t found = kCandidates.find(c); found != std::string_view::npos) ++counts[found];
    }
    delimiter_ = kCandidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

/// Reads more behind the row that has begun.
void CsvReader::fill() {
    if (broken_) fail("these bytes are not " + std::string(encoding_name(encoding_)) + "; save the file as UTF-8, or name its encoding", column_at_end());
    make_room();
    const std::size_t room = buffer_.size() - kCsvReadAhead - end_;
    if (!converter_) {
        const std::size_t length = stream_.read({buffer_.data() + end_, room});
        end_ += length;
        ended_ = length < room;
        return;
    }
    constexpr std::size_t kGrowth = 3;  // bytes of UTF-8 for a byte, at most
    raw_.resize(room / kGrowth);
    const std::size_t length = stream_.read(raw_);
    ended_ = length < raw_.size();
    raw_.resize(length);
    convert_raw();
}

/// What is no text of the encoding is told when its row is read.
void CsvReader::convert_raw() {
    std::string text;
    ConversionFault fault;
    if (!converter_->convert(raw_, ended_, text, fault)) {
        broken_ = true;
        ended_ = false;
    }
    append(text);
}

void CsvReader::append(std::string_view text) {
    if (buffer_.size() < end_ + text.size() + kCsvReadAhead) buffer_.resize(end_ + text.size() + kCsvReadAhead);
    text.copy(buffer_.data() + end_, text.size());
    end_ += text.size();
}

/// Moves the row to the front; a row that fills half the buffer gets one of twice the size.
void CsvReader::make_room() {
    if (end_ - at_ > options_.longest_row) fail("the row is too long; a quotation mark may be missing");
    std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
    end_ -= at_;
    at_ = 0;
    if (end_ > buffer_.size() / 2) buffer_.resize(2 * buffer_.size());
}

bool CsvReader::read_row() {
    cells_.clear();
    ++row_;
    row_line_ = line_;
    while (at_ == end_ && !ended_) fill();
    if (at_ == end_) {
        --row_;
        return false;
    }
    for (;;) {
        buffer_[end_] = '\n';  // the scan has to end somewhere
        if (split_row()) return true;
        fill();
    }
}

/// @returns false where the row goes on behind what has been read
bool CsvReader::split_row() {
    cells_.clear();
    doubled_.clear();
    lines_within_ = 0;
    const char* const end = buffer_.data() + end_;
    for (const char* at = buffer_.data() + at_;; ++at) {
        at = *at == '"' ? end_of_quoted(at + 1) : end_of_plain(at);
        if (at == nullptr || (at == end && !ended_)) return false;
        if (at != end && *at == delimiter_) continue;
        if (at + 1 == end && *at == '\r' && !ended_) return false;  // an LF may follow
        finish_row(at);
        return true;
    }
}

/// Adds a cell without quotation marks. @returns the delimiter or end of line behind it, or the end of what has been read
const char* CsvReader::end_of_plain(const char* at) {
    const CsvMarks marks(delimiter_);
    const char* stop = marks.next(at);
    while (*stop == '"') {
        if (!options_.lenient)
            fail("a quotation mark stands within a cell that does not begin with one; quote the cell, and double those within", cells_.size());
        stop = marks.next(stop + 1);
    }
    add({at, static_cast<std::size_t>(stop - at)}, false);
    return stop;
}

/// Adds a cell that is quoted. @returns as above; null where it is not closed in what has been read
const char* CsvReader::end_of_quoted(const char* at) {
    const char* const end = buffer_.data() + end_;
    const char* quote = at;
    bool doubled = false;
    for (;; quote += 2, doubled = true) {
        quote = static_cast<const char*>(std::memchr(quote, '"', static_cast<std::size_t>(end - quote)));
        if (quote == nullptr && ended_) fail("a quotation mark is not closed", cells_.size());
        if (quote == nullptr || (quote + 1 == end && !ended_)) return nullptr;
        if (quote[1] != '"') break;
    }
    const char* stop = quote + 1;
    while (options_.lenient && *stop == ' ') ++stop;
    if (*stop == '"' || !CsvMarks(delimiter_).is_mark(*stop)) fail("something stands behind a quotation mark that closes a value", cells_.size());
    if (doubled) doubled_.push_back(cells_.size());
    add({at, static_cast<std::size_t>(quote - at)}, true);
    lines_within_ += line_ends(*cells_.back());
    return stop;
}

void CsvReader::add(std::string_view text, bool quoted) {
    if (cells_.size() == options_.most_columns) fail("has more than " + counted(options_.most_columns, "column"));
    if (text.size() > options_.longest_cell) fail("the cell is too long; a quotation mark may be missing", cells_.size());
    if (text.empty() && !quoted) cells_.emplace_back();
    else cells_.emplace_back(text);
}

void CsvReader::finish_row(const char* row_end) {
    const std::string_view row(buffer_.data() + at_, static_cast<std::size_t>(row_end - buffer_.data()) - at_);
    at_ += row.size();
    if (at_ != end_) at_ += buffer_[at_] == '\r' && at_ + 1 != end_ && buffer_[at_ + 1] == '\n' ? 2 : 1;
    line_ += lines_within_ + 1;
    if (row.size() > options_.longest_row) fail("the row is too long; a quotation mark may be missing");
    if (const std::size_t zero = row.find('\0'); zero != std::string_view::npos)
        fail("this is no text; a CSV file is wanted", column_of(row.data() + zero));
    const std::size_t valid = converter_ ? row.size() : valid_utf8_prefix(row);
    undouble_quotes();
    if (valid == row.size()) return;
    if (!options_.otherwise) fail("these bytes are not UTF-8; save the file as UTF-8, or name its encoding", column_of(row.data() + valid));
    convert_cells(row.size());
}

void CsvReader::undouble_quotes() {
    for (const std::size_t column : doubled_) {
        const std::string_view text = *cells_[column];
        char* const begin = buffer_.data() + (text.data() - buffer_.data());
        char* to = begin;
        for (const char* from = begin; from != begin + text.size(); ++from) {
            *to++ = *from;
            if (*from == '"') ++from;
        }
        cells_[column] = std::string_view(begin, static_cast<std::size_t>(to - begin));
    }
}

/// The row is in the other encoding, whose characters may be longer in UTF-8.
void CsvReader::convert_cells(std::size_t row_size) {
    converted_.clear();
    converted_.reserve(4 * row_size);  // so that the texts stay where they are
    for (CsvCell& cell : cells_) {
        if (!cell) continue;
        const std::size_t begin = converted_.size();
        ConversionFault fault;
        static_cast<void>(Utf8Converter(*options_.otherwise).convert(*cell, true, converted_, fault));
        cell = std::string_view(converted_).substr(begin);
    }
}

/// The column in which the row goes on, where one has begun.
std::optional<std::size_t> CsvReader::column_at_end() const noexcept {
    return at_ == end_ ? std::nullopt : std::optional(cells_.empty() ? 0 : cells_.size() - 1);
}

std::size_t CsvReader::column_of(const char* at) const noexcept {
    std::size_t column = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i)
        if (cells_[i] && cells_[i]->data() <= at) column = i;
    return column;
}

std::string CsvReader::place(std::optional<std::size_t> column) const {
    std::string place = name_ + ": row " + std::to_string(row_);
    if (!column) return place;
    place += ", column " + std::to_string(*column + 1);
    if (*column < heading_.size() && is_plain_name(heading_[*column])) place += " (" + heading_[*column] + ')';
    return place;
}

void CsvReader::fail(std::string reason, std::optional<std::size_t> column) const {
    throw CsvError(place(column), std::move(reason), row_line_);
}

}  // namespace cbds::io
