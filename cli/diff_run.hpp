/// @file
/// The work of `cbds diff` on one pair of documents.
#pragma once

#include "cbds/diff/comparison.hpp"
#include "cbds/diff/finding_comparison.hpp"
#include "cbds/diff/reconciliation.hpp"
#include "convert_report.hpp"
#include "diff_editions.hpp"
#include "diff_inputs.hpp"

#include <optional>

namespace cbds::cli {

struct DiffRunOptions {
    diff::CompareOptions compare;
    bool across_editions = false;
    std::optional<rules::ValidateOptions> findings;  ///< where findings are compared too
};

class DiffRun {
public:
    /// Dictionary and report must outlive it. @param report  is told what a change of edition loses
    DiffRun(const schema::Dictionary& dictionary, DiffRunOptions options, ConvertReport& report);

    /// Compares two documents and tells the sink, the end of the pair included. @throws DocumentError, InputError, OutputError
    diff::Summary compare(const DiffDocument& before, const DiffDocument& after, diff::DifferenceSink& sink);

    /// The figures of a change of supplier. @throws DocumentError, InputError
    [[nodiscard]] diff::Reconciliation reconcile(const DiffDocument& before, const DiffDocument& after);

private:
    [[nodiscard]] ChangedPair change(const DiffDocument& before, const DiffDocument& after);

    const schema::Dictionary& dictionary_;
    bool across_editions_;
    DiffEditionOptions editions_;
    ConvertReport& report_;
    diff::Comparison comparison_;
    std::optional<diff::FindingComparison> findings_;
};

}  // namespace cbds::cli
