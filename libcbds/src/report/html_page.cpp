#include "report/html_page.hpp"

#include "cbds/version.hpp"
#include "report/markup.hpp"

#include <openssl/evp.h>

#include <array>

namespace cbds::report {
namespace {

std::string_view masked_words(Redact redact) noexcept {
    switch (redact) {
        case Redact::none: return "No value is masked on this page.";
        case Redact::all: return "Pupils are named by the number of their record, and their values are masked.";
        case Redact::direct: break;
    }
    return "Values that identify a person are masked, but the pupil’s numbers (UPN, ULN, UCI) are not.";
}

}  // namespace

std::string script_hash(std::string_view script) {
    std::array<unsigned char, 32> hash{};
    ::EVP_Digest(script.data(), script.size(), hash.data(), nullptr, ::EVP_sha256(), nullptr);
    std::array<unsigned char, 45> text{};
    const int length = ::EVP_EncodeBlock(text.data(), hash.data(), static_cast<int>(hash.size()));
    return {text.begin(), text.begin() + length};
}

std::string page_head(const PageFrame& frame) {
    std::string text =
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
        "'sha256-" +
        script_hash(frame.script) +
        "'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n";
    text.append("<title>").append(markup_text(frame.title)).append("</title>\n<style>").append(page_style()).append(frame.style);
    text.append("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#").append(frame.skip_to).append("\">");
    return text.append(frame.skip_words).append("</a>\n");
}

std::string page_foot(const PageFrame& frame, Redact redact) {
    std::string text = "</main>\n<footer class=\"page\">\n<p>";
    text.append(masked_words(redact)).append(" Keep this page as carefully as the pupils’ records.</p>\n<p>Made by cbds ");
    text.append(markup_text(version())).append(".</p>\n</footer>\n<script>").append(frame.script);
    return text.append("</script>\n</body>\n</html>\n");
}

}  // namespace cbds::report
