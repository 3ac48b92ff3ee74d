#include "register/csv_rows.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <limits>

namespace cbds::registers {
namespace {

constexpr std::size_t kLongestKept = 40;       // bytes of a cell
constexpr std::size_t kLaestabLength = 7;      // digits
constexpr std::size_t kMostColumnsTold = 5;

io::CsvOptions options_for(const ReaderContext& context) {
    io::CsvOptions options;
    options.delimiter = context.names.delimiter;
    options.encoding = context.options.encoding;
    if (!options.encoding) options.otherwise = io::Encoding::windows_1252;
    options.same_width = false;
    options.lenient = true;
    return options;
}

/// Reads the heading.
const std::vector<std::string>& begin(io::CsvReader& csv, const std::string& name) {
    if (!csv.next()) throw DocumentError(name + ": the file is empty; a heading and rows are needed");
    return csv.heading();
}

}  // namespace

CsvRows::CsvRows(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder)
    : name_(name), context_(context), builder_(builder), csv_(stream, name, options_for(context)), file_(builder.file(name)),
      places_(begin(csv_, name), context.names) {}

std::uint32_t CsvRows::line() const noexcept {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(csv_.line(), std::numeric_limits<std::uint32_t>::max()));
}

std::optional<Date> CsvRows::date(Column column, std::uint32_t enrolment) {
    const std::string_view cell = text(column);
    if (cell.empty()) return std::nullopt;
    const auto read = read_date(cell, context_.names.date_form);
    if (!read) incident(Incident::Kind::unreadable_value, cell, column_name(column), enrolment);
    return read;
}

std::optional<std::uint32_t> CsvRows::school() {
    const std::string_view urn = text(Column::urn);
    const std::string_view laestab = text(Column::laestab);
    const bool told = !urn.empty() || !laestab.empty();
    if (!told && (places_.has(Column::urn) || places_.has(Column::laestab))) return std::nullopt;
    return builder_.school(urn, plain_laestab(laestab));
}

std::optional<std::uint32_t> CsvRows::enrolment() {
    const std::string_view upn = text(Column::upn);
    const std::string_view pupil_id = text(Column::pupil_id);
    const bool has_pupil = !upn.empty() || !pupil_id.empty();
    const auto of_school = has_pupil ? school() : std::nullopt;
    if (of_school) return builder_.enrolment(*of_school, pupil_id, upn);
    incident(Incident::Kind::no_pupil, {}, has_pupil ? column_name(Column::urn) : column_name(Column::upn));
    return std::nullopt;
}

void CsvRows::incident(Incident::Kind kind, std::string_view value, std::string_view column, std::uint32_t enrolment, SessionNumber session) {
    builder_.incident({kind, enrolment, session, line(), file_, std::string(shortened(value)), std::string(column)});
}

void CsvRows::tell_unused(std::initializer_list<Column> used, std::span<const std::size_t> sessions) const {
    std::vector<bool> is_used(csv_.heading().size(), false);
    for (const std::size_t place : sessions) is_used[place] = true;
    for (const auto& columns : {std::initializer_list<Column>{Column::urn, Column::laestab, Column::upn, Column::pupil_id}, used})
        for (const Column column : columns)
            if (const auto place = places_.place(column)) is_used[*place] = true;
    std::vector<std::size_t> unused;
    for (std::size_t place = 0; place < is_used.size(); ++place)
        if (!is_used[place] && !ascii::all_blank(csv_.heading()[place])) unused.push_back(place);
    if (!unused.empty() && context_.options.note) context_.options.note({name_, 0, {}, unused_columns(unused)});
}

std::string CsvRows::unused_columns(std::span<const std::size_t> columns) const {
    std::string list;
    for (std::size_t i = 0; i < std::min(columns.size(), kMostColumnsTold); ++i) {
        const std::string place = csv_.place(columns[i]);  // it does not repeat a heading that may be a value
        list.append(i == 0 ? "" : ", ").append(place, place.rfind("column "));
    }
    if (columns.size() > kMostColumnsTold) list += ", ...";
    if (columns.size() == 1) return "a column has no meaning here, and was passed over: " + list;
    return std::to_string(columns.size()) + " columns have no meaning here, and were passed over: " + list;
}

void CsvRows::fail(const std::string& why) const { throw DocumentError(name_ + ":" + std::to_string(csv_.line()) + ": " + why); }

std::string_view shortened(std::string_view cell) noexcept {
    return cell.size() <= kLongestKept ? cell : cell.substr(0, io::valid_utf8_prefix(cell.substr(0, kLongestKept)));
}

std::string plain_laestab(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), ascii::is_digit);
    return digits.size() == kLaestabLength ? digits : std::string(text);
}

}  // namespace cbds::registers
