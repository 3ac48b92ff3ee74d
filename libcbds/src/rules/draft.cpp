#include "rules/draft.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

constexpr std::size_t kLongestValue = 200;

/// A value as a finding carries it: not longer than can be shown, and not cut within a character.
std::string shortened(std::string_view value) {
    if (value.size() <= kLongestValue) return std::string(value);
    std::size_t end = kLongestValue;
    while (end > 0 && (value[end] & '\xC0') == '\x80') --end;
    return std::string(value.substr(0, end));
}

}  // namespace

void describe_item(Finding& finding, const schema::ElementRow& row) {
    finding.item = row.name;
    finding.path = row.path;
    finding.privacy = row.privacy;
}

void FindingMaker::begin(const xml::Part& part, std::vector<Draft>& drafts) {
    part_ = &part;
    drafts_ = &drafts;
    key_ = {};
    record_ = 0;
    year_group_.reset();
    const schema::ElementId element = part.element();
    if (element == schema::kNoElement || plan_.row(element).part != schema::Part::record) return;
    record_ = part.record + 1;
    if (const xml::Node* key = part.find(codes_.key_of(element)); key != nullptr) key_ = key->value();
}

std::string_view FindingMaker::year_group() {
    if (!year_group_) {
        const schema::ElementId item = record_ == 0 ? schema::kNoElement : codes_.year_group_of(part_->element());
        const xml::Node* node = item == schema::kNoElement ? nullptr : part_->find(item);
        year_group_ = node == nullptr ? std::string_view() : node->value();
    }
    return *year_group_;
}

std::string FindingMaker::path_of(std::uint32_t node) const {
    const xml::Node& at = part_->nodes[node];
    if (at.element != schema::kNoElement) return std::string(plan_.row(at.element).path);
    return path_of(at.parent) + '/' + std::string(part_->written_name(node, plan_.dictionary()));
}

Draft* FindingMaker::draft(const Rule* rule, schema::Confidence confidence, std::uint64_t offset, Words words) {
    if (rule == nullptr) return nullptr;
    Draft& made = drafts_->emplace_back();
    made.offset = offset;
    made.record = record_;
    made.finding.rule = rule;
    made.finding.confidence = std::min(rule->confidence, confidence);
    made.finding.severity = selection_.severity(*rule, made.finding.confidence);
    made.finding.key = key_;
    made.finding.year_group = shortened(year_group());
    made.finding.message = std::move(words.message);
    made.finding.expected = std::move(words.expected);
    return &made;
}

bool FindingMaker::add(const Rule* specific, const Rule& general, schema::Confidence confidence, std::uint32_t node, Words words) {
    const xml::Node& at = part_->nodes[node];
    Draft* made = draft(selection_.choose(specific, general), confidence, at.offset, std::move(words));
    if (made == nullptr) return selection_.ignores(general) || (specific != nullptr && selection_.ignores(*specific));
    Finding& finding = made->finding;
    if (at.element == schema::kNoElement) {
        finding.item = shortened(part_->written_name(node, plan_.dictionary()));
        finding.path = path_of(node);
        finding.privacy = schema::Privacy::direct;  // nobody knows what an unknown element holds
    } else {
        describe_item(finding, plan_.row(at.element));
        if (plan_.row(at.element).content == schema::Content::value) finding.value = shortened(at.value());
    }
    return true;
}

void FindingMaker::add_missing(const Rule* specific, const Rule& general, schema::Confidence confidence, std::uint32_t parent,
                               schema::ElementId child, Words words) {
    Draft* made = draft(selection_.choose(specific, general), confidence, part_->nodes[parent].offset, std::move(words));
    if (made != nullptr) describe_item(made->finding, plan_.row(child));
}

void FindingMaker::add_at(const Rule& rule, schema::Confidence confidence, std::uint32_t node, std::uint64_t offset, Words words) {
    Draft* made = draft(selection_.choose(nullptr, rule), confidence, offset, std::move(words));
    if (made == nullptr) return;
    made->finding.item = part_->written_name(node, plan_.dictionary());
    made->finding.path = path_of(node);
}

}  // namespace cbds::rules
