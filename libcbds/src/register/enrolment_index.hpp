/// @file
/// Enrolments by school and one of the pupil's numbers. Keeps no texts: those of the enrolments are compared.
#pragma once

#include "cbds/register/register.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

class EnrolmentIndex {
public:
    /// @param key  the number by which this index knows pupils: `&Enrolment::upn`
    explicit EnrolmentIndex(std::string Enrolment::*key) : key_(key) {}

    [[nodiscard]] std::optional<std::uint32_t> find(const std::vector<Enrolment>& enrolments, std::uint32_t school, std::string_view text) const {
        if (slots_.empty()) return std::nullopt;
        const std::size_t hash = hash_of(school, text);
        for (std::size_t at = hash & (slots_.size() - 1); slots_[at].number != 0; at = (at + 1) & (slots_.size() - 1)) {
            const Enrolment& enrolment = enrolments[slots_[at].number - 1];
            if (slots_[at].hash == hash && enrolment.school == school && enrolment.*key_ == text) return slots_[at].number - 1;
        }
        return std::nullopt;
    }

    /// One that is not there yet.
    void add(std::uint32_t enrolment, std::uint32_t school, std::string_view text) {
        if (2 * (count_ + 1) > slots_.size()) grow();
        put({hash_of(school, text), enrolment + 1});
        ++count_;
    }

private:
    struct Slot {
        std::size_t hash = 0;
        std::uint32_t number = 0;  ///< of the enrolment plus 1; 0: nothing
    };

    [[nodiscard]] static std::size_t hash_of(std::uint32_t school, std::string_view text) noexcept {
        return std::hash<std::string_view>()(text) ^ (std::size_t{school} * 0x9E3779B97F4A7C15U);
    }

    void put(const Slot& slot) {
        std::size_t at = slot.hash & (slots_.size() - 1);
        while (slots_[at].number != 0) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
    }

    void grow() {
        std::vector<Slot> before(slots_.empty() ? 1024 : 2 * slots_.size());
        before.swap(slots_);
        for (const Slot& slot : before)
            if (slot.number != 0) put(slot);
    }

    std::string Enrolment::*key_;
    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace cbds::registers
