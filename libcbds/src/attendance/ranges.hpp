/// @file
/// Work on many things that do not depend on each other, on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace cbds::attendance {

/// Hands out ranges of `size` things to `jobs` threads. What each thread collects belongs to its number, so that sums are the same
/// whoever did the work.
class Ranges {
public:
    Ranges(std::size_t size, unsigned jobs) : size_(size) {
        const std::size_t threads = std::max(1U, jobs);
        step_ = std::clamp<std::size_t>(size / (4 * threads), 1, 512);
        workers_ = static_cast<unsigned>(std::clamp<std::size_t>((size + step_ - 1) / step_, 1, threads));
    }

    [[nodiscard]] unsigned workers() const noexcept { return workers_; }

    /// Calls `work(worker, begin, end)` until all is done; each worker from one thread only.
    template <class Work>
    void run(Work&& work) {
        {
            std::vector<std::jthread> threads;
            for (unsigned worker = 1; worker < workers_; ++worker) threads.emplace_back([this, worker, &work] { take(worker, work); });
            take(0, work);
        }
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    template <class Work>
    void take(unsigned worker, Work& work) {
        try {
            for (std::size_t begin = next_.fetch_add(step_); begin < size_; begin = next_.fetch_add(step_))
                work(worker, begin, std::min(size_, begin + step_));
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            next_ = size_;
        }
    }

    std::size_t size_;
    std::size_t step_ = 1;
    unsigned workers_ = 1;
    std::atomic<std::size_t> next_{0};
    std::mutex mutex_;
    std::exception_ptr failure_;
};

}  // namespace cbds::attendance
