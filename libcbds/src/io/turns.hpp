/// @file
/// Stretches of an input that several threads work on, each on one of its own, and hand on in their order.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace cbds::io {

/// Each thread takes a stretch, works on it, waits until it is the stretch's turn, hands on what it has made, and takes the next
/// one. So what a thread has made stays with it, and nothing waits in between.
class Turns {
public:
    /// Has `jobs` threads do `work(thread)`, the calling one with number 0 among them, and waits for all of them.
    /// @throws what one of them has thrown first
    template <typename Work>
    void run(unsigned jobs, const Work& work) {
        const auto guarded = [&](unsigned thread) {
            try {
                work(thread);
            } catch (...) {
                fail();
            }
        };
        {
            std::vector<std::jthread> threads;
            for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(guarded, i);
            guarded(0);
        }
        if (failure_) std::rethrow_exception(failure_);
    }

    /// Takes a stretch, for one thread at a time.
    /// @param next  reads it and says whether there was one
    template <typename Next>
    [[nodiscard]] bool take(const Next& next) {
        const std::lock_guard lock(mutex_);
        if (!ended_ && !next()) ended_ = true;
        return !ended_;
    }

    /// Waits until the stretches before `number` (from 0) have been handed on.
    /// @param keep  keeps what is not wanted any more because an earlier stretch was the last one
    /// @returns false where that is so, or a thread has failed
    template <typename Keep>
    [[nodiscard]] bool wait(std::uint64_t number, const Keep& keep) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stopped_ || turn_ == number; });
        if (stopped_) keep();
        return !stopped_;
    }

    /// Lets the next stretch have its turn.
    void pass() {
        const std::lock_guard lock(mutex_);
        ++turn_;
        changed_.notify_all();
    }

    /// Has all threads end. What they have taken is kept.
    void stop() { stop([] {}); }

    /// The same. @param keep  keeps what the calling thread has, while no other one does: threads that wait may have been let go already
    template <typename Keep>
    void stop(const Keep& keep) {
        const std::lock_guard lock(mutex_);
        keep();
        end_all();
    }

private:
    /// Notes the exception that is being handled.
    void fail() {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
        end_all();
    }

    void end_all() {
        ended_ = stopped_ = true;
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t turn_ = 0;  ///< the stretch that is handed on next
    bool ended_ = false;      ///< nothing more is taken
    bool stopped_ = false;    ///< nothing more is handed on
    std::exception_ptr failure_;
};

}  // namespace cbds::io
