#include "cbds/convert/loss.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace cbds::convert {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, kLossKinds> kKinds{"dropped", "altered", "no-code", "changed", "missing", "note"};
constexpr std::array<std::string_view, 3> kConfidences{"guess", "likely", "certain"};

/// Longer ones are no keys, but text from outside.
constexpr std::size_t kLongestKey = 40;

std::string_view word_of(schema::Confidence confidence) { return kConfidences[static_cast<std::size_t>(confidence)]; }

/// Adds a record once. Those of one stretch come in order, so that the last one tells.
void add_example(LossCount& count, const LossExample& example, std::size_t most) {
    if (example.record == kNoRecordNumber) return;
    if (!count.examples.empty() && count.examples.back().record == example.record) return;
    if (count.examples.size() < most) count.examples.push_back(example);
    else count.more = true;
}

/// Text from outside without what a terminal would act on.
std::string plain(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

std::string name_of(const LossExample& example, const LossWords& words) {
    if (words.keys && !example.key.empty()) return plain(example.key);
    return "record " + std::to_string(example.record + 1);
}

std::string records_of(const LossCount& count, const LossWords& words) {
    std::string out;
    for (const LossExample& example : count.examples) out.append(out.empty() ? " (" : ", ").append(name_of(example, words));
    if (out.empty()) return out;
    return out + (count.more ? " ...)" : ")");
}

std::string line_of(const LossCount& count, const LossWords& words) {
    std::string line(loss_kind_name(count.kind));
    line.append(" ").append(std::to_string(count.count)).append(count.count == 1 ? " time: " : " times: ");
    line.append(plain(count.path.empty() ? count.item : count.path)).append(": ").append(count.message);
    return line + records_of(count, words) + '\n';
}

Json json_of(const LossExample& example, const LossWords& words) {
    Json json{{"record", example.record + 1}};
    if (words.keys && !example.key.empty()) json["key"] = example.key;
    return json;
}

Json json_of(const LossCount& count, const LossWords& words) {
    Json json{{"kind", loss_kind_name(count.kind)}, {"loss", is_loss(count.kind)}, {"item", count.item},
              {"path", count.path},                 {"message", count.message},    {"confidence", word_of(count.confidence)},
              {"count", count.count},               {"records", Json::array()}};
    for (const LossExample& example : count.examples) json["records"].push_back(json_of(example, words));
    return json;
}

}  // namespace

std::string_view loss_kind_name(LossKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)]; }

void LossReport::add(const Loss& loss) {
    const auto [found, is_new] = counts_.try_emplace(Key(loss.kind, loss.path, loss.message));
    LossCount& count = found->second;
    if (is_new) count = {loss.kind, loss.item, loss.path, loss.message, loss.confidence, 0, {}, false};
    ++count.count;
    ++totals_[static_cast<std::size_t>(loss.kind)];
    count.confidence = std::min(count.confidence, loss.confidence);
    add_example(count, {loss.record, loss.key.substr(0, kLongestKey)}, examples_);
}

void LossReport::take(const LossReport& later, std::uint64_t first_record) {
    for (const auto& [key, theirs] : later.counts_) {
        const auto [found, is_new] = counts_.try_emplace(key);
        LossCount& count = found->second;
        if (is_new) count = {theirs.kind, theirs.item, theirs.path, theirs.message, theirs.confidence, 0, {}, false};
        count.count += theirs.count;
        count.confidence = std::min(count.confidence, theirs.confidence);
        count.more = count.more || theirs.more;
        for (const LossExample& example : theirs.examples) add_example(count, {first_record + example.record, example.key}, examples_);
    }
    for (std::size_t kind = 0; kind < kLossKinds; ++kind) totals_[kind] += later.totals_[kind];
}

std::uint64_t LossReport::losses() const noexcept {
    return count(LossKind::dropped) + count(LossKind::altered) + count(LossKind::no_code);
}

std::vector<LossCount> LossReport::counts() const {
    std::vector<LossCount> counts;
    for (const auto& [key, count] : counts_) counts.push_back(count);
    return counts;
}

std::string LossReport::text(const LossWords& words) const {
    std::string out;
    for (const auto& [key, count] : counts_) out += line_of(count, words);
    return out;
}

std::string LossReport::json(const LossWords& words) const {
    Json json{{"losses", losses()}, {"counts", Json::object()}, {"items", Json::array()}};
    for (std::size_t kind = 0; kind < kLossKinds; ++kind) json["counts"][std::string(kKinds[kind])] = totals_[kind];
    for (const auto& [key, count] : counts_) json["items"].push_back(json_of(count, words));
    return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

void LossReport::clear() noexcept {
    counts_.clear();
    std::fill(std::begin(totals_), std::end(totals_), 0);
}

void LossList::text_beside_elements(std::uint64_t record, bool is_record) {
    add({LossKind::dropped, is_record ? record : kNoRecordNumber, {}, "text", {}, "text between elements is not kept", schema::Confidence::certain});
}

void LossList::move_to(LossReport& report, std::uint64_t first_record) {
    report.take(gathered_, first_record);
    gathered_.clear();
}

}  // namespace cbds::convert
