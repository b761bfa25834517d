// The driver HDF5 is given to write a new file with: into pages in memory. For hdf5_write.cpp only, which includes HDF5.
#pragma once

#include <cstdlib>
#include <new>

#include "results/file_pages.hpp"

namespace yuce::results {

// What HDF5 writes is gathered in pages: a full or failing disk is then met by our own writing, never inside HDF5. This is the
// driver it is given. A write from `skipped` is only noted: how the places of streamed values are learnt.
struct Gathering {
    FilePages pages;
    haddr_t end = 0;  // of what is allotted
    const void* skipped = nullptr;
    haddr_t skipped_at = HADDR_UNDEF;
};

struct PagedFile {
    H5FD_t base;  // HDF5's own part, first
    Gathering* to;
};

inline PagedFile& paged(H5FD_t* file) { return *reinterpret_cast<PagedFile*>(file); }
inline const PagedFile& paged(const H5FD_t* file) { return *reinterpret_cast<const PagedFile*>(file); }

inline H5FD_t* open_pages(const char*, unsigned, hid_t access, haddr_t) {
    const auto* to = static_cast<Gathering* const*>(H5Pget_driver_info(access));
    auto* file = static_cast<PagedFile*>(std::calloc(1, sizeof(PagedFile)));
    if (to == nullptr || file == nullptr) return nullptr;
    file->to = *to;
    return &file->base;
}

inline herr_t close_pages(H5FD_t* file) {
    std::free(file);
    return 0;
}

inline herr_t query_pages(const H5FD_t*, unsigned long* features) {
    *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_AGGREGATE_SMALLDATA;
    return 0;
}

inline haddr_t end_of_pages(const H5FD_t* file, H5FD_mem_t) { return paged(file).to->end; }

inline herr_t set_end_of_pages(H5FD_t* file, H5FD_mem_t, haddr_t end) {
    paged(file).to->end = end;
    return 0;
}

inline herr_t read_pages(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, size_t size, void* buffer) {
    paged(file).to->pages.read(at, buffer, size);
    return 0;
}

inline herr_t write_pages(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, size_t size, const void* buffer) {
    Gathering& to = *paged(file).to;
    if (buffer == to.skipped) {
        to.skipped_at = at;
        return 0;
    }
    try {
        to.pages.write(at, buffer, size);
    } catch (const std::bad_alloc&) {
        return -1;
    }
    return 0;
}

inline H5FD_class_t page_driver() {
    H5FD_class_t driver{};
#ifdef H5FD_CLASS_VERSION
    driver.version = H5FD_CLASS_VERSION;
    driver.value = static_cast<H5FD_class_value_t>(H5_VFD_RESERVED + 1);
#endif
    driver.name = "pages";
    driver.maxaddr = haddr_t{1} << 62U;
    driver.fc_degree = H5F_CLOSE_STRONG;
    driver.fapl_size = sizeof(Gathering*);
    driver.open = open_pages;
    driver.close = close_pages;
    driver.query = query_pages;
    driver.get_eoa = end_of_pages;
    driver.set_eoa = set_end_of_pages;
    driver.get_eof = end_of_pages;
    driver.read = read_pages;
    driver.write = write_pages;
    return driver;
}

}  // namespace yuce::results
