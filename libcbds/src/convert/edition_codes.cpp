#include "convert/edition_codes.hpp"

#include "cbds/identifiers/date.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace cbds::convert {
namespace {

using schema::kNoElement;
using xml::Element;

std::optional<unsigned> number_of(std::string_view text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The first child that a list of names, separated by blanks, names.
Element* first_named(Element& parent, std::string_view names) {
    while (!names.empty()) {
        const std::size_t blank = std::min(names.find(' '), names.size());
        if (Element* const found = parent.child(names.substr(0, blank))) return found;
        names.remove_prefix(std::min(blank + 1, names.size()));
    }
    return nullptr;
}

}  // namespace

void CodeChange::change(Element& part) {
    path_.assign(1, &part);
    walk(part);
    if (!gone_.empty()) prune(part);
}

void CodeChange::walk(Element& parent) {
    if (parent.id == kNoElement) return;
    for (Element& child : parent.children) {
        if (child.id == kNoElement) continue;
        path_.push_back(&child);
        if (plan_.element(child.id).codes_differ) change_value(child);
        else walk(child);
        path_.pop_back();
    }
}

/// What was wrong in its own edition is not the change's to mend.
void CodeChange::change_value(Element& value) {
    if (!plan_.accepts(value.id, value.text, plan_.from())) return;
    std::string_view why;
    for (const ItemChange& change : plan_.codes(value.id)) {
        const EditionRow& row = *change.row;
        if (row.rule == EditionRule::recode && recode(value, row)) return;
        if (row.from != value.text || plan_.accepts(value.id, value.text, plan_.to())) continue;
        if (row.rule == EditionRule::widen && widen(value, row)) return;
        if (row.rule == EditionRule::apart) why = row.message;
    }
    if (!plan_.accepts(value.id, value.text, plan_.to())) leave_out(value, why);
}

/// The code for what `code` means in an edition; empty where it has none. Where both editions take both codes it was
/// chosen, and where the day is not known there is nothing to choose by: then it stays.
std::string_view CodeChange::pick(std::string_view code, const EditionRow& row, schema::Edition from, schema::Edition to) const {
    const auto takes = [&](std::string_view each, schema::Edition edition) { return plan_.accepts(path_.back()->id, each, edition); };
    if (!takes(row.from, to) || !takes(row.to, to)) return takes(row.from, to) ? row.from : takes(row.to, to) ? row.to : std::string_view();
    const auto later = is_later(row);
    const bool chosen = takes(row.from, from) && takes(row.to, from);
    return chosen || !later ? code : *later ? row.to : row.from;
}

/// Whether the day that decides is not before that of the row.
std::optional<bool> CodeChange::is_later(const EditionRow& row) const {
    const std::size_t blank = row.by.find(' ');
    const auto day = identifiers::parse_date(path_[path_.size() - 2]->value(row.by.substr(0, blank)));
    const auto since = identifiers::parse_date(row.by.substr(std::min(blank + 1, row.by.size())));
    return day && since ? std::optional(*since <= *day) : std::nullopt;
}

/// @returns whether the row settled what becomes of the value
bool CodeChange::recode(Element& value, const EditionRow& row) {
    if (value.text != row.from && value.text != row.to) return false;
    const std::string old = value.text;
    const std::string_view now = pick(old, row, plan_.from(), plan_.to());
    if (now.empty() || now == old) return now == old;
    const bool restored = pick(now, row, plan_.to(), plan_.from()) == old;
    value.text = now;
    teller_.tell(restored ? LossKind::changed : LossKind::altered, value.id,
                 restored ? "has the code of the edition now" : "has the code of the edition now; the old one did not go with its date",
                 std::min(row.confidence, plan_.row(value.id).confidence));
    return true;
}

bool CodeChange::widen(Element& value, const EditionRow& row) {
    if (!plan_.accepts(value.id, row.to, plan_.to())) return false;
    value.text = row.to;
    const bool joined = !row.by.empty() && join_same_code(row);
    teller_.tell(LossKind::altered, value.id, joined ? "has a wider code now, and counts with others of that code" : "has a wider code now",
                 std::min(row.confidence, plan_.row(value.id).confidence));
    return true;
}

/// Adds a structure, which has come to the code of another, to that other. Only where nothing else is in it.
bool CodeChange::join_same_code(const EditionRow& row) {
    if (path_.size() < 3) return false;
    Element& structure = *path_[path_.size() - 2];
    Element& other = first_of_code(row);
    if (&other == &structure || structure.children.size() != 2 || !structure.attributes.empty()) return false;
    const Element* const count = first_named(structure, row.by);
    Element* const sum = first_named(other, row.by);
    if (count == nullptr || sum == nullptr || count->id != sum->id) return false;
    const auto ours = number_of(count->text);
    const auto theirs = number_of(sum->text);
    if (!ours || !theirs) return false;
    sum->text = std::to_string(*ours + *theirs);
    gone_.insert(&structure);
    return true;
}

/// The structure beside, or the structure itself, that comes first with the code; it is looked for once.
Element& CodeChange::first_of_code(const EditionRow& row) {
    Element& parent = *path_[path_.size() - 3];
    Element& structure = *path_[path_.size() - 2];
    Element*& first = firsts_[{&parent, row.to}];
    for (Element& each : parent.children) {
        if (first != nullptr) break;
        if (&each != &structure && each.id == structure.id && each.value(path_.back()->name) == row.to) first = &each;
    }
    if (first == nullptr) first = &structure;
    return *first;
}

/// Leaves a value out, and with it what the target does not take without it - but never the part itself.
void CodeChange::leave_out(const Element& value, std::string_view why) {
    std::size_t level = path_.size() - 1;
    while (level > 0 && !can_go(*path_[level - 1], *path_[level])) --level;
    std::string message = schema::edition_name(plan_.to()) + " has no code for it";
    if (!why.empty()) message.append("; ").append(why);
    if (level == 0) message.append("; the value stays, because the edition asks for the item");
    else if (path_[level] != &value) message.append("; ").append(path_[level]->name).append(", which needs it, goes too");
    teller_.tell(LossKind::no_code, value.id, std::move(message), plan_.row(value.id).confidence);
    if (level == 0) return;
    gone_.insert(&value);
    if (path_[level] == &value) return;
    teller_.dropped(*path_[level], "goes with " + value.name, schema::Confidence::certain, gone_);
    gone_.insert(path_[level]);
}

/// Looks from the end, where those are that still stay, and no further than it must.
bool CodeChange::can_go(const Element& parent, const Element& child) const {
    const schema::ElementRow& row = plan_.row(child.id);
    if (row.choice != 0 && row.choice_required) return false;
    unsigned needed = plan_.minimum(child.id) + 1U;
    for (auto each = parent.children.rbegin(); each != parent.children.rend() && needed > 0; ++each)
        if (each->id == child.id && !is_gone(gone_, *each)) --needed;
    return needed == 0;
}

void CodeChange::prune(Element& parent) {
    std::vector<Element> left;
    for (Element& child : parent.children) {
        if (is_gone(gone_, child)) continue;
        prune(child);
        left.push_back(std::move(child));
    }
    parent.children = std::move(left);
}

}  // namespace cbds::convert
