#include "rules/values.hpp"

#include "cbds/identifiers/date.hpp"
#include "cbds/identifiers/local_authority.hpp"
#include "cbds/identifiers/upn.hpp"
#include "io/ascii.hpp"
#include "schema/identifier_check.hpp"

#include <algorithm>
#include <string>

namespace cbds::rules {
namespace {

using schema::Base;
using schema::CodeRow;
using schema::Confidence;
using schema::Identifier;
using schema::TypeRow;
using schema::ValueFault;

/// What is said of one value.
struct Verdict {
    std::string_view code;  ///< general code
    Confidence confidence = Confidence::certain;
    Words words;
};

/// A list of codes with their labels that is longer than this is shown without the labels.
constexpr std::size_t kLongestList = 120;

std::string with_label(const CodeRow& code) {
    return std::string(code.code) + (code.label.empty() ? "" : " (" + std::string(code.label) + ')');
}

/// Whether two codes differ in letter case, blanks around them, or one character.
bool nearly_same(std::string_view value, std::string_view code) {
    value = ascii::trimmed(value);
    if (value.size() != code.size()) return false;
    int different = 0;
    for (std::size_t i = 0; i < value.size(); ++i) different += ascii::lower(value[i]) == ascii::lower(code[i]) ? 0 : 1;
    return different == 0 || (different == 1 && code.size() >= 3);
}

/// The codes in force in the edition.
std::vector<const CodeRow*> codes_of(const schema::Plan& plan, const TypeRow& type) {
    std::vector<const CodeRow*> codes;
    const auto place = static_cast<std::size_t>(plan.edition().collection);
    for (const CodeRow& code : plan.dictionary().codes(type))
        if (code.editions[place].holds(plan.edition().ordinal)) codes.push_back(&code);
    return codes;
}

/// The code that was meant, or the few that there are.
std::string expected_codes(const schema::Plan& plan, const TypeRow& type, std::string_view value) {
    const auto codes = codes_of(plan, type);
    for (const CodeRow* code : codes)
        if (nearly_same(value, code->code)) return "perhaps " + with_label(*code);
    if (codes.size() > 6) return "one of the " + std::to_string(codes.size()) + " codes of " + std::string(type.name) + " (cbds codes " + std::string(type.name) + ')';
    std::string list;
    std::string codes_only;
    for (const CodeRow* code : codes) {
        list.append(list.empty() ? "" : ", ").append(with_label(*code));
        codes_only.append(codes_only.empty() ? "" : ", ").append(code->code);
    }
    return list.size() <= kLongestList ? list : codes_only;
}

/// The editions in which a code is in force, where this one is not among them.
std::string edition_of_code(const schema::Plan& plan, const CodeRow& code) {
    const schema::Edition edition = plan.edition();
    const schema::EditionRange range = code.editions[static_cast<std::size_t>(edition.collection)];
    const auto name = [&](schema::Ordinal ordinal) { return schema::edition_name({edition.collection, ordinal}); };
    if (range.since > range.until) return "this code is not used in the " + std::string(schema::collection_title(edition.collection));
    if (edition.ordinal > range.until) return "this code was withdrawn after " + name(range.until);
    return "this code is in force only from " + name(range.since) + " on";
}

Verdict describe_code(const schema::Plan& plan, const TypeRow& type, std::string_view value, ValueFault fault) {
    Verdict verdict{"XSD030", type.confidence, {"this is not one of the codes allowed", expected_codes(plan, type, value)}};
    if (value.empty()) verdict.words.message = "the element is empty; where there is nothing to say it is left out";
    if (fault != ValueFault::code_edition) return verdict;
    for (const CodeRow& code : plan.dictionary().codes(type)) {
        if (code.code != value) continue;
        return {"XSD031", std::min(type.confidence, code.confidence), {edition_of_code(plan, code), expected_codes(plan, type, value)}};
    }
    return verdict;
}

/// What must stand where a built-in type is asked for.
std::string expected_of(const TypeRow& type) {
    switch (type.base) {
        case Base::date: return "a date as YYYY-MM-DD";
        case Base::date_time: return "a date and time as YYYY-MM-DDThh:mm:ss";
        case Base::time: return "a time as hh:mm:ss";
        case Base::boolean: return "true, false, 1 or 0";
        case Base::integer: return "a whole number";
        case Base::decimal: return "a number";
        case Base::year: return "a year of four digits";
        default: return std::string(type.form);
    }
}

std::string range_of(const TypeRow& type) {
    const bool low = type.min_value != std::numeric_limits<std::int64_t>::min();
    const bool high = type.max_value != std::numeric_limits<std::int64_t>::max();
    if (low && high) return std::to_string(type.min_value) + " to " + std::to_string(type.max_value);
    return low ? "at least " + std::to_string(type.min_value) : "at most " + std::to_string(type.max_value);
}

std::string characters(unsigned number) { return std::to_string(number) + (number == 1 ? " character" : " characters"); }

Verdict describe_facet(const TypeRow& type, std::string_view value, ValueFault fault) {
    const Confidence sure = type.confidence;
    switch (fault) {
        case ValueFault::empty:
            return {type.base == Base::text || type.base == Base::token ? "XSD022" : "XSD020", sure,
                    {"the element is empty; where there is nothing to say it is left out", expected_of(type)}};
        case ValueFault::too_long: return {"XSD021", sure, {"the value is too long", "at most " + characters(type.max_length)}};
        case ValueFault::too_short: return {"XSD022", sure, {"the value is too short", "at least " + characters(type.min_length)}};
        case ValueFault::range: return {"XSD024", sure, {"the number is out of range", range_of(type)}};
        case ValueFault::digits:
            return {"XSD024", sure, {"the number has too many decimal places", "at most " + std::to_string(type.fraction_digits)}};
        case ValueFault::pattern: return {"XSD023", sure, {"the value has not the expected form", std::string(type.form)}};
        default: break;
    }
    std::string message = "the value is not " + expected_of(type);
    if (type.base == Base::date) {
        const std::string_view date = ascii::trimmed(value);
        const std::string why = identifiers::describe(identifiers::check_date(date), date);
        if (!why.empty()) message = "this is not a date: " + why;
    }
    return {"XSD020", sure, {std::move(message), expected_of(type)}};
}

/// The general code of an identifier that is not valid.
std::string_view identifier_code(Identifier kind, std::string_view value) {
    using identifiers::UpnFault;
    switch (kind) {
        case Identifier::upn:
            switch (identifiers::check_upn(value)) {
                case UpnFault::length: return "ID101";
                case UpnFault::last_character: return "ID102";
                case UpnFault::digits: return "ID103";
                case UpnFault::authority: return "ID104";
                case UpnFault::check_letter: return "ID105";
                default: return "ID106";
            }
        case Identifier::uln: return "ID201";
        case Identifier::uci: return "ID301";
        case Identifier::urn: return "ID401";
        case Identifier::laestab: return "ID402";
        case Identifier::ukprn: return "ID403";
        case Identifier::uprn: return "ID404";
        case Identifier::postcode: return "ID405";
        default: return "ID406";
    }
}

class ValueCheck {
public:
    explicit ValueCheck(FindingMaker& maker) : maker_(maker), plan_(maker.plan()) {}

    void check(std::uint32_t number) {
        const xml::Node& node = maker_.part().nodes[number];
        const schema::ElementRow& row = plan_.row(node.element);
        const TypeRow& type = plan_.type(plan_.element(node.element)).row();
        if (type.identifier != Identifier::none && !node.value().empty() && report_identifier(number, type)) return;
        if (node.fault == ValueFault::identifier) return;
        Verdict verdict = type.code_count != 0 ? describe_code(plan_, type, node.value(), node.fault)
                                               : describe_facet(type, node.value(), node.fault);
        const Confidence sure = std::min(row.confidence, verdict.confidence);
        const Rule& general = CodeBook::known(verdict.code);
        maker_.add(specific(general, node.element), general, type.code_count != 0 ? maker_.in_edition(sure) : sure, number,
                   std::move(verdict.words));
    }

private:
    /// The collection's rule for this fault of an element, else the one for any fault of its value; null for none.
    [[nodiscard]] const Rule* specific(const Rule& general, schema::ElementId element) const {
        const Rule* special = maker_.codes().special(general, element);
        return special != nullptr ? special : maker_.codes().invalid(element);
    }

    /// Reports what is wrong with an identifier. False where nothing is, or where its codes are not selected.
    bool report_identifier(std::uint32_t number, const TypeRow& type) {
        const xml::Node& node = maker_.part().nodes[number];
        const identifiers::Verdict verdict = identifiers::check(schema::identifier_kind(type.identifier), node.value());
        if (verdict.valid && !verdict.query) return false;
        const Rule& general = CodeBook::known(identifier_code(type.identifier, node.value()));
        const Confidence sure = std::min(plan_.row(node.element).confidence, verdict.query ? Confidence::likely : Confidence::certain);
        const bool authority = general.code == "ID104";
        return maker_.add(specific(general, node.element), general, sure, number,
                          {verdict.reason, authority ? "the number of a local authority in characters 2 to 4" : verdict.expected});
    }

    FindingMaker& maker_;
    const schema::Plan& plan_;
};

}  // namespace

void check_values(FindingMaker& maker) {
    const xml::Part& part = maker.part();
    ValueCheck check(maker);
    for (std::uint32_t i = 0; i < part.nodes.size(); ++i)
        if (part.nodes[i].fault != ValueFault::none) check.check(i);
}

}  // namespace cbds::rules
