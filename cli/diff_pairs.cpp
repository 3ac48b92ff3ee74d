#include "diff_pairs.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace cbds::cli {
namespace {

/// What documents are sorted and paired by, the most telling first.
using PairKey = std::tuple<schema::Collection, std::string, std::string, schema::Ordinal, std::string>;

PairKey key_of(const DiffDocument& document) {
    return {document.found.named.collection, document.la, document.estab, document.found.named.ordinal, document.file};
}

/// Documents of both sides that agree in something.
struct Group {
    std::vector<std::size_t> before;
    std::vector<std::size_t> after;

    [[nodiscard]] bool is_pair() const { return before.size() == 1 && after.size() == 1; }
    [[nodiscard]] bool is_mixed() const { return !before.empty() && !after.empty(); }
};

class Pairing {
public:
    Pairing(std::span<const DiffDocument> before, std::span<const DiffDocument> after) : before_(before), after_(after) {}

    DiffPairing pair() {
        const Group all = everything();
        if (before_.size() == 1 && after_.size() == 1) {
            if (all.is_pair()) add_pair(all);
        } else {
            const auto school_of = [](const DiffDocument& each) { return std::tuple(each.found.named.collection, each.la, each.estab); };
            for (const Group& school : grouped(all, school_of)) pair_school(school);
        }
        std::sort(result_.pairs.begin(), result_.pairs.end(), [&](const DiffPair& a, const DiffPair& b) { return first_key(a) < first_key(b); });
        return std::move(result_);
    }

private:
    [[nodiscard]] Group everything() const {
        Group all;
        for (std::size_t i = 0; i < before_.size(); ++i)
            if (before_[i].problem.empty()) all.before.push_back(i);
        for (std::size_t i = 0; i < after_.size(); ++i)
            if (after_[i].problem.empty()) all.after.push_back(i);
        return all;
    }

    /// The documents of a group by something that they have, in its order.
    template <typename Trait>
    [[nodiscard]] std::vector<Group> grouped(const Group& group, Trait trait) const {
        std::map<decltype(trait(before_[0])), Group> groups;
        for (const std::size_t i : group.before) groups[trait(before_[i])].before.push_back(i);
        for (const std::size_t i : group.after) groups[trait(after_[i])].after.push_back(i);
        std::vector<Group> list;
        for (auto& [key, each] : groups) list.push_back(std::move(each));
        return list;
    }

    void pair_school(const Group& school) {
        if (school.is_pair()) return add_pair(school);
        for (const Group& edition : grouped(school, [](const DiffDocument& each) { return each.found.named.ordinal; })) pair_edition(edition);
    }

    void pair_edition(const Group& edition) {
        if (edition.is_pair()) return add_pair(edition);
        Group left;
        for (const Group& file : grouped(edition, [](const DiffDocument& each) { return each.file; })) {
            if (file.is_pair()) {
                add_pair(file);
                continue;
            }
            left.before.insert(left.before.end(), file.before.begin(), file.before.end());
            left.after.insert(left.after.end(), file.after.begin(), file.after.end());
        }
        if (left.is_mixed()) return add_problem(left);
        for (const std::size_t i : left.before) result_.pairs.push_back({i, std::nullopt});
        for (const std::size_t i : left.after) result_.pairs.push_back({std::nullopt, i});
    }

    void add_pair(const Group& group) { result_.pairs.push_back({group.before.front(), group.after.front()}); }

    void add_problem(const Group& group) {
        std::string names;
        for (const std::size_t i : group.before) names += (names.empty() ? "" : ", ") + before_[i].input->name();
        for (const std::size_t i : group.after) names += ", " + after_[i].input->name();
        const DiffDocument& first = before_[group.before.front()];
        const std::string school = first.la.empty() && first.estab.empty() ? "without a school" : "of school " + first.la + first.estab;
        result_.problems.push_back(names + ": all " + schema::edition_name(first.found.named) + ' ' + school +
                                   ", and nothing says which are to be compared; name two files");
    }

    [[nodiscard]] PairKey first_key(const DiffPair& pair) const { return key_of(pair.before ? before_[*pair.before] : after_[*pair.after]); }

    std::span<const DiffDocument> before_;
    std::span<const DiffDocument> after_;
    DiffPairing result_;
};

}  // namespace

DiffPairing pair_documents(std::span<const DiffDocument> before, std::span<const DiffDocument> after) { return Pairing(before, after).pair(); }

}  // namespace cbds::cli
