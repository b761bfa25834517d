# Nettle as Nettle::nettle; also installed, for those who link the libraries.
find_path(NETTLE_INCLUDE_DIR nettle/sha2.h)
find_library(NETTLE_LIBRARY nettle)
mark_as_advanced(NETTLE_INCLUDE_DIR NETTLE_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Nettle REQUIRED_VARS NETTLE_LIBRARY NETTLE_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "checksums need it: install the package nettle-dev, or say where it stands with -DNETTLE_LIBRARY=/path/to/libnettle.so -DNETTLE_INCLUDE_DIR=/path/to/include")
if(Nettle_FOUND AND NOT TARGET Nettle::nettle)
    add_library(Nettle::nettle UNKNOWN IMPORTED)
    set_target_properties(Nettle::nettle PROPERTIES IMPORTED_LOCATION "${NETTLE_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${NETTLE_INCLUDE_DIR}")
endif()
