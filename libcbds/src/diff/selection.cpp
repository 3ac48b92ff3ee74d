#include "cbds/diff/selection.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/nearest.hpp"
#include "diff/noise_rows.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::diff {
namespace {

using Kinds = std::bitset<kChangeKinds>;

constexpr std::size_t bit(ChangeKind kind) { return static_cast<std::size_t>(kind); }

const Kinds kItemKinds = Kinds{}.set(bit(ChangeKind::item_added)).set(bit(ChangeKind::item_removed)).set(bit(ChangeKind::item_changed));

/// What names stand for.
struct Named {
    Kinds kinds;
    std::vector<bool> items;     ///< by row: named itself
    std::vector<bool> elements;  ///< by row: named, or in a section that is
    bool any_element = false;
};

/// Whether a name is that of an element: its path, the end of it, or an alias.
template <typename Same>
bool names_element(std::string_view name, const schema::ElementRow& row, Same same) {
    if (name.size() <= row.path.size()) {
        const std::size_t start = row.path.size() - name.size();
        if ((start == 0 || row.path[start - 1] == '/') && same(row.path.substr(start), name)) return true;
    }
    for (std::string_view rest = row.aliases; !rest.empty();) {
        const std::string_view alias = rest.substr(0, rest.find(' '));
        if (same(alias, name)) return true;
        rest.remove_prefix(std::min(alias.size() + 1, rest.size()));
    }
    return false;
}

/// Looks up the names that a user wrote.
class SelectedNames {
public:
    SelectedNames(const schema::Dictionary& dictionary, std::string_view option) : dictionary_(dictionary), option_(option) {}

    [[nodiscard]] Named find(const std::vector<std::string>& names) const {
        Named named{{}, std::vector<bool>(dictionary_.elements().size()), {}, false};
        const auto exact = [](std::string_view a, std::string_view b) { return a == b; };
        for (const std::string& written : names) {
            const std::string_view name = ascii::trimmed(written);
            if (!add(name, exact, named) && !add(name, ascii::same_but_case, named)) refuse(name);
        }
        named.elements = with_contents(named.items);
        return named;
    }

private:
    template <typename Same>
    bool add(std::string_view name, Same same, Named& named) const {
        bool found = false;
        if (name.empty()) return false;
        for (std::size_t kind = 0; kind < kChangeKinds; ++kind) {
            if (!same(change_kind_name(static_cast<ChangeKind>(kind)), name)) continue;
            named.kinds.set(kind);
            found = true;
        }
        const auto rows = dictionary_.elements();
        for (std::size_t id = 0; id < rows.size(); ++id) {
            if (!names_element(name, rows[id], same)) continue;
            named.items[id] = true;
            named.any_element = found = true;
        }
        return found;
    }

    /// Rows of children stand behind their parents.
    [[nodiscard]] std::vector<bool> with_contents(std::vector<bool> elements) const {
        const auto rows = dictionary_.elements();
        for (std::size_t id = 0; id < rows.size(); ++id)
            if (rows[id].parent != schema::kNoElement && elements[rows[id].parent]) elements[id] = true;
        return elements;
    }

    [[noreturn]] void refuse(std::string_view name) const {
        std::vector<std::string_view> known;
        for (std::size_t kind = 0; kind < kChangeKinds; ++kind) known.push_back(change_kind_name(static_cast<ChangeKind>(kind)));
        for (const schema::ElementRow& row : dictionary_.elements()) known.push_back(row.name);
        for (const schema::ElementRow& row : dictionary_.elements()) known.push_back(row.path);
        const std::string guess = schema::did_you_mean(name, known);
        throw UsageError(std::string(option_) + ' ' + std::string(name) + ": no item, section or kind of change" + guess);
    }

    const schema::Dictionary& dictionary_;
    std::string_view option_;
};

/// The kinds that are told where some names were asked for.
Kinds kinds_asked_for(const Named& only) {
    const bool items_alone = only.any_element && (only.kinds & kItemKinds).none();
    return items_alone ? only.kinds | kItemKinds : only.kinds;
}

/// What a document says of its schema, and nothing of its school.
bool is_schema_attribute(std::string_view item) noexcept {
    return item == "@xmlns" || item.starts_with("@xmlns:") || item.ends_with(":schemaLocation") || item.ends_with(":noNamespaceSchemaLocation");
}

}  // namespace

Selection::Selection(const schema::Dictionary& dictionary, const SelectionOptions& options)
    : elements_(dictionary.elements().size(), true), header_noise_(options.header_noise) {
    const auto rows = dictionary.elements();
    const Named only = SelectedNames(dictionary, "--only").find(options.only);
    const Named ignored = SelectedNames(dictionary, "--ignore").find(options.ignore);
    kinds_ = (options.only.empty() ? Kinds{}.set() : kinds_asked_for(only)) & ~ignored.kinds;
    if (options.funding) kinds_.reset(bit(ChangeKind::rekeyed));
    for (std::size_t id = 0; id < rows.size(); ++id) {
        paths_.emplace(rows[id].path, static_cast<schema::ElementId>(id));
        elements_[id] = (!only.any_element || only.elements[id]) && !ignored.elements[id] && (!options.funding || rows[id].funding);
    }
    if (!header_noise_) ignore_noise(only.items);
    check();
}

void Selection::ignore_noise(const std::vector<bool>& named) {
    for (const NoiseRow& noise : noise_rows()) {
        const auto found = paths_.find(noise.path);
        if (found != paths_.end() && !named[found->second]) elements_[found->second] = false;
    }
}

/// Silence must not pass for equality.
void Selection::check() const {
    const bool items = (kinds_ & kItemKinds).any() && std::find(elements_.begin(), elements_.end(), true) != elements_.end();
    if (!items && (kinds_ & ~kItemKinds).none()) throw UsageError("--only, --ignore and --funding leave nothing that could be told");
}

bool Selection::takes(const ItemChange& change) const noexcept {
    if (!takes(change.kind)) return false;
    if (change.element != schema::kNoElement) return elements_[change.element];
    if (!header_noise_ && is_schema_attribute(change.item)) return false;
    return takes_place(change.path);
}

/// Whether the nearest known element around an unknown one is selected.
bool Selection::takes_place(std::string_view path) const noexcept {
    while (!path.empty()) {
        const auto found = paths_.find(path);
        if (found != paths_.end()) return elements_[found->second];
        path = path.substr(0, path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/'));
    }
    return true;
}

bool Selection::apply(RecordDifference& difference) const {
    if (!difference.in_both()) return takes(difference.old_record == 0 ? ChangeKind::added : ChangeKind::removed);
    difference.moved = difference.moved && takes(ChangeKind::moved);
    difference.rekeyed = difference.rekeyed && takes(ChangeKind::rekeyed);
    std::erase_if(difference.items, [this](const ItemChange& change) { return !takes(change); });
    return difference.moved || difference.rekeyed || !difference.items.empty();
}

}  // namespace cbds::diff
