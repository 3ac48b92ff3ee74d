/// @file
/// What is read, handed on to a writer of documents part by part, with nothing in between.
#pragma once

#include "cbds/formats/document_writer.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace cbds::test {

class WriterHandler final : public xml::DocumentHandler {
public:
    /// @param most  bytes that an encoder gathers before the reader has to have them taken
    explicit WriterHandler(formats::DocumentWriter& writer, std::size_t most = SIZE_MAX) : writer_(writer), most_(most) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<Worker>(writer_.make_encoder(), most_); }
    void collect(xml::PartWorker& worker, xml::Locator&, std::uint64_t first_record) override {
        writer_.take(*static_cast<Worker&>(worker).encoder, first_record);
    }

private:
    struct Worker final : xml::PartWorker {
        Worker(std::unique_ptr<formats::PartEncoder> made, std::size_t bytes) : encoder(std::move(made)), most(bytes) {}
        bool part(const xml::Part& part) override {
            encoder->part(part);
            return encoder->size() < most;
        }
        void frame_open(const xml::FrameElement& element) override { encoder->frame_open(element); }
        void frame_close(schema::ElementId element) override { encoder->frame_close(element); }
        void frame_text(std::string_view text) override { encoder->frame_text(text); }

        std::unique_ptr<formats::PartEncoder> encoder;
        std::size_t most;
    };

    formats::DocumentWriter& writer_;
    std::size_t most_;
};

}  // namespace cbds::test
