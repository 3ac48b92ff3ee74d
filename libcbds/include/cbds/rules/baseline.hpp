/// @file
/// Findings that are known and accepted: `--baseline`.
///
/// A finding is known again by a fingerprint of what stays the same when a system writes its export once more: the
/// rule, the school, the pupil's UPN, the path of the item and its value. Its line, the number of its record, and
/// time stamp and serial number of the document do not count; findings that have all this in common are counted.
///
/// The file holds no UPN and no value, but a keyed hash of them (HMAC-SHA-256 with a random salt that stands in the
/// file). That keeps them from being read, not from being guessed: who has the file can try all the UPNs of a school
/// in no time. It is to be kept like the returns themselves.
#pragma once

#include "cbds/rules/finding.hpp"
#include "cbds/schema/edition.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::rules {

/// What findings that are the same have in common. The order is that of the file.
struct BaselineKey {
    std::string code;
    std::string school;       ///< local authority and establishment number, `2013999`; empty where unknown
    std::string path;         ///< of the item; empty for the document as a whole
    std::string fingerprint;  ///< of all the rest, 32 hexadecimal digits

    friend auto operator<=>(const BaselineKey&, const BaselineKey&) = default;
};

class Baseline {
public:
    /// One line of the file.
    struct Entry {
        std::uint64_t times = 0;   ///< as often it is accepted
        std::uint64_t found = 0;   ///< in this run
        bool looked_for = false;   ///< a document was read to its end in which the rule would have found it
        std::string note;          ///< the user's own words about it; may be empty
    };

    /// An entry that is not needed any more.
    struct Unused {
        const BaselineKey* key;
        std::uint64_t times;  ///< as often it was accepted in vain
    };

    /// An empty one with a new salt, which accepts nothing. @throws Error where the system gives no random numbers
    Baseline();

    /// @param name  of the file, for messages. @throws DictionaryError naming the line that is not as it must be
    Baseline(std::istream& file, const std::string& name);

    /// From now on every finding is accepted and written down.
    void begin_update() noexcept { updating_ = true; }

    /// Whether a finding is known. Each is asked for once, in the order of the documents. One that ends the reading
    /// is never accepted: nobody knows what stands behind it.
    [[nodiscard]] bool accepts(const Finding& finding, std::string_view school);

    /// A document was read to its end. @param was_run  whether a rule was run on it
    void end_document(std::string_view school, schema::Edition edition, const std::function<bool(const Rule&)>& was_run);

    /// The same of a register that was read.
    void end_register(std::string_view school, const std::function<bool(const Rule&)>& was_run);

    /// Findings that were accepted in this run.
    [[nodiscard]] std::uint64_t known() const noexcept { return known_; }

    /// Entries that were looked for and not found, or not as often, and those of rules that there are no longer.
    [[nodiscard]] std::vector<Unused> unused() const;

    /// Writes the file: what was found, and what could not be looked for. Sorted; notes stay.
    void write(std::ostream& out) const;

private:
    [[nodiscard]] BaselineKey key_of(const Finding& finding, std::string_view school) const;
    void read_entry(std::string_view line, const std::string& place);

    static constexpr std::size_t kSaltBytes = 16;

    std::array<unsigned char, kSaltBytes> salt_{};
    std::map<BaselineKey, Entry> entries_;
    std::uint64_t known_ = 0;
    bool updating_ = false;
};

}  // namespace cbds::rules
