/// @file
/// What a change of edition did to a document: losses, and what was changed without one.
///
/// Losses are values, told to a sink one by one and gathered by path and reason: the counts are exact, of the records
/// only the first are kept. Messages carry no values of a pupil.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace cbds::convert {

/// What happened. The first three are losses: changing back does not restore the document.
enum class LossKind : std::uint8_t {
    dropped,  ///< left out: the edition does not have it
    altered,  ///< another value or another place, from which the old one cannot be told
    no_code,  ///< the edition has no code for the value
    changed,  ///< under the name or code that the edition has for it: nothing is lost
    missing,  ///< the edition asks for it, and nothing in the document tells it
    note,     ///< stays as it is, for a reason that the reader should know
};

inline constexpr std::size_t kLossKinds = 6;

[[nodiscard]] constexpr bool is_loss(LossKind kind) noexcept { return kind <= LossKind::no_code; }

/// `dropped`, `no-code`: as reports write it.
[[nodiscard]] std::string_view loss_kind_name(LossKind kind) noexcept;

/// In place of a record's number: it is about the header or the school block.
inline constexpr std::uint64_t kNoRecordNumber = std::numeric_limits<std::uint64_t>::max();

struct Loss {
    LossKind kind{};
    std::uint64_t record = kNoRecordNumber;  ///< number among the records of the stretch or the document, from 0
    std::string key;                         ///< of the record, most often its UPN; empty where it has none
    std::string item;                        ///< its name: `FSMCategory`
    std::string path;                        ///< from the root, as in the dictionary; of an unknown element as written
    std::string message;                     ///< why; no values
    schema::Confidence confidence = schema::Confidence::certain;  ///< of the facts that it rests on
};

class LossSink {
public:
    virtual ~LossSink() = default;
    virtual void add(const Loss& loss) = 0;
};

/// A record that a loss came about in.
struct LossExample {
    std::uint64_t record = kNoRecordNumber;
    std::string key;
};

/// How often one thing happened, for one reason.
struct LossCount {
    LossKind kind{};
    std::string item;
    std::string path;
    std::string message;
    schema::Confidence confidence = schema::Confidence::certain;
    std::uint64_t count = 0;
    std::vector<LossExample> examples;  ///< the first records, each once
    bool more = false;                  ///< there are further records
};

/// How a report is written.
struct LossWords {
    bool keys = true;  ///< false: the record's number stands for its key
};

/// Counts losses exactly, and keeps the first records of each.
class LossReport final : public LossSink {
public:
    explicit LossReport(std::size_t examples = 100) : examples_(examples) {}

    void add(const Loss& loss) override;

    /// Takes what was gathered of a later stretch. @param first_record  how many records stand before that stretch
    void take(const LossReport& later, std::uint64_t first_record = 0);

    [[nodiscard]] bool lossy() const noexcept { return losses() != 0; }
    [[nodiscard]] std::uint64_t losses() const noexcept;
    [[nodiscard]] std::uint64_t count(LossKind kind) const noexcept { return totals_[static_cast<std::size_t>(kind)]; }

    /// In the order of their kinds, then of their paths.
    [[nodiscard]] std::vector<LossCount> counts() const;

    /// A line for each count: losses first. Nothing where nothing happened.
    [[nodiscard]] std::string text(const LossWords& words = {}) const;

    /// An object of JSON, in one line and in ASCII: `losses`, `counts` by kind, and `items`.
    [[nodiscard]] std::string json(const LossWords& words = {}) const;

    void clear() noexcept;

private:
    using Key = std::tuple<LossKind, std::string, std::string>;  ///< kind, path, message

    std::size_t examples_;
    std::map<Key, LossCount> counts_;
    std::uint64_t totals_[kLossKinds] = {};
};

/// What one worker gathers of a stretch.
class LossList final : public LossSink {
public:
    void add(const Loss& loss) override { gathered_.add(loss); }

    /// A part has text beside child elements, which is not kept.
    void text_beside_elements(std::uint64_t record, bool is_record);

    /// Hands over what was gathered and is empty again. @param first_record  how many records stand before the stretch
    void move_to(LossReport& report, std::uint64_t first_record);

private:
    LossReport gathered_;
};

}  // namespace cbds::convert
