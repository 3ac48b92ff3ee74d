#include "rules/header.hpp"

#include "cbds/formats/file_name.hpp"
#include "cbds/identifiers/local_authority.hpp"
#include "cbds/reference/census_calendar.hpp"
#include "rules/ctf/header_check.hpp"
#include "rules/header_items.hpp"

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
        : items_(maker), context_(context), edition_(maker.plan().edition()) {}

    void run() {
        check_edition_known();
        if (edition_.collection == schema::Collection::school_census) check_census();
        else check_ctf();
        check_time_stamp();
    }

private:
    using Item = HeaderItems::Item;

    [[nodiscard]] Item item(std::string_view path) const { return items_.item(path); }

    void report(std::string_view code, const Item& item, Confidence confidence, Words words) const {
        items_.report(code, item, confidence, std::move(words));
    }

    void compare(std::string_view code, const Item& item, std::string_view expected, std::string message) const {
        items_.compare(code, item, expected, std::move(message));
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

    void check_serial(const Item& serial, std::string_view expected) {
        const auto significant = [](std::string_view digits) { return digits.substr(std::min(digits.find_first_not_of('0'), digits.size())); };
        if (serial.there && significant(serial.value) != significant(expected))
            report("HDR108", serial, Confidence::certain, {"the name of the file has another serial number", std::string(expected)});
    }

    void check_ctf() {
        for (const char* school : {"SourceSchool/LEA", "DestSchool/LEA"}) check_la(item(school), true);
        check_ctf_header(items_, context_);
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

    HeaderItems items_;
    const HeaderContext& context_;
    schema::Edition edition_;
};

}  // namespace

schema::Confidence edition_confidence(const formats::Identification& identification) noexcept {
    const bool sure = identification.source != formats::EditionSource::assumed && identification.named == identification.edition;
    return sure ? Confidence::certain : Confidence::likely;
}

void check_header(FindingMaker& maker, const HeaderContext& context) { HeaderCheck(maker, context).run(); }

}  // namespace cbds::rules
