#include "reference/csv_list.hpp"

#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::reference {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;
constexpr int kEnd = -1;

/// No row of a list is longer; a file that is no list may have no end of line at all.
constexpr std::size_t kLongestRow = std::size_t{1} << 20;

std::string either(std::span<const std::string_view> headings) {
    std::string text;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        if (i != 0) text += i + 1 == headings.size() ? " or " : ", ";
        text += '\'' + std::string(headings[i]) + '\'';
    }
    return text;
}

}  // namespace

CsvList::CsvList(io::ByteStream& stream, std::string name) : stream_(stream), name_(std::move(name)) {
    block_.resize(kBlock);
    block_.resize(stream_.read(block_));
    ended_ = block_.size() < kBlock;
    const io::EncodingEvidence evidence = io::look_at(block_);
    if (evidence.mark && *evidence.mark != io::Encoding::utf8) converter_.emplace(*evidence.mark);
    block_.erase(0, evidence.mark_length);
    if (converter_) {
        std::string bytes;
        std::swap(bytes, block_);
        io::ConversionFault fault;
        if (!converter_->convert(bytes, ended_, block_, fault)) fail_at(1, "its bytes are not " + std::string(io::encoding_name(*evidence.mark)));
    }
    find_separator();
    if (!next()) fail_at(1, "the file is empty");
    for (std::size_t i = 0; i < ends_.size(); ++i) heading_.emplace_back(value(i));
}

std::optional<std::size_t> CsvList::column(std::span<const std::string_view> headings) const noexcept {
    for (const std::string_view wanted : headings)
        for (std::size_t i = 0; i < heading_.size(); ++i)
            if (ascii::same_but_case(heading_[i], wanted)) return i;
    return std::nullopt;
}

std::size_t CsvList::needed_column(std::span<const std::string_view> headings) const {
    const auto found = column(headings);
    if (!found) fail_at(1, "the heading has no column " + either(headings));
    return *found;
}

bool CsvList::next() {
    while (read_row())
        if (!text_.empty() || ends_.size() > 1) return true;
    return false;
}

std::string_view CsvList::value(std::size_t column) const noexcept {
    if (column >= ends_.size()) return {};
    const std::size_t begin = column == 0 ? 0 : ends_[column - 1];
    return ascii::trimmed(std::string_view(text_).substr(begin, ends_[column] - begin));
}

std::optional<identifiers::Date> CsvList::date(std::optional<std::size_t> column) const {
    const std::string_view text = value(column);
    if (text.empty()) return std::nullopt;
    std::string iso(text.substr(0, 10));
    const bool day_first = iso.size() == 10 && !ascii::is_digit(iso[2]) && iso[2] == iso[5];
    if (day_first && (iso[2] == '-' || iso[2] == '/')) iso = iso.substr(6) + '-' + iso.substr(3, 2) + '-' + iso.substr(0, 2);
    const auto date = identifiers::parse_date(iso);
    if (!date) fail(heading_[*column] + " is no date as 31-01-2026");
    return date;
}

void CsvList::fail(const std::string& what) const { fail_at(row_line_, what); }

void CsvList::fail_at(std::uint64_t line, const std::string& what) const {
    throw InputError(name_ + ':' + std::to_string(line) + ": " + what);
}

bool CsvList::fill() {
    while (at_ == block_.size() && !ended_) {
        std::string bytes(kBlock, '\0');
        bytes.resize(stream_.read(bytes));
        ended_ = bytes.size() < kBlock;
        at_ = 0;
        block_.clear();
        io::ConversionFault fault;
        if (!converter_) block_ = std::move(bytes);
        else if (!converter_->convert(bytes, ended_, block_, fault)) fail_at(line_, "its bytes are no text");
    }
    return at_ < block_.size();
}

int CsvList::peek() { return fill() ? static_cast<unsigned char>(block_[at_]) : kEnd; }

int CsvList::take() {
    const int c = peek();
    if (c != kEnd) ++at_;
    return c;
}

/// What the heading is separated with; a comma where it has one column.
void CsvList::find_separator() {
    const std::string_view heading = std::string_view(block_).substr(0, block_.find_first_of("\r\n"));
    const std::size_t found = heading.find_first_of(",;\t");
    if (found != std::string_view::npos) separator_ = heading[found];
}

void CsvList::add(char c) {
    if (c == '\0') fail_at(line_, "this is no text; a CSV file is wanted");
    if (text_.size() >= kLongestRow) fail_at(row_line_, "the row is too long; a quotation mark may be missing");
    text_ += c;
}

bool CsvList::read_row() {
    text_.clear();
    ends_.clear();
    row_line_ = line_;
    if (peek() == kEnd) return false;
    while (read_field()) {}
    to_utf8();
    return true;
}

/// @returns whether the row has another one
bool CsvList::read_field() {
    const bool quoted = peek() == '"';
    if (quoted) read_quoted();
    for (;;) {
        const int c = take();
        if (c == separator_ || c == '\n' || c == '\r' || c == kEnd) {
            ends_.push_back(text_.size());
            if (c == separator_) return true;
            end_line(c);
            return false;
        }
        if (quoted && c != ' ') fail_at(line_, "something stands behind a quotation mark that closes a value");
        if (!quoted) add(static_cast<char>(c));
    }
}

void CsvList::read_quoted() {
    const std::uint64_t begin = line_;
    static_cast<void>(take());
    for (;;) {
        const int c = take();
        if (c == kEnd) fail_at(begin, "a quotation mark is not closed");
        if (c == '"' && peek() != '"') return;
        if (c == '"') static_cast<void>(take());
        if (c == '\n') ++line_;
        add(static_cast<char>(c));
    }
}

void CsvList::end_line(int c) {
    if (c == '\r' && peek() == '\n') static_cast<void>(take());
    if (c != kEnd) ++line_;
}

/// Windows-1252 is longer in UTF-8: each value is converted by itself.
void CsvList::to_utf8() {
    if (io::valid_utf8_prefix(text_) == text_.size()) return;
    std::string converted;
    std::size_t begin = 0;
    for (std::size_t& end : ends_) {
        io::ConversionFault fault;
        const std::string_view bytes = std::string_view(text_).substr(begin, end - begin);
        begin = end;
        static_cast<void>(io::Utf8Converter(io::Encoding::windows_1252).convert(bytes, true, converted, fault));
        end = converted.size();
    }
    text_ = std::move(converted);
}

void read_list(const std::string& path, const std::function<void(io::ByteStream& stream, const std::string& name)>& use) {
    io::Inputs inputs({{path}, path, {}});
    const auto input = inputs.next();
    if (!input) throw InputError(path + ": is no file with a list");
    const auto stream = input->open();
    use(*stream, input->name());
}

}  // namespace cbds::reference
