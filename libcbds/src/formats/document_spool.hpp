/// @file
/// Documents that were written as XML to temporary files without a name.
#pragma once

#include "cbds/formats/document_sink.hpp"
#include "cbds/io/stream.hpp"
#include "io/descriptor.hpp"
#include "io/descriptor_buffer.hpp"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace cbds::formats {

class DocumentSpool final : public DocumentSink {
public:
    /// @param file  which the documents come from, for messages
    explicit DocumentSpool(std::string file) : file_(std::move(file)) {}

    [[nodiscard]] std::ostream& begin(std::string_view name) override;
    void end() override;

    /// The documents that are complete, each to be read as often as wanted: `file`, or where there are several
    /// `file/name`.
    [[nodiscard]] std::vector<std::unique_ptr<io::Input>> take();

private:
    struct Document {
        std::string name;
        io::Descriptor descriptor;
        std::unique_ptr<io::DescriptorBuffer> buffer;
        std::unique_ptr<std::ostream> stream;
    };

    std::string file_;
    std::vector<Document> documents_;
};

}  // namespace cbds::formats
