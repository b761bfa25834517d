#include "results/sha256.hpp"

#include <openssl/evp.h>

#include "engine/error.hpp"

namespace yuce::results {
namespace {

void must(int status) {
    if (status != 1) throw Error(ErrorKind::internal, "SHA-256 is not available");
}

}  // namespace

struct Sha256::Context {
    Context() : state(EVP_MD_CTX_new()) {}
    ~Context() { EVP_MD_CTX_free(state); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    EVP_MD_CTX* state;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { must(EVP_DigestInit_ex(context_->state, EVP_sha256(), nullptr)); }
Sha256::~Sha256() = default;

void Sha256::add(const void* data, std::size_t size) { must(EVP_DigestUpdate(context_->state, data, size)); }

std::string Sha256::hex() {
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    must(EVP_DigestFinal_ex(context_->state, sum, &length));
    std::string text;
    for (unsigned k = 0; k < length; ++k) {
        text += "0123456789abcdef"[sum[k] >> 4];
        text += "0123456789abcdef"[sum[k] & 15];
    }
    return text;
}

}  // namespace yuce::results
