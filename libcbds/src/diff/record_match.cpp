#include "diff/record_match.hpp"

#include <algorithm>
#include <compare>
#include <utility>

namespace cbds::diff {
namespace {

/// A record under the hash of the item it is matched by.
struct Keyed {
    std::uint64_t key = 0;
    RecordIndex record = 0;

    friend auto operator<=>(const Keyed&, const Keyed&) = default;
};

using KeyOf = std::uint64_t RecordEntry::*;

class Matching {
public:
    Matching(std::span<const RecordEntry> before, std::span<const RecordEntry> after) : before_(before), after_(after) {
        matches_.partner.assign(before.size(), kNoRecord);
        matches_.by.assign(before.size(), MatchedBy::upn);
        matches_.new_partner.assign(after.size(), kNoRecord);
    }

    RecordMatches run(std::span<const RecordIndex> same) {
        match_same(same);
        match(MatchedBy::upn, &RecordEntry::upn, &RecordEntry::upn);
        match(MatchedBy::former_upn, &RecordEntry::upn, &RecordEntry::former_upn);
        match(MatchedBy::former_upn, &RecordEntry::former_upn, &RecordEntry::upn);
        match(MatchedBy::uln, &RecordEntry::uln, &RecordEntry::uln);
        match(MatchedBy::name_and_birth_date, &RecordEntry::person, &RecordEntry::person);
        match_nameless();
        return std::move(matches_);
    }

private:
    using Group = std::vector<RecordIndex>;
    using Trait = std::uint64_t (*)(const RecordEntry&);

    /// Records with the same bytes are one pupil by their UPN, whoever else has it.
    void match_same(std::span<const RecordIndex> same) {
        for (RecordIndex i = 0; i < same.size(); ++i)
            if (same[i] != kNoRecord && after_[i].upn != 0 && matches_.partner[same[i]] == kNoRecord) join(MatchedBy::upn, same[i], i);
    }

    static std::vector<Keyed> left(std::span<const RecordEntry> records, const std::vector<RecordIndex>& partners, KeyOf key) {
        std::vector<Keyed> found;
        for (std::size_t i = 0; i < records.size(); ++i)
            if (partners[i] == kNoRecord && records[i].*key != 0) found.push_back({records[i].*key, static_cast<RecordIndex>(i)});
        std::sort(found.begin(), found.end());
        return found;
    }

    /// The records of a group under something that they may have in common.
    static std::vector<Keyed> by_trait(std::span<const RecordEntry> records, const Group& group, Trait trait) {
        std::vector<Keyed> found;
        for (const RecordIndex record : group) found.push_back({trait(records[record]), record});
        std::sort(found.begin(), found.end());
        return found;
    }

    /// The records under the key at `at`, which goes on behind them.
    static Group group_at(const std::vector<Keyed>& keyed, std::size_t& at) {
        Group group;
        for (const std::uint64_t key = keyed[at].key; at < keyed.size() && keyed[at].key == key; ++at) group.push_back(keyed[at].record);
        return group;
    }

    /// Hands on the records of both documents that have a key in common.
    template <typename Work>
    static void for_common_keys(const std::vector<Keyed>& before, const std::vector<Keyed>& after, const Work& work) {
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < before.size() && j < after.size()) {
            if (before[i].key < after[j].key) ++i;
            else if (after[j].key < before[i].key) ++j;
            else work(group_at(before, i), group_at(after, j));
        }
    }

    void match(MatchedBy by, KeyOf old_key, KeyOf new_key) {
        for_common_keys(left(before_, matches_.partner, old_key), left(after_, matches_.new_partner, new_key),
                        [&](Group before, Group after) { match_groups(by, std::move(before), std::move(after)); });
    }

    void match_groups(MatchedBy by, Group before, Group after) {
        if (before.size() > 1 || after.size() > 1) {
            match_equal(by, before, after);
            match_alone_on_their_roll(by, before, after);
        }
        if (before.empty() || after.empty()) return;
        if (before.size() == 1 && after.size() == 1) return join(by, before.front(), after.front());
        for (const RecordIndex record : before) matches_.partner[record] = kAmbiguousRecord;
        for (const RecordIndex record : after) matches_.new_partner[record] = kAmbiguousRecord;
        matches_.ambiguous.push_back({by, std::move(before), std::move(after)});
    }

    /// Who has nothing to be known by is the same where all of the record is: a document is equal to itself.
    void match_nameless() {
        constexpr auto kContent = &RecordEntry::content;
        for_common_keys(left(before_, matches_.partner, kContent), left(after_, matches_.new_partner, kContent),
                        [&](const Group& before, const Group& after) { join_in_order(MatchedBy::name_and_birth_date, before, after); });
    }

    /// Of records with equal contents it does not matter which is which.
    void match_equal(MatchedBy by, Group& before, Group& after) {
        const Trait content = [](const RecordEntry& record) { return record.content; };
        for_common_keys(by_trait(before_, before, content), by_trait(after_, after, content),
                        [&](const Group& old_equal, const Group& new_equal) { join_in_order(by, old_equal, new_equal); });
        forget_matched(before, after);
    }

    void match_alone_on_their_roll(MatchedBy by, Group& before, Group& after) {
        const Trait roll = [](const RecordEntry& record) { return std::uint64_t{record.element}; };
        for_common_keys(by_trait(before_, before, roll), by_trait(after_, after, roll), [&](const Group& old_alone, const Group& new_alone) {
            if (old_alone.size() == 1 && new_alone.size() == 1) join(by, old_alone.front(), new_alone.front());
        });
        forget_matched(before, after);
    }

    void join_in_order(MatchedBy by, const Group& before, const Group& after) {
        for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) join(by, before[i], after[i]);
    }

    void forget_matched(Group& before, Group& after) const {
        std::erase_if(before, [&](RecordIndex record) { return matches_.partner[record] != kNoRecord; });
        std::erase_if(after, [&](RecordIndex record) { return matches_.new_partner[record] != kNoRecord; });
    }

    void join(MatchedBy by, RecordIndex before, RecordIndex after) {
        matches_.partner[before] = after;
        matches_.by[before] = by;
        matches_.new_partner[after] = before;
    }

    std::span<const RecordEntry> before_;
    std::span<const RecordEntry> after_;
    RecordMatches matches_;
};

}  // namespace

RecordMatches match_records(std::span<const RecordEntry> before, std::span<const RecordEntry> after, std::span<const RecordIndex> same) {
    return Matching(before, after).run(same);
}

}  // namespace cbds::diff
