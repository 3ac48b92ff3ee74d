/// @file
/// Puts together what readers find: one register out of any number of files.
#pragma once

#include "cbds/register/register.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// Two different marks for one session: `error` keeps the first and records the conflict as one that nobody solved; `last` keeps
/// the later one in the order of reading; `best_of` keeps present before approved activity, authorised, unauthorised, what is not
/// counted, and no mark. A mark that was recorded later, where the file has times of recording, goes before any of these, and is no conflict.
enum class ConflictPolicy : std::uint8_t { error, last, best_of };

[[nodiscard]] std::optional<ConflictPolicy> find_conflict_policy(std::string_view word) noexcept;  ///< `error`, `last`, `best-of`

/// A mark as a reader finds it.
struct ReadMark {
    SessionNumber session = 0;
    CodeId code = kNoCode;
    MarkDetail detail;
};

/// Not for several threads at once.
class RegisterBuilder {
public:
    /// @param keep_details  lines, times of recording and minutes late are kept even if nothing needs them
    explicit RegisterBuilder(ConflictPolicy policy = ConflictPolicy::last, bool keep_details = false);
    ~RegisterBuilder();

    /// Begins a file. @returns its index. More than 65,000 share the last one.
    std::uint16_t file(const std::string& name);

    /// The school with a URN; made where it is not known yet. An empty URN stands for the one school of files that name none.
    std::uint32_t school(std::string_view urn);

    /// The school with a number of authority and establishment (`2013999`); made where it is not known yet.
    std::uint32_t school_at(std::string_view laestab);

    /// The school that is told with both, either of which may be empty. One that was known by its number only is known by its URN too
    /// from then on.
    std::uint32_t school(std::string_view urn, std::string_view laestab);

    /// The enrolment of a pupil: by UPN where it has one, else by the software's number. A row that has both joins the two.
    /// Both empty: not allowed.
    std::uint32_t enrolment(std::uint32_t school, std::string_view pupil_id, std::string_view upn);

    [[nodiscard]] School& school_at_index(std::uint32_t school);
    [[nodiscard]] Enrolment& enrolment_at(std::uint32_t enrolment);
    [[nodiscard]] Calendar& calendar();

    /// The number of a code: mended where needed (`mended` is set then), an other code where it is none.
    [[nodiscard]] CodeId code(std::string_view text, bool* mended = nullptr);

    /// Names a session near which marks are to be expected, where nothing has told one yet. Else the first mark does.
    void begin(SessionNumber session);

    /// Records a mark; repeated ones and conflicts become incidents. A mark of kNoCode records that nothing was recorded, which
    /// never replaces a code but one that was recorded earlier.
    void mark(std::uint32_t enrolment, const ReadMark& mark);

    /// Two different marks of a session without an order in time: records the conflict. @returns the code that holds
    [[nodiscard]] CodeId conflict(std::uint32_t enrolment, const ReadMark& mark, CodeId old);

    /// Records a stretch of marks without details, `kNoCode` for sessions of which it has none. It begins with a morning and
    /// has whole days.
    void marks(std::uint32_t enrolment, SessionNumber first, std::vector<CodeId> codes);

    /// Adds to Register::marks_read what marks() cannot know.
    void count_marks(std::uint64_t read);

    void incident(Incident incident);

    /// Adds characteristics, sorted in by their date; of two rows of one date the later one counts.
    void characteristics(std::uint32_t enrolment, Characteristics row);

    /// What was built: schools and enrolments sorted as Register says; those that were read apart by different numbers, and turned out to be
    /// one, joined. Marks more than 15 years from most others are incidents. The builder is empty afterwards.
    [[nodiscard]] Register finish();

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::registers
