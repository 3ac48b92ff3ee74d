#include "io/ascii.hpp"
#include "register/csv_rows.hpp"
#include "register/side_tables.hpp"

#include <unordered_map>

namespace cbds::registers {
namespace {

constexpr std::initializer_list<Column> kColumnsOfPupils{
    Column::valid_from, Column::surname, Column::forename, Column::birth_date, Column::sex, Column::year_group, Column::ethnicity,
    Column::fsm, Column::fsm6, Column::sen, Column::looked_after, Column::previously_looked_after, Column::in_need, Column::protection_plan,
    Column::admission_date, Column::leaving_date, Column::boarder, Column::main_dual};

std::string in_capitals(std::string_view text) {
    std::string made(text);
    for (char& c : made)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return made;
}

/// `Y`, `N`; what is neither stays as it is.
std::string plain_flag(std::string_view text) {
    const auto flag = read_flag(text);
    return flag ? (*flag ? "Y" : "N") : std::string(text);
}

std::string plain_sex(std::string_view text) {
    if (ascii::same_but_case(text, "male")) return "M";
    return ascii::same_but_case(text, "female") ? "F" : in_capitals(text);
}

/// `Year 7`, `Y7` and `07` are `7`; `Reception` is `R`.
std::string plain_year_group(std::string_view text) {
    if (ascii::same_but_case(text, "reception")) return "R";
    std::string_view rest = text;
    if (ascii::same_but_case(rest.substr(0, 4), "year")) rest = ascii::trimmed(rest.substr(4));
    else if (ascii::same_but_case(rest.substr(0, 1), "y")) rest.remove_prefix(1);
    if (rest.empty() || rest.size() > 2 || !ascii::all_digits(rest)) return in_capitals(text);
    if (rest.size() == 2 && rest[0] == '0') rest.remove_prefix(1);
    return std::string(rest);
}

/// A flag, or a code of the census: B, 6 and 7 are boarders, N is none.
std::optional<bool> read_boarder(std::string_view text) {
    if (text == "6" || text == "7" || ascii::same_but_case(text, "b")) return true;
    return read_flag(text);
}

/// Rows of pupils, of which an enrolment may have several.
class PupilsTable {
public:
    PupilsTable(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder)
        : builder_(builder), rows_(stream, name, context, builder) {
        if (!rows_.places().has_pupil()) rows_.fail("a list of pupils needs a column upn or pupil_id");
        rows_.tell_unused(kColumnsOfPupils);
    }

    void read() {
        while (rows_.next())
            if (const auto enrolment = rows_.enrolment()) read_row(*enrolment);
    }

private:
    void read_row(std::uint32_t number) {
        number_ = number;
        const auto valid_from = rows_.date(Column::valid_from, number_);
        const auto [newest, is_new] = newest_.try_emplace(number, valid_from);
        const bool later = is_new || newest->second <= valid_from;  // no day is before all days
        if (later) newest->second = valid_from;
        read_person(builder_.enrolment_at(number), later);
        if (has_characteristics()) builder_.characteristics(number, characteristics(valid_from));
    }

    /// What holds for the whole enrolment. @param later  the row goes before those that were read
    void read_person(Enrolment& enrolment, bool later) {
        enrolment.listed = true;
        const auto take = [=](auto& known, auto value) {
            if (value && (later || !known)) known = value;
        };
        const auto take_text = [=](std::string& known, std::string_view text) {
            if (!text.empty() && (later || known.empty())) known = text;
        };
        take_text(enrolment.surname, rows_.text(Column::surname));
        take_text(enrolment.forename, rows_.text(Column::forename));
        take(enrolment.birth_date, rows_.date(Column::birth_date, number_));
        take(enrolment.admission, rows_.date(Column::admission_date, number_));
        take(enrolment.leaving, rows_.date(Column::leaving_date, number_));
        take(enrolment.main_dual, flag(Column::main_dual, read_flag));
        if (const auto boarder = flag(Column::boarder, read_boarder); boarder && (later || !enrolment.boarder)) enrolment.boarder = *boarder;
    }

    std::optional<bool> flag(Column column, std::optional<bool> (*read_cell)(std::string_view)) {
        const std::string_view cell = rows_.text(column);
        const auto value = cell.empty() ? std::nullopt : read_cell(cell);
        if (!value && !cell.empty()) rows_.incident(Incident::Kind::unreadable_value, cell, column_name(column), number_);
        return value;
    }

    [[nodiscard]] bool has_characteristics() const {
        for (auto column = static_cast<std::size_t>(Column::sex); column <= static_cast<std::size_t>(Column::protection_plan); ++column)
            if (rows_.places().has(static_cast<Column>(column))) return true;
        return false;
    }

    [[nodiscard]] Characteristics characteristics(std::optional<Date> valid_from) const {
        Characteristics row;
        row.valid_from = valid_from;
        row.sex = plain_sex(rows_.text(Column::sex));
        row.year_group = plain_year_group(rows_.text(Column::year_group));
        row.ethnicity = in_capitals(rows_.text(Column::ethnicity));
        row.fsm = plain_flag(rows_.text(Column::fsm));
        row.fsm6 = plain_flag(rows_.text(Column::fsm6));
        row.sen = in_capitals(rows_.text(Column::sen));
        row.looked_after = plain_flag(rows_.text(Column::looked_after));
        row.previously_looked_after = plain_flag(rows_.text(Column::previously_looked_after));
        row.in_need = plain_flag(rows_.text(Column::in_need));
        row.protection_plan = plain_flag(rows_.text(Column::protection_plan));
        return row;
    }

    RegisterBuilder& builder_;
    CsvRows rows_;
    std::uint32_t number_ = 0;  ///< the enrolment of the row
    std::unordered_map<std::uint32_t, std::optional<Date>> newest_;  ///< day from which the latest row of an enrolment holds
};

}  // namespace

void read_pupils_table(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder) {
    PupilsTable(stream, name, context, builder).read();
}

}  // namespace cbds::registers
