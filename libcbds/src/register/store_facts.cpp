#include "register/store_facts.hpp"

#include "register/store_bytes.hpp"
#include "register/store_fact_names.hpp"

#include <algorithm>
#include <tuple>

namespace cbds::registers {
namespace {

/// Collects what is said.
class FactList {
public:
    explicit FactList(std::int64_t told_at) noexcept : told_at_(told_at) {}

    void add(std::string name, std::string value) {
        if (!value.empty()) facts_.push_back({std::move(name), std::move(value), told_at_});
    }
    void add(std::string name, const std::optional<Date>& date) {
        if (date) add(std::move(name), identifiers::write_date(*date));
    }

    /// Of facts of one name, as two exclusions that began on one day, one stays.
    [[nodiscard]] Facts sorted() {
        std::sort(facts_.begin(), facts_.end(), [](const Fact& a, const Fact& b) { return std::tie(a.name, b.value) < std::tie(b.name, a.value); });
        facts_.erase(std::unique(facts_.begin(), facts_.end(), [](const Fact& a, const Fact& b) { return a.name == b.name; }), facts_.end());
        return std::move(facts_);
    }

private:
    std::int64_t told_at_;
    Facts facts_;
};

void add_totals(FactList& list, const SessionTotals& totals, const Register& extract) {
    std::string value;
    for (const std::optional<std::uint32_t>* const number : {&totals.possible, &totals.attended, &totals.authorised, &totals.unauthorised})
        append_number(value, *number ? std::uint64_t{**number} + 1 : 0);
    for (const auto& [code, count] : totals.by_code) {
        append_text(value, extract.code(code));
        append_number(value, count);
    }
    list.add(std::string(kTotalsFact) + totals.source + '/' + identifiers::write_date(totals.period.from) + '/' +
                 identifiers::write_date(totals.period.until),
             value);
}

void add_characteristics(FactList& list, const Characteristics& row) {
    const std::string from = row.valid_from ? identifiers::write_date(*row.valid_from) : std::string();
    for (const auto& [name, member] : kCharacteristicFacts) list.add(std::string(name) + '@' + from, row.*member);
}

/// A no counts only if the pupil stands in a list, where it might have been a yes.
void add_boarder(FactList& list, const Enrolment& enrolment) {
    if (enrolment.listed || enrolment.boarder) list.add(std::string(kBoarderFact), enrolment.boarder ? kYes : kNo);
}

}  // namespace

Facts joined(const Facts& a, const Facts& b) {
    Facts made;
    made.reserve(a.size() + b.size());
    auto at = a.begin();
    for (const Fact& fact : b) {
        for (; at != a.end() && at->name < fact.name; ++at) made.push_back(*at);
        const bool both = at != a.end() && at->name == fact.name;
        const bool holds = both && std::tie(at->told_at, at->value) > std::tie(fact.told_at, fact.value);
        made.push_back(holds ? *at : fact);
        if (both) ++at;
    }
    made.insert(made.end(), at, a.end());
    return made;
}

std::string facts_blob(const Facts& facts) {
    std::string out;
    if (facts.empty()) return out;
    const auto earlier = [](const Fact& a, const Fact& b) { return a.told_at < b.told_at; };
    const std::int64_t newest = std::max_element(facts.begin(), facts.end(), earlier)->told_at;
    append_signed(out, newest);
    for (const Fact& fact : facts) {
        append_text(out, fact.name);
        append_text(out, fact.value);
        append_signed(out, newest - fact.told_at);
    }
    return out;
}

Facts facts_of_blob(std::string_view blob) {
    Facts made;
    if (blob.empty()) return made;
    BlobReader reader(blob);
    const std::int64_t newest = reader.signed_number();
    while (!reader.at_end()) {
        Fact& fact = made.emplace_back();
        fact.name = reader.text();
        fact.value = reader.text();
        fact.told_at = newest - reader.signed_number();
    }
    return made;
}

Facts facts_of(const School& school, std::int64_t told_at) {
    FactList list(told_at);
    for (const auto& [name, member] : kSchoolFacts) list.add(std::string(name), school.*member);
    for (const auto& [name, member] : kSchoolDates) list.add(std::string(name), school.*member);
    for (const auto& [name, member] : kSchoolAges)
        if (school.*member) list.add(std::string(name), std::to_string(*(school.*member)));
    return list.sorted();
}

Facts facts_of(const Enrolment& enrolment, const Register& extract, std::int64_t told_at) {
    FactList list(told_at);
    for (const auto& [name, member] : kEnrolmentFacts) list.add(std::string(name), enrolment.*member);
    for (const auto& [name, member] : kEnrolmentDates) list.add(std::string(name), enrolment.*member);
    if (!enrolment.upn.empty() && !enrolment.pupil_id.empty()) list.add(kNumberFact + enrolment.pupil_id, kYes);
    add_boarder(list, enrolment);
    if (enrolment.main_dual) list.add(std::string(kMainDualFact), *enrolment.main_dual ? kYes : kNo);
    if (enrolment.listed) list.add(std::string(kListedFact), kYes);
    for (const Characteristics& row : enrolment.characteristics) add_characteristics(list, row);
    for (const Date date : enrolment.exclusions) list.add(kExcludedFact + identifiers::write_date(date), kYes);
    for (const SessionTotals& totals : enrolment.totals) add_totals(list, totals, extract);
    return list.sorted();
}

}  // namespace cbds::registers
