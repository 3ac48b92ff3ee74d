/// @file
/// The checks of parts, as a document's reader runs them: on any thread, findings gathered by stretch.
#pragma once

#include "cbds/rules/validator.hpp"
#include "rules/draft.hpp"
#include "rules/duplicates.hpp"
#include "rules/facts.hpp"
#include "rules/header.hpp"
#include "rules/rule_book.hpp"

#include <functional>
#include <vector>

namespace cbds::rules {

/// Everything that the rules need to know of an edition.
struct EditionRules {
    EditionRules(const schema::Dictionary& dictionary, schema::Edition edition, const Selection& selection);

    /// An item of records that must be unique in a document.
    struct UniqueItem {
        schema::ElementId record;
        schema::ElementId item;
        const Rule* rule;     ///< the one to report under
        std::size_t kind;     ///< index of its set
    };

    schema::Plan plan;
    CodeBook codes;
    RuleBook book;
    std::vector<UniqueItem> unique_items;

private:
    void add_unique(const Selection& selection, schema::Identifier identifier, std::string_view general, std::size_t kind);
};

inline constexpr std::size_t kUniqueKinds = 2;

/// Takes finished findings.
using TakeFinding = std::function<void(const Finding&)>;

/// Checks the parts of one document.
class PartChecks final : public xml::DocumentHandler {
public:
    PartChecks(const EditionRules& rules, const Selection& selection, const HeaderContext& context, TakeFinding take)
        : rules_(rules), selection_(selection), context_(context), take_(std::move(take)) {}

    std::unique_ptr<xml::PartWorker> make_worker() override;
    void collect(xml::PartWorker& worker, xml::Locator& locator, std::uint64_t first_record) override;

private:
    class Worker;

    void check_unique(Worker& worker, std::uint64_t first_record);

    const EditionRules& rules_;
    const Selection& selection_;
    const HeaderContext& context_;
    TakeFinding take_;
    DocumentFacts facts_;
    bool records_began_ = false;  ///< set while there is one thread
    std::array<SeenIdentifiers, kUniqueKinds> seen_;
};

}  // namespace cbds::rules
