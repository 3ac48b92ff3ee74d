/// @file
/// `--across-editions`: the document of the older edition becomes one of the newer before the two are compared.
#pragma once

#include "convert_report.hpp"
#include "diff_inputs.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace cbds::cli {

struct DiffEditionOptions {
    std::optional<io::Encoding> encoding;
    unsigned jobs = 1;
    std::function<void(std::uint64_t)> progress;
};

/// The changed document of a pair, if there is one: the other of the two is null, or both are.
struct ChangedPair {
    std::unique_ptr<io::Input> before;
    std::unique_ptr<io::Input> after;
};

/// Changes the older of two documents, and tells the report what was lost by it.
/// @throws DocumentError, InputError, OutputError
[[nodiscard]] ChangedPair change_older(const schema::Dictionary& dictionary, const DiffDocument& before, const DiffDocument& after,
                                       const DiffEditionOptions& options, ConvertReport& report);

}  // namespace cbds::cli
