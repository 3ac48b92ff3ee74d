#include "rules/header.hpp"

#include "cbds/formats/file_name.hpp"
#include "cbds/identifiers/local_authority.hpp"
#include "cbds/reference/census_calendar.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <string>

namespace cbds::rules {
namespace {

using identifiers::Date;
using schema::Confidence;

/// Places that stand for a school or authority outside the numbering: XXX, MMM, LLLL.
bool is_placeholder(std::string_view text) {
    return !text.empty() && std::string_view("XML").find(text[0]) != std::string_view::npos &&
           text.find_first_not_of(text[0]) == std::string_view::npos;
}

class HeaderCheck {
public:
    HeaderCheck(FindingMaker& maker, const HeaderContext& context)
        : maker_(maker), context_(context), plan_(maker.plan()), edition_(plan_.edition()) {}

    void run() {
        check_edition_known();
        if (edition_.collection == schema::Collection::school_census) check_census();
        else check_ctf();
        check_time_stamp();
    }

private:
    /// One item of the header. One whose value has a fault, which is told already, counts as not there.
    struct Item {
        std::uint32_t number = 0;
        std::string_view value;
        bool there = false;
    };

    [[nodiscard]] Item item(std::string_view path) const {
        const auto& nodes = maker_.part().nodes;
        const schema::ElementId element = CodeBook::item_below(plan_, maker_.part().element(), path);
        const auto found = std::find_if(nodes.begin(), nodes.end(), [=](const xml::Node& node) { return node.element == element; });
        if (element == schema::kNoElement || found == nodes.end() || found->fault != schema::ValueFault::none) return {};
        return {static_cast<std::uint32_t>(found - nodes.begin()), ascii::trimmed(found->value()), true};
    }

    void report(std::string_view code, const Item& item, Confidence confidence, Words words) {
        const Rule& general = CodeBook::known(code);
        const schema::ElementId element = maker_.part().nodes[item.number].element;
        maker_.add(maker_.codes().special(general, element), general, confidence, item.number, std::move(words));
    }

    void check_edition_known() {
        const formats::Identification& id = context_.identification;
        if (id.source == formats::EditionSource::assumed)
            report("XSD003", {}, Confidence::certain, {"the header does not say which edition this is: it is read as " + edition_name(id.edition), ""});
        else if (!(id.named == id.edition))
            report("XSD003", {}, Confidence::certain,
                   {"the edition " + edition_name(id.named) + " is not known: the document is read as " + edition_name(id.edition), ""});
    }

    void check_la(const Item& la, bool placeholders) {
        if (!la.there || la.value.empty() || (placeholders && is_placeholder(la.value))) return;
        if (identifiers::find_local_authority(la.value) == nullptr)
            report("HDR102", la, Confidence::certain, {"no local authority has this number", "three digits of a local authority"});
    }

    void check_census() {
        const Item la = item("Source/LEA");
        const Item estab = item("Source/Estab");
        check_la(la, false);
        check_reference_date(item("CollectionDetails/ReferenceDate"));
        const auto name = formats::parse_census_name(context_.file_name);
        if (!name) return;
        compare("HDR106", la, name->la, "the name of the file has another local authority");
        compare("HDR106", estab, name->estab, "the name of the file has another establishment number");
        if (!(name->edition == context_.identification.named) && context_.identification.source == formats::EditionSource::header)
            report("HDR107", item("CollectionDetails/Term"), Confidence::certain,
                   {"the name of the file says " + edition_name(name->edition), "the same term and year in both"});
        check_serial(item("Source/SerialNo"), name->serial);
    }

    void check_reference_date(const Item& date) {
        const auto day = reference::census_date(context_.identification.named);
        const auto given = identifiers::parse_date(date.value);
        if (!date.there || !day || !given || *given == day->date) return;
        report("HDR101", date, day->confidence,
               {"this is not the census day of the " + std::string(term_name(day->term)) + " census " + std::to_string(day->year),
                identifiers::write_date(day->date)});
    }

    void compare(std::string_view code, const Item& item, std::string_view expected, std::string message) {
        if (item.there && item.value != expected) report(code, item, Confidence::certain, {std::move(message), std::string(expected)});
    }

    void check_serial(const Item& serial, std::string_view expected) {
        const auto significant = [](std::string_view digits) { return digits.substr(std::min(digits.find_first_not_of('0'), digits.size())); };
        if (serial.there && significant(serial.value) != significant(expected))
            report("HDR108", serial, Confidence::certain, {"the name of the file has another serial number", std::string(expected)});
    }

    void check_ctf() {
        const Item source_la = item("SourceSchool/LEA");
        const Item source = item("SourceSchool/Estab");
        const Item destination_la = item("DestSchool/LEA");
        const Item destination = item("DestSchool/Estab");
        for (const Item& la : {source_la, destination_la}) check_la(la, true);
        check_academic_year(item("SourceSchool/AcademicYear"));
        const auto name = formats::parse_ctf_name(context_.file_name);
        if (!name) return;
        compare_school(name->source, source_la, source, "the name of the file has another source school");
        compare_school(name->destination, destination_la, destination, "the name of the file has another destination");
    }

    /// Since CTF 15 the version is the last two digits of the year in which the academic year begins.
    void check_academic_year(const Item& year) {
        const int version = context_.identification.named.ordinal;
        if (!year.there || version < 15 || context_.identification.source != formats::EditionSource::header) return;
        const std::string expected = std::to_string(2000 + version);
        if (year.value != expected)
            report("HDR104", year, Confidence::certain, {"the academic year does not go with the version of the file", expected});
    }

    /// Only a school with a number in the name is compared: XXXXXXX and the like stand for several things.
    void compare_school(std::string_view name, const Item& la, const Item& estab, const std::string& message) {
        if (name.size() != 7 || !ascii::all_digits(name.substr(0, 3))) return;
        compare("HDR106", la, name.substr(0, 3), message);
        if (ascii::all_digits(name)) compare("HDR106", estab, name.substr(3), message);
    }

    void check_time_stamp() {
        Item stamp = item("Source/DateTime");
        if (!stamp.there) stamp = item("DateTime");
        const auto day = identifiers::parse_date(stamp.value.substr(0, 10));
        if (!stamp.there || !day || !context_.reference_date) return;
        if (*day > *context_.reference_date)
            report("HDR109", stamp, Confidence::certain,
                   {"the file says that it was made in the future", "a day not after " + identifiers::write_date(*context_.reference_date)});
    }

    FindingMaker& maker_;
    const HeaderContext& context_;
    const schema::Plan& plan_;
    schema::Edition edition_;
};

}  // namespace

schema::Confidence edition_confidence(const formats::Identification& identification) noexcept {
    const bool sure = identification.source != formats::EditionSource::assumed && identification.named == identification.edition;
    return sure ? Confidence::certain : Confidence::likely;
}

void check_header(FindingMaker& maker, const HeaderContext& context) { HeaderCheck(maker, context).run(); }

}  // namespace cbds::rules
