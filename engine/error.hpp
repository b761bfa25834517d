// The one exception type of the libraries. Input mistakes are collected as Diagnostics first and thrown once.
#pragma once

#include <stdexcept>
#include <string>

namespace yuce {

// What kind of trouble it is; the program turns it into the exit code in brackets.
enum class ErrorKind {
    input,        // a mistake in what the user wrote [2]
    numerical,    // too many failed paths [3]
    file,         // a file or disk that cannot be read or written [4]
    interrupted,  // stopped from outside [5]
    internal,     // our own bug [70]
};

// What is wrong, why it matters, what to try; `why` and `try_this` may be empty.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, std::string what, std::string why = {}, std::string try_this = {})
        : std::runtime_error(std::move(what)), kind_(kind), why_(std::move(why)), try_this_(std::move(try_this)) {}

    ErrorKind kind() const noexcept { return kind_; }
    const std::string& why() const noexcept { return why_; }
    const std::string& try_this() const noexcept { return try_this_; }

private:
    ErrorKind kind_;
    std::string why_;
    std::string try_this_;
};

}  // namespace yuce
