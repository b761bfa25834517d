// What the two files that speak to HDF5 share: owners of its identifiers. Identifiers are std::int64_t here, so that this header
// needs no HDF5.
#pragma once

#include <cstdint>
#include <utility>

namespace yuce::results {

class Handle {
public:
    using Close = int (*)(std::int64_t);
    Handle() = default;
    Handle(std::int64_t id, Close close) : id_(id), close_(close) {}
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    ~Handle() {
        if (id_ >= 0) close_(id_);
    }
    std::int64_t get() const { return id_; }
    bool valid() const { return id_ >= 0; }

private:
    std::int64_t id_ = -1;
    Close close_ = nullptr;
};

// HDF5 prints its errors on standard error unless told not to; what was set before is set again afterwards.
class QuietErrors {
public:
    QuietErrors();
    ~QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;

private:
    int (*function_)(std::int64_t, void*) = nullptr;
    void* data_ = nullptr;
};

}  // namespace yuce::results
