#include "reference/csv_list.hpp"

#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <cstdint>

namespace cbds::reference {
namespace {

/// No row of a list is longer; a file that is no list may have no end of line at all.
constexpr std::size_t kLongestRow = std::size_t{1} << 20;

io::CsvOptions options_of_lists() {
    io::CsvOptions options;
    options.delimiter = io::kDetectDelimiter;
    options.otherwise = io::Encoding::windows_1252;
    options.same_width = false;
    options.lenient = true;
    options.longest_cell = SIZE_MAX;  // a row is the limit
    options.longest_row = kLongestRow;
    return options;
}

std::string either(std::span<const std::string_view> headings) {
    std::string text;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        if (i != 0) text += i + 1 == headings.size() ? " or " : ", ";
        text += '\'' + std::string(headings[i]) + '\'';
    }
    return text;
}

}  // namespace

CsvList::CsvList(io::ByteStream& stream, std::string name) : name_(std::move(name)), reader_(stream, name_, options_of_lists()) {
    if (!next()) fail_at(1, "the file is empty");
    for (std::size_t i = 0; i < reader_.cells().size(); ++i) heading_.emplace_back(value(i));
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
    try {
        return reader_.next();
    } catch (const io::CsvError& error) {
        fail_at(error.line(), error.reason());
    }
}

std::string_view CsvList::value(std::size_t column) const noexcept {
    if (column >= reader_.cells().size()) return {};
    return ascii::trimmed(reader_.cells()[column].value_or(std::string_view()));
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

void CsvList::fail(const std::string& what) const { fail_at(reader_.line(), what); }

void CsvList::fail_at(std::uint64_t line, const std::string& what) const {
    throw InputError(name_ + ':' + std::to_string(line) + ": " + what);
}

void read_list(const std::string& path, const std::function<void(io::ByteStream& stream, const std::string& name)>& use) {
    io::Inputs inputs({{path}, path, {}});
    const auto input = inputs.next();
    if (!input) throw InputError(path + ": is no file with a list");
    const auto stream = input->open();
    use(*stream, input->name());
}

}  // namespace cbds::reference
