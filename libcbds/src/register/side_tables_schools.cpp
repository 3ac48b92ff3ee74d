#include "io/ascii.hpp"
#include "register/csv_rows.hpp"
#include "register/school_order.hpp"
#include "register/side_tables.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::registers {
namespace {

constexpr std::initializer_list<Column> kColumnsOfSchools{Column::name, Column::la_code, Column::estab_number, Column::phase, Column::trust_id,
                                                          Column::trust_name, Column::open_date, Column::close_date, Column::low_age, Column::high_age};

std::optional<int> read_age(std::string_view text) {
    int age = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), age);
    return error == std::errc() && end == text.data() + text.size() && age >= 0 && age < 100 ? std::optional(age) : std::nullopt;
}

/// Digits with the zeros in front that spreadsheets take away.
std::string padded(std::string_view digits, std::size_t length) {
    const bool number = !digits.empty() && digits.size() < length && ascii::all_digits(digits);
    return (number ? std::string(length - digits.size(), '0') : std::string()).append(digits);
}

std::string laestab_of(const CsvRows& rows, const std::string& la_code) {
    if (const auto whole = rows.text(Column::laestab); !whole.empty()) return plain_laestab(whole);
    const std::string_view number = rows.text(Column::estab_number);
    return number.empty() || la_code.empty() ? std::string() : la_code + padded(number, 4);
}

/// The cell as an age; one that is none becomes an incident.
std::optional<int> age_of(CsvRows& rows, Column column) {
    const std::string_view cell = rows.text(column);
    const auto age = read_age(cell);
    if (!age && !cell.empty()) rows.incident(Incident::Kind::unreadable_value, cell, column_name(column));
    return age;
}

School read_school_row(CsvRows& rows) {
    School school;
    school.urn = rows.text(Column::urn);
    school.la_code = padded(rows.text(Column::la_code), 3);
    school.laestab = laestab_of(rows, school.la_code);
    if (school.la_code.empty() && school.laestab.size() == 7) school.la_code = school.laestab.substr(0, 3);
    school.name = rows.text(Column::name);
    school.phase = rows.text(Column::phase);
    school.trust_id = rows.text(Column::trust_id);
    school.trust_name = rows.text(Column::trust_name);
    school.opened = rows.date(Column::open_date);
    school.closed = rows.date(Column::close_date);
    school.low_age = age_of(rows, Column::low_age);
    school.high_age = age_of(rows, Column::high_age);
    return school;
}

/// What the row says, and nothing it does not say, is written over what is known.
void put_school(School school, RegisterBuilder& builder) {
    School& known = builder.school_at_index(school_of(builder, school.urn, school.laestab));
    const auto take = [](auto& to, auto& from) {
        using Value = std::decay_t<decltype(to)>;
        if (from != Value()) to = std::move(from);
    };
    take(known.laestab, school.laestab);
    take(known.name, school.name);
    take(known.la_code, school.la_code);
    take(known.phase, school.phase);
    take(known.trust_id, school.trust_id);
    take(known.trust_name, school.trust_name);
    take(known.opened, school.opened);
    take(known.closed, school.closed);
    take(known.low_age, school.low_age);
    take(known.high_age, school.high_age);
}

}  // namespace

bool read_schools_table(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder) {
    CsvRows rows(stream, name, context, builder);
    const bool extract = rows.places().has(Column::estab_number);
    const bool has_key = rows.places().has(Column::urn) || rows.places().has(Column::laestab) || (extract && rows.places().has(Column::la_code));
    if (!has_key) rows.fail("a list of schools needs a column school_urn (URN) or laestab");
    if (!extract) rows.tell_unused(kColumnsOfSchools);  // an extract has a hundred others
    std::vector<School> schools;
    while (rows.next()) {
        School school = read_school_row(rows);
        if (!school.urn.empty() || !school.laestab.empty()) schools.push_back(std::move(school));
        else rows.incident(Incident::Kind::unreadable_value, {}, column_name(Column::urn));
    }
    if (extract) std::stable_sort(schools.begin(), schools.end(), has_number_rather);
    for (School& school : schools) put_school(std::move(school), builder);
    return extract;
}

}  // namespace cbds::registers
