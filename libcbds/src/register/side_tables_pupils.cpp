#include "io/ascii.hpp"
#include "register/csv_rows.hpp"
#include "register/side_tables.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>

namespace cbds::registers {
namespace {

constexpr std::initializer_list<Column> kColumnsOfPupils{
    Column::valid_from, Column::surname, Column::forename, Column::birth_date, Column::sex, Column::year_group, Column::ethnicity,
    Column::fsm, Column::fsm6, Column::sen, Column::looked_after, Column::previously_looked_after, Column::in_need, Column::protection_plan,
    Column::admission_date, Column::leaving_date, Column::boarder, Column::main_dual};

/// A value, and how it is written; small letters.
struct Spelling {
    std::string_view written;
    std::string_view value;
};

constexpr Spelling kSexes[] = {{"m", "M"}, {"male", "M"}, {"boy", "M"}, {"f", "F"}, {"female", "F"}, {"girl", "F"}, {"u", "U"}};

/// The letters of the dictionary, those that ended among them: a list may be an old one.
constexpr Spelling kSenProvisions[] = {
    {"n", "N"}, {"none", "N"}, {"no sen", "N"}, {"no special educational need", "N"},
    {"k", "K"}, {"sen support", "K"}, {"support", "K"},
    {"e", "E"}, {"ehc plan", "E"}, {"ehcp", "E"}, {"ehc", "E"}, {"education, health and care plan", "E"},
    {"s", "S"}, {"statement", "S"}, {"a", "A"}, {"p", "P"}, {"q", "Q"}};

/// Those beside the numbers.
constexpr Spelling kYearGroups[] = {{"r", "R"}, {"reception", "R"}, {"rec", "R"}, {"n1", "N1"}, {"n2", "N2"}, {"nursery 1", "N1"}, {"nursery 2", "N2"},
                                    {"e1", "E1"}, {"e2", "E2"}, {"m", "M"}, {"x", "X"}};

template <std::size_t kSize>
std::optional<std::string> find_value(const Spelling (&spellings)[kSize], std::string_view text) {
    const auto found = std::find_if(std::begin(spellings), std::end(spellings), [=](const Spelling& each) { return ascii::same_but_case(each.written, text); });
    return found == std::end(spellings) ? std::nullopt : std::optional(std::string(found->value));
}

std::optional<std::string> read_sex(std::string_view text) { return find_value(kSexes, text); }
std::optional<std::string> read_sen(std::string_view text) { return find_value(kSenProvisions, text); }
std::optional<std::string> read_ethnicity(std::string_view text) { return ascii::in_capitals(text); }

std::optional<std::string> read_yes_or_no(std::string_view text) {
    const auto flag = read_flag(text);
    return flag ? std::optional(std::string(*flag ? "Y" : "N")) : std::nullopt;
}

/// Without the word for a year in front: `Year 7`, `Yr. 7` and `Y7` are `7`.
std::string_view without_year_word(std::string_view text) {
    for (const std::string_view word : {"year group", "year", "yr", "y"}) {
        if (!ascii::same_but_case(text.substr(0, word.size()), word)) continue;
        text.remove_prefix(word.size());
        text.remove_prefix(std::min(text.find_first_not_of(" ."), text.size()));
        return text;
    }
    return text;
}

std::optional<std::string> read_year_group(std::string_view text) {
    std::string_view rest = without_year_word(text);
    if (rest.size() == 2 && rest[0] == '0') rest.remove_prefix(1);
    const bool is_number = !rest.empty() && rest.size() <= 2 && ascii::all_digits(rest);
    if (!is_number) return find_value(kYearGroups, rest);
    const int number = std::stoi(std::string(rest));
    return number >= 1 && number <= 14 ? std::optional(std::to_string(number)) : std::nullopt;
}

/// A column, where its value belongs, and which values there are: nothing for any other text.
struct CharacteristicColumn {
    Column column;
    std::string Characteristics::*value;
    std::optional<std::string> (*read)(std::string_view);
};

constexpr CharacteristicColumn kCharacteristics[] = {{Column::sex, &Characteristics::sex, read_sex},
                                                     {Column::year_group, &Characteristics::year_group, read_year_group},
                                                     {Column::ethnicity, &Characteristics::ethnicity, read_ethnicity},
                                                     {Column::fsm, &Characteristics::fsm, read_yes_or_no},
                                                     {Column::fsm6, &Characteristics::fsm6, read_yes_or_no},
                                                     {Column::sen, &Characteristics::sen, read_sen},
                                                     {Column::looked_after, &Characteristics::looked_after, read_yes_or_no},
                                                     {Column::previously_looked_after, &Characteristics::previously_looked_after, read_yes_or_no},
                                                     {Column::in_need, &Characteristics::in_need, read_yes_or_no},
                                                     {Column::protection_plan, &Characteristics::protection_plan, read_yes_or_no}};

/// A flag, or a code of the census: B, 6 and 7 are boarders, N is none.
std::optional<bool> read_boarder(std::string_view text) {
    if (text == "6" || text == "7" || ascii::same_but_case(text, "b")) return true;
    return read_flag(text);
}

/// Values of which an enrolment has one, however many rows it has.
enum class PersonField : std::uint8_t { surname, forename, birth_date, admission, leaving, main_dual, boarder };

/// The day from which the row holds whose value was taken, of each such value; nothing: none was taken.
using TakenFrom = std::array<std::optional<std::optional<Date>>, static_cast<std::size_t>(PersonField::boarder) + 1>;

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
        read_person(builder_.enrolment_at(number), valid_from);
        if (has_characteristics()) builder_.characteristics(number, characteristics(valid_from));
    }

    /// What holds for the whole enrolment: of several rows the value counts that is of the latest day (no day is before all days), of two
    /// of one day that of the later row, in whatever order they come.
    void read_person(Enrolment& enrolment, std::optional<Date> valid_from) {
        enrolment.listed = true;
        TakenFrom& taken_from = taken_from_[number_];
        const auto take = [&](PersonField field, auto& known, const auto& value) {
            auto& from = taken_from[static_cast<std::size_t>(field)];
            if (!value || (from && valid_from < *from)) return;
            from.emplace(valid_from);
            known = *value;
        };
        take(PersonField::surname, enrolment.surname, name(Column::surname));
        take(PersonField::forename, enrolment.forename, name(Column::forename));
        take(PersonField::birth_date, enrolment.birth_date, rows_.date(Column::birth_date, number_));
        take(PersonField::admission, enrolment.admission, rows_.date(Column::admission_date, number_));
        take(PersonField::leaving, enrolment.leaving, rows_.date(Column::leaving_date, number_));
        take(PersonField::main_dual, enrolment.main_dual, flag(Column::main_dual, read_flag));
        take(PersonField::boarder, enrolment.boarder, flag(Column::boarder, read_boarder));
    }

    [[nodiscard]] std::optional<std::string_view> name(Column column) const {
        const std::string_view cell = rows_.text(column);
        return cell.empty() ? std::nullopt : std::optional(cell);
    }

    std::optional<bool> flag(Column column, std::optional<bool> (*read_cell)(std::string_view)) {
        const std::string_view cell = rows_.text(column);
        const auto value = cell.empty() ? std::nullopt : read_cell(cell);
        if (!value && !cell.empty()) unreadable(cell, column);
        return value;
    }

    void unreadable(std::string_view cell, Column column) {
        rows_.incident(Incident::Kind::unreadable_value, cell, column_name(column), number_);
    }

    [[nodiscard]] bool has_characteristics() const {
        return std::any_of(std::begin(kCharacteristics), std::end(kCharacteristics),
                           [this](const CharacteristicColumn& each) { return rows_.places().has(each.column); });
    }

    [[nodiscard]] Characteristics characteristics(std::optional<Date> valid_from) {
        Characteristics row;
        row.valid_from = valid_from;
        for (const CharacteristicColumn& each : kCharacteristics) {
            const std::string_view cell = rows_.text(each.column);
            if (cell.empty()) continue;
            if (auto value = each.read(cell)) row.*each.value = std::move(*value);
            else unreadable(cell, each.column);
        }
        return row;
    }

    RegisterBuilder& builder_;
    CsvRows rows_;
    std::uint32_t number_ = 0;  ///< the enrolment of the row
    std::unordered_map<std::uint32_t, TakenFrom> taken_from_;  ///< by enrolment
};

}  // namespace

void read_pupils_table(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder) {
    PupilsTable(stream, name, context, builder).read();
}

}  // namespace cbds::registers
