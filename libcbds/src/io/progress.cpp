#include "cbds/io/progress.hpp"

#include "cbds/io/encoding.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <ostream>

namespace cbds::io {
namespace {

constexpr std::size_t kWidest = 79;  // one less than the narrowest terminal: a full line would wrap
constexpr std::chrono::milliseconds kPause{100};

/// A name that fits: its end tells more than its beginning. What a terminal would obey is taken out.
std::string shown_name(std::string_view name, std::size_t width) {
    std::string text(name);
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }, '?');
    if (valid_utf8_prefix(text) != text.size())
        std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    const auto length = static_cast<std::size_t>(count_code_points(text));
    if (length <= width) return text;
    std::size_t cut = 0;
    for (std::size_t left = length; left > width - 3; --left) cut += utf8_length(std::string_view(text).substr(cut));
    return "..." + text.substr(cut);
}

}  // namespace

Progress::Progress(std::ostream& out, bool enabled, std::uint64_t total_bytes, Clock::time_point (*now)())
    : out_(out), enabled_(enabled), total_(total_bytes), now_(now) {}

Progress::~Progress() {
    try {
        clear();
    } catch (...) {
        // A line that stays on the screen is no reason to end the program.
        shown_ = 0;
    }
}

void Progress::file(std::string_view name, std::size_t index, std::size_t count) {
    file_ = name;
    place_ = '[' + std::to_string(index) + '/' + std::to_string(count) + "] ";
    show_if_due();
}

void Progress::advance(std::uint64_t bytes) {
    done_ += bytes;
    show_if_due();
}

std::string Progress::line() const {
    const std::string amount = total_ == 0 ? ' ' + std::to_string(done_ / 1'000'000) + " MB"
                                           : ' ' + std::to_string(std::min(done_, total_) * 100 / total_) + " %";
    return place_ + shown_name(file_, kWidest - std::min(place_.size() + amount.size(), kWidest - 10)) + amount;
}

void Progress::show_if_due() {
    if (!enabled_) return;
    const Clock::time_point now = now_();
    if (now < due_) return;
    due_ = now + kPause;
    const std::string text = line();
    const auto columns = static_cast<std::size_t>(count_code_points(text));
    out_ << '\r' << text << std::string(shown_ > columns ? shown_ - columns : 0, ' ');
    out_.flush();
    shown_ = columns;
}

void Progress::clear() {
    if (shown_ == 0) return;
    out_ << '\r' << std::string(shown_, ' ') << '\r';
    out_.flush();
    shown_ = 0;
}

}  // namespace cbds::io
