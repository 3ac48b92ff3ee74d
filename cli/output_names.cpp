#include "output_names.hpp"

#include "cbds/error.hpp"

namespace cbds::cli {

void OutputNames::claim(std::uint64_t number, const std::string& output, const std::string& input) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return next_ >= number || ended_; });
    const auto [first, is_new] = inputs_.try_emplace(output, input);
    lock.unlock();
    pass(number);
    if (!is_new) throw OutputError(input + ": its output would be " + output + ", as that of " + first->second + "; {number} in --name tells them apart");
}

void OutputNames::pass(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    if (number >= next_) passed_.insert(number);
    while (passed_.erase(next_) != 0) ++next_;
    turn_.notify_all();
}

void OutputNames::end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    turn_.notify_all();
}

}  // namespace cbds::cli
