// LU factors of small matrices, one a lane. Included once per target.
#include <hwy/highway.h>

#if defined(YUCE_ENGINE_INTERPRETER_FACTORS_INL_HPP_) == defined(HWY_TARGET_TOGGLE)
#ifdef YUCE_ENGINE_INTERPRETER_FACTORS_INL_HPP_
#undef YUCE_ENGINE_INTERPRETER_FACTORS_INL_HPP_
#else
#define YUCE_ENGINE_INTERPRETER_FACTORS_INL_HPP_
#endif

#include "engine/interpreter_kernels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace yuce::engine::HWY_NAMESPACE {

// A vector of lanes of the equations' matrix: LU factors with the rows' exchanges.
class Factors {
public:
    // lane: of the eight that stand side by side in `memory`, the first of this vector.
    Factors(std::size_t n, double* memory, std::size_t lane)
        : n_(n), matrix_(memory + lane), pivot_(matrix_ + n * n * width), exchanged_(pivot_ + n * width) {}

    double* at(std::size_t i, std::size_t j) const { return matrix_ + (i * n_ + j) * width; }
    void factor() const {
        for (std::size_t k = 0; k < n_; ++k) {
            choose_pivot(k);
            for (std::size_t i = k + 1; i < n_; ++i) eliminate(i, k);
        }
    }
    // b: n vectors `width` apart, overwritten by the solution.
    void solve(double* b) const {
        const Tag d;
        for (std::size_t k = 0; k < n_; ++k) {
            if (exchanged_[k * width] != 0) exchange(b, k, 1, 1);
        }
        for (std::size_t i = 1; i < n_; ++i) reduce(b, i, 0, i);
        for (std::size_t i = n_; i-- > 0;) {
            reduce(b, i, i + 1, n_);
            hn::Store(hn::Div(hn::Load(d, b + i * width), hn::Load(d, at(i, i))), d, b + i * width);
        }
    }
    static constexpr std::size_t width = 8;  // doubles between vectors, whatever the target's width

private:
    void choose_pivot(std::size_t k) const {
        const Tag d;
        Vector largest = hn::Abs(hn::Load(d, at(k, k)));
        Vector pivot = Number(static_cast<double>(k));
        for (std::size_t i = k + 1; i < n_; ++i) {
            const Vector size = hn::Abs(hn::Load(d, at(i, k)));
            const auto larger = hn::Lt(largest, size);
            largest = hn::IfThenElse(larger, size, largest);
            pivot = hn::IfThenElse(larger, Number(static_cast<double>(i)), pivot);
        }
        hn::Store(pivot, d, pivot_ + k * width);
        const bool any = !hn::AllTrue(d, hn::Eq(pivot, Number(static_cast<double>(k))));
        exchanged_[k * width] = any ? 1 : 0;
        if (any) exchange(matrix_, k, n_, n_);
    }
    // Rows k and the lane's pivot change places; a row has `length` vectors, `stride` from the next.
    void exchange(double* rows, std::size_t k, std::size_t length, std::size_t stride) const {
        const Tag d;
        const Vector pivot = hn::Load(d, pivot_ + k * width);
        for (std::size_t i = k + 1; i < n_; ++i) {
            const auto here = hn::Eq(pivot, Number(static_cast<double>(i)));
            if (hn::AllFalse(d, here)) continue;
            for (std::size_t j = 0; j < length; ++j) {
                double* upper = rows + (k * stride + j) * width;
                double* lower = rows + (i * stride + j) * width;
                const Vector a = hn::Load(d, upper), b = hn::Load(d, lower);
                hn::Store(hn::IfThenElse(here, b, a), d, upper);
                hn::Store(hn::IfThenElse(here, a, b), d, lower);
            }
        }
    }
    // A lane whose factor is 0 keeps its row to the bit, so that leaving out rows where all are 0 changes nothing.
    void eliminate(std::size_t i, std::size_t k) const {
        const Tag d;
        const Vector element = hn::Load(d, at(i, k));
        const auto zero = hn::Eq(element, Number(0));
        if (hn::AllTrue(d, zero)) return;
        const Vector factor = hn::IfThenElse(zero, element, hn::Div(element, hn::Load(d, at(k, k))));
        hn::Store(factor, d, at(i, k));
        for (std::size_t j = k + 1; j < n_; ++j) {
            const Vector old = hn::Load(d, at(i, j));
            hn::Store(hn::IfThenElse(zero, old, NegFma(d, factor, hn::Load(d, at(k, j)), old)), d, at(i, j));
        }
    }
    void reduce(double* b, std::size_t i, std::size_t from, std::size_t to) const {
        const Tag d;
        Vector sum = hn::Load(d, b + i * width);
        for (std::size_t j = from; j < to; ++j) sum = NegFma(d, hn::Load(d, at(i, j)), hn::Load(d, b + j * width), sum);
        hn::Store(sum, d, b + i * width);
    }

    std::size_t n_;
    double* matrix_;
    double* pivot_;
    double* exchanged_;
};

}  // namespace yuce::engine::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
