#include "cbds/error.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/register/scope.hpp"
#include "io/ascii.hpp"
#include "register/columns.hpp"
#include "register/csv_rows.hpp"
#include "register/readers.hpp"
#include "register/side_tables.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace cbds::registers {
namespace {

/// The name is for people, and is not read.
constexpr std::array kColumnsOfAgreements{Column::urn, Column::laestab, Column::name, Column::agreed_from, Column::withdrawn_on};
constexpr std::size_t kNumberOfSchool = 7;  // digits of authority and establishment; a URN has six

io::CsvOptions options_of_agreements() {
    io::CsvOptions options;
    options.delimiter = io::kDetectDelimiter;
    options.otherwise = io::Encoding::windows_1252;
    options.same_width = false;
    options.lenient = true;
    return options;
}

/// Whatever is not understood fails: a withdrawal that is passed over would show what nobody may see.
class AgreementsReader {
public:
    AgreementsReader(io::CsvReader& rows, Agreements& made) : rows_(rows), made_(made), places_(rows.heading(), ColumnNames()), school_(place_of_school()) {
        if (!school_ && !places_.has(Column::laestab)) rows_.fail("the heading has no column 'school'");
        if (!places_.has(Column::agreed_from)) rows_.fail("the heading has no column 'agreed_from'");
        const auto& heading = rows_.heading();
        for (std::size_t place = 0; place < heading.size(); ++place)
            if (!is_read(place) && !ascii::all_blank(heading[place])) fail_at_column(place);
        if (!places_.has(Column::withdrawn_on)) rows_.fail("the heading has no column 'withdrawn_on'; it may be empty in every row");
    }

    void read_row() {
        refuse_cells_without_heading();
        const std::string_view laestab = places_.text(rows_.cells(), Column::laestab);
        const std::string_view urn = school_text(laestab);
        if (urn.empty() && laestab.empty()) rows_.fail("the row names no school");
        const auto from = date(Column::agreed_from);
        if (!from) rows_.fail("the row does not say from when the school agreed", places_.place(Column::agreed_from));
        const auto withdrawn = date(Column::withdrawn_on);
        if (withdrawn && *withdrawn < *from) rows_.fail("the school cannot have withdrawn before it agreed", places_.place(Column::withdrawn_on));
        made_.add(urn, laestab, *from, withdrawn);
    }

private:
    /// `school` is a weak heading, which elsewhere gives way to a column of the other number. Here it is the URN beside that too.
    [[nodiscard]] std::optional<std::size_t> place_of_school() const {
        if (places_.has(Column::urn)) return places_.place(Column::urn);
        const auto& heading = rows_.heading();
        const auto found = std::find_if(heading.begin(), heading.end(), [](const std::string& each) { return find_column(each) == Column::urn; });
        return found == heading.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - heading.begin()));
    }

    /// A name in that column does not count where the number stands beside it.
    [[nodiscard]] std::string_view school_text(std::string_view laestab) const {
        const auto cells = rows_.cells();
        if (!school_ || *school_ >= cells.size() || !cells[*school_]) return {};
        const std::string_view text = ascii::trimmed(*cells[*school_]);
        return laestab.empty() || ascii::all_digits(plain_laestab(text)) ? text : std::string_view();
    }

    [[nodiscard]] bool is_read(std::size_t place) const {
        return school_ == place || std::any_of(kColumnsOfAgreements.begin(), kColumnsOfAgreements.end(), [&](Column each) { return places_.place(each) == place; });
    }

    [[noreturn]] void fail_at_column(std::size_t place) const {
        rows_.fail("is no column of agreements, or stands there twice; school (a URN) or laestab, agreed_from, withdrawn_on, and name are", place);
    }

    void refuse_cells_without_heading() const {
        const auto cells = rows_.cells();
        for (std::size_t place = 0; place < cells.size(); ++place)
            if (cells[place] && !is_read(place) && !ascii::all_blank(*cells[place]))
                rows_.fail("cell " + std::to_string(place + 1) + " stands under no heading");
    }

    /// Nothing where nothing stands there.
    [[nodiscard]] std::optional<Date> date(Column column) const {
        const std::string_view text = places_.text(rows_.cells(), column);
        if (text.empty()) return std::nullopt;
        const auto found = read_date(text, "");
        if (!found) rows_.fail("is no date as 2026-01-31", places_.place(column));
        return found;
    }

    io::CsvReader& rows_;
    Agreements& made_;
    ColumnPlaces places_;
    std::optional<std::size_t> school_;
};

}  // namespace

SchoolNumbers SchoolNumbers::of(std::string_view urn, std::string_view laestab) {
    SchoolNumbers made{plain_laestab(ascii::trimmed(urn)), plain_laestab(ascii::trimmed(laestab))};
    if (!made.laestab.empty() || made.urn.size() != kNumberOfSchool) return made;
    std::swap(made.urn, made.laestab);
    return made;
}

void Agreements::add(std::string_view urn, std::string_view laestab, Date agreed_from, std::optional<Date> withdrawn_on) {
    const Row& row = rows_.emplace_back(Row{SchoolNumbers::of(urn, laestab), agreed_from, withdrawn_on});
    if (!row.school.urn.empty()) by_number_[row.school.urn].push_back(rows_.size() - 1);
    if (!row.school.laestab.empty()) by_number_[row.school.laestab].push_back(rows_.size() - 1);
}

/// An academy takes the number of the school before it: a row that has another URN is of another school. Where the registers know one
/// of the numbers only, rows that have both tell the other: no withdrawal is missed for want of a number.
std::vector<std::size_t> Agreements::rows_of(const SchoolNumbers& school) const {
    std::set<std::string> urns{school.urn};
    std::set<std::string> laestabs{school.laestab};
    for (const std::size_t each : rows_with(school.urn))
        if (school.laestab.empty()) laestabs.insert(rows_[each].school.laestab);
    for (const std::size_t each : rows_with(school.laestab))
        if (school.urn.empty()) urns.insert(rows_[each].school.urn);
    std::set<std::size_t> found;
    for (const std::string& urn : urns)
        for (const std::size_t each : rows_with(urn)) found.insert(each);
    for (const std::string& laestab : laestabs)
        for (const std::size_t each : rows_with(laestab))
            if (rows_[each].school.urn.empty() || urns.contains(rows_[each].school.urn)) found.insert(each);
    return {found.begin(), found.end()};
}

const std::vector<std::size_t>& Agreements::rows_with(const std::string& number) const {
    static const std::vector<std::size_t> kNone;
    const auto found = number.empty() ? by_number_.end() : by_number_.find(number);
    return found == by_number_.end() ? kNone : found->second;
}

/// A withdrawal ends all that was agreed up to its day.
bool Agreements::agreed(const SchoolNumbers& school, Date today) const {
    std::optional<Date> agreed;
    std::optional<Date> withdrawn;
    for (const std::size_t each : rows_of(school)) {
        const Row& row = rows_[each];
        if (row.from <= today) agreed = std::max(agreed, std::optional(row.from));
        if (row.withdrawn && *row.withdrawn <= today) withdrawn = std::max(withdrawn, row.withdrawn);
    }
    return agreed && (!withdrawn || *withdrawn < *agreed);
}

std::uint64_t Agreements::without_school(const std::vector<School>& schools) const {
    std::vector<bool> found(rows_.size());
    for (const School& school : schools)
        for (const std::size_t each : rows_of(SchoolNumbers::of(school.urn, school.laestab))) found[each] = true;
    return static_cast<std::uint64_t>(std::count(found.begin(), found.end(), false));
}

Agreements Agreements::load(const std::string& path) {
    Agreements made;
    read_side_file(path, [&](io::ByteStream& stream, const std::string& name) {
        io::CsvReader rows(stream, name, options_of_agreements());
        if (!rows.next()) throw DocumentError(name + ": the file is empty");
        for (AgreementsReader reader(rows, made); rows.next();) reader.read_row();
    });
    return made;
}

}  // namespace cbds::registers
