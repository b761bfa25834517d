// Single kernels, ours ("NAME/yuce") beside others' ("NAME/boost"), in values a second over rows that stay in the cache.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <new>
#include <string>

namespace yuce::bench {

inline constexpr std::size_t row_values = 4096;

// 64-byte aligned, as the engine's rows are.
class Row {
public:
    explicit Row(std::size_t n = row_values) : data_(static_cast<double*>(::operator new[](n * sizeof(double), alignment))) {}
    double* data() const { return data_.get(); }
    double& operator[](std::size_t k) const { return data_.get()[k]; }

private:
    static constexpr std::align_val_t alignment{64};
    struct Free {
        void operator()(double* data) const { ::operator delete[](data, alignment); }
    };
    std::unique_ptr<double[], Free> data_;
};

// Values k / n, k from 1/2, over (0, 1) in an order without pattern.
inline void fill_with_uniforms(const Row& row, std::size_t n = row_values) {
    for (std::size_t k = 0; k < n; ++k) row[k] = (static_cast<double>(k * 2654435761U % n) + 0.5) / static_cast<double>(n);
}

// `work` does `values` values at a time.
inline void add(const std::string& name, std::size_t values, std::function<void()> work) {
    benchmark::RegisterBenchmark(name.c_str(), [values, work = std::move(work)](benchmark::State& state) {
        for (auto _ : state) {
            work();
            benchmark::ClobberMemory();
        }
        state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * values));
    });
}

void add_functions();
void add_laws();
void add_random_numbers();
void add_summaries();

}  // namespace yuce::bench
