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

JsonFields::Meaning JsonFields::meaning_of_name(const std::string& name) {
    const auto known = meanings_.find(name);
    if (known != meanings_.end()) return known->second;
    Meaning meaning;
    const auto field = std::find_if(kNamedFields.begin(), kNamedFields.end(), [&](const NamedField& each) { return ascii::same_but_case(each.name, name); });
    if (field != kNamedFields.end()) meaning.number = static_cast<Number>(field->field);
    else if (const auto found = meaning_of(name, names_)) meaning = {static_cast<Number>(found->column), found->weak};
    if (meanings_.size() < kMostNames) meanings_.emplace(name, meaning);
    return meaning;
}

/// A member of an object in the record: a value of a pupil, or the part of a time.
void JsonFields::take_inner(const JsonMember& member) {
    const bool is_time = ascii::same_but_case(member.name, "date");
    const bool is_zone = ascii::same_but_case(member.name, "timezone");
    const Number number = meaning_of_name(member.group).number;
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

/// A member of the record itself. The first one of a meaning counts, unless its name is weak and the other's is not.
void JsonFields::take_own(const JsonMember& member) {
    const auto [number, weak] = meaning_of_name(member.name);
    if (number == kNothing || (texts_[number].data() != nullptr && (weak || !weak_[number]))) return;
    texts_[number] = member.value;
    weak_[number] = weak;
}

/// What may be a name does not count as a number where the UPN is there.
void JsonFields::forget_name_of_pupil() {
    const auto number = static_cast<std::size_t>(Column::pupil_id);
    if (weak_[number] && !text(Column::upn).empty()) texts_[number] = {};
}

void JsonFields::look_at(const JsonRecord& record) {
    texts_.fill({});
    weak_.fill(false);
    date_zone_ = time_zone_ = {};
    is_register_ = false;
    codes_.clear();
    late_.clear();
    recorded_.clear();
    ids_.clear();
    for (const JsonMember& member : record.members) {
        if (member.group.empty()) take_own(member);
        else take_inner(member);
    }
    forget_name_of_pupil();
}

std::string_view JsonFields::of_pupil(Column column, std::string_view pupil) const {
    const auto& values = column == Column::minutes_late ? late_ : column == Column::recorded_at ? recorded_ : ids_;
    const auto found = values.find(pupil);
    return found == values.end() ? std::string_view() : found->second;
}

}  // namespace cbds::registers
