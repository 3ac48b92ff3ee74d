#include "convert/tidy_element.hpp"

#include "cbds/identifiers/postcode.hpp"

#include <algorithm>
#include <array>

namespace cbds::convert {
namespace {

constexpr std::string_view kMarks = "AttendanceMarks";
constexpr std::string_view kPersonName = "PersonName";

/// Types of words, where two spaces are one too many.
constexpr std::array<std::string_view, 9> kWordTypes{kPersonName, "SchoolName", "Title",  "AddressPart", "Locality",
                                                 "Town",      "AddressLine", "County", "CountryName"};

/// Elements that are not ours to change: unknown ones, and what suppliers put in.
bool is_foreign(const xml::Element& element, const schema::Plan& plan) {
    return element.id == schema::kNoElement || plan.row(element.id).content == schema::Content::any;
}

bool is_blank(std::string_view text) { return tidy_spaces(text, false).empty(); }

/// Nothing is in it, however deep, that says anything.
bool is_hollow(const xml::Element& element, const schema::Plan& plan) {
    return !is_foreign(element, plan) && element.attributes.empty() && is_blank(element.text) &&
           plan.row(element.id).name != kMarks &&
           std::all_of(element.children.begin(), element.children.end(), [&](const xml::Element& child) { return is_hollow(child, plan); });
}

}  // namespace

void ElementTidier::tidy(xml::Element& part, std::vector<Change>& changes) const { tidy_children(part, {}, changes); }

void ElementTidier::tidy_children(xml::Element& parent, const std::string& path, std::vector<Change>& changes) const {
    if (wanted(Tidying::empty)) remove_hollow(parent, path, changes);
    for (xml::Element& child : parent.children) {
        if (is_foreign(child, plan_)) continue;
        const std::string below = path.empty() ? child.name : path + '/' + child.name;
        if (plan_.row(child.id).content == schema::Content::value) tidy_value(child, below, changes);
        else tidy_children(child, below, changes);
    }
}

void ElementTidier::remove_hollow(xml::Element& parent, const std::string& path, std::vector<Change>& changes) const {
    for (auto child = parent.children.begin(); child != parent.children.end();) {
        if (!is_hollow(*child, plan_) || !may_go(*child, parent)) {
            ++child;
            continue;
        }
        Change& change = changes.emplace_back();
        change.kind = tidying_names()[static_cast<std::size_t>(Tidying::empty)];
        change.path = path.empty() ? child->name : path + '/' + child->name;
        change.removed = true;
        child = parent.children.erase(child);
    }
}

bool ElementTidier::may_go(const xml::Element& child, const xml::Element& parent) const {
    const schema::ElementRow& row = plan_.row(child.id);
    const auto count = std::count_if(parent.children.begin(), parent.children.end(), [&](const xml::Element& each) { return each.id == child.id; });
    const bool asked_for = row.choice_required || !row.missing.empty();
    const int least = std::max<int>(plan_.dictionary().minimum(row, plan_.edition().ordinal), asked_for ? 1 : 0);
    return count > least;
}

void ElementTidier::tidy_value(xml::Element& element, const std::string& path, std::vector<Change>& changes) const {
    const schema::ElementRow& row = plan_.row(element.id);
    if (row.type == schema::kNoType || !element.children.empty()) return;
    const schema::TypeRow& type = plan_.dictionary().type(row.type);
    if (type.name == kMarks) return;
    if (wanted(Tidying::encoding))
        if (auto mended = mend_encoding(element.text)) set(element, path, Tidying::encoding, std::move(*mended), changes);
    if (wanted(Tidying::spaces) && !is_blank(element.text)) {
        const bool words = std::find(kWordTypes.begin(), kWordTypes.end(), type.name) != kWordTypes.end();
        set(element, path, Tidying::spaces, tidy_spaces(element.text, words), changes);
    }
    if (wanted(Tidying::phones) && type.name == "PhoneNumber")
        if (auto number = tidy_phone(element.text)) set(element, path, Tidying::phones, std::move(*number), changes);
    if (wanted(Tidying::postcodes) && type.identifier == schema::Identifier::postcode)
        if (auto postcode = identifiers::tidy_postcode(element.text)) set(element, path, Tidying::postcodes, std::move(*postcode), changes);
    if (wanted(Tidying::capitals) && type.name == kPersonName)
        if (auto name = tidy_capitals(element.text)) set(element, path, Tidying::capitals, std::move(*name), changes);
}

void ElementTidier::set(xml::Element& element, const std::string& path, Tidying kind, std::string value, std::vector<Change>& changes) const {
    if (element.text == value) return;
    Change& change = changes.emplace_back();
    change.kind = tidying_names()[static_cast<std::size_t>(kind)];
    change.path = path;
    change.before = std::move(element.text);
    change.after = value;
    change.privacy = plan_.row(element.id).privacy;
    element.text = std::move(value);
}

}  // namespace cbds::convert
