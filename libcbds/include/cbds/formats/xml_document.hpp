/// @file
/// A document written as XML, as cbds/xml/writer.hpp lays it out.
#pragma once

#include "cbds/formats/document_writer.hpp"
#include "cbds/io/output.hpp"
#include "cbds/xml/writer.hpp"

#include <optional>

namespace cbds::formats {

/// Writes one document into one file.
class XmlWriter final : public DocumentWriter {
public:
    explicit XmlWriter(io::OutputFile file) : file_(std::move(file)) {}

    void begin(const DocumentStart& start, const schema::Plan& plan) override;
    [[nodiscard]] std::unique_ptr<PartEncoder> make_encoder() override;
    void take(PartEncoder& encoder, std::uint64_t first_record) override;
    void end() override {}
    void commit() override { file_.commit(); }

private:
    io::OutputFile file_;
    const schema::Plan* plan_ = nullptr;
    std::optional<xml::FrameText> frame_;
};

}  // namespace cbds::formats
