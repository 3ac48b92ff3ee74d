/// @file
/// Pupils of a transfer file or a census return as enrolments: of the school that made the document, and for a transfer file of the
/// schools that its years of attendance name.
#pragma once

#include "cbds/register/builder.hpp"
#include "cbds/register/inputs.hpp"
#include "cbds/schema/edition.hpp"
#include "cbds/xml/opening.hpp"
#include "register/document_pupil.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace cbds::registers {

class DocumentEnrolments {
public:
    /// @param edition  that the document names, whether or not the dictionary has it
    DocumentEnrolments(const xml::Opening& opening, schema::Edition edition, const std::string& name, const RegisterInputOptions& options,
                       RegisterBuilder& builder);

    /// The name of the school that made the document.
    void name_school(const std::string& name);

    void add(const DocumentPupil& pupil);

    /// Tells what was doubtful.
    void finish() const;

private:
    [[nodiscard]] bool is_transfer() const noexcept { return edition_.collection == schema::Collection::ctf; }
    [[nodiscard]] std::uint32_t find_school(std::string_view la, std::string_view estab, std::string_view urn);
    [[nodiscard]] std::optional<Date> date_of(std::string_view text, std::string_view column, const DocumentPupil& pupil, std::uint32_t enrolment);
    [[nodiscard]] Characteristics characteristics_of(const DocumentPupil& pupil) const;
    [[nodiscard]] bool has_begun(std::string_view from) const;
    [[nodiscard]] std::string_view fsm_of(const DocumentPupil& pupil) const;
    void set_person(const DocumentPupil& pupil, std::uint32_t enrolment);
    void add_characteristics(const DocumentPupil& pupil, std::uint32_t enrolment);
    void widen_roll(const DocumentPupil& pupil, std::uint32_t enrolment, std::string_view entry, std::string_view leaving, bool leaver);
    void add_window(const DocumentTotals& totals, std::uint32_t enrolment);
    void add_year(const DocumentPupil& pupil, const DocumentTotals& totals);
    void add_marks(const DocumentTotals& totals, std::uint32_t enrolment);

    schema::Edition edition_;
    const RegisterInputOptions& options_;
    RegisterBuilder& builder_;
    std::string name_;
    std::uint16_t file_;
    std::optional<Date> taken_on_;  ///< the day for which the document says how things are
    std::string source_number_;     ///< authority and establishment of the header
    std::uint32_t source_ = 0;      ///< the school that made the document
    std::unordered_set<std::uint32_t> on_roll_;  ///< enrolments that a return has on roll
    std::uint64_t stand_ins_ = 0;   ///< marks that stand for codes of two places
};

}  // namespace cbds::registers
