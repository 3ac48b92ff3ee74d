/// @file
/// What a RegisterBuilder has put together so far.
#pragma once

#include "cbds/register/builder.hpp"
#include "register/enrolment_index.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cbds::registers {

struct RegisterBuilder::Implementation {
    using Numbers = std::unordered_map<std::string, std::uint32_t>;

    /// A mark whose date lies years from those of the others.
    struct FarMark {
        std::uint32_t enrolment;
        ReadMark mark;
    };

    Implementation(ConflictPolicy policy_, bool keep_details_) : policy(policy_), keep_details(keep_details_) {}

    void add_incident(Incident incident);

    /// A mark as RegisterBuilder::mark() has it; that it was read is not counted.
    void mark(std::uint32_t enrolment, const ReadMark& mark);
    [[nodiscard]] CodeId conflict(std::uint32_t enrolment, const ReadMark& mark, CodeId old);

    /// Whether a session lies near enough to the first one to be of the same register.
    [[nodiscard]] bool is_near(SessionNumber session) const noexcept;

    /// Decides which marks were mistyped: those far from most others.
    void settle_far_marks();

    /// Makes one of schools and of enrolments that were read apart and turned out to be the same.
    void join();

    ConflictPolicy policy;
    bool keep_details;
    Register made;
    Numbers schools_by_urn;
    Numbers schools_by_number;
    EnrolmentIndex by_upn{&Enrolment::upn};
    EnrolmentIndex by_pupil_id{&Enrolment::pupil_id};
    std::unordered_map<std::string, CodeId> other_codes;
    std::optional<SessionNumber> middle;  ///< near which marks are taken at once: the first one
    std::vector<FarMark> far_marks;

private:
    std::array<std::uint32_t, Incident::kKinds> incidents_of_kind_{};

    void put(Enrolment& enrolment, const ReadMark& mark);
    [[nodiscard]] bool replaces(const ReadMark& mark, CodeId old) const;
    void refuse_date(std::uint32_t enrolment, const ReadMark& mark);
    void refuse_far_marks_of(std::uint32_t enrolment);
    [[nodiscard]] std::vector<std::uint32_t> join_schools();
    void place_pupils_without_school(std::vector<std::uint32_t>& same) const;
    [[nodiscard]] std::vector<std::uint32_t> same_enrolments() const;
    void join_enrolment(std::uint32_t to, std::uint32_t from);
};

}  // namespace cbds::registers
