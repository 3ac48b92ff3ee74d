#include "cbds/convert/where.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/nearest.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace cbds::convert {
namespace {

std::optional<double> number(std::string_view text) noexcept {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end && !text.empty() ? std::optional(value) : std::nullopt;
}

/// -1, 0, 1
int compare(std::string_view a, std::string_view b) noexcept {
    const auto x = number(a);
    const auto y = number(b);
    if (x && y) return *x < *y ? -1 : *x > *y ? 1 : 0;
    const int order = a.compare(b);
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

bool ends_with_path(std::string_view path, std::string_view end) noexcept {
    if (path.size() < end.size() || !ascii::same_but_case(path.substr(path.size() - end.size()), end)) return false;
    return path.size() == end.size() || path[path.size() - end.size() - 1] == '/';
}

/// Whether an element stands in a record.
bool in_record(const schema::Dictionary& dictionary, const schema::ElementRow& row) {
    for (schema::ElementId id = row.parent; id != schema::kNoElement; id = dictionary.element(id).parent)
        if (dictionary.element(id).part == schema::Part::record) return true;
    return false;
}

}  // namespace

class Where::Parser {
public:
    Parser(std::string_view text, const schema::Dictionary& dictionary, schema::Collection collection)
        : text_(text), rest_(text), dictionary_(dictionary), collection_(collection) {}

    std::vector<std::vector<Comparison>> parse() {
        std::vector<std::vector<Comparison>> alternatives(1);
        while (true) {
            alternatives.back().push_back(comparison());
            const std::string_view word = next_word();
            if (word.empty()) return alternatives;
            if (ascii::same_but_case(word, "or")) alternatives.emplace_back();
            else if (!ascii::same_but_case(word, "and")) fail("expected `and` or `or`, not " + std::string(word));
        }
    }

private:
    [[noreturn]] void fail(const std::string& why) const { throw UsageError("--where " + std::string(text_) + ": " + why); }

    void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }

    std::string_view next_word() {
        skip_blanks();
        const std::string_view word = rest_.substr(0, rest_.find(' '));
        rest_.remove_prefix(word.size());
        return word;
    }

    Comparison comparison() {
        skip_blanks();
        const std::size_t length = std::min(rest_.find_first_of("=!<> "), rest_.size());
        const std::string_view item = rest_.substr(0, length);
        rest_.remove_prefix(length);
        if (item.empty()) fail("an item is missing: write ITEM=VALUE");
        Comparison made;
        made.comparison = read_operator();
        made.value = read_value();
        made.elements = elements(item);
        return made;
    }

    Operator read_operator() {
        struct Sign {
            std::string_view text;
            Operator meaning;
        };
        constexpr std::array<Sign, 6> kSigns{{{"!=", Operator::not_equal}, {"<=", Operator::less_or_equal}, {">=", Operator::greater_or_equal},
                                              {"=", Operator::equal}, {"<", Operator::less}, {">", Operator::greater}}};
        skip_blanks();
        for (const Sign& sign : kSigns) {
            if (!rest_.starts_with(sign.text)) continue;
            rest_.remove_prefix(sign.text.size());
            return sign.meaning;
        }
        fail("expected = != < <= > or >= behind an item");
    }

    std::string read_value() {
        skip_blanks();
        if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"')) return std::string(next_word());
        const std::size_t end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos) fail("a quotation mark is not closed");
        std::string value(rest_.substr(1, end - 1));
        rest_.remove_prefix(end + 1);
        return value;
    }

    std::vector<schema::ElementId> elements(std::string_view item) const {
        std::vector<schema::ElementId> found;
        std::vector<std::string_view> names;
        const auto rows = dictionary_.elements();
        for (std::size_t id = 0; id < rows.size(); ++id) {
            const schema::ElementRow& row = rows[id];
            if (row.collection != collection_ || row.content != schema::Content::value || !in_record(dictionary_, row)) continue;
            names.push_back(row.name);
            if (ends_with_path(row.path, item)) found.push_back(static_cast<schema::ElementId>(id));
        }
        if (!found.empty()) return found;
        fail("no record has the item " + std::string(item) + schema::did_you_mean(item, names));
    }

    std::string_view text_;
    std::string_view rest_;
    const schema::Dictionary& dictionary_;
    schema::Collection collection_;
};

Where::Where(std::string_view text, const schema::Dictionary& dictionary, schema::Collection collection)
    : alternatives_(Parser(text, dictionary, collection).parse()) {}

bool Where::Comparison::fits(std::string_view found) const noexcept {
    const int order = compare(found, value);
    switch (comparison) {
    case Operator::equal:
    case Operator::not_equal: return order == 0;
    case Operator::less: return order < 0;
    case Operator::less_or_equal: return order <= 0;
    case Operator::greater: return order > 0;
    case Operator::greater_or_equal: return order >= 0;
    }
    return false;
}

bool Where::Comparison::holds(const xml::Part& record) const noexcept {
    bool any = false;
    bool there = false;
    for (const xml::Node& node : record.nodes) {
        if (std::find(elements.begin(), elements.end(), node.element) == elements.end()) continue;
        there |= node.length != 0;
        any |= fits(node.value());
    }
    if (value.empty()) any = !there;
    return comparison == Operator::not_equal ? !any : any;
}

bool Where::keeps(const xml::Part& record) const noexcept {
    if (alternatives_.empty()) return true;
    return std::any_of(alternatives_.begin(), alternatives_.end(), [&](const auto& alternative) {
        return std::all_of(alternative.begin(), alternative.end(), [&](const Comparison& each) { return each.holds(record); });
    });
}

}  // namespace cbds::convert
