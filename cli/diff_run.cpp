#include "diff_run.hpp"

#include <utility>

namespace cbds::cli {
namespace {

/// The document as it is compared.
io::Input& input_of(const std::unique_ptr<io::Input>& changed, const DiffDocument& document) { return changed ? *changed : *document.input; }

}  // namespace

DiffRun::DiffRun(const schema::Dictionary& dictionary, DiffRunOptions options, ConvertReport& report)
    : dictionary_(dictionary), across_editions_(options.across_editions),
      editions_{options.compare.encoding, options.compare.jobs, options.compare.progress}, report_(report),
      comparison_(dictionary, std::move(options.compare)) {
    if (options.findings) findings_.emplace(dictionary, std::move(*options.findings));
}

ChangedPair DiffRun::change(const DiffDocument& before, const DiffDocument& after) {
    if (!across_editions_) return {};
    return change_older(dictionary_, before, after, editions_, report_);
}

diff::Summary DiffRun::compare(const DiffDocument& before, const DiffDocument& after, diff::DifferenceSink& sink) {
    const ChangedPair changed = change(before, after);
    diff::CompareResult result = comparison_.compare(input_of(changed.before, before), input_of(changed.after, after), sink);
    // Findings are those of the documents as they are: their lines have to be found in the files of the user.
    if (findings_) result.summary.findings = findings_->compare(*before.input, *after.input, sink);
    sink.end_pair(result.before, result.after, result.summary);
    return std::move(result.summary);
}

diff::Reconciliation DiffRun::reconcile(const DiffDocument& before, const DiffDocument& after) {
    const ChangedPair changed = change(before, after);
    return diff::reconcile(dictionary_, comparison_, input_of(changed.before, before), input_of(changed.after, after));
}

}  // namespace cbds::cli
