// Reduction of large angles, for the vector functions' rare lanes.
#pragma once

namespace yuce::engine {

// x = (quadrants + 4 k) pi / 2 + high + low for some whole k, |high| <= pi / 4, to a relative error of 2^-70.
struct ReducedAngle {
    double high = 0, low = 0;
    int quadrants = 0;
};

// For finite |x| >= 2^30, by M. Payne and R. Hanek's method (SIGNUM Newsletter 18, 1983) in whole numbers.
ReducedAngle reduce_large_angle(double x);

}  // namespace yuce::engine
