#include "diff/reconciliation_values.hpp"

#include "diff/element_item.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::diff {
namespace {

class ValueGatherer {
public:
    ValueGatherer(const schema::Dictionary& dictionary, ElementValues& values) : dictionary_(dictionary), values_(values) {}

    void gather(const xml::Element& element, std::string_view path) {
        if (is_item(element)) values_.rows.push_back(element.id);
        else if (is_unknown_value(element)) values_.unknown.emplace_back(path);
        for (const xml::ParsedAttribute& attribute : element.attributes) values_.unknown.push_back(path_below(path, '@' + attribute.name));
        for (const xml::Element& child : element.children) {
            if (child.id == schema::kNoElement) gather(child, path_below(path, child.name));
            else gather(child, dictionary_.element(child.id).path);
        }
    }

private:
    [[nodiscard]] bool is_item(const xml::Element& element) const {
        return element.id != schema::kNoElement && dictionary_.element(element.id).content == schema::Content::value;
    }

    /// What holds other elements is a value only if text stands in it, where it should not.
    [[nodiscard]] bool is_unknown_value(const xml::Element& element) const {
        return !counted_text(element, dictionary_).empty() || (element.id == schema::kNoElement && element.children.empty());
    }

    static std::string path_below(std::string_view above, std::string_view name) { return std::string(above).append(1, '/').append(name); }

    const schema::Dictionary& dictionary_;
    ElementValues& values_;
};

void add_values(const xml::Element& element, schema::ElementId row, std::vector<std::string_view>& values) {
    if (element.id == row) values.push_back(ascii::trimmed(element.text));
    for (const xml::Element& child : element.children) add_values(child, row, values);
}

}  // namespace

ElementValues values_in(const xml::Element& element, std::string_view path, const schema::Dictionary& dictionary) {
    ElementValues values;
    ValueGatherer(dictionary, values).gather(element, path);
    return values;
}

std::vector<std::string_view> values_at(const xml::Element& element, schema::ElementId row) {
    std::vector<std::string_view> values;
    if (row != schema::kNoElement) add_values(element, row, values);
    std::sort(values.begin(), values.end());
    return values;
}

}  // namespace cbds::diff
