#include "cbds/convert/edition_change.hpp"

#include "cbds/error.hpp"
#include "convert/edition_codes.hpp"
#include "convert/edition_plan.hpp"
#include "convert/edition_remarks.hpp"
#include "convert/edition_stamp.hpp"
#include "convert/edition_structure.hpp"

namespace cbds::convert {
namespace {

using schema::Edition;

void check_collections(Edition from, Edition to) {
    if (from.collection == to.collection) return;
    throw UsageError("a " + std::string(schema::collection_title(from.collection)) + " cannot become " + schema::edition_name(to) +
                     "; name an edition of " + std::string(schema::collection_name(from.collection)));
}

void check_covered(const schema::Dictionary& dictionary, Edition to) {
    const schema::EditionRange range = dictionary.collection(to.collection).editions;
    if (range.holds(to.ordinal)) return;
    throw UsageError("the dictionary has no edition " + schema::edition_name(to) + "; it has those from " +
                     schema::edition_name({to.collection, range.since}) + " to " + schema::edition_name({to.collection, range.until}));
}

void check_terms(Edition from, Edition to, OtherTerm other_term) {
    if (other_term == OtherTerm::allowed || from.collection != schema::Collection::school_census) return;
    const std::string_view term = schema::term_name(schema::census_term(from));
    if (term == schema::term_name(schema::census_term(to))) return;
    throw UsageError("a return of the " + std::string(term) + " census cannot become " + schema::edition_name(to) +
                     ", which collects other things; name a " + std::string(term) + " edition");
}

}  // namespace

class EditionChange::Implementation {
public:
    Implementation(const schema::Dictionary& dictionary, Edition from, Edition to) : plan_(dictionary, from, to) {}

    [[nodiscard]] const EditionPlan& plan() const noexcept { return plan_; }

    void change(xml::Element& part, std::uint64_t record, LossSink& sink) const {
        ChangeTeller teller(plan_, part, record, sink);
        StructureChange structure(plan_, teller);
        change_stamps(part, plan_, teller);
        structure.change(part);
        CodeChange(plan_, teller).change(part);
        structure.trim(part);
        remark_on(part, plan_, teller);
    }

private:
    EditionPlan plan_;
};

EditionChange::EditionChange(const schema::Dictionary& dictionary, Edition from, Edition to, OtherTerm other_term) {
    check_collections(from, to);
    check_covered(dictionary, to);
    check_terms(from, to, other_term);
    implementation_ = std::make_unique<const Implementation>(dictionary, from, to);
}

EditionChange::EditionChange(EditionChange&&) noexcept = default;
EditionChange::~EditionChange() = default;

Edition EditionChange::from() const noexcept { return implementation_->plan().from(); }
Edition EditionChange::to() const noexcept { return implementation_->plan().to(); }

void EditionChange::change(xml::Element& part, std::uint64_t record, LossSink& sink) const {
    if (from() != to() && part.id != schema::kNoElement) implementation_->change(part, record, sink);
}

}  // namespace cbds::convert
