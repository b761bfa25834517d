#include <algorithm>
#include <cmath>
#include <vector>

#include "bench/kernels/kernels.hpp"
#include "results/column.hpp"
#include "results/kernels.hpp"

namespace yuce::bench {
namespace {

constexpr std::size_t column_values = 1'000'000;
constexpr std::size_t targets = 37;

const std::vector<double>& column() {
    static const std::vector<double> values = [] {
        std::vector<double> filled(column_values);
        for (std::size_t k = 0; k < column_values; ++k) {
            const double u = (static_cast<double>(k * 2654435761U % column_values) + 0.5) / column_values;
            filled[k] = std::log(u / (1 - u));
        }
        return filled;
    }();
    return values;
}

// Both select in a copy: selecting changes the order.
void add_quantiles() {
    const auto copy = std::make_shared<std::vector<double>>(column_values);
    add("eleven quantiles and a histogram of 1e6 values/yuce", column_values, [copy] {
        *copy = column();
        const auto [low, high] = std::minmax_element(copy->begin(), copy->end());
        results::Distribution out;
        results::BinRoom room(results::strip_kernels(engine::Isa::best));
        results::summarise_column(copy->data(), column_values, *low, *high, results::WithHistogram::yes, out, room);
        benchmark::DoNotOptimize(out);
    });
    add("eleven quantiles and a histogram of 1e6 values/std::nth_element without the histogram", column_values, [copy] {
        *copy = column();
        auto begin = copy->begin();
        for (const double level : results::quantile_levels) {
            const auto place = copy->begin() + static_cast<std::ptrdiff_t>(level * (column_values - 1));
            std::nth_element(begin, place, copy->end());
            begin = place;
        }
        benchmark::DoNotOptimize(copy->data());
    });
}

std::vector<std::uint64_t> some_masks() {
    std::vector<std::uint64_t> words(targets * results::block_words);
    for (std::size_t k = 0; k < words.size(); ++k) words[k] = (k + 1) * 0x9E3779B97F4A7C15U;
    return words;
}

void add_joint_counts() {
    static const std::vector<std::uint64_t> words = some_masks();
    static const results::Kernels& kernels = results::kernels(engine::Isa::best);
    add("joint counts of 37 targets/yuce", row_values, [] {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < targets; ++i) {
            for (std::size_t j = i + 1; j < targets; ++j) {
                sum += kernels.count_both(words.data() + i * results::block_words, words.data() + j * results::block_words);
            }
        }
        benchmark::DoNotOptimize(sum);
    });
    static std::vector<std::uint8_t> hits(targets * row_values);
    for (std::size_t k = 0; k < hits.size(); ++k) hits[k] = words[k / 64] >> (k % 64) & 1U;
    add("joint counts of 37 targets/bytes", row_values, [] {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < targets; ++i) {
            for (std::size_t j = i + 1; j < targets; ++j) {
                for (std::size_t k = 0; k < row_values; ++k) sum += hits[i * row_values + k] & hits[j * row_values + k];
            }
        }
        benchmark::DoNotOptimize(sum);
    });
}

void add_moments() {
    static const results::Kernels& kernels = results::kernels(engine::Isa::best);
    add("four moments/yuce", row_values, [] {
        results::Moments moments;
        kernels.moments(column().data(), row_values, moments);
        benchmark::DoNotOptimize(moments);
    });
    add("four moments/loop", row_values, [] {
        double sum = 0, power[3] = {};
        for (std::size_t k = 0; k < row_values; ++k) sum += column()[k];
        const double mean = sum / row_values;
        for (std::size_t k = 0; k < row_values; ++k) {
            const double d = column()[k] - mean;
            power[0] += d * d;
            power[1] += d * d * d;
            power[2] += d * d * d * d;
        }
        benchmark::DoNotOptimize(power);
    });
}

}  // namespace

void add_summaries() {
    add_moments();
    add_quantiles();
    add_joint_counts();
}

}  // namespace yuce::bench
