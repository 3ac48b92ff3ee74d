#include "list_options.hpp"

#include "cbds/error.hpp"

namespace cbds::cli {

void ListOptions::add_to(CLI::App& app) {
    app.add_option("--schools", schools_file_, "An extract of Get Information about Schools, for the rules that need it")->type_name("FILE");
    app.add_option("--qualifications", qualifications_file_, "A list of qualifications, for the rules that need it")->type_name("FILE");
}

void ListOptions::check() const {
    if (schools_file_ == "-" || qualifications_file_ == "-") throw UsageError("a list cannot be read from standard input; name its file");
}

void ListOptions::open() {
    if (!schools_file_.empty()) schools_ = reference::Schools::open(schools_file_);
    if (!qualifications_file_.empty()) qualifications_ = reference::Qualifications::open(qualifications_file_);
}

rules::OutsideLists ListOptions::lists() const noexcept {
    return {schools_ ? &*schools_ : nullptr, qualifications_ ? &*qualifications_ : nullptr};
}

}  // namespace cbds::cli
