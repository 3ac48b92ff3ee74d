#include "convert/edition_stamp.hpp"

#include "cbds/reference/census_calendar.hpp"
#include "io/ascii.hpp"
#include "schema/term_code.hpp"

#include <algorithm>
#include <optional>

namespace cbds::convert {
namespace {

using schema::Confidence;
using schema::Edition;

struct Stamp {
    std::string text;
    Confidence confidence = Confidence::certain;
};

/// How an edition is written in an item. Nothing where that is not known.
std::optional<Stamp> stamp_of(std::string_view kind, Edition edition) {
    if (kind == "version") return Stamp{schema::edition_date(edition)};
    if (kind == "term") return Stamp{std::string(schema::term_code(schema::census_term(edition)))};
    if (kind == "year") return Stamp{std::to_string(schema::census_year(edition))};
    const auto day = reference::census_date(edition);
    if (!day) return std::nullopt;
    return Stamp{identifiers::write_date(day->date), day->confidence};
}

/// Whether an item names the edition, though it may be in other words.
bool names_it(std::string_view kind, std::string_view text, Edition edition) {
    const auto stamp = stamp_of(kind, edition);
    if (stamp && ascii::same_but_case(text, stamp->text)) return true;
    return kind == "version" && schema::parse_edition_date(edition.collection, text) == edition.ordinal;
}

void change_stamp(xml::Element& item, const EditionRow& row, const EditionPlan& plan, ChangeTeller& teller) {
    const auto stamp = stamp_of(row.by, plan.to());
    if (!stamp) return teller.tell(LossKind::missing, item.id, "the day of the census is not known: it stays as it is");
    if (item.text == stamp->text) return;
    const bool named = names_it(row.by, item.text, plan.from());
    item.text = stamp->text;
    teller.tell(named ? LossKind::changed : LossKind::altered, item.id,
                named ? "names the edition" : "names the edition; before it did not name that which the document was read as",
                std::min(row.confidence, stamp->confidence));
}

}  // namespace

void change_stamps(xml::Element& part, const EditionPlan& plan, ChangeTeller& teller) {
    if (part.id == schema::kNoElement) return;
    for (const ItemChange& change : plan.stamps(part.id)) change_stamp(part, *change.row, plan, teller);
    for (xml::Element& child : part.children) change_stamps(child, plan, teller);
}

}  // namespace cbds::convert
