#include "register/csv_rows.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"
#include "io/short_text.hpp"

#include <algorithm>
#include <limits>

namespace cbds::registers {
namespace {

constexpr std::size_t kMostColumnsTold = 5;

/// Reads the heading.
const std::vector<std::string>& begin(io::CsvReader& csv, const std::string& name) {
    if (!csv.next()) throw DocumentError(no_heading(name));
    return csv.heading();
}

bool has_nothing(std::span<const io::CsvCell> cells) {
    return std::all_of(cells.begin(), cells.end(), [](const io::CsvCell& cell) { return !cell || ascii::all_blank(*cell); });
}

std::string list_of(const io::CsvReader& csv, std::span<const std::size_t> columns) {
    std::string list;
    for (std::size_t i = 0; i < std::min(columns.size(), kMostColumnsTold); ++i) {
        const std::string place = csv.place(columns[i]);  // it does not repeat a heading that may be a value
        list.append(i == 0 ? "" : ", ").append(place, place.rfind("column "));
    }
    if (columns.size() > kMostColumnsTold) list += ", ...";
    if (columns.size() == 1) return "a column has no meaning here, and was passed over: " + list;
    return std::to_string(columns.size()) + " columns have no meaning here, and were passed over: " + list;
}

}  // namespace

io::CsvOptions csv_options(const ColumnNames& names, std::optional<io::Encoding> encoding) {
    io::CsvOptions options;
    options.delimiter = names.delimiter;
    options.encoding = encoding;
    if (!encoding) options.otherwise = io::Encoding::windows_1252;
    options.same_width = false;
    options.lenient = true;
    return options;
}

std::string no_heading(const std::string& name) { return name + ": the file is empty; a heading and rows are needed"; }

void tell_unused_columns(const io::CsvReader& csv, const ColumnPlaces& places, const std::string& name, const ReaderContext& context,
                         std::initializer_list<Column> used, std::span<const std::size_t> sessions) {
    std::vector<bool> is_used(csv.heading().size(), false);
    for (const std::size_t place : sessions) is_used[place] = true;
    for (const auto& columns : {std::initializer_list<Column>{Column::urn, Column::laestab, Column::upn, Column::pupil_id}, used})
        for (const Column column : columns)
            if (const auto place = places.place(column)) is_used[*place] = true;
    std::vector<std::size_t> unused;
    for (std::size_t place = 0; place < is_used.size(); ++place)
        if (!is_used[place] && !ascii::all_blank(csv.heading()[place])) unused.push_back(place);
    if (!unused.empty() && context.options.note) context.options.note({name, 0, {}, list_of(csv, unused)});
}

CsvRows::CsvRows(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder)
    : name_(name), context_(context), builder_(builder), csv_(stream, name, csv_options(context.names, context.options.encoding)), file_(builder.file(name)),
      places_(begin(csv_, name), context.names) {}

bool CsvRows::next() {
    while (csv_.next())
        if (!has_nothing(csv_.cells())) return true;
    return false;
}

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
    return school_of(builder_, urn, laestab);
}

std::optional<std::uint32_t> CsvRows::enrolment() {
    const std::string_view upn = text(Column::upn);
    const std::string_view pupil_id = text(Column::pupil_id);
    const bool has_pupil = !upn.empty() || !pupil_id.empty();
    const auto of_school = has_pupil ? school() : std::nullopt;
    if (of_school) return enrolment_of(builder_, *of_school, pupil_id, upn);
    incident(Incident::Kind::no_pupil, {}, has_pupil ? column_name(Column::urn) : column_name(Column::upn));
    return std::nullopt;
}

void CsvRows::incident(Incident::Kind kind, std::string_view value, std::string_view column, std::uint32_t enrolment, SessionNumber session) {
    builder_.incident({kind, enrolment, session, line(), file_, std::string(io::shortened(value)), std::string(column)});
}

void CsvRows::tell_unused(std::initializer_list<Column> used, std::span<const std::size_t> sessions) const {
    tell_unused_columns(csv_, places_, name_, context_, used, sessions);
}

void CsvRows::fail(const std::string& why) const { throw DocumentError(name_ + ":" + std::to_string(csv_.line()) + ": " + why); }

}  // namespace cbds::registers
