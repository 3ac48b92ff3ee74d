#include "cbds/error.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/register/scope.hpp"
#include "register/columns.hpp"
#include "register/readers.hpp"
#include "register/side_tables.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

io::CsvOptions options_of_agreements() {
    io::CsvOptions options;
    options.delimiter = io::kDetectDelimiter;
    options.otherwise = io::Encoding::windows_1252;
    options.same_width = false;
    options.lenient = true;
    return options;
}

class AgreementsReader {
public:
    AgreementsReader(io::CsvReader& rows, Agreements& made) : rows_(rows), made_(made), places_(rows.heading(), ColumnNames()) {
        if (!places_.has(Column::urn) && !places_.has(Column::laestab)) rows_.fail("the heading has no column 'school'");
        if (!places_.has(Column::agreed_from)) rows_.fail("the heading has no column 'agreed_from'");
    }

    void read_row() {
        std::string_view school = places_.text(rows_.cells(), Column::urn);
        if (school.empty()) school = places_.text(rows_.cells(), Column::laestab);
        if (school.empty()) rows_.fail("the row names no school");
        const auto from = date(Column::agreed_from);
        if (!from) rows_.fail("the row does not say from when the school agreed", places_.place(Column::agreed_from));
        const auto withdrawn = date(Column::withdrawn_on);
        if (withdrawn && *withdrawn < *from) rows_.fail("the school cannot have withdrawn before it agreed", places_.place(Column::withdrawn_on));
        made_.add(std::string(school), *from, withdrawn);
    }

private:
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
};

}  // namespace

void Agreements::add(const std::string& urn, Date agreed_from, std::optional<Date> withdrawn_on) {
    schools_[urn].push_back({agreed_from, withdrawn_on});
}

bool Agreements::agreed(std::string_view urn, Date today) const {
    const auto school = schools_.find(urn);
    if (school == schools_.end()) return false;
    return std::any_of(school->second.begin(), school->second.end(),
                       [&](const Span& span) { return span.from <= today && (!span.withdrawn || today < *span.withdrawn); });
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
