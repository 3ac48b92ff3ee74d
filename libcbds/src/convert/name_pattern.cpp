#include "cbds/convert/name_pattern.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/nearest.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cbds::convert {
namespace {

struct Word {
    std::string_view name;
    std::string (*value)(const NameFacts&);
};

constexpr std::array<Word, 8> kWords{{
    {"stem", [](const NameFacts& facts) { return stem_of(facts.input); }},
    {"la", [](const NameFacts& facts) { return facts.la; }},
    {"estab", [](const NameFacts& facts) { return facts.estab; }},
    {"collection", [](const NameFacts& facts) { return std::string(schema::collection_name(facts.edition.collection)); }},
    {"edition", [](const NameFacts& facts) { return schema::edition_date(facts.edition); }},
    {"serial", [](const NameFacts& facts) { return facts.serial; }},
    {"number", [](const NameFacts& facts) { return std::to_string(facts.number); }},
    {"format", [](const NameFacts& facts) { return facts.format; }},
}};

const Word* find_word(std::string_view name) {
    const auto found = std::find_if(kWords.begin(), kWords.end(), [=](const Word& word) { return word.name == name; });
    return found == kWords.end() ? nullptr : &*found;
}

/// A value as a part of a name: it cannot leave the folder.
void append_safe(std::string_view value, std::string& name) {
    if (value.empty()) value = "unknown";
    for (const char c : value) {
        const bool good = static_cast<unsigned char>(c) > ' ' && c != 0x7f && std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos;
        name += good ? c : '-';
    }
}

[[noreturn]] void refuse(std::string_view pattern, const std::string& why) { throw UsageError("--name " + std::string(pattern) + ": " + why); }

void check_word(std::string_view pattern, std::string_view name) {
    if (find_word(name) != nullptr) return;
    std::vector<std::string_view> names;
    for (const Word& word : kWords) names.push_back(word.name);
    refuse(pattern, "{" + std::string(name) + "} stands for nothing" + schema::did_you_mean(name, names));
}

/// Calls `text` and `word` for the pieces of the pattern.
template <typename Text, typename Name>
void for_each_piece(std::string_view pattern, Text text, Name word) {
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('{'), pattern.size());
        text(pattern.substr(0, open));
        pattern.remove_prefix(open);
        if (pattern.empty()) return;
        const std::size_t close = pattern.find('}');
        if (close == std::string_view::npos) return word(pattern.substr(1));
        word(pattern.substr(1, close - 1));
        pattern.remove_prefix(close + 1);
    }
}

}  // namespace

NamePattern::NamePattern(std::string pattern) : pattern_(std::move(pattern)) {
    if (pattern_.empty()) refuse(pattern_, "a name is needed");
    if (pattern_.find('/') != std::string::npos) refuse(pattern_, "a name, not a path; the folder is given with -o");
    if (std::count(pattern_.begin(), pattern_.end(), '{') != std::count(pattern_.begin(), pattern_.end(), '}')) refuse(pattern_, "a brace is not closed");
    for_each_piece(pattern_, [](std::string_view) {}, [&](std::string_view name) { check_word(pattern_, name); });
}

std::string NamePattern::name(const NameFacts& facts) const {
    std::string name;
    for_each_piece(pattern_, [&](std::string_view text) { name += text; },
                   [&](std::string_view word) { append_safe(find_word(word)->value(facts), name); });
    if (name.starts_with('.')) name.front() = '-';  // neither hidden nor the folder above
    return name;
}

std::string stem_of(std::string_view input) {
    constexpr std::array<std::string_view, 13> kExtensions{".xml", ".una", ".gz", ".zst", ".zip", ".json", ".ndjson", ".csv", ".sqlite", ".db", ".sql", ".xlsx", ".jsonl"};
    while (input.ends_with('/')) input.remove_suffix(1);
    input = input.substr(input.rfind('/') + 1);
    const auto ends_with = [&](std::string_view extension) {
        return input.size() > extension.size() && ascii::ends_with(input, extension);
    };
    for (auto found = kExtensions.begin(); found != kExtensions.end();) {
        found = std::find_if(kExtensions.begin(), kExtensions.end(), ends_with);
        if (found != kExtensions.end()) input.remove_suffix(found->size());
    }
    return std::string(input == "-" ? "stdin" : input);
}

}  // namespace cbds::convert
