/// @file
/// The documents of the two sides of `cbds diff`, each with what it is paired by.
#pragma once

#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/identify.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cbds::cli {

/// A document that can be read as often as wanted, or why it cannot be.
struct DiffDocument {
    std::unique_ptr<io::Input> input;
    std::string file;     ///< its name below the path that the user gave
    formats::Identification found;
    std::string la;       ///< of the school that made it; may be empty
    std::string estab;
    std::string problem;  ///< empty where nothing is wrong with its beginning
};

/// Every document of a side, in their order. What can be read only once is copied to a temporary file without a name.
/// @param options  those of the inputs; they have one path
[[nodiscard]] std::vector<DiffDocument> read_side(const schema::Dictionary& dictionary, formats::DocumentInputs& inputs,
                                                  const formats::DocumentInputOptions& options);

}  // namespace cbds::cli
