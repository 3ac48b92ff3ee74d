/// @file
/// The parts of a document handed to a test one by one, as a rule sees them.
#pragma once

#include "cbds/xml/document_reader.hpp"
#include "rules/code_book.hpp"
#include "rules/condition.hpp"
#include "xml/documents.hpp"

#include <functional>
#include <memory>
#include <string>

namespace cbds::test {

/// Calls `use` with every part, on one thread; header and school block are kept for the records.
class PartProbe final : public xml::DocumentHandler {
public:
    using Use = std::function<void(const rules::PartView&, const rules::DocumentFacts&)>;

    PartProbe(const schema::Plan& plan, Use use) : plan_(plan), use_(std::move(use)) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<Worker>(*this); }
    void collect(xml::PartWorker&, xml::Locator&, std::uint64_t) override {}

private:
    class Worker final : public xml::PartWorker {
    public:
        explicit Worker(PartProbe& probe) : probe_(probe), view_(probe.plan_) {}
        bool part(const xml::Part& part) override {
            view_.look_at(part);
            probe_.facts_.take(part, probe_.plan_);
            probe_.use_(view_, probe_.facts_);
            return true;
        }

    private:
        PartProbe& probe_;
        rules::PartView view_;
    };

    const schema::Plan& plan_;
    Use use_;
    rules::DocumentFacts facts_;
};

inline void each_part(const schema::Plan& plan, const std::string& document, PartProbe::Use use) {
    MemoryStream stream(document);
    PartProbe probe(plan, std::move(use));
    static_cast<void>(xml::read_document(xml::open_document(stream, std::nullopt), stream, plan, {}, probe));
}

/// Whether a condition holds in the first record of a census return. @param each  judged in its first instance
inline bool holds_in_record(const std::string& document, std::string_view items, std::string_view when, std::string_view each = {},
                            schema::Edition edition = schema::census_edition(2026, schema::Term::spring)) {
    const schema::Plan plan(schema::Dictionary::built_in(), edition);
    rules::Rule rule;
    rule.code = "SC1";
    rule.items = items;
    rule.when = when;
    bool held = false;
    bool seen = false;
    each_part(plan, document, [&](const rules::PartView& view, const rules::DocumentFacts& facts) {
        const schema::ElementId part = view.part().element();
        if (seen || plan.row(part).part != schema::Part::record) return;
        seen = true;
        const schema::ElementId group = each.empty() ? schema::kNoElement : rules::CodeBook::item_below(plan, part, each);
        const rules::ItemNames names(plan, rule, part, group);
        const rules::Conditions conditions(when, names);
        held = conditions.holds({view, each.empty() ? 0 : view.first(group), facts});
    });
    if (!seen) throw std::logic_error("the document has no record");
    return held;
}

}  // namespace cbds::test
