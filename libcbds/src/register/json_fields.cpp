#include "register/json_fields.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

struct NamedField {
    std::string_view name;
    JsonField field;
};

/// As Wonde and Assembly call them.
constexpr std::array<NamedField, 6> kNamedFields{{{"attendance_code_id", JsonField::code_id},
                                                  {"end_date", JsonField::end_date},
                                                  {"possible_sessions", JsonField::possible},
                                                  {"attended_sessions", JsonField::attended},
                                                  {"authorised_absence_sessions", JsonField::authorised},
                                                  {"unauthorised_absence_sessions", JsonField::unauthorised}}};

/// Names beyond that are data in the place of names, and not kept.
constexpr std::size_t kMostNames = 10'000;

}  // namespace

JsonFields::Number JsonFields::number_of(const std::string& name) {
    const auto known = numbers_.find(name);
    if (known != numbers_.end()) return known->second;
    Number number = kNothing;
    const auto field = std::find_if(kNamedFields.begin(), kNamedFields.end(), [&](const NamedField& each) { return ascii::same_but_case(each.name, name); });
    if (field != kNamedFields.end()) number = static_cast<Number>(field->field);
    else if (const auto column = find_column(name, names_)) number = static_cast<Number>(*column);
    if (numbers_.size() < kMostNames) numbers_.emplace(name, number);
    return number;
}

/// A member of an object in the record: a value of a pupil, or the part of a time.
void JsonFields::take_inner(const JsonMember& member) {
    const bool is_time = ascii::same_but_case(member.name, "date");
    const bool is_zone = ascii::same_but_case(member.name, "timezone");
    const Number number = number_of(member.group);
    if (ascii::same_but_case(member.group, "codes")) {
        is_register_ = true;
        codes_.push_back({member.name, member.value});
    } else if (number == static_cast<Number>(Column::date)) {
        if (is_time) texts_[number] = member.value;
        if (is_zone) date_zone_ = member.value;
    } else if (number == static_cast<Number>(Column::recorded_at)) {
        if (is_time) texts_[number] = member.value;
        else if (is_zone) time_zone_ = member.value;
        else recorded_.emplace(member.name, member.value);
    } else if (number == static_cast<Number>(Column::minutes_late)) {
        late_.emplace(member.name, member.value);
    } else if (ascii::same_but_case(member.group, "pupil_ids")) {
        ids_.emplace(member.name, member.value);
    }
}

void JsonFields::look_at(const JsonRecord& record) {
    texts_.fill({});
    date_zone_ = time_zone_ = {};
    is_register_ = false;
    codes_.clear();
    late_.clear();
    recorded_.clear();
    ids_.clear();
    for (const JsonMember& member : record.members) {
        if (!member.group.empty()) {
            take_inner(member);
            continue;
        }
        const Number number = number_of(member.name);
        if (number != kNothing && texts_[number].data() == nullptr) texts_[number] = member.value;
    }
}

std::string_view JsonFields::of_pupil(Column column, std::string_view pupil) const {
    const auto& values = column == Column::minutes_late ? late_ : column == Column::recorded_at ? recorded_ : ids_;
    const auto found = values.find(pupil);
    return found == values.end() ? std::string_view() : found->second;
}

}  // namespace cbds::registers
