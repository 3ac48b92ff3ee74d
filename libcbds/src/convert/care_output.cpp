#include "convert/care_output.hpp"

#include "cbds/error.hpp"
#include "io/descriptor.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <streambuf>

namespace cbds::convert {
namespace {

/// Takes everything and keeps nothing.
class NoBuffer final : public std::streambuf {
protected:
    int_type overflow(int_type c) override { return traits_type::not_eof(c); }
    std::streamsize xsputn(const char*, std::streamsize length) override { return length; }
};

/// A stream that owns its buffer.
class NoStream final : public std::ostream {
public:
    NoStream() : std::ostream(&nothing_) {}

private:
    NoBuffer nothing_;
};

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

}  // namespace

void check_target(const std::string& path, bool overwrite) {
    struct stat status{};
    if (::stat(path.c_str(), &status) == 0) {
        if (S_ISDIR(status.st_mode)) throw OutputError(path + ": is a folder");
        if (!S_ISREG(status.st_mode)) return;
        if (!overwrite) throw OutputError(path + ": exists already; use --overwrite to replace it");
    }
    const std::string folder = folder_of(path);
    if (::access(folder.c_str(), W_OK | X_OK) != 0) throw OutputError(path + ": " + (errno == ENOENT ? "no such folder" : io::error_text(errno)));
}

void make_folder(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return;
    throw OutputError(path + ": " + (errno == ENOENT ? "no such folder" : io::error_text(errno)));
}

CareOutput::CareOutput(const CareTarget& target) {
    if (!target.dry_run) {
        file_.emplace(target.path, io::OutputOptions{.overwrite = target.overwrite, .personal = true, .spooled = true}, target.standard_output);
        return;
    }
    if (target.path != "-") check_target(target.path, target.overwrite);
    nothing_ = std::make_unique<NoStream>();
}

void RewritingVisitor::begin(const SourceDocument& document) {
    plan_ = document.plan;
    frame_.emplace(plan_->dictionary());
    target_.path = place(document, target_.path);
    output_.emplace(target_);
    output_->stream() << xml::xml_declaration();
}

void RewritingVisitor::frame_open(const xml::FrameElement& element) {
    frame_->open(element, text_);
    put();
}

void RewritingVisitor::frame_close(schema::ElementId element) {
    frame_->close(element, text_);
    put();
}

void RewritingVisitor::write(const xml::Element& part) {
    frame_->part(text_);
    xml::append_element(part, xml::depth_of(part.id, dictionary()), text_);
    put();
}

void RewritingVisitor::put() {
    output_->stream().write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
}

}  // namespace cbds::convert
