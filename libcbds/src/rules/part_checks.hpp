/// @file
/// The checks of parts, as a document's reader runs them: on any thread, findings gathered by stretch.
#pragma once

#include "cbds/formats/file_name.hpp"
#include "cbds/rules/validator.hpp"
#include "rules/draft.hpp"
#include "rules/across.hpp"
#include "rules/document_rules.hpp"
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

    /// An item that must be unique in a document.
    struct UniqueItem {
        schema::ElementId part;
        schema::ElementId item;
        const Rule* rule;     ///< the one to report under
        std::size_t kind;     ///< index of its set
    };

    schema::Plan plan;
    CodeBook codes;
    RuleBook book;
    DocumentRules document;
    AcrossColumns across;
    std::vector<UniqueItem> unique_items;
    std::size_t unique_kinds = 0;

private:
    void add_unique(const Selection& selection, std::string_view items, std::string_view general);
    void add_unique(const Rule& rule);
};

/// Takes finished findings.
using TakeFinding = std::function<void(const Finding&)>;

/// Checks the parts of one document.
class PartChecks final : public xml::DocumentHandler {
public:
    /// @param across  everybody in the run so far; null where documents are not compared
    PartChecks(const EditionRules& rules, const Selection& selection, const HeaderContext& context, TakeFinding take, AcrossChecks* across = nullptr)
        : rules_(rules), selection_(selection), context_(context), take_(std::move(take)), across_(across), tally_(rules.document.no_tally()), seen_(rules.unique_kinds) {
        if (const auto name = formats::parse_ctf_name(context.file_name)) facts_.file_kind = name->kind;
    }

    /// Gives the rules the lists that some of them need, before anything is read.
    void give_lists(const OutsideLists& lists) noexcept { facts_.lists = lists; }

    std::unique_ptr<xml::PartWorker> make_worker() override;
    void collect(xml::PartWorker& worker, xml::Locator& locator, std::uint64_t first_record) override;

    /// What the parts before the records say, as far as they were collected.
    [[nodiscard]] const DocumentFacts& facts() const noexcept { return facts_; }

    /// Judges what could not be judged before the document was read to its end.
    void finish();

private:
    class Worker;

    void check_unique(Worker& worker, std::uint64_t first_record);
    void check_across(Worker& worker, std::uint64_t first_record);
    void begin_across();
    void tell_same_return();

    const EditionRules& rules_;
    const Selection& selection_;
    const HeaderContext& context_;
    TakeFinding take_;
    AcrossChecks* across_;
    bool across_began_ = false;
    DocumentFacts facts_;
    bool records_began_ = false;  ///< set while there is one thread
    Tally tally_;
    std::vector<SeenIdentifiers> seen_;  ///< by kind
};

}  // namespace cbds::rules
