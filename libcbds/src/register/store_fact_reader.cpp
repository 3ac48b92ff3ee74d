#include "register/store_fact_reader.hpp"

#include "register/store_bytes.hpp"
#include "register/store_fact_names.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace cbds::registers {
namespace {

/// A value that another input has told already stays.
void fill(std::string& place, const std::string& value) {
    if (place.empty()) place = value;
}
void fill(std::optional<Date>& place, const std::string& value) {
    if (!place) place = identifiers::parse_date(value);
}
void fill(std::optional<int>& place, const std::string& value) {
    int number = 0;
    if (!place && std::from_chars(value.data(), value.data() + value.size(), number).ec == std::errc()) place = number;
}

/// @returns whether it is one of these
template <typename Places, typename Owner>
bool fill_from(const Places& places, Owner& owner, const Fact& fact) {
    const auto place = std::find_if(places.begin(), places.end(), [&](const auto& each) { return each.first == fact.name; });
    if (place == places.end()) return false;
    fill(owner.*(place->second), fact.value);
    return true;
}

std::optional<std::uint32_t> number_or_none(BlobReader& reader) {
    const std::uint64_t number = reader.number();
    return number == 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(number - 1));
}

/// @param place  source, first and last day
SessionTotals totals_of(std::string_view place, const std::string& value, RegisterBuilder& builder) {
    if (place.size() < 22) throw DamagedBlob();
    const auto from = identifiers::parse_date(place.substr(place.size() - 21, 10));
    const auto until = identifiers::parse_date(place.substr(place.size() - 10));
    if (!from || !until) throw DamagedBlob();
    SessionTotals made;
    made.period = {*from, *until};
    made.source = place.substr(0, place.size() - 22);
    BlobReader reader(value);
    for (std::optional<std::uint32_t>* const number : {&made.possible, &made.attended, &made.authorised, &made.unauthorised})
        *number = number_or_none(reader);
    while (!reader.at_end()) {
        const CodeId code = builder.code(reader.text());
        made.by_code.emplace_back(code, static_cast<std::uint32_t>(reader.number()));
    }
    return made;
}

/// Puts the facts of a pupil in their places.
class PupilFacts {
public:
    PupilFacts(RegisterBuilder& builder, std::uint32_t enrolment) : builder_(builder), number_(enrolment) {}

    void put(const Facts& facts) {
        for (const Fact& fact : facts) put(fact);
        for (auto& [from, row] : rows_) builder_.characteristics(number_, std::move(row));
    }

private:
    void put(const Fact& fact) {
        Enrolment& enrolment = builder_.enrolment_at(number_);
        if (fill_from(kEnrolmentFacts, enrolment, fact) || fill_from(kEnrolmentDates, enrolment, fact)) return;
        const std::string_view name = fact.name;
        if (name == kBoarderFact) enrolment.boarder = enrolment.boarder || fact.value == kYes;
        else if (name == kListedFact) enrolment.listed = true;
        else if (name == kMainDualFact) enrolment.main_dual = enrolment.main_dual.value_or(fact.value == kYes);
        else if (name.starts_with(kExcludedFact)) put_exclusion(enrolment, name.substr(std::string_view(kExcludedFact).size()));
        else if (name.starts_with(kTotalsFact))
            enrolment.totals.push_back(totals_of(name.substr(std::string_view(kTotalsFact).size()), fact.value, builder_));
        else put_characteristic(name, fact.value);
    }

    static void put_exclusion(Enrolment& enrolment, std::string_view text) {
        const auto date = identifiers::parse_date(text);
        if (date && std::find(enrolment.exclusions.begin(), enrolment.exclusions.end(), *date) == enrolment.exclusions.end())
            enrolment.exclusions.push_back(*date);
    }

    /// Facts that this program does not know are passed over.
    void put_characteristic(std::string_view name, const std::string& value) {
        const std::size_t sign = name.find('@');
        const auto place = std::find_if(kCharacteristicFacts.begin(), kCharacteristicFacts.end(),
                                        [&](const auto& each) { return each.first == name.substr(0, sign); });
        if (sign == std::string_view::npos || place == kCharacteristicFacts.end()) return;
        const std::string_view from = name.substr(sign + 1);
        Characteristics& row = rows_[std::string(from)];
        row.valid_from = identifiers::parse_date(from);
        row.*(place->second) = value;
    }

    RegisterBuilder& builder_;
    std::uint32_t number_;
    std::map<std::string, Characteristics> rows_;  ///< by the day from which they hold
};

}  // namespace

void put_facts(const Facts& facts, School& school) {
    for (const Fact& fact : facts)
        if (!fill_from(kSchoolFacts, school, fact) && !fill_from(kSchoolDates, school, fact)) fill_from(kSchoolAges, school, fact);
}

void put_facts(const Facts& facts, std::uint32_t enrolment, RegisterBuilder& builder) { PupilFacts(builder, enrolment).put(facts); }

}  // namespace cbds::registers
