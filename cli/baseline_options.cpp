#include "baseline_options.hpp"

#include "cbds/error.hpp"
#include "cbds/io/output.hpp"
#include "cbds/report/escape.hpp"

#include <unistd.h>

#include <fstream>
#include <ostream>

namespace cbds::cli {
namespace {

constexpr std::size_t kNamedEntries = 10;

/// `cbds: accepted.txt: SC1510 of school 2013999 is not found any more: Message/Pupils/...`
std::string unused_line(const std::string& file, const rules::Baseline::Unused& unused) {
    const rules::BaselineKey& key = *unused.key;
    std::string text = "cbds: " + file + ": " + key.code;
    if (!key.school.empty()) text += " of school " + key.school;
    text += " is not found any more";
    if (unused.times != 1) text += " (" + std::to_string(unused.times) + " times)";
    if (!key.path.empty()) text += ": " + key.path;
    return report::printable(text);
}

}  // namespace

void BaselineOptions::add_to(CLI::App& app) {
    app.add_option("--baseline", file_, "Findings of this file are known: neither counted nor listed")->type_name("FILE");
    app.add_flag("--update-baseline", update_, "Accept the findings of this run: write them into the file of --baseline");
}

void BaselineOptions::check() const {
    if (update_ && file_.empty()) throw UsageError("--update-baseline: --baseline has to name the file");
    if (file_ == "-") throw UsageError("--baseline: it has to be a file");
}

void BaselineOptions::open() {
    if (file_.empty()) return;
    const bool is_new = update_ && access(file_.c_str(), F_OK) != 0;
    if (is_new) {
        baseline_.emplace();
    } else {
        std::ifstream file(file_, std::ios::binary);
        if (!file) throw InputError(file_ + ": this baseline cannot be read; --update-baseline makes one");
        baseline_.emplace(file, file_);
    }
    if (update_) baseline_->begin_update();
}

void BaselineOptions::sum_up(rules::RunSummary& summary) const {
    if (!baseline_) return;
    summary.with_baseline = true;
    summary.unused = update_ ? 0 : baseline_->unused().size();
}

void BaselineOptions::finish(Context& context, bool quiet) const {
    if (!baseline_) return;
    if (!update_) {
        if (!quiet) report_unused(context.err);
        return;
    }
    io::OutputFile file(file_, {.overwrite = true, .personal = true});
    baseline_->write(file.stream());
    file.commit();
}

void BaselineOptions::report_unused(std::ostream& err) const {
    const auto unused = baseline_->unused();
    for (std::size_t i = 0; i < unused.size() && i < kNamedEntries; ++i) err << unused_line(file_, unused[i]) << '\n';
    if (unused.size() > kNamedEntries)
        err << "cbds: " << file_ << ": " << unused.size() - kNamedEntries << " more entries are not needed any more; --update-baseline removes them\n";
}

}  // namespace cbds::cli
