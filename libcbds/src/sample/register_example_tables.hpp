/// @file
/// The tables of which an example of a register consists, while it is edited.
#pragma once

#include "cbds/register/session.hpp"
#include "cbds/sample/register_example.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::sample {

/// Does the edits, and writes the tables out.
class RegisterTables {
public:
    RegisterTables();

    /// @throws DictionaryError
    void edit(std::string_view edit);

    [[nodiscard]] std::string marks() const;
    [[nodiscard]] std::string pupils() const;
    [[nodiscard]] std::string calendar() const;  ///< empty where there is none

    /// What stands in no table: a suspension that a census tells of, or a mark whose code is not in the list of codes.
    struct Beside {
        std::string urn;
        std::string upn;
        registers::SessionNumber session = 0;
        std::string id;  ///< of the code
    };
    [[nodiscard]] const std::vector<Beside>& exclusions() const noexcept { return exclusions_; }
    [[nodiscard]] const std::vector<Beside>& unknown_ids() const noexcept { return unknown_ids_; }
    [[nodiscard]] std::optional<registers::Date> reference_date() const noexcept { return reference_date_; }

private:
    struct Mark {
        std::string code;
        std::string category;
    };
    struct Pupil {
        std::string urn;
        std::string upn;
        bool listed = true;
        std::map<std::string, std::string, std::less<>> cells;
    };
    using Place = std::pair<std::size_t, registers::SessionNumber>;

    void fill();
    void add_school(std::string_view urn, int first_serial);
    void set_marks(std::string_view rest, bool category);
    void add_again(std::string_view rest);
    void set_cell(std::string_view rest);
    void add_calendar(std::string_view rest);
    void add_exclusion(std::string_view rest);
    void add_unknown_id(std::string_view rest);
    [[nodiscard]] std::vector<std::size_t> pupils_of(std::string_view word) const;
    [[nodiscard]] std::vector<Place> places(std::string_view& rest) const;
    [[nodiscard]] std::string row(const Place& place, std::string_view code, std::string_view category) const;

    registers::Period days_;
    std::size_t count_ = 6;
    bool second_school_ = false;
    std::vector<Pupil> pupils_;
    std::map<Place, Mark> marks_;
    std::vector<std::string> more_rows_;
    std::string calendar_;
    std::vector<Beside> exclusions_;
    std::vector<Beside> unknown_ids_;
    std::optional<registers::Date> reference_date_;
    bool has_category_ = false;
};

}  // namespace cbds::sample
