# Debian packages, one set for each LLVM: async-tidy-N has the module and the
# programs, async-clangd-N the editor's server; and an archive with all of it, which
# runs where it is unpacked. `cpack` in the build directory.

set(CPACK_GENERATOR DEB TGZ)
# For which Debian: deb12, or debsid where it has no number.
cmake_host_system_information(RESULT DISTRIBUTION QUERY DISTRIB_INFO)
if(NOT DISTRIBUTION_VERSION_ID)
  set(DISTRIBUTION_VERSION_ID "${DISTRIBUTION_VERSION_CODENAME}")
endif()
set(DISTRIBUTION "${DISTRIBUTION_ID}${DISTRIBUTION_VERSION_ID}")
set(CPACK_PACKAGE_FILE_NAME "async-tidy-${PROJECT_VERSION}-llvm\
${LLVM_VERSION_MAJOR}-${DISTRIBUTION}-${CMAKE_SYSTEM_PROCESSOR}")
file(WRITE "${CMAKE_BINARY_DIR}/package/generator.cmake" "
if(CPACK_GENERATOR STREQUAL TGZ)
  set(CPACK_PACKAGING_INSTALL_PREFIX /)
endif()
")
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_BINARY_DIR}/package/generator.cmake")
set(CPACK_DEBIAN_PACKAGE_RELEASE "1~${DISTRIBUTION}")
set(CPACK_PACKAGE_VENDOR "AsyncTidy")
set(CPACK_PACKAGE_CONTACT "The authors of AsyncTidy <asynctidy@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}/packages")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL tidy)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_STRIP_FILES ON)

# The module works in the clang-tidy of one minor version.
set(N ${LLVM_VERSION_MAJOR})
math(EXPR NEXT "${LLVM_VERSION_MINOR} + 1")
set(CPACK_DEBIAN_TIDY_PACKAGE_DEPENDS
    "clang-tidy-${N} (>= 1:${N}.${LLVM_VERSION_MINOR}), \
clang-tidy-${N} (<< 1:${N}.${NEXT}), clang-tools-${N}, python3, python3-yaml")
set(CPACK_DEBIAN_TIDY_PACKAGE_NAME async-tidy-${N})
set(CPACK_COMPONENT_TIDY_DESCRIPTION
    "clang-tidy checks for C++20 coroutine code
 A module for clang-tidy-${N}, a program that loads it, one that repairs whole
 repositories, and a package for CMake.")

if(TARGET async-clangd)
  list(APPEND CPACK_COMPONENTS_ALL clangd)
  set(CPACK_DEBIAN_CLANGD_PACKAGE_NAME async-clangd-${N})
  set(CPACK_DEBIAN_CLANGD_PACKAGE_DEPENDS
      "libclang-common-${N}-dev (>= 1:${N}.${LLVM_VERSION_MINOR})")
  set(CPACK_DEBIAN_CLANGD_PACKAGE_SHLIBDEPS ON)
  set(CPACK_COMPONENT_CLANGD_DESCRIPTION
      "clangd with checks for C++20 coroutine code
 The server for editors, with the checks of async-tidy-${N} linked in.")
endif()

# async-clang-tidy and the others, for whichever of the packages is the newest.
foreach(COMPONENT IN LISTS CPACK_COMPONENTS_ALL)
  if(COMPONENT STREQUAL "clangd")
    set(NAMES async-clangd)
  else()
    set(NAMES ${PROGRAMS})
  endif()
  set(INSTALL "#!/bin/sh\nset -e\n")
  set(REMOVE "#!/bin/sh\nset -e\n")
  foreach(NAME IN LISTS NAMES)
    string(APPEND INSTALL "update-alternatives --install /usr/bin/${NAME} "
           "${NAME} /usr/bin/${NAME}-${N} ${N}\n")
    string(APPEND REMOVE "update-alternatives --remove ${NAME} "
           "/usr/bin/${NAME}-${N}\n")
  endforeach()
  set(DIRECTORY "${CMAKE_BINARY_DIR}/package/${COMPONENT}")
  file(CONFIGURE OUTPUT "${DIRECTORY}/postinst" CONTENT "${INSTALL}")
  file(CONFIGURE OUTPUT "${DIRECTORY}/prerm" CONTENT "${REMOVE}")
  file(CHMOD "${DIRECTORY}/postinst" "${DIRECTORY}/prerm" PERMISSIONS
       OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
       WORLD_EXECUTE)
  string(TOUPPER "${COMPONENT}" UPPER)
  set(CPACK_DEBIAN_${UPPER}_PACKAGE_CONTROL_EXTRA "${DIRECTORY}/postinst"
                                                  "${DIRECTORY}/prerm")
endforeach()
include(CPack)
