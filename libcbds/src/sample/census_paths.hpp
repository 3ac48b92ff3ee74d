/// @file
/// Paths of the school census that the makers look up in the dictionary.
#pragma once

#include <string_view>

namespace cbds::sample {

inline constexpr std::string_view kHeaderPath = "Message/Header";
inline constexpr std::string_view kOnRollPath = "Message/Pupils/PupilsOnRoll/PupilOnRoll";
inline constexpr std::string_view kOffRollPath = "Message/Pupils/PupilsNoLongerOnRoll/PupilNoLongerOnRoll";
inline constexpr std::string_view kEthnicityPath = "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilCharacteristics/Ethnicity";
inline constexpr std::string_view kLanguagePath = "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilCharacteristics/Language";
inline constexpr std::string_view kPlaaPath = "Message/Pupils/PupilsOnRoll/PupilOnRoll/PupilCharacteristics/PLAA";
inline constexpr std::string_view kNeedPath =
    "Message/Pupils/PupilsOnRoll/PupilOnRoll/SpecialEducationalNeeds/SENneeds/SENneed/SENtype";
inline constexpr std::string_view kCategoryPath = "Message/Pupils/PupilsOnRoll/PupilOnRoll/Exclusions/TermlyExclusion/Category";
inline constexpr std::string_view kReasonPath =
    "Message/Pupils/PupilsOnRoll/PupilOnRoll/Exclusions/TermlyExclusion/Reasons/Reason";
inline constexpr std::string_view kMarkPath =
    "Message/Pupils/PupilsOnRoll/PupilOnRoll/Attendance/TermlyAttendance/SessionDetails/SessionDetail/AttendanceReason";
inline constexpr std::string_view kFamTypePath = "Message/Pupils/PupilsOnRoll/PupilOnRoll/LearnerFAM/LearnFAMType";
inline constexpr std::string_view kFamCodePath = "Message/Pupils/PupilsOnRoll/PupilOnRoll/LearnerFAM/LearnFAMCode";

}  // namespace cbds::sample
