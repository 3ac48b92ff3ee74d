/// @file
/// What the members of a JSON record mean to us.
#pragma once

#include "register/columns.hpp"
#include "register/json_records.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cbds::registers {

/// Members that tables do not have.
enum class JsonField : std::uint8_t {
    code_id = kColumns,  ///< the id of a code, see `--codes`
    end_date,
    possible,            ///< sums of sessions of a period
    attended,
    authorised,
    unauthorised,
};

inline constexpr std::size_t kJsonFields = static_cast<std::size_t>(JsonField::unauthorised) + 1;

/// One value for each pupil: of the objects `codes`, `minutes_late`, `recorded_at`, `pupil_ids` in a register.
struct PupilValue {
    std::string_view pupil;
    std::string_view value;
};

/// The members of a record by what they are; views into it.
class JsonFields {
public:
    explicit JsonFields(const ColumnNames& names) : names_(names) {}

    void look_at(const JsonRecord& record);

    [[nodiscard]] std::string_view text(Column column) const noexcept { return texts_[static_cast<std::size_t>(column)]; }
    [[nodiscard]] std::string_view text(JsonField field) const noexcept { return texts_[static_cast<std::size_t>(field)]; }
    [[nodiscard]] bool has(Column column) const noexcept { return text(column).data() != nullptr; }
    [[nodiscard]] bool has(JsonField field) const noexcept { return text(field).data() != nullptr; }

    /// Zones of times that are objects; empty where none is told.
    [[nodiscard]] std::string_view date_zone() const noexcept { return date_zone_; }
    [[nodiscard]] std::string_view time_zone() const noexcept { return time_zone_; }

    /// Of a register with all pupils of a session; empty in other records.
    [[nodiscard]] const std::vector<PupilValue>& codes() const noexcept { return codes_; }
    [[nodiscard]] bool is_register() const noexcept { return is_register_; }
    [[nodiscard]] std::string_view of_pupil(Column column, std::string_view pupil) const;

private:
    using Number = std::uint8_t;
    static constexpr Number kNothing = 255;

    /// What a name means, see HeadingMeaning.
    struct Meaning {
        Number number = kNothing;
        bool weak = false;
    };

    [[nodiscard]] Meaning meaning_of_name(const std::string& name);
    void take_inner(const JsonMember& member);
    void take_own(const JsonMember& member);
    void forget_name_of_pupil();

    const ColumnNames& names_;
    std::unordered_map<std::string, Meaning> meanings_;  ///< by name, as far as names were met
    std::array<std::string_view, kJsonFields> texts_;
    std::array<bool, kJsonFields> weak_{};               ///< the text stands under a weak name
    std::string_view date_zone_;
    std::string_view time_zone_;
    bool is_register_ = false;
    std::vector<PupilValue> codes_;
    std::unordered_map<std::string_view, std::string_view> late_;
    std::unordered_map<std::string_view, std::string_view> recorded_;
    std::unordered_map<std::string_view, std::string_view> ids_;
};

}  // namespace cbds::registers
